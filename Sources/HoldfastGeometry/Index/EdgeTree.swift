import Foundation
import HoldfastText

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

    /// The boxes of four children, in metres from ``origin``, wide enough for single precision. A child is a node (≥ 0) or
    /// a leaf: the bits of ~child are the index of its first piece times four, and one less than the number of its pieces.
    /// Children that are not there have boxes that nothing is near.
    struct Node {
        var west = SIMD4<Float>(repeating: .infinity)
        var east = SIMD4<Float>(repeating: .infinity)
        var near = SIMD4<Float>(repeating: .infinity)
        var far = SIMD4<Float>(repeating: .infinity)
        var low = SIMD4<Float>(repeating: .infinity)
        var high = SIMD4<Float>(repeating: .infinity)
        var children = SIMD4<Int32>(repeating: 0)
    }

    private(set) var edges: [Edge] = []
    var pieces: [Piece] = []
    var origins: [PieceOrigin] = []
    var nodes: [Node] = []
    /// The middle of all pieces, in earth-centred metres.
    var origin = Vector.zero
    /// The length of all edges in metres.
    private(set) var length = 0.0
    /// How far a piece's parabola may be from the true edge, in metres.
    private(set) var pieceError = 0.004

    /// Metres of edges beyond which pieces grow coarser, so that hostile input cannot fill memory.
    private static let plainLength = 2e10

    init(_ lines: [Polyline]) {
        for line in lines { addEdges(line.points) }
        joinEnds()
        addPieces(longestPiece: .infinity)
        buildTree()
    }

    /// The pieces of edges that stand for a time each, in the order of the edges and without the tree; which edge follows which is
    /// not known here.
    /// - Parameter longestPiece: metres.
    init(piecesOf timed: [TimedEdge], longestPiece: Double) {
        edges = timed.map { Edge(a: $0.a, b: $0.b, previous: -1, next: -1) }
        addPieces(longestPiece: longestPiece)
    }

    /// The same pieces, sorted into a tree.
    func withTree() -> EdgeTree {
        var tree = self
        tree.buildTree()
        return tree
    }

    private mutating func addPieces(longestPiece: Double) {
        let all = edges
        let lengths = inRuns(of: all.count, atLeast: 2048) { run in
            run.map { Geodesic.length(from: all[$0].a, to: all[$0].b) }
        }.flatMap(\.self)
        var starts = [0.0]
        for metres in lengths { starts.append(starts[starts.count - 1] + metres) }
        length = starts[starts.count - 1]
        if length > Self.plainLength {
            let coarser = length / Self.plainLength
            pieceError *= coarser * coarser * coarser
        }
        let longest = max(longestPiece, length / 1e7)
        let (plain, chainages) = (self, starts)
        let runs = inRuns(of: all.count, atLeast: 2048) { run in
            var pieces: [Piece] = []
            var origins: [PieceOrigin] = []
            pieces.reserveCapacity(run.count)
            origins.reserveCapacity(run.count)
            for i in run {
                plain.cut(i, chainages[i], Int((lengths[i] / longest).rounded(.up)), &pieces, &origins)
            }
            return (pieces: pieces, origins: origins)
        }
        for run in runs {
            pieces += run.pieces
            origins += run.origins
        }
    }

    private mutating func addEdges(_ points: [Position]) {
        guard points.count >= 2 else { return }
        let first = edges.count
        for i in 1..<points.count where points[i] != points[i - 1] {
            guard points[i - 1].isOnEarth, points[i].isOnEarth, edges.count < 1 << 27 else { continue }
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

    private func cut(
        _ i: Int, _ chainage: Double, _ fewest: Int, _ pieces: inout [Piece], _ origins: inout [PieceOrigin]
    ) {
        let edge = edges[i]
        var count = 1
        while count < fewest, count < 1 << 16 { count *= 2 }
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
}

@inline(__always) func xyz(_ v: SIMD4<Double>) -> Vector { Vector(v.x, v.y, v.z) }
