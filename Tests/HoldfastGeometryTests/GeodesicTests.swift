import HoldfastGeometry
import Testing

/// Expected values: geographiclib 2.1, see ``Reference``.
@Suite("Geodesics")
struct GeodesicTests {
    @Test("distance and direction", arguments: Reference.pairs.indices)
    func distance(row: Int) {
        let r = Reference.pairs[row]
        let a = Position(longitude: r.0, latitude: r.1)
        let b = Position(longitude: r.2, latitude: r.3)
        #expect((Geodesic.distance(a, b) - r.4).magnitude < 1e-7)
        #expect((Geodesic.azimuthDegrees(from: a, to: b) - r.5).magnitude < 1e-7)
    }

    @Test("destination", arguments: Reference.destinations.indices)
    func destination(row: Int) {
        let r = Reference.destinations[row]
        let end = Geodesic.destination(
            from: Position(longitude: r.0, latitude: r.1), azimuthDegrees: r.2, metres: r.3)
        #expect((end.longitude - r.4).magnitude < 1e-11)
        #expect((end.latitude - r.5).magnitude < 1e-11)
    }

    @Test("area and length of edges straight in longitude and latitude", arguments: Reference.rings.indices)
    func area(row: Int) {
        let r = Reference.rings[row]
        let ring = r.ring.map { Position(longitude: $0.0, latitude: $0.1) }
        // The reference cuts edges into 2,000 pieces; it converges with the square.
        #expect((Geodesic.area(MultiPolygon([Polygon(outer: ring)])) / r.area - 1).magnitude < 1e-7)
        #expect((Geodesic.area(MultiPolygon([Polygon(outer: ring.reversed())])) / r.area - 1).magnitude < 1e-7)
        #expect((Geodesic.length(Polyline(ring)) / r.perimeter - 1).magnitude < 1e-7)
    }

    @Test("the whole earth: 510,065,621,724,089 m2 (WGS84, NIMA TR8350.2)")
    func wholeEarth() {
        let ring = [(-180.0, -90.0), (180, -90), (180, 90), (-180, 90), (-180, -90)].map {
            Position(longitude: $0.0, latitude: $0.1)
        }
        #expect((Geodesic.area(MultiPolygon([Polygon(outer: ring)])) / 510_065_621_724_089 - 1).magnitude < 1e-12)
    }

    @Test("a hole is taken off, whatever its winding")
    func hole() {
        let rings = Dictionary(uniqueKeysWithValues: Reference.rings.map { ($0.name, $0) })
        guard let degree = rings["degree"] else { return }
        let outer = [(-1.0, -1.0), (3, -1), (3, 3), (-1, 3), (-1, -1)].map { Position(longitude: $0.0, latitude: $0.1) }
        let hole = degree.ring.map { Position(longitude: $0.0, latitude: $0.1) }
        let whole = Geodesic.area(MultiPolygon([Polygon(outer: outer)]))
        for ring in [hole, hole.reversed()] {
            let rest = Geodesic.area(MultiPolygon([Polygon(outer: outer, holes: [ring])]))
            #expect((whole - rest - degree.area).magnitude < 1e-6 * degree.area)
        }
    }

    @Test("nothing has no area and no length")
    func nothing() {
        #expect(Geodesic.area(MultiPolygon([])) == 0)
        #expect(Geodesic.length(Polyline([])) == 0)
        #expect(Geodesic.distance(Position(longitude: .nan, latitude: 0), Position(longitude: 0, latitude: 0)).isNaN)
    }
}
