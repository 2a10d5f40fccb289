import HoldfastGeometry
import Testing

/// Expected: the even–odd rule over every edge in whole numbers (``GridShape/standing(of:)``).
@Suite("Shapes that follow each other: inside or outside")
struct HistoryStandingTests {
    /// Where the shapes lie: in the middle latitudes, on the equator, against the antimeridian, against the pole.
    static let grounds: [(name: String, centre: GridPlace, half: Int)] = [
        ("front", GridPlace(x: 37 << 20, y: 48 << 20), 1 << 18),
        ("small", GridPlace(x: 37 << 20, y: 48 << 20), 1 << 9),
        ("equator", GridPlace(x: 0, y: 0), 1 << 20),
        ("antimeridian", GridPlace(x: 176 << 20, y: -17 << 20), 1 << 20),
        ("pole", GridPlace(x: 10 << 20, y: 86 << 20), 1 << 20),
        ("wide", GridPlace(x: 0, y: 0), 11 << 20),
    ]

    private static func isOnEarth(_ p: GridPlace) -> Bool { abs(p.x) <= 180 << 20 && abs(p.y) <= 90 << 20 }

    @Test("columns agree with whole numbers", arguments: grounds.indices, [1, 2, 40])
    func columns(ground: Int, epochs: Int) {
        let (name, centre, half) = Self.grounds[ground]
        var random = Random(seed: UInt64(ground * 1000 + epochs))
        let grid = GridHistory(&random, epochs: epochs, cells: 4, half: half, centre: centre)
        let index = ShapeHistoryIndex(grid.history)
        for count in [0, 1, 7, 1000, 5000] {
            for sorted in [true, false] {
                var rows: [(place: GridPlace, epoch: Int)] = (0..<count).map { _ in
                    let epoch = random.below(epochs)
                    // A place that matters at one time, asked for at another.
                    return (grid.place(&random, epoch), random.chance(50) ? epoch : random.below(epochs))
                }
                if sorted { rows.sort { $0.epoch < $1.epoch } }
                let found = Self.standings(index, rows.map(\.place.position), rows.map { Int32($0.epoch) })
                var wrong = 0
                for (row, standing) in zip(rows, found) {
                    let expected = Self.isOnEarth(row.place) ? grid.shapes[row.epoch].standing(of: row.place) : .unknown
                    if standing != expected {
                        wrong += 1
                        if wrong <= 3 { Issue.record("\(name), epoch \(row.epoch), \(row.place): \(standing), not \(expected)") }
                    }
                    if count <= 7 { #expect(index.standing(of: row.place.position, epoch: row.epoch) == expected) }
                }
                #expect(wrong == 0)
            }
        }
    }

    @Test("nothing is known of places off the earth, nor of epochs that do not exist")
    func unknown() {
        var random = Random(seed: 5)
        let grid = GridHistory(&random, epochs: 3, cells: 2, half: 1 << 20, centre: GridPlace(x: 0, y: 0))
        let index = ShapeHistoryIndex(grid.history)
        let places = [
            (Double.nan, 0.0), (0, .nan), (.infinity, 0), (0, -.infinity), (180.000001, 0), (0, 90.000001), (-181, 0), (0, 0), (0, 0),
            (0, 0), (0, 0),
        ].map { Position(longitude: $0.0, latitude: $0.1) }
        let epochs: [Int32] = [0, 1, 2, 0, 1, 2, 0, -1, 3, .min, .max]
        #expect(Self.standings(index, places, epochs) == Array(repeating: .unknown, count: places.count))
        #expect(Self.standings(ShapeHistoryIndex(ShapeHistory()), places, epochs).allSatisfy { $0 == .unknown })
    }

    @Test("the whole earth: edges along the poles and the antimeridian are boundary")
    func wholeEarth() {
        let corners = [(-180.0, -90.0), (180, -90), (180, 90), (-180, 90), (-180, -90)].map { Position(longitude: $0.0, latitude: $0.1) }
        var history = ShapeHistory()
        history.append(MultiPolygon([]))
        history.append(MultiPolygon([Polygon(outer: corners)]))
        history.append(MultiPolygon([]))
        let index = ShapeHistoryIndex(history)
        let places = [(0.0, 0.0), (180, 0), (-180, 12), (77, 90), (-77, -90), (180, 90), (-180, -90), (179.999999, 89.999999)]
            .map { Position(longitude: $0.0, latitude: $0.1) }
        for epoch: Int32 in 0..<3 {
            let found = Self.standings(index, places, places.map { _ in epoch })
            let expected: [Standing] =
                epoch == 1 ? [.inside, .boundary, .boundary, .boundary, .boundary, .boundary, .boundary, .inside]
                : Array(repeating: .outside, count: 8)
            #expect(found == expected, "epoch \(epoch)")
        }
    }

    static func standings(_ index: ShapeHistoryIndex, _ places: [Position], _ epochs: [Int32]) -> [Standing] {
        var out = [Standing](repeating: .inside, count: places.count)
        places.map(\.longitude).withUnsafeBufferPointer { longitudes in
            places.map(\.latitude).withUnsafeBufferPointer { latitudes in
                epochs.withUnsafeBufferPointer { epochs in
                    out.withUnsafeMutableBufferPointer {
                        index.standings(longitudes: longitudes, latitudes: latitudes, epochs: epochs, into: $0)
                    }
                }
            }
        }
        return out
    }

    /// A comb of teeth from top to bottom: inside where the tooth's number is even, in closed form. With a grid made for short
    /// edges, 20,000 teeth would touch ten million cells.
    @Test("a comb with 20,000 teeth")
    func comb() {
        let teeth = 20_000
        let step = 1e-4
        var ring: [Position] = [Position(longitude: 10, latitude: 0)]
        for i in 0..<teeth {
            let x = 10 + 2 * Double(i) * step
            ring += [(x, 1.0), (x + step, 1), (x + step, 0.001), (x + 2 * step, 0.001)].map { Position(longitude: $0.0, latitude: $0.1) }
        }
        ring += [Position(longitude: 10 + 2 * Double(teeth) * step, latitude: 0), Position(longitude: 10, latitude: 0)]
        var history = ShapeHistory()
        history.append(MultiPolygon([Polygon(outer: ring)]))
        let index = ShapeHistoryIndex(history)
        for i in stride(from: 0, to: 2 * teeth, by: 97) {
            let p = Position(longitude: 10 + (Double(i) + 0.5) * step, latitude: 0.5)
            #expect(index.standing(of: p, epoch: 0) == (i % 2 == 0 ? .inside : .outside))
        }
        #expect(index.standing(of: Position(longitude: 11, latitude: 0.0005), epoch: 0) == .inside)
        #expect(index.standing(of: Position(longitude: 11, latitude: 1.5), epoch: 0) == .outside)
    }
}
