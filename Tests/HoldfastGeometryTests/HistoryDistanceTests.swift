import HoldfastGeometry
import Testing

/// Expected: PROJ's geodesic to each edge, made least along the edge by dense search and golden sections.
@Suite("Lines that follow each other: distance")
struct HistoryDistanceTests {
    static let grounds: [(name: String, longitude: Double, latitude: Double, reach: Double)] = [
        ("front", 37, 48, 1), ("small", 37, 48, 0.003), ("equator", -60, 0, 2), ("antimeridian", 179.5, -17, 1),
        ("arctic", 20, 84, 3), ("wide", 30, 40, 15),
    ]

    /// Shorter than what is promised: 0.1 m below 300 km, a millionth beyond.
    private static func slack(_ metres: Double) -> Double { metres < 300_000 ? 0.1 : 1e-6 * metres + 0.1 }

    @Test("columns agree with the geodesic made least", arguments: grounds.indices)
    func columns(ground: Int) {
        let (name, longitude, latitude, reach) = Self.grounds[ground]
        var random = Random(seed: UInt64(77 + ground))
        func place(_ far: Double) -> Position {
            Position(
                longitude: min(180, max(-180, longitude + random.between(-far, far))),
                latitude: min(90, max(-90, latitude + random.between(-far, far))))
        }
        // Most edges stay from epoch to epoch; one epoch has no line at all.
        var lines: [[Polyline]] = [[Polyline((0..<5).map { _ in place(reach) }), Polyline((0..<3).map { _ in place(reach) })]]
        for epoch in 1..<6 {
            var next = lines[epoch - 1].isEmpty ? lines[0] : lines[epoch - 1]
            if epoch == 3 {
                next = []
            } else if epoch == 4 {
                next.removeLast()
            } else {
                next[0].points[epoch % 5] = place(reach)
            }
            lines.append(next)
        }
        let index = LineHistoryIndex(LineHistory(lines))
        for (count, sorted) in [(0, true), (1, false), (7, false), (7, true), (250, false), (250, true)] {
            var rows = (0..<count).map { k -> (place: Position, epoch: Int) in
                let epoch = random.below(lines.count)
                let far = [reach * 0.2, reach, reach * 3, 60][k % 4]
                if k % 5 == 0, let line = lines[epoch].first { return (Self.onOrBeside(line, &random), epoch) }
                return (place(far), epoch)
            }
            if sorted { rows.sort { $0.epoch < $1.epoch } }
            let found = Self.distances(index, rows.map(\.place), rows.map { Int32($0.epoch) })
            for (row, metres) in zip(rows, found) {
                let expected = Self.least(row.place, lines[row.epoch])
                let isRight = expected.isFinite ? abs(metres - expected) <= Self.slack(expected) : metres == .infinity
                #expect(isRight, "\(name), epoch \(row.epoch), \(row.place): \(metres), not \(expected)")
            }
        }
    }

    @Test("on a line and a metre beside it")
    func besideALine() {
        // On the equator a degree is 111,319.4908 m: a metre is 8.983152841e-6 degrees of longitude.
        let metre = 8.983152841e-6
        let south = Position(longitude: 10, latitude: -1)
        let lines = [[Polyline([south, Position(longitude: 10, latitude: 1)])], [Polyline([south, Position(longitude: 10, latitude: 0)])]]
        let index = LineHistoryIndex(LineHistory(lines))
        let places = [10, 10 + metre, 10 - metre, 10 + 1000 * metre].map { Position(longitude: $0, latitude: 0) }
        for epoch: Int32 in [0, 1] {
            let found = Self.distances(index, places, places.map { _ in epoch })
            for (metres, expected) in zip(found, [0, 1, 1, 1000.0]) { #expect(abs(metres - expected) < 0.011, "epoch \(epoch)") }
        }
    }

    @Test("no distance off the earth or out of time, an infinite one where there is no line")
    func unknown() {
        let line = Polyline([Position(longitude: 0, latitude: 0), Position(longitude: 1, latitude: 0)])
        let index = LineHistoryIndex(LineHistory([[line], []]))
        let places = [(Double.nan, 0.0), (0, .nan), (.infinity, 0), (200, 0), (0, 91), (0, 0), (0, 0), (0, 0)]
            .map { Position(longitude: $0.0, latitude: $0.1) }
        let found = Self.distances(index, places, [0, 0, 0, 0, 0, -1, 2, 1])
        for metres in found.dropLast() { #expect(metres.isNaN) }
        #expect(found.last == .infinity)
        #expect(Self.distances(LineHistoryIndex(LineHistory([])), places, [0, 0, 0, 0, 0, 0, 0, 0]).allSatisfy { $0.isNaN })
    }

    @Test("the poles, from every longitude")
    func poles() {
        let line = Polyline([Position(longitude: 20, latitude: 80), Position(longitude: 40, latitude: 84)])
        let index = LineHistoryIndex(LineHistory([[line]]))
        let places = [-180, -90, 0, 33, 180].flatMap { longitude in
            [90.0, -90].map { Position(longitude: Double(longitude), latitude: $0) }
        }
        for (place, metres) in zip(places, Self.distances(index, places, places.map { _ in 0 })) {
            let expected = Self.least(place, [line])
            #expect(abs(metres - expected) <= Self.slack(expected), "\(place)")
        }
    }

    /// A corner of a line, or a place on it as near as numbers allow.
    private static func onOrBeside(_ line: Polyline, _ random: inout Random) -> Position {
        let k = random.below(line.points.count - 1)
        let (a, b) = (line.points[k], line.points[k + 1])
        return random.chance(30) ? a : between(a, b, random.between(0, 1))
    }

    private static func between(_ a: Position, _ b: Position, _ t: Double) -> Position {
        Position(
            longitude: a.longitude + t * (b.longitude - a.longitude), latitude: a.latitude + t * (b.latitude - a.latitude))
    }

    /// The least geodesic from a place to lines.
    static func least(_ p: Position, _ lines: [Polyline]) -> Double {
        var least = Double.infinity
        for line in lines {
            for (a, b) in zip(line.points, line.points.dropFirst()) {
                let samples = 24
                let coarse = (0...samples).map { Geodesic.distance(p, between(a, b, Double($0) / Double(samples))) }
                let best = coarse.indices.min { coarse[$0] < coarse[$1] } ?? 0
                // An edge that cannot matter is not searched: its distance changes by at most its length between samples.
                let gap = Geodesic.distance(a, b) * 1.1 / Double(samples)
                if coarse[best] - gap > least { continue }
                least = min(least, golden(p, a, b, Double(best - 1) / Double(samples), Double(best + 1) / Double(samples)))
            }
        }
        return least
    }

    private static func golden(_ p: Position, _ a: Position, _ b: Position, _ from: Double, _ to: Double) -> Double {
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (max(0, from), min(1, to))
        func metres(_ t: Double) -> Double { Geodesic.distance(p, between(a, b, t)) }
        var (c, d) = (high - ratio * (high - low), low + ratio * (high - low))
        var (atC, atD) = (metres(c), metres(d))
        for _ in 0..<48 {
            if atC < atD {
                (high, d, atD) = (d, c, atC)
                c = high - ratio * (high - low)
                atC = metres(c)
            } else {
                (low, c, atC) = (c, d, atD)
                d = low + ratio * (high - low)
                atD = metres(d)
            }
        }
        return min(min(atC, atD), min(metres(max(0, from)), metres(min(1, to))))
    }

    static func distances(_ index: LineHistoryIndex, _ places: [Position], _ epochs: [Int32]) -> [Double] {
        var out = [Double](repeating: -1, count: places.count)
        places.map(\.longitude).withUnsafeBufferPointer { longitudes in
            places.map(\.latitude).withUnsafeBufferPointer { latitudes in
                epochs.withUnsafeBufferPointer { epochs in
                    out.withUnsafeMutableBufferPointer {
                        index.distances(longitudes: longitudes, latitudes: latitudes, epochs: epochs, into: $0)
                    }
                }
            }
        }
        return out
    }
}
