import HoldfastGeometry
import Testing

@Suite("Inside or outside, and discs")
struct PolygonIndexTests {
    static func polygon(_ outer: [(Double, Double)], holes: [[(Double, Double)]] = []) -> PolygonIndex {
        func ring(_ r: [(Double, Double)]) -> [Position] { r.map { Position(longitude: $0.0, latitude: $0.1) } }
        return PolygonIndex(MultiPolygon([Polygon(outer: ring(outer), holes: holes.map(ring))]))
    }

    /// A 4° square with a 1° hole.
    static let square = polygon(
        [(36, 46), (40, 46), (40, 50), (36, 50), (36, 46)], holes: [[(37, 47), (37, 48), (38, 48), (38, 47), (37, 47)]])

    /// Expected: rational arithmetic, see ``Reference/orientations``.
    @Test("the side of an edge is exact", arguments: Reference.orientations.indices)
    func exactSide(row: Int) {
        let r = Reference.orientations[row]
        // A third corner to the left of the edge, so that the triangle lies there.
        let left = (r.0 - (r.3 - r.1), r.1 + (r.2 - r.0))
        let triangle = Self.polygon([(r.0, r.1), (r.2, r.3), left, (r.0, r.1)])
        let expected: PolygonIndex.Containment = r.6 > 0 ? .inside : r.6 < 0 ? .outside : .boundary
        #expect(triangle.contains(Position(longitude: r.4, latitude: r.5)) == expected)
    }

    @Test("corners and edges are the boundary, a hole is outside")
    func corners() {
        for (lon, lat, expected) in [
            (36.0, 46.0, PolygonIndex.Containment.boundary), (40, 50, .boundary), (38, 46, .boundary), (38, 50, .boundary),
            (36, 48, .boundary), (40, 48, .boundary), (37.5, 47, .boundary), (38, 47.5, .boundary), (37, 47, .boundary),
            (37.5, 47.5, .outside), (36.5, 47, .inside), (39, 47, .inside), (36.5, 48, .inside), (39, 48, .inside),
            (35.999_999, 48, .outside), (36.000_001, 48, .inside), (38, 50.000_001, .outside), (38, 49.999_999, .inside),
            (10, 47, .outside), (50, 47, .outside), (38, -47, .outside), (.nan, 47, .outside), (38, .nan, .outside),
        ] {
            #expect(Self.square.contains(Position(longitude: lon, latitude: lat)) == expected, "\(lon) \(lat)")
        }
    }

    @Test("random stars agree with a plain ray cast")
    func stars() {
        var random = Random(seed: 5)
        for _ in 0..<20 {
            let count = 5 + Int(random.between(0, 200))
            var ring: [(Double, Double)] = (0..<count).map { k in
                let angle = Double(k) / Double(count) * 2 * Double.pi
                let radius = random.between(0.3, 2)
                return (30 + radius * Self.cosine(angle), 50 + radius * Self.cosine(angle - Double.pi / 2))
            }
            ring.append(ring[0])
            let index = Self.polygon(ring)
            for _ in 0..<300 {
                let p = (random.between(27.5, 32.5), random.between(47.5, 52.5))
                var inside = false
                for i in 1..<ring.count {
                    let (a, b) = (ring[i - 1], ring[i])
                    if (a.1 > p.1) != (b.1 > p.1), p.0 < (b.0 - a.0) * (p.1 - a.1) / (b.1 - a.1) + a.0 { inside.toggle() }
                }
                #expect((index.contains(Position(longitude: p.0, latitude: p.1)) == .inside) == inside)
            }
        }
    }

    /// Taylor's series, so that the test needs no other library.
    static func cosine(_ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        for k in 1..<40 {
            term *= -x * x / Double((2 * k - 1) * (2 * k))
            sum += term
        }
        return sum
    }

    @Test("a disc whose rim touches, falls a metre short, reaches a metre over")
    func tangent() {
        // The southern edge, seen from the north; the meridian edge, seen from outside.
        for (lon, lat, side) in [
            (38.0, 46.4, PolygonIndex.DiscStanding.inside), (35.5, 48, .outside), (37.5, 47.4, .outside), (39.9, 49.99, .inside),
        ] {
            let centre = Position(longitude: lon, latitude: lat)
            let exact = Self.square.boundary.exactDistance(to: centre)
            #expect(Self.square.standing(of: centre, radiusMetres: exact) == side)
            #expect(Self.square.standing(of: centre, radiusMetres: exact - 1) == side)
            #expect(Self.square.standing(of: centre, radiusMetres: exact + 1) == .straddles)
            #expect(Self.square.standing(of: centre, radiusMetres: exact + 0.01) == .straddles)
            #expect(Self.square.standing(of: centre, radiusMetres: 0) == side)
        }
    }

    @Test("a centre on the boundary, an infinite disc, no polygon")
    func odd() {
        let edge = Position(longitude: 36, latitude: 48)
        #expect(Self.square.standing(of: edge, radiusMetres: 0) == .straddles)
        #expect(Self.square.shareOfDisc(centre: edge, radiusMetres: 0) == 0.5)
        #expect(Self.square.standing(of: edge, radiusMetres: .infinity) == .straddles)
        #expect(Self.square.standing(of: edge, radiusMetres: .nan) == .straddles)
        let nothing = PolygonIndex(MultiPolygon([]))
        #expect(nothing.standing(of: edge, radiusMetres: .infinity) == .outside)
        #expect(nothing.contains(edge) == .outside)
        #expect(nothing.distanceToBoundary(edge) == .infinity)
        #expect(nothing.shareOfDisc(centre: edge, radiusMetres: 1000) == 0)
        #expect(nothing.areaSquareMetres == 0)
    }

    /// Expected: the area of a circle's segment, r²(π/2 − asin u − u√(1−u²)) for a chord at u·r from the centre.
    @Test("the share of a disc that an edge cuts", arguments: [-0.9, -0.5, -0.2, 0, 0.3, 0.7, 0.95])
    func share(u: Double) {
        let plain = Self.polygon([(36, 46), (42, 46), (42, 50), (36, 50), (36, 46)])
        for radius in [50.0, 5000, 45_000, 90_000] {
            let centre = Geodesic.destination(
                from: Position(longitude: 36, latitude: 48), azimuthDegrees: 90, metres: -u * radius)
            let share = plain.shareOfDisc(centre: centre, radiusMetres: radius)
            let asin = Self.arcsine(u)
            let expected = (Double.pi / 2 - asin - u * (1 - u * u).squareRoot()) / Double.pi
            #expect((share - expected).magnitude < 0.035, "\(radius) \(share) \(expected)")
        }
    }

    static func arcsine(_ u: Double) -> Double {
        var low = -Double.pi / 2
        var high = Double.pi / 2
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if cosine(middle - Double.pi / 2) < u { low = middle } else { high = middle }
        }
        return low
    }

    @Test("the whole disc inside, the whole disc outside")
    func whole() {
        #expect(Self.square.shareOfDisc(centre: Position(longitude: 39, latitude: 48), radiusMetres: 20_000) == 1)
        #expect(Self.square.shareOfDisc(centre: Position(longitude: 37.5, latitude: 47.5), radiusMetres: 20_000) == 0)
        #expect(Self.square.shareOfDisc(centre: Position(longitude: 42, latitude: 48), radiusMetres: 20_000) == 0)
    }
}

/// Expected: OGC Simple Features' rules; areas in closed form on the plane.
@Suite("Shapes with rounded coordinates")
struct RoundedShapeTests {
    private func square(_ x: Double, _ y: Double, _ side: Double) -> Polygon {
        Polygon(outer: [(0, 0), (side, 0), (side, side), (0, side), (0, 0)].map { Position(longitude: x + $0.0, latitude: y + $0.1) })
    }

    @Test("parts that share an edge become one")
    func sharedEdge() throws {
        let two = MultiPolygon([square(30, 48, 1), square(31, 48, 1)])
        #expect(two.fault() != nil)
        let out = try Overlay.rounded(two, perDegree: 1e7)
        #expect(out.fault() == nil)
        #expect(out.polygons.count == 1)
        #expect((Geodesic.area(out) / Geodesic.area(two) - 1).magnitude < 1e-9)
    }

    @Test("a hair that rounding closes is left out, valid shapes keep their rings")
    func hair() throws {
        let hair = Polygon(outer: [(0, 0), (1, 0), (1, 1e-9), (0, 1e-9), (0, 0)].map { Position(longitude: 30 + $0.0, latitude: 47 + $0.1) })
        let out = try Overlay.rounded(MultiPolygon([square(30, 48, 1), hair]), perDegree: 1e7)
        #expect(out.fault() == nil)
        #expect((Geodesic.area(out) / Geodesic.area(MultiPolygon([square(30, 48, 1)])) - 1).magnitude < 1e-9)
        let plain = MultiPolygon([square(30, 48, 1)])
        #expect(try Overlay.rounded(plain, perDegree: 1e7) == plain)
    }
}
