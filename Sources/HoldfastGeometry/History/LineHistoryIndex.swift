import CLocate
import Foundation
import HoldfastText

/// The place on dated lines that is nearest to another.
public struct NearestEdge: Hashable, Sendable {
    /// Its index in the edges that the index was made from; −1 where no line stands.
    public var edge: Int32
    /// How far along that edge, from 0 to 1, in longitude and latitude.
    public var fraction: Float

    public init(edge: Int32, fraction: Float) {
        self.edge = edge
        self.fraction = fraction
    }
}

/// Lines that follow each other, made ready for the distances of millions of places. Safe to use from many threads.
///
/// Every edge is kept once with the epochs through which it stands, in one tree and one table for all epochs.
public struct LineHistoryIndex: Sendable {
    /// The edges, in the order that ``NearestEdge/edge`` counts.
    public let edges: [TimedEdge]
    /// How many epochs there are.
    public let epochs: Int
    /// The edges in pieces, in their order.
    let plain: EdgeTree
    /// The same with their epochs, for the loops in C.
    let pieces: [clocate_piece]
    private let prepared = Prepared()

    /// The pieces in a tree, for one place at a time.
    var tree: EdgeTree { prepared.tree.value { plain.withTree() } }
    private var corners: Corners { prepared.corners.value { Corners(edges) } }

    private final class Prepared: Sendable {
        let tree = Once<EdgeTree>()
        let corners = Once<Corners>()
    }

    /// - Complexity: O(n log n) for n distinct edges, long edges counting once for every 5 km.
    public init(_ history: LineHistory) { self.init(edges: history.edges(), epochs: history.count) }

    /// The same for the whole boundary of shapes.
    public init(boundaryOf shapes: ShapeHistory) { self.init(edges: shapes.edges(), epochs: shapes.count) }

    /// - Parameters:
    ///   - edges: every edge with the epochs through which it stands.
    ///   - epochs: how many epochs there are.
    public init(edges: [TimedEdge], epochs: Int) {
        let sound = edges.filter { $0.a.isOnEarth && $0.b.isOnEarth && $0.a != $0.b }
        self.edges = sound
        self.epochs = epochs
        let plain = EdgeTree(piecesOf: sound, longestPiece: 5000)
        self.plain = plain
        pieces = plain.pieces.indices.map { i in
            let p = plain.pieces[i]
            let edge = sound[Int(plain.origins[i].edge)]
            var piece = clocate_piece()
            piece.a = (p.a.x, p.a.y, p.a.z)
            piece.inv = p.a.w
            piece.d = (p.d.x, p.d.y, p.d.z)
            piece.reach = p.d.w
            piece.c = (p.c.x, p.c.y, p.c.z)
            piece.from = edge.from
            piece.to = edge.to
            return piece
        }
    }

    /// The nearest place on the lines of an epoch; `nil` where the epoch does not exist.
    ///
    /// Distance and bound as ``LineIndex/nearest(to:)`` gives them, the side by the edges that stand in the epoch. The chainage
    /// runs along the nearest edge only, from its start.
    /// - Complexity: O(log n) as a rule for n edges of all epochs.
    public func nearest(to p: Position, epoch: Int) -> LineIndex.Nearest? { place(nearestTo: p, epoch: epoch)?.found }

    /// The same with the edge.
    public func place(nearestTo p: Position, epoch: Int) -> (found: LineIndex.Nearest, at: NearestEdge)? {
        guard epoch >= 0, epoch < epochs else { return nil }
        let nowhere = NearestEdge(edge: -1, fraction: 0)
        guard p.isOnEarth else { return (.init(metres: .nan, side: .on, chainageMetres: 0, errorBoundMetres: 0), nowhere) }
        let e = Int32(truncatingIfNeeded: epoch)
        let v = p.earthCentred
        let tree = tree
        let first = tree.nearestByChord(to: v) { piece in
            let edge = edges[Int(tree.origins[piece].edge)]
            return edge.from <= e && edge.to > e
        }
        guard let first else {
            return (.init(metres: .infinity, side: .on, chainageMetres: 0, errorBoundMetres: 0), nowhere)
        }
        let (hit, metres) = first.chord < 150_000 ? (first, tree.arc(first, v, p)) : far(p, v, first, e)
        let origin = tree.origins[hit.piece]
        let found = LineIndex.Nearest(
            metres: metres, side: side(of: p, hit, metres, e), chainageMetres: hit.t * origin.length,
            errorBoundMetres: 0.01 + tree.pieceError + LineIndex.directionError(metres))
        let fraction = origin.from + hit.t * (origin.to - origin.from)
        return (found, NearestEdge(edge: origin.edge, fraction: Float(fraction)))
    }

    /// Beyond 150 km the shortest chord need not be the shortest arc.
    ///
    /// Andoyer and Lambert's formula, within 10 m half round the earth and 0.1 m here, says which places are worth Karney's geodesic.
    @inline(never)
    func far(_ p: Position, _ v: Vector, _ first: EdgeTree.Hit, _ epoch: Int32) -> (EdgeTree.Hit, Double) {
        var found: [(hit: EdgeTree.Hit, metres: Double)] = []
        var least = Double.infinity
        let tree = tree
        tree.forEachNear(v, within: LineIndex.chordLimit(first.chord)) { hit in
            let edge = edges[Int(tree.origins[hit.piece].edge)]
            guard edge.from <= epoch, edge.to > epoch else { return }
            let d = hit.chord < 800_000 ? tree.arc(hit, v, p) : Lambert.distance(p, tree.position(hit))
            if d < least + 50 { found.append((hit, d)) }
            least = min(least, d)
        }
        var best = (first, Double.infinity)
        let slack = least < 800_000 ? 0.1 : 50
        // Neighbouring pieces share their corner: the same place counts once.
        var seen: Set<Position> = []
        for place in found where place.metres <= least + slack && seen.insert(tree.position(place.hit)).inserted {
            let d = place.metres < 800_000 ? place.metres : Geodesic.distance(p, tree.position(place.hit))
            if d < best.1 { best = (place.hit, d) }
        }
        if best.1 == .infinity { best.1 = Geodesic.distance(p, tree.position(first)) }
        return best
    }

    /// The side, by the nearest edge, or at a corner by which way the line turns there.
    private func side(of p: Position, _ hit: EdgeTree.Hit, _ metres: Double, _ epoch: Int32) -> LineIndex.Side {
        if metres < 0.001 { return .on }
        let origin = tree.origins[hit.piece]
        var edge = tree.edges[Int(origin.edge)]
        if hit.t >= 1, origin.to == 1 {
            edge.next = corners.only(.startingAt, edge.b, epoch, edges)
        } else if hit.t <= 0, origin.from == 0 {
            edge.previous = corners.only(.endingAt, edge.a, epoch, edges)
        }
        return tree.side(of: p, hit, edge)
    }
}

/// Which edges start or end at a position.
private struct Corners: Sendable {
    enum End { case startingAt, endingAt }

    private let starting: [Int32]
    private let ending: [Int32]

    init(_ edges: [TimedEdge]) {
        let all = edges.indices.map { Int32(truncatingIfNeeded: $0) }
        starting = all.sorted { Self.isBefore(edges[Int($0)].a, edges[Int($1)].a) }
        ending = all.sorted { Self.isBefore(edges[Int($0)].b, edges[Int($1)].b) }
    }

    private static func isBefore(_ p: Position, _ q: Position) -> Bool {
        (p.longitude, p.latitude) < (q.longitude, q.latitude)
    }

    /// The edge that stands in the epoch and starts or ends there, −1 where there is none or more than one.
    func only(_ end: End, _ p: Position, _ epoch: Int32, _ edges: [TimedEdge]) -> Int32 {
        let order = end == .startingAt ? starting : ending
        func at(_ i: Int) -> Position { end == .startingAt ? edges[Int(order[i])].a : edges[Int(order[i])].b }
        var i = partitionPoint(order.count) { Self.isBefore(at($0), p) }
        var found: Int32 = -1
        while i < order.count, at(i) == p {
            let edge = edges[Int(order[i])]
            if edge.from <= epoch, edge.to > epoch {
                if found >= 0 { return -1 }
                found = order[i]
            }
            i += 1
        }
        return found
    }
}
