import Foundation
import HoldfastControl
import HoldfastGeometry
import HoldfastText
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

    @Test("a day read among others is the day read alone")
    func alone() throws {
        let history = try #require(DailyMapsTests.history)
        for epoch in stride(from: 5, to: history.dates.count, by: 85) {
            let (features, record) = try GeoJSON.read(file: history.records[epoch].file)
            #expect(record == history.records[epoch])
            let alone = features.flatMap { $0.geometry?.polygons ?? [] }
            var one = ShapeHistory()
            one.append(MultiPolygon(alone))
            #expect(one.shape(0) == history.held.shapes.shape(epoch))
        }
    }
}

@Suite("Faults among maps that are alike")
struct FaultsAmongMapsTests {
    /// Expected: the faults of each file read alone.
    @Test("every faulty file is found, whatever stands before it")
    func faults() throws {
        func map(_ outer: String) -> String {
            ReadingTests.collection(
                "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\(outer)]}}")
        }
        let right = "[[30,45],[34,45],[34,49],[32,47.5],[30,49],[30,45]]"
        let files = [
            "a-2024-01-01.json": map(right), "a-2024-01-02.json": map("[[30,45],[34,45],[34,49],[32,44],[30,49],[30,45]]"),
            "a-2024-01-03.json": map(right), "a-2024-01-04.json": String(map(right).dropLast(40)),
            "a-2024-01-05.json": map("[[30,45],[34,45],[34,49],[32,47.6],[30,49],[30,45]]"),
            "a-2024-01-06.json": map(right + ",[[31,50],[32,50],[32,51],[31,50]]"),
            "a-2024-01-07.json": map(right + ",[[31,46],[32,46],[32,47],[31,46]]"),
            "a-2024-01-08.json": map("[[30,45],[34,45],[34,49],[32,47.5],[30,49]]"),
        ]
        let folder = try ReadingTests.folder(files)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var expected: [Diagnostic] = []
        for name in files.keys.sorted() {
            do throws(Diagnostics) { _ = try GeoJSON.read(file: folder + "/" + name) } catch { expected += error.all }
        }
        #expect(expected.count == 4)
        do throws(Diagnostics) {
            _ = try ReadingTests.read(folder)
            Issue.record("nothing was found")
        } catch { #expect(error.all.map { $0.text() } == expected.map { $0.text() }) }
    }
}
