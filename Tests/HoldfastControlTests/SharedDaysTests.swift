import HoldfastControl
import HoldfastGeometry
import Testing

@Suite("What days have in common is kept once", .enabled(if: SharedData.isThere))
struct SharedDaysTests {
    /// Expected: `Tests/Oracles/edges.py`.
    @Test("the edges of 769 days: 21,417 in 30,956 lifetimes")
    func edges() throws {
        let shapes = try #require(DailyMapsTests.history).held.shapes
        let edges = shapes.edges()
        #expect(edges.count == 30_956)
        #expect(Set(edges.map { TimedEdge(a: $0.a, b: $0.b, from: 0, to: 0) }).count == 21_417)
        #expect(edges.allSatisfy { $0.from >= 0 && $0.from < $0.to && $0.to <= 769 })
    }

    /// 2,260,615 positions in the files, counted in Python.
    @Test("85,000 positions are kept of 2.3 million, and areas are those of the whole shapes")
    func small() throws {
        let shapes = try #require(DailyMapsTests.history).held.shapes
        #expect(shapes.storedPositions < 100_000)
        for epoch in stride(from: 0, to: shapes.count, by: 16) {
            #expect((shapes.areaSquareMetres(epoch) - Geodesic.area(shapes.shape(epoch))).magnitude < 1)
        }
    }
}
