import HoldfastText

/// The boundary of one shape less that of another: edges, each counted as often as the one has it more often.
struct BoundaryChange {
    struct Edge {
        /// The lesser end, by longitude, then latitude.
        var a: Position
        var b: Position
        /// How often it runs from `a` to `b`, less how often back.
        var times: Int
    }

    /// After ``cancel()`` in order, each once.
    private(set) var edges: [Edge] = []

    var isEmpty: Bool { edges.isEmpty }

    /// Adds the edges of a line along which the inside lies on the left, or takes them away.
    mutating func add(_ line: UnsafeBufferPointer<Position>, times: Int) {
        for i in line.indices.dropFirst() { add(line[i - 1], line[i], times: times) }
    }

    @inline(__always)
    mutating func add(_ a: Position, _ b: Position, times: Int) {
        if precedes(a, b) {
            edges.append(Edge(a: a, b: b, times: times))
        } else if precedes(b, a) {
            edges.append(Edge(a: b, b: a, times: -times))
        }
    }

    /// Puts the edges in order and drops those that cancel out.
    mutating func cancel() {
        edges.sort { x, y in x.a == y.a ? precedes(x.b, y.b) : precedes(x.a, y.a) }
        var kept = 0
        for i in edges.indices {
            if kept > 0, edges[kept - 1].a == edges[i].a, edges[kept - 1].b == edges[i].b {
                edges[kept - 1].times += edges[i].times
            } else {
                if kept > 0, edges[kept - 1].times == 0 { kept -= 1 }
                edges[kept] = edges[i]
                kept += 1
            }
        }
        if kept > 0, edges[kept - 1].times == 0 { kept -= 1 }
        edges.removeLast(edges.count - kept)
    }

    /// Edges in order, joined end to end into lines that never turn back west.
    static func lines(_ edges: [Edge]) -> [[Position]] {
        var out: [[Position]] = []
        var used = [Bool](repeating: false, count: edges.count)
        for i in edges.indices where !used[i] {
            var line = [edges[i].a, edges[i].b]
            used[i] = true
            var end = edges[i].b
            while true {
                var next = partitionPoint(edges.count) { precedes(edges[$0].a, end) }
                while next < edges.count, edges[next].a == end, used[next] { next += 1 }
                guard next < edges.count, edges[next].a == end else { break }
                used[next] = true
                end = edges[next].b
                line.append(end)
            }
            out.append(line)
        }
        return out
    }
}

/// The order of positions by longitude, then latitude.
@inline(__always)
func precedes(_ a: Position, _ b: Position) -> Bool {
    a.longitude == b.longitude ? a.latitude < b.latitude : a.longitude < b.longitude
}

/// How often a closed boundary runs around a place, by a ray to the east; exact.
struct WindingNumber {
    private let edges: [BoundaryChange.Edge]
    /// The edges of each stripe of latitude, so that a place looks at few.
    private var stripes: [[Int32]] = []
    private var south = 0.0
    private var scale = 0.0

    init(_ edges: [BoundaryChange.Edge]) {
        self.edges = edges
        var north = -Double.infinity
        south = .infinity
        var rise = 0.0
        for edge in edges {
            south = min(south, edge.a.latitude, edge.b.latitude)
            north = max(north, edge.a.latitude, edge.b.latitude)
            rise += (edge.b.latitude - edge.a.latitude).magnitude
        }
        guard edges.count > 64, north > south, rise.isFinite else { return }
        // So many that an edge reaches about two.
        let wanted = max(1, min(Double(edges.count), Double(edges.count) * (north - south) / rise, 65_536))
        scale = wanted / (north - south)
        stripes = [[Int32]](repeating: [], count: Int(wanted))
        for (i, edge) in edges.enumerated() {
            let (x, y) = (stripe(edge.a.latitude), stripe(edge.b.latitude))
            for n in min(x, y)...max(x, y) { stripes[n].append(Int32(clamping: i)) }
        }
    }

    private func stripe(_ latitude: Double) -> Int { min(stripes.count - 1, max(0, Int((latitude - south) * scale))) }

    func at(_ p: Position) -> Int {
        if stripes.isEmpty { return edges.reduce(0) { $0 + crossing($1, p) } }
        guard p.isOnEarth else { return 0 }
        return stripes[stripe(p.latitude)].reduce(0) { $0 + crossing(edges[Int($1)], p) }
    }

    @inline(__always)
    private func crossing(_ e: BoundaryChange.Edge, _ p: Position) -> Int {
        let up = e.a.latitude <= p.latitude
        guard up != (e.b.latitude <= p.latitude), p.longitude <= e.b.longitude else { return 0 }
        if p.longitude >= e.a.longitude {
            let side = orientation(e.a, e.b, p)
            guard up ? side > 0 : side < 0 else { return 0 }
        }
        return up ? e.times : -e.times
    }
}
