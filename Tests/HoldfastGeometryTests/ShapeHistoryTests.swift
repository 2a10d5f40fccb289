import HoldfastGeometry
import Testing

/// Expected: brute force over every epoch, and GEOS's overlay of whole shapes.
@Suite("Shapes that follow each other")
struct ShapeHistoryTests {
    static func shapes(_ seed: UInt64) throws -> [MultiPolygon] {
        switch seed % 3 {
        case 0: try ShapeHistoryCases.cells(seed: seed, epochs: 25)
        case 1: try ShapeHistoryCases.whole(seed: seed, epochs: 25)
        default: ShapeHistoryCases.stars(seed: seed, epochs: 25)
        }
    }

    static func history(_ shapes: [MultiPolygon]) -> ShapeHistory {
        var history = ShapeHistory()
        for shape in shapes { history.append(shape) }
        return history
    }

    @Test("come back as they were added, but for where a ring begins and which way it runs", arguments: UInt64(1)...20)
    func back(seed: UInt64) throws {
        let shapes = try Self.shapes(seed)
        var random = Random(seed: seed)
        let history = Self.history(shapes.map { ShapeHistoryCases.turned($0, &random) })
        #expect(history.count == shapes.count)
        for (epoch, shape) in shapes.enumerated() {
            #expect(ShapeHistoryCases.plain(history.shape(epoch)) == ShapeHistoryCases.plain(shape))
            #expect(history.boundary(epoch) == history.shape(epoch).ringsWithInsideOnTheLeft)
            #expect((history.areaSquareMetres(epoch) - Geodesic.area(shape)).magnitude < 1)
            #expect(history.isSame(epoch, 0) == (ShapeHistoryCases.plain(shape) == ShapeHistoryCases.plain(shapes[0])))
        }
        #expect(history.bounds == shapes.reduce(into: BoundingBox.empty) { $0.include(BoundingBox(of: $1)) })
    }

    @Test("every edge stands once for each run of epochs", arguments: UInt64(1)...20)
    func edges(seed: UInt64) throws {
        let shapes = try Self.shapes(seed)
        let edges = Self.history(shapes).edges()
        let expected = ShapeHistoryCases.edges(shapes)
        #expect(edges.count == expected.count)
        #expect(Set(edges) == expected)
    }

    @Test("two histories, one after the other, are as one", arguments: UInt64(1)...6)
    func joined(seed: UInt64) throws {
        let shapes = try Self.shapes(seed)
        let whole = Self.history(shapes)
        var joined = Self.history(Array(shapes.prefix(9)))
        joined.append(contentsOf: Self.history(Array(shapes[9..<10])))
        joined.append(contentsOf: ShapeHistory())
        joined.append(contentsOf: Self.history(Array(shapes[10...])))
        #expect(joined.count == whole.count)
        #expect(joined.bounds == whole.bounds)
        #expect(joined.edges() == whole.edges())
        for epoch in shapes.indices {
            #expect(joined.shape(epoch) == whole.shape(epoch))
            #expect(joined.areaSquareMetres(epoch) == whole.areaSquareMetres(epoch))
        }
    }

    @Test("what was gained and lost agrees with an overlay of the whole shapes", arguments: UInt64(1)...60)
    func differences(seed: UInt64) throws {
        let shapes = try Self.shapes(seed)
        let history = Self.history(shapes)
        var random = Random(seed: seed)
        for epoch in 1..<shapes.count {
            let other = random.bits() % 4 == 0 ? Int(random.bits() % UInt64(shapes.count)) : epoch - 1
            let difference = try history.difference(from: other, to: epoch)
            let gained = try Overlay.difference(shapes[epoch], shapes[other])
            let lost = try Overlay.difference(shapes[other], shapes[epoch])
            #expect((Geodesic.area(difference.gained) - Geodesic.area(gained)).magnitude < 1)
            #expect((Geodesic.area(difference.lost) - Geodesic.area(lost)).magnitude < 1)
            let indexes = (PolygonIndex(difference.gained), PolygonIndex(difference.lost))
            let expected = (PolygonIndex(gained), PolygonIndex(lost))
            for _ in 0..<20 {
                let p = Position(longitude: random.between(27, 42), latitude: random.between(45, 57))
                #expect((indexes.0.contains(p) == .inside) == (expected.0.contains(p) == .inside))
                #expect((indexes.1.contains(p) == .inside) == (expected.1.contains(p) == .inside))
            }
            let whole = try ShapeDifference(from: PolygonIndex(shapes[other]), to: PolygonIndex(shapes[epoch]))
            #expect((Geodesic.area(whole.gained) - Geodesic.area(gained)).magnitude < 1)
            #expect((Geodesic.area(whole.lost) - Geodesic.area(lost)).magnitude < 1)
        }
    }

    @Test("a hole, a part in the hole, a part beside, a neighbour across a shared edge, the same ring the other way")
    func differencesByHand() throws {
        func ring(_ corners: [(Double, Double)]) -> [Position] { corners.map { Position(longitude: $0.0, latitude: $0.1) } }
        func square(_ west: Double, _ south: Double, _ side: Double) -> [Position] {
            ring([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map { (west + side * $0.0, south + side * $0.1) })
        }
        let whole = MultiPolygon([Polygon(outer: square(30, 45, 4))])
        let holed = MultiPolygon([Polygon(outer: square(30, 45, 4), holes: [square(31, 46, 2)])])
        let filled = MultiPolygon(holed.polygons + [Polygon(outer: square(31.5, 46.5, 1))])
        let inner = MultiPolygon([Polygon(outer: square(31, 46, 2))])
        let east = MultiPolygon([Polygon(outer: square(34, 45, 4))])
        // The whole with corners on its edges, and one that lies half across its eastern edge.
        let detailed = MultiPolygon([
            Polygon(outer: ring([(30, 45), (31, 45), (34, 45), (34, 47), (34, 49), (30, 49), (30, 46), (30, 45)]))
        ])
        let across = MultiPolygon([Polygon(outer: square(33, 46, 2))])
        let westOfIt = MultiPolygon([Polygon(outer: ring([(33, 46), (34, 46), (34, 48), (33, 48), (33, 46)]))])
        let eastOfIt = MultiPolygon([Polygon(outer: ring([(34, 46), (35, 46), (35, 48), (34, 48), (34, 46)]))])
        let history = Self.history([whole, holed, filled, inner, east, MultiPolygon([]), whole, detailed, across, westOfIt, eastOfIt])
        for (from, to, gained, lost) in [
            (0, 1, nil, inner), (1, 0, inner, nil), (1, 2, MultiPolygon([filled.polygons[1]]), nil), (1, 3, inner, holed),
            (0, 4, east, whole), (4, 5, nil, east), (5, 1, holed, nil), (0, 6, nil, nil), (0, 3, nil, holed),
            (0, 7, nil, nil), (7, 1, nil, inner), (8, 9, nil, eastOfIt), (9, 8, eastOfIt, nil), (9, 10, eastOfIt, westOfIt),
        ] as [(Int, Int, MultiPolygon?, MultiPolygon?)] {
            let difference = try history.difference(from: from, to: to)
            #expect((Geodesic.area(difference.gained) - Geodesic.area(gained ?? MultiPolygon([]))).magnitude < 1, "\(from) \(to)")
            #expect((Geodesic.area(difference.lost) - Geodesic.area(lost ?? MultiPolygon([]))).magnitude < 1, "\(from) \(to)")
            #expect(difference.gained.isEmpty == (gained == nil))
            #expect(difference.lost.isEmpty == (lost == nil))
        }
        #expect(history.isSame(0, 6))
        #expect(!history.isSame(0, 1))
    }

    @Test("epochs that do not exist are empty")
    func beyond() throws {
        let history = Self.history(try Self.shapes(2))
        for epoch in [-1, history.count, .max, .min] {
            #expect(history.shape(epoch).isEmpty)
            #expect(history.boundary(epoch).isEmpty)
            #expect(history.areaSquareMetres(epoch) == 0)
        }
        #expect(ShapeHistory().edges().isEmpty)
        #expect(ShapeHistory().bounds.isEmpty)
    }

    @Test("order of polygons and holes and the sign of zero do not matter to sameness")
    func sameness() throws {
        let shapes = try ShapeHistoryCases.cells(seed: 4, epochs: 1, size: 12)
        var other = MultiPolygon(shapes[0].polygons.reversed())
        for i in other.polygons.indices { other.polygons[i].holes.reverse() }
        func triangle(_ zero: Double) -> MultiPolygon {
            let (a, b) = (Position(longitude: zero, latitude: zero), Position(longitude: 1, latitude: zero))
            return MultiPolygon([Polygon(outer: [a, b, Position(longitude: zero, latitude: 1), a])])
        }
        let history = Self.history([shapes[0], other, triangle(0), triangle(-0.0), MultiPolygon([])])
        #expect(history.isSame(0, 1))
        #expect(history.isSame(2, 3))
        #expect(!history.isSame(1, 2))
        #expect(!history.isSame(3, 4))
        #expect(try history.difference(from: 0, to: 1).gained.isEmpty)
        #expect(history.edges().count == 3 + ShapeHistoryCases.edges([shapes[0]]).count)
    }

    @Test("rings that are none, an edge twice, what is no number")
    func odd() {
        let (a, b, c) = (Position(longitude: 1, latitude: 1), Position(longitude: 2, latitude: 1), Position(longitude: 2, latitude: 2))
        let nowhere = Position(longitude: .nan, latitude: 1)
        let rings: [[Position]] = [
            [], [a], [a, a], [a, b], [a, b, a], [a, b, c], [a, b, c, a], [a, b, a, b, a], [nowhere], [a, nowhere, c, a], [a, a, a, a, a],
        ]
        let shapes = rings.flatMap { ring in
            [MultiPolygon([Polygon(outer: ring)]), MultiPolygon([Polygon(outer: ring, holes: [ring]), Polygon(outer: ring)])]
        }
        let history = Self.history(shapes)
        for (epoch, shape) in shapes.enumerated() {
            #expect(history.shape(epoch).rings.map(\.count) == shape.rings.map(\.count))
            _ = try? history.difference(from: 0, to: epoch)
            _ = try? history.difference(from: epoch, to: 6)
        }
        #expect(history.edges().allSatisfy { $0.from < $0.to })
    }

    @Test("a million equal positions, and a long ring in many epochs, stay small", .timeLimit(.minutes(1)))
    func large() {
        let p = Position(longitude: 30, latitude: 50)
        let many = MultiPolygon([Polygon(outer: [Position](repeating: p, count: 1_000_001))])
        var history = Self.history([many, many])
        #expect(history.shape(1).polygons[0].outer.count == 1_000_001)
        #expect(history.storedPositions < 2000)
        #expect(history.edges().count == 1)
        var ring = (0..<100_000).map { Position(longitude: 30 + Double($0) * 1e-5, latitude: 50 + Double($0 % 7) * 1e-5) }
        ring += [Position(longitude: 31, latitude: 51), ring[0]]
        for i in 0..<40 {
            ring[i * 2000 + 1].latitude += 0.5e-5
            history.append(MultiPolygon([Polygon(outer: ring)]))
        }
        #expect(history.storedPositions < 125_000)
        #expect(history.edges().count == 100_001 + 39 * 2 + 1)
    }
}
