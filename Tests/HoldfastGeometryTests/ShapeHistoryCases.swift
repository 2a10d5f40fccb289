import HoldfastGeometry

/// Random shapes that follow each other, and what a history should say of them, the long way.
enum ShapeHistoryCases {
    /// Unions of the cells of a skewed grid, a few of which change from epoch to epoch: valid polygons with holes, parts in
    /// holes, corners that touch, edges that stay.
    static func cells(seed: UInt64, epochs: Int, size: Int = 7) throws -> [MultiPolygon] {
        var random = Random(seed: seed)
        var corners = (0...size).map { y in (0...size).map { x in corner(x, y, &random) } }
        var on = (0..<size * size).map { _ in random.bits() % 5 < 3 }
        return try (0..<epochs).map { _ in
            for _ in 0..<random.bits() % 4 { on[Int(random.bits() % UInt64(on.count))].toggle() }
            // Now and then a corner moves, so that old and new edges cross.
            if random.bits() % 3 == 0 {
                let (x, y) = (Int(random.bits() % UInt64(size + 1)), Int(random.bits() % UInt64(size + 1)))
                corners[y][x] = corner(x, y, &random)
            }
            if random.bits() % 11 == 0 { return MultiPolygon([]) }
            var polygons: [Polygon] = []
            for y in 0..<size {
                for x in 0..<size where on[y * size + x] {
                    let ring = [corners[y][x], corners[y][x + 1], corners[y + 1][x + 1], corners[y + 1][x], corners[y][x]]
                    polygons.append(Polygon(outer: ring))
                }
            }
            return try Overlay.union(MultiPolygon(polygons))
        }
    }

    private static func corner(_ x: Int, _ y: Int, _ random: inout Random) -> Position {
        Position(
            longitude: 30 + Double(x) + random.between(-0.3, 0.3), latitude: 45 + 0.5 * Double(y) + random.between(-0.15, 0.15))
    }

    /// Unions of a few rectangles and triangles with corners on a grid of whole degrees, one of them another from epoch to
    /// epoch: old and new edges cross, touch and overlap in every way.
    static func whole(seed: UInt64, epochs: Int) throws -> [MultiPolygon] {
        var random = Random(seed: seed)
        func some(_ count: UInt64) -> Double { Double(random.bits() % count) }
        func piece() -> Polygon {
            let (x, y, w, h) = (30 + some(8), 45 + some(8), 1 + some(3), 1 + some(3))
            let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)].map { Position(longitude: $0.0, latitude: $0.1) }
            let kept = random.bits() % 2 == 0 ? corners : Array(corners.dropFirst(Int(random.bits() % 2)).prefix(3))
            return Polygon(outer: kept + kept.prefix(1))
        }
        var pieces = (0..<6).map { _ in piece() }
        return try (0..<epochs).map { _ in
            pieces[Int(random.bits() % 6)] = piece()
            return try Overlay.union(MultiPolygon(pieces))
        }
    }

    /// One star with a star-shaped hole and a star in the hole, other points of it moved in each epoch.
    static func stars(seed: UInt64, epochs: Int) -> [MultiPolygon] {
        var random = Random(seed: seed)
        let count = 12 + Int(random.bits() % 300)
        var radii = (0..<3).map { k in (0..<count).map { _ in random.between(0.7, 1) * [3, 1.9, 1.2][k] } }
        return (0..<epochs).map { _ in
            for _ in 0..<random.bits() % 5 {
                let k = Int(random.bits() % 3)
                radii[k][Int(random.bits() % UInt64(count))] = random.between(0.7, 1) * [3, 1.9, 1.2][k]
            }
            let rings = radii.map { star($0) }
            return MultiPolygon([Polygon(outer: rings[0], holes: [rings[1]]), Polygon(outer: rings[2])])
        }
    }

    private static func star(_ radii: [Double]) -> [Position] {
        // A circle without trigonometry: (1 − t²)/(1 + t²), 2t/(1 + t²), run through in halves.
        let ring = radii.enumerated().map { i, radius in
            let half = Double(i) / Double(radii.count) * 2
            let t = 2 * (half < 1 ? half : half - 1) - 1
            let (x, y) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
            let sign = half < 1 ? 1.0 : -1.0
            return Position(longitude: 30 + sign * radius * x, latitude: 50 + sign * radius * y)
        }
        return ring + ring.prefix(1)
    }

    /// The same ring begun elsewhere, and perhaps the other way round.
    static func turned(_ ring: [Position], _ random: inout Random) -> [Position] {
        guard ring.count > 1 else { return ring }
        let open = Array(random.bits() % 2 == 0 ? ring.dropLast() : ring.dropLast().reversed()[...])
        let start = Int(random.bits() % UInt64(open.count))
        let turned = open[start...] + open[..<start]
        return Array(turned + turned.prefix(1))
    }

    static func turned(_ shape: MultiPolygon, _ random: inout Random) -> MultiPolygon {
        MultiPolygon(
            shape.polygons.map { p in
                let outer = turned(p.outer, &random)
                return Polygon(outer: outer, holes: p.holes.map { turned($0, &random) })
            })
    }

    /// Each ring begun at its least position, wound as ``MultiPolygon/ringsWithInsideOnTheLeft`` winds it.
    static func plain(_ shape: MultiPolygon) -> [[[Position]]] {
        shape.polygons.map { polygon in
            MultiPolygon([polygon]).ringsWithInsideOnTheLeft.map { line in
                let open = Array(line.points.dropLast())
                let start = open.indices.min { (open[$0].longitude, open[$0].latitude) < (open[$1].longitude, open[$1].latitude) } ?? 0
                let turned = open[start...] + open[..<start]
                return Array(turned + turned.prefix(1))
            }
        }
    }

    /// Every edge's runs of epochs, from the edges of every epoch.
    static func edges(_ shapes: [MultiPolygon]) -> Set<TimedEdge> {
        var out: Set<TimedEdge> = []
        var open: [TimedEdge: Int32] = [:]
        for epoch in 0...shapes.count {
            var next: [TimedEdge: Int32] = [:]
            for ring in epoch < shapes.count ? shapes[epoch].ringsWithInsideOnTheLeft : [] {
                for (a, b) in zip(ring.points, ring.points.dropFirst()) {
                    let edge = TimedEdge(a: a, b: b, from: 0, to: 0)
                    next[edge] = open[edge] ?? Int32(epoch)
                }
            }
            for (edge, from) in open where next[edge] == nil {
                out.insert(TimedEdge(a: edge.a, b: edge.b, from: from, to: Int32(epoch)))
            }
            open = next
        }
        return out
    }
}
