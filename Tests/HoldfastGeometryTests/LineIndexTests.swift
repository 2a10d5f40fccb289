import HoldfastGeometry
import Testing

/// Expected distances: geographiclib 2.1 by dense search, see ``Reference``.
@Suite("Distance to a line, and its side")
struct LineIndexTests {
    static func index(_ name: String) -> LineIndex {
        LineIndex([Polyline((Reference.lines[name] ?? []).map { Position(longitude: $0.0, latitude: $0.1) })])
    }

    @Test("distance", arguments: Reference.distances.indices)
    func distance(row: Int) {
        let r = Reference.distances[row]
        let index = Self.index(r.line)
        let p = Position(longitude: r.longitude, latitude: r.latitude)
        #expect((index.exactDistance(to: p) - r.metres).magnitude < 0.001)
        let found = index.nearest(to: p)
        #expect((found.metres - r.metres).magnitude < found.errorBoundMetres)
        #expect(found.errorBoundMetres <= max(0.1, 1e-6 * r.metres))
    }

    /// Places made at a known distance square to an edge, by the geodesic.
    @Test("one metre either side, on the line", arguments: ["parallel", "diagonal", "front", "arctic", "equator"])
    func oneMetre(name: String) throws {
        let index = Self.index(name)
        let points = index.lines[0].points
        for i in 1..<points.count {
            for t in [0.1, 0.3, 0.5, 0.77] {
                let a = points[i - 1]
                let b = points[i]
                let foot = Self.between(a, b, t)
                let ahead = Geodesic.azimuthDegrees(from: foot, to: Self.between(a, b, t + 1e-5))
                for metres in [0.01, 1, 100, 1000] {
                    let left = index.nearest(
                        to: Geodesic.destination(from: foot, azimuthDegrees: ahead - 90, metres: metres))
                    let right = index.nearest(
                        to: Geodesic.destination(from: foot, azimuthDegrees: ahead + 90, metres: metres))
                    #expect(left.side == .left)
                    #expect(right.side == .right)
                    #expect((left.metres - metres).magnitude < left.errorBoundMetres + 0.01 * metres)
                    #expect((right.metres - metres).magnitude < right.errorBoundMetres + 0.01 * metres)
                }
                let on = index.nearest(to: foot)
                #expect(on.metres < on.errorBoundMetres)
                #expect(index.exactDistance(to: foot) < 0.001)
            }
        }
    }

    @Test("at a corner the outside of the turn decides; beyond the ends the end edges go on")
    func corners() {
        let line = LineIndex([
            Polyline([
                Position(longitude: 37, latitude: 48), Position(longitude: 38, latitude: 48),
                Position(longitude: 37, latitude: 48.2),
            ])
        ])
        // The sharp corner at 38° E turns left; east of it is the outside.
        for latitude in [47.9, 48, 48.05, 48.1] {
            #expect(line.nearest(to: Position(longitude: 38.5, latitude: latitude)).side == .right)
        }
        #expect(line.nearest(to: Position(longitude: 37.2, latitude: 48.01)).side == .left)
        #expect(line.nearest(to: Position(longitude: 37.2, latitude: 48.3)).side == .right)
        // Before the start, along its extension to the west.
        #expect(line.nearest(to: Position(longitude: 36.5, latitude: 48.01)).side == .left)
        #expect(line.nearest(to: Position(longitude: 36.5, latitude: 47.99)).side == .right)
    }

    @Test("a line cut into pieces has the sides of the whole")
    func pieces() {
        let a = Position(longitude: 37, latitude: 48)
        let b = Position(longitude: 38, latitude: 48)
        let c = Position(longitude: 37, latitude: 48.2)
        let whole = LineIndex([Polyline([a, b, c])])
        let cut = LineIndex([Polyline([a, b]), Polyline([b, c])])
        for latitude in stride(from: 47.5, through: 48.7, by: 0.05) {
            for longitude in stride(from: 36.5, through: 38.9, by: 0.1) {
                let p = Position(longitude: longitude, latitude: latitude)
                #expect(whole.nearest(to: p).side == cut.nearest(to: p).side)
            }
        }
    }

    @Test("chainage counts from the first point through every line")
    func chainage() {
        let index = Self.index("front")
        let points = index.lines[0].points
        let twice = LineIndex([Polyline(points), Polyline(points.map { Position(longitude: $0.longitude + 10, latitude: $0.latitude) })])
        #expect((twice.lengthMetres - 2 * index.lengthMetres).magnitude < 0.001)
        var along = 0.0
        for i in 1..<points.count {
            let middle = Self.between(points[i - 1], points[i], 0.5)
            let half = Geodesic.length(Polyline([points[i - 1], middle]))
            #expect((index.nearest(to: middle).chainageMetres - along - half).magnitude < 0.05)
            let far = Position(longitude: middle.longitude + 10, latitude: middle.latitude)
            #expect((twice.nearest(to: far).chainageMetres - index.lengthMetres - along - half).magnitude < 0.05)
            along += Geodesic.length(Polyline([points[i - 1], points[i]]))
        }
    }

    @Test("across the antimeridian and over the pole")
    func wrap() {
        let date = LineIndex([Polyline([Position(longitude: 179.99, latitude: -20), Position(longitude: 179.99, latitude: -10)])])
        let p = Position(longitude: -179.99, latitude: -15)
        #expect((date.nearest(to: p).metres - date.exactDistance(to: p)).magnitude < 0.02)
        #expect(date.nearest(to: p).metres < 2200)
        // The line runs north, so the east is on its right, across the antimeridian too.
        #expect(date.nearest(to: p).side == .right)
        let polar = LineIndex([Polyline([Position(longitude: 0, latitude: 89), Position(longitude: 0, latitude: 89.9)])])
        let other = Position(longitude: 180, latitude: 89.9)
        // geographiclib: between (0, 89.9) and (180, 89.9).
        #expect((polar.nearest(to: other).metres - 22_338.795_682_520_2).magnitude < 0.02)
    }

    @Test("no line, one point, not on earth")
    func degenerate() {
        let here = Position(longitude: 38, latitude: 48)
        #expect(LineIndex([]).nearest(to: here).metres == .infinity)
        #expect(LineIndex([Polyline([here])]).nearest(to: here).metres == .infinity)
        #expect(Self.index("front").nearest(to: Position(longitude: .nan, latitude: 1)).metres.isNaN)
        #expect(Self.index("front").nearest(to: Position(longitude: 0, latitude: 91)).metres.isNaN)
        #expect(LineIndex([Polyline([here, Position(longitude: .infinity, latitude: 0)])]).lengthMetres == 0)
    }

    @Test("the fast distance keeps its bound on random lines and places")
    func randomly() {
        var random = Random(seed: 11)
        for round in 0..<30 {
            let span = [0.05, 0.5, 3, 20][round % 4]
            let centre = Position(longitude: random.between(-170, 170), latitude: random.between(-80, 80))
            var points: [Position] = []
            for _ in 0..<12 {
                points.append(
                    Position(
                        longitude: min(180, max(-180, centre.longitude + random.between(-span, span))),
                        latitude: min(89, max(-89, centre.latitude + random.between(-span, span)))))
            }
            let index = LineIndex([Polyline(points)])
            for _ in 0..<60 {
                let reach = span * [0.1, 1, 2, 5][Int(random.between(0, 4))]
                let p = Position(
                    longitude: Self.wrapped(centre.longitude + random.between(-reach, reach)),
                    latitude: min(90, max(-90, centre.latitude + random.between(-reach, reach))))
                let exact = index.exactDistance(to: p)
                let found = index.nearest(to: p)
                #expect((found.metres - exact).magnitude <= found.errorBoundMetres, "\(points) \(p) \(found.metres) \(exact)")
                #expect(found.errorBoundMetres <= max(0.1, 1e-6 * exact))
            }
        }
    }

    static func wrapped(_ longitude: Double) -> Double {
        longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude
    }

    static func between(_ a: Position, _ b: Position, _ t: Double) -> Position {
        Position(
            longitude: a.longitude + t * (b.longitude - a.longitude), latitude: a.latitude + t * (b.latitude - a.latitude))
    }
}
