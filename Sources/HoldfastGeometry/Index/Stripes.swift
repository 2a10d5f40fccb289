/// The edges of closed rings, by stripes of latitude, for inside or outside by the parity of crossings.
struct Stripes: Sendable {
    private let south: Double
    private let north: Double
    /// Stripes a degree.
    private let scale: Double
    private let last: Int
    /// Where each stripe's edges start in `edges`; one more entry than stripes.
    private let starts: [Int32]
    /// Each stripe's edges, the lower end first. An edge stands in every stripe that it reaches.
    private let edges: [SIMD4<Double>]

    init(_ m: MultiPolygon) {
        let rings = m.rings
        var box = BoundingBox(of: m)
        for ring in rings { for p in ring { box.include(p) } }
        south = box.south
        north = box.north
        var count = 0
        var rise = 0.0
        for ring in rings where ring.count >= 2 {
            count += ring.count - 1
            for i in 1..<ring.count { rise += (ring[i].latitude - ring[i - 1].latitude).magnitude }
        }
        guard count > 0, box.south <= box.north, rise.isFinite else {
            (scale, last, starts, edges) = (0, 0, [0, 0], [])
            return
        }
        // So many that an edge reaches about two: more where edges are short. Never more than four entries an edge on average.
        let height = box.north - box.south
        var wanted = min(Double(count), rise > 0 ? 3 * Double(count) * height / rise : 1)
        wanted = max(1, min(wanted, 65_536))
        scale = height > 0 ? wanted / height : 0
        last = Int(wanted) - 1
        var sizes = [Int32](repeating: 0, count: last + 2)
        let (s, k, top) = (south, scale, last)
        func stripe(_ latitude: Double) -> Int { min(top, max(0, Int((latitude - s) * k))) }
        for ring in rings where ring.count >= 2 {
            for i in 1..<ring.count {
                let a = stripe(ring[i - 1].latitude)
                let b = stripe(ring[i].latitude)
                for n in min(a, b)...max(a, b) { sizes[n + 1] += 1 }
            }
        }
        for n in 0...last { sizes[n + 1] += sizes[n] }
        var next = sizes
        var filled = [SIMD4<Double>](repeating: .zero, count: Int(sizes[last + 1]))
        for ring in rings where ring.count >= 2 {
            for i in 1..<ring.count {
                let (low, high) =
                    ring[i - 1].latitude <= ring[i].latitude ? (ring[i - 1], ring[i]) : (ring[i], ring[i - 1])
                let e = SIMD4(low.longitude, low.latitude, high.longitude, high.latitude)
                for n in stripe(low.latitude)...stripe(high.latitude) {
                    filled[Int(next[n])] = e
                    next[n] += 1
                }
            }
        }
        starts = sizes
        edges = filled
    }

    /// - Complexity: O(k) for the k edges of one stripe, a handful as a rule.
    func contains(_ p: Position) -> PolygonIndex.Containment {
        guard p.latitude >= south, p.latitude <= north, p.longitude.isFinite else { return .outside }
        let n = min(last, max(0, Int((p.latitude - south) * scale)))
        let from = Int(starts[n])
        let to = Int(starts[n + 1])
        return edges.withUnsafeBufferPointer { edges in
            var inside = false
            var i = from
            while i < to {
                let e = edges[i]
                i &+= 1
                // e.y ≤ e.w: the edge's latitudes.
                guard p.latitude >= e.y, p.latitude <= e.w else { continue }
                let west = min(e.x, e.z)
                if p.longitude < west {
                    // The edge crosses the ray to the east; its upper end does not count.
                    if p.latitude < e.w { inside.toggle() }
                    continue
                }
                if p.longitude > max(e.x, e.z) { continue }
                let side = orientation(
                    Position(longitude: e.x, latitude: e.y), Position(longitude: e.z, latitude: e.w), p)
                if side == 0 { return .boundary }
                if side > 0, p.latitude < e.w { inside.toggle() }
            }
            return inside ? .inside : .outside
        }
    }
}
