import Foundation

/// The edges of lines as curves in earth-centred space, in a tree of boxes.
///
/// An edge that is straight in longitude and latitude is a curve on the ellipsoid. It is cut into pieces short enough that
/// each is a parabola to within `pieceError`: a + t·d + t(1−t)·c, with c the piece's bow. A search that ends at a piece and
/// a parameter t therefore ends at a place on the true edge.
struct EdgeTree: Sendable {
    /// One edge as the line has it.
    struct Edge {
        var a: Position
        var b: Position
        /// The edges before and after it in its line, −1 where it has none.
        var previous: Int32
        var next: Int32
    }

    /// A stretch of an edge, in earth-centred metres.
    struct Piece {
        /// Where it starts; `w` is 1/|d|².
        var a: SIMD4<Double>
        /// From its start to its end; `w` is how far the curve may be from the chord.
        var d: SIMD4<Double>
        /// The bow.
        var c: SIMD4<Double>
    }

    /// Where a piece lies on its edge and line.
    struct PieceOrigin {
        var edge: Int32
        /// The stretch of the edge, as fractions of its difference in longitude and latitude.
        var from: Double
        var to: Double
        var chainage: Double
        var length: Double
    }

    /// Two children, each a node (index ≥ 0) or a leaf (`~index` of its first piece, with `count` pieces).
    struct Node {
        var leftLow: SIMD4<Double>
        var leftHigh: SIMD4<Double>
        var rightLow: SIMD4<Double>
        var rightHigh: SIMD4<Double>
        var left: Int32
        var right: Int32
        var leftCount: Int32
        var rightCount: Int32
    }

    private(set) var edges: [Edge] = []
    private(set) var pieces: [Piece] = []
    private(set) var origins: [PieceOrigin] = []
    private(set) var nodes: [Node] = []
    /// The length of all edges in metres.
    private(set) var length = 0.0
    /// How far a piece's parabola may be from the true edge, in metres.
    private(set) var pieceError = 0.004

    /// Metres of edges beyond which pieces grow coarser, so that hostile input cannot fill memory.
    private static let plainLength = 2e10

    init(_ lines: [Polyline]) {
        for line in lines { addEdges(line.points) }
        joinEnds()
        let lengths = edges.map { Geodesic.length(from: $0.a, to: $0.b) }
        let total = lengths.reduce(0, +)
        if total > Self.plainLength {
            let coarser = total / Self.plainLength
            pieceError *= coarser * coarser * coarser
        }
        pieces.reserveCapacity(edges.count)
        origins.reserveCapacity(edges.count)
        for i in edges.indices {
            addPieces(i, length)
            length += lengths[i]
        }
        buildTree()
    }

    private mutating func addEdges(_ points: [Position]) {
        guard points.count >= 2 else { return }
        let first = edges.count
        for i in 1..<points.count where points[i] != points[i - 1] {
            guard points[i - 1].isOnEarth, points[i].isOnEarth, edges.count < Int(Int32.max) / 2 else { continue }
            let n = Int32(edges.count)
            edges.append(Edge(a: points[i - 1], b: points[i], previous: n - 1, next: n + 1))
        }
        guard edges.count > first else { return }
        let last = edges.count - 1
        let closed = edges[first].a == edges[last].b
        edges[first].previous = closed ? Int32(last) : -1
        edges[last].next = closed ? Int32(first) : -1
    }

    /// A line that begins where exactly one other ends continues it.
    private mutating func joinEnds() {
        var starts: [Position: Int32] = [:]
        var ends: [Position: Int32] = [:]
        for (i, edge) in edges.enumerated() {
            if edge.previous < 0 { starts[edge.a] = starts[edge.a] == nil ? Int32(i) : -1 }
            if edge.next < 0 { ends[edge.b] = ends[edge.b] == nil ? Int32(i) : -1 }
        }
        for (position, end) in ends where end >= 0 {
            guard let start = starts[position], start >= 0 else { continue }
            edges[Int(end)].next = start
            edges[Int(start)].previous = end
        }
    }

    private mutating func addPieces(_ i: Int, _ chainage: Double) {
        let edge = edges[i]
        var count = 1
        while count < 1 << 16, !fits(edge, 1 / Double(count)) { count *= 2 }
        var at = chainage
        for k in 0..<count {
            let from = Double(k) / Double(count)
            let to = Double(k + 1) / Double(count)
            let start = edge.a.along(edge.b, from)
            let end = edge.a.along(edge.b, to)
            let long = Geodesic.length(from: start, to: end)
            pieces.append(piece(start, end))
            origins.append(PieceOrigin(edge: Int32(i), from: from, to: to, chainage: at, length: long))
            at += long
        }
    }

    /// Whether stretches of `share` of the edge are parabolas: the cubic part shows at a fifth and four fifths.
    /// The first, the middle and the last stretch stand for all.
    private func fits(_ edge: Edge, _ share: Double) -> Bool {
        for from in [0, 0.5 * (1 - share), 1 - share] {
            let start = edge.a.along(edge.b, from)
            let end = edge.a.along(edge.b, from + share)
            // Pieces of more than a few degrees are never tried: the test would not be meaningful.
            if max((end.longitude - start.longitude).magnitude, (end.latitude - start.latitude).magnitude) > 2 { return false }
            let p = piece(start, end)
            for t in [0.2, 0.8] {
                let off = xyz(p.a) + t * xyz(p.d) + t * (1 - t) * xyz(p.c) - start.along(end, t).earthCentred
                if dot(off, off) > pieceError * pieceError { return false }
            }
            if share == 1 { break }
        }
        return true
    }

    private func piece(_ start: Position, _ end: Position) -> Piece {
        let a = start.earthCentred
        let b = end.earthCentred
        let d = b - a
        let c = 4 * (start.along(end, 0.5).earthCentred - 0.5 * (a + b))
        let square = dot(d, d)
        return Piece(
            a: SIMD4(a, square > 0 ? 1 / square : 0), d: SIMD4(d, 0.25 * dot(c, c).squareRoot() + pieceError),
            c: SIMD4(c, 0))
    }

    // MARK: The tree

    private static let leafSize = 3

    private struct Box {
        var low: SIMD4<Double>
        var high: SIMD4<Double>
    }

    private mutating func buildTree() {
        guard !pieces.isEmpty else { return }
        let boxes = pieces.map { p in
            let margin = SIMD4<Double>(repeating: p.d.w)
            return Box(
                low: pointwiseMin(p.a, p.a + p.d) - margin, high: pointwiseMax(p.a, p.a + p.d) + margin)
        }
        var order = Array(pieces.indices)
        nodes.reserveCapacity(pieces.count / Self.leafSize + 1)
        // A node's children are made in turn; the stack holds stretches of `order` that still lack their node.
        struct Task {
            var from: Int
            var to: Int
            var parent: Int
            var isLeft: Bool
        }
        nodes.append(Self.emptyNode)
        var tasks = [Task(from: 0, to: order.count, parent: 0, isLeft: true)]
        while let task = tasks.popLast() {
            var low = boxes[order[task.from]].low
            var high = boxes[order[task.from]].high
            var centreLow = low + high
            var centreHigh = centreLow
            for i in task.from..<task.to {
                let box = boxes[order[i]]
                low = pointwiseMin(low, box.low)
                high = pointwiseMax(high, box.high)
                centreLow = pointwiseMin(centreLow, box.low + box.high)
                centreHigh = pointwiseMax(centreHigh, box.low + box.high)
            }
            let isLeaf = task.to - task.from <= Self.leafSize
            let child = isLeaf ? Int32(~task.from) : Int32(nodes.count)
            let count = Int32(task.to - task.from)
            if task.isLeft {
                nodes[task.parent].leftLow = low
                nodes[task.parent].leftHigh = high
                nodes[task.parent].left = child
                nodes[task.parent].leftCount = count
            } else {
                nodes[task.parent].rightLow = low
                nodes[task.parent].rightHigh = high
                nodes[task.parent].right = child
                nodes[task.parent].rightCount = count
            }
            if isLeaf { continue }
            let spread = centreHigh - centreLow
            let axis = spread.x >= spread.y && spread.x >= spread.z ? 0 : spread.y >= spread.z ? 1 : 2
            order[task.from..<task.to].sort {
                boxes[$0].low[axis] + boxes[$0].high[axis] < boxes[$1].low[axis] + boxes[$1].high[axis]
            }
            let middle = (task.from + task.to) / 2
            nodes.append(Self.emptyNode)
            tasks.append(Task(from: middle, to: task.to, parent: Int(child), isLeft: false))
            tasks.append(Task(from: task.from, to: middle, parent: Int(child), isLeft: true))
        }
        pieces = order.map { pieces[$0] }
        origins = order.map { origins[$0] }
    }

    private static let emptyNode = Node(
        leftLow: SIMD4(repeating: .infinity), leftHigh: SIMD4(repeating: -.infinity), rightLow: SIMD4(repeating: .infinity),
        rightHigh: SIMD4(repeating: -.infinity), left: 0, right: 0, leftCount: 0, rightCount: 0)
}

@inline(__always) func xyz(_ v: SIMD4<Double>) -> Vector { Vector(v.x, v.y, v.z) }
