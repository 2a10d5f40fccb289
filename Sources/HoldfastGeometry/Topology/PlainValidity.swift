/// Whether no two edges meet except neighbours in their common end, every hole lies in its outer ring and in no other
/// hole, and no polygon lies in another one. `false` means only that a slower, complete check must decide.
func isPlainlyValid(_ m: MultiPolygon) -> Bool {
    edgesKeepApart(m) && nestingIsPlain(m)
}

struct Edge {
    var a: Position
    var b: Position
    var west: Double
    var east: Double
    var south: Double
    var north: Double
    var ring: Int32
    var index: Int32
    var last: Int32

    /// - Parameters:
    ///   - index: its number in the ring, counted from 0.
    ///   - last: the number of the ring's last edge.
    @inline(__always)
    init(_ a: Position, _ b: Position, ring: Int32, index: Int32, last: Int32) {
        self.a = a
        self.b = b
        west = min(a.longitude, b.longitude)
        east = max(a.longitude, b.longitude)
        south = min(a.latitude, b.latitude)
        north = max(a.latitude, b.latitude)
        self.ring = ring
        self.index = index
        self.last = last
    }
}

private func edgesKeepApart(_ m: MultiPolygon) -> Bool {
    var edges: [Edge] = []
    var ring: Int32 = 0
    for points in m.rings {
        guard edges.count < Int(Int32.max) / 2, points.count >= 4, points.count < Int(Int32.max), points.first == points.last else { return false }
        for i in 1..<points.count {
            let a = points[i - 1]
            let b = points[i]
            if a == b { return false }
            edges.append(Edge(a, b, ring: ring, index: Int32(i - 1), last: Int32(points.count - 2)))
        }
        ring += 1
    }
    // Sorting keys is faster than sorting edges.
    var keys = edges.indices.map { (west: edges[$0].west, edge: Int32(truncatingIfNeeded: $0)) }
    keys.sort { $0.west < $1.west }
    let sorted = keys.map { edges[Int($0.edge)] }
    return sorted.withUnsafeBufferPointer { edges in
        var budget = 64 * edges.count + 100_000
        for i in 0..<edges.count {
            let e = edges[i]
            var j = i + 1
            while j < edges.count, edges[j].west <= e.east {
                let f = edges[j]
                j += 1
                budget -= 1
                if budget < 0 { return false }
                if f.south > e.north || f.north < e.south { continue }
                if meet(e, f) { return false }
            }
        }
        return true
    }
}

/// Whether two edges have more in common than neighbours should.
func meet(_ e: Edge, _ f: Edge) -> Bool {
    if e.ring == f.ring {
        let follows = f.index == e.index + 1 || (e.index == e.last && f.index == 0)
        let leads = e.index == f.index + 1 || (f.index == f.last && e.index == 0)
        if follows || leads {
            // They share one end; only folding back onto each other is wrong.
            let (first, second) = follows ? (e, f) : (f, e)
            guard orientation(first.a, first.b, second.b) == 0 else { return false }
            let ahead =
                (first.b.longitude - first.a.longitude) * (second.b.longitude - second.a.longitude)
                + (first.b.latitude - first.a.latitude) * (second.b.latitude - second.a.latitude)
            return ahead <= 0
        }
    }
    let c = orientation(e.a, e.b, f.a)
    let d = orientation(e.a, e.b, f.b)
    if c * d > 0 { return false }
    let a = orientation(f.a, f.b, e.a)
    let b = orientation(f.a, f.b, e.b)
    return a * b <= 0
}

private func nestingIsPlain(_ m: MultiPolygon) -> Bool {
    let boxes = m.polygons.map { BoundingBox(of: $0.outer) }
    for (i, polygon) in m.polygons.enumerated() {
        let holeBoxes = polygon.holes.map { BoundingBox(of: $0) }
        for (h, hole) in polygon.holes.enumerated() {
            guard let p = hole.first, ringContains(polygon.outer, p) else { return false }
            for k in polygon.holes.indices where k != h && holeBoxes[k].contains(p) {
                if ringContains(polygon.holes[k], p) { return false }
            }
        }
        guard let p = polygon.outer.first else { return false }
        for j in m.polygons.indices where j != i && boxes[j].contains(p) {
            let other = m.polygons[j]
            if ringContains(other.outer, p), !other.holes.contains(where: { ringContains($0, p) }) { return false }
        }
    }
    return true
}

/// Even–odd rule with exact orientation; `p` is not on the ring.
func ringContains(_ ring: [Position], _ p: Position) -> Bool {
    ring.withUnsafeBufferPointer { crossesOdd($0, p) }
}

/// Whether a ray to the east from `p` crosses a line an odd number of times; `p` is not on the line.
func crossesOdd(_ ring: UnsafeBufferPointer<Position>, _ p: Position) -> Bool {
    var inside = false
    guard ring.count >= 2 else { return false }
    for i in 1..<ring.count {
        let a = ring[i - 1]
        let b = ring[i]
        guard (a.latitude <= p.latitude) != (b.latitude <= p.latitude) else { continue }
        let side = a.latitude <= p.latitude ? orientation(a, b, p) : orientation(b, a, p)
        if side > 0 { inside.toggle() }
    }
    return inside
}
