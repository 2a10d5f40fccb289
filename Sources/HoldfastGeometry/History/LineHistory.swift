import HoldfastText

/// Lines that follow each other, one set an epoch: 0, 1, 2 and so on.
///
/// Each distinct edge is stored once; a line is a list of edges. Lines that two epochs have in common are one list.
public struct LineHistory: Sendable {
    /// Every distinct edge, and some that no line has.
    let table: [DirectedEdge]
    /// For each epoch its lines, as places in ``table``; no line is empty.
    let sets: [[[Int32]]]
    private let prepared = Prepared()

    /// - Parameter lines: each epoch's lines; an epoch may have none. Repeated positions are left out, and so is a line with a
    ///   position that is not on earth.
    public init(_ lines: [[Polyline]]) {
        var edges = EdgeTable()
        var sets: [[[Int32]]] = []
        sets.reserveCapacity(lines.count)
        for set in lines {
            sets.append(Self.shared(set.map { edges.places(of: $0.points) }.filter { !$0.isEmpty }, sets.last))
        }
        self.init(table: edges.edges, sets: sets)
    }

    init(table: [DirectedEdge], sets: [[[Int32]]]) {
        self.table = table
        self.sets = sets
    }

    /// How many epochs there are.
    public var count: Int { sets.count }

    /// The lines of an epoch; none outside `0 ..< count`.
    public func lines(_ epoch: Int) -> [Polyline] {
        guard sets.indices.contains(epoch) else { return [] }
        return sets[epoch].map { line in
            var points: [Position] = []
            points.reserveCapacity(line.count + 1)
            points.append(table[Int(line[0])].a)
            for place in line { points.append(table[Int(place)].b) }
            return Polyline(points)
        }
    }

    /// Whether two epochs have the same lines in the same order.
    public func isSame(_ a: Int, _ b: Int) -> Bool {
        sets.indices.contains(a) && sets.indices.contains(b) ? sets[a] == sets[b] : lines(a) == lines(b)
    }

    /// The length of an epoch's lines in metres, by ``Geodesic/length(_:)``.
    /// - Complexity: O(k) for the epoch's k edges; the first call measures every distinct edge.
    public func lengthMetres(_ epoch: Int) -> Double {
        guard sets.indices.contains(epoch) else { return 0 }
        let lengths = self.lengths
        return sets[epoch].reduce(0) { $1.reduce($0) { $0 + lengths[Int($1)] } }
    }

    /// Every edge once for each stretch of epochs through which it stands, by the epoch in which it begins, then in the order
    /// of that epoch's lines. An edge that an epoch's lines have twice counts once.
    /// - Complexity: O(n) for n edges in all epochs together, once.
    public func edges() -> [TimedEdge] { lifetimes }

    // MARK: Made when first asked

    /// Of each edge of the table, in metres.
    var lengths: [Double] {
        prepared.lengths.value {
            inRuns(of: table.count, atLeast: 256) { run in
                run.map { Geodesic.length(from: table[$0].a, to: table[$0].b) }
            }.flatMap(\.self)
        }
    }

    private var lifetimes: [TimedEdge] {
        prepared.lifetimes.value {
            var out: [TimedEdge] = []
            // For each edge of the table its open lifetime, and the epoch in which it was last seen.
            var open = [Int32](repeating: -1, count: table.count)
            var seen = [Int32](repeating: -2, count: table.count)
            for (epoch, set) in sets.enumerated() {
                let now = Int32(clamping: epoch)
                for line in set {
                    for place in line {
                        let i = Int(place)
                        if seen[i] == now { continue }
                        if seen[i] != now - 1 {
                            open[i] = Int32(clamping: out.count)
                            out.append(TimedEdge(a: table[i].a, b: table[i].b, from: now, to: now))
                        }
                        out[Int(open[i])].to = now + 1
                        seen[i] = now
                    }
                }
            }
            return out
        }
    }

    private final class Prepared: Sendable {
        let lengths = Once<[Double]>()
        let lifetimes = Once<[TimedEdge]>()
    }

    /// The same lines, those that the epoch before has too in its memory.
    static func shared(_ lines: [[Int32]], _ before: [[Int32]]?) -> [[Int32]] {
        guard let before else { return lines }
        if lines == before { return before }
        var known: [Int32: [Int32]] = [:]
        for line in before { if let first = line.first { known[first] = line } }
        return lines.map { line in
            guard let first = line.first, let old = known[first], old == line else { return line }
            return old
        }
    }
}

/// From `a` to `b`, straight in longitude and latitude.
struct DirectedEdge: Hashable, Sendable {
    var a: Position
    var b: Position
}

/// Distinct edges, each with its place.
struct EdgeTable {
    private(set) var edges: [DirectedEdge] = []
    private var places: [DirectedEdge: Int32] = [:]
    /// The edge that last followed each edge, −1 for none: lines of following epochs mostly run the same way.
    private var followers: [Int32] = []

    /// The edges of a line, without those of no length.
    mutating func places(of points: [Position]) -> [Int32] {
        guard points.count >= 2, points.allSatisfy(\.isOnEarth) else { return [] }
        var out: [Int32] = []
        out.reserveCapacity(points.count - 1)
        var last: Int32 = -1
        for i in 1..<points.count {
            let edge = DirectedEdge(a: points[i - 1], b: points[i])
            if edge.a == edge.b { continue }
            var place: Int32 = -1
            if last >= 0 {
                let follower = followers[Int(last)]
                if follower >= 0, edges[Int(follower)] == edge { place = follower }
            }
            if place < 0 {
                place = self.place(of: edge)
                if place < 0 { continue }
                if last >= 0 { followers[Int(last)] = place }
            }
            out.append(place)
            last = place
        }
        return out
    }

    /// −1 where the table is full.
    mutating func place(of edge: DirectedEdge) -> Int32 {
        if let known = places[edge] { return known }
        guard edges.count < Int(Int32.max) else { return -1 }
        let place = Int32(edges.count)
        edges.append(edge)
        followers.append(-1)
        places[edge] = place
        return place
    }
}
