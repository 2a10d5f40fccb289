import HoldfastGeometry
import HoldfastText

/// The stretches of a boundary that lie inside a border, and farther from it and from a coast than a tolerance.
///
/// An edge is looked at every quarter of the tolerance (100 m at least), and less often where the distance to border and
/// coast rules a change out; where a stretch begins or ends, its place is found by halving to less than a metre. What is kept
/// of an edge depends on the edge alone.
struct BorderCut: Sendable {
    private let border: PolygonIndex?
    private let coast: LineIndex?
    private let cut: ContactCut

    /// - Parameter border: `nil` cuts nothing off beyond it.
    init(border: PolygonIndex?, _ cut: ContactCut) {
        self.border = border
        coast = cut.coast.isEmpty ? nil : LineIndex(cut.coast)
        self.cut = cut
    }

    /// The stretches of each edge that are kept, on all cores. A stretch is decisive where it gets twice as far as the
    /// tolerance: two drawings of the same coast or border differ by less.
    func stretches(of edges: [LineHistory.BoundaryEdge]) -> [[LineHistory.KeptStretch]] {
        if border == nil, coast == nil { return edges.map { _ in [.whole] } }
        return inRuns(of: edges.count, atLeast: 64) { $0.map { stretches(of: edges[$0]) } }.flatMap(\.self)
    }

    /// Metres inside the border and off the coast, 0 on and beyond the border.
    private func depth(_ p: Position) -> Double {
        var depth = Double.infinity
        if let border {
            if border.contains(p) != .inside { return 0 }
            depth = border.distanceToBoundary(p)
        }
        if let coast { depth = min(depth, coast.nearest(to: p).metres) }
        return depth
    }

    /// Metres from a place at this depth within which nothing can change; a kept stretch is followed closely until it has
    /// got twice as far as the tolerance.
    private func sight(_ depth: Double, _ tolerance: Double) -> Double {
        depth > 2 * tolerance ? depth - tolerance - 1 : depth > tolerance ? 0 : tolerance - depth - 1
    }

    private func stretches(of edge: LineHistory.BoundaryEdge) -> [LineHistory.KeptStretch] {
        let plain = max(0, cut.toleranceMetres)
        let tolerance = edge.isSteady ? max(plain, cut.steadyToleranceMetres ?? plain) : plain
        let length = Geodesic.length(from: edge.a, to: edge.b)
        guard length.isFinite else { return [] }
        let steps = max(1, min(100_000, Int((length / max(100, tolerance / 4)).rounded(.up))))
        var out: [LineHistory.KeptStretch] = []
        var reach = depth(edge.a)
        var isKept = reach > tolerance
        var from = 0.0
        var ahead = sight(reach, tolerance)
        for k in 1...steps {
            ahead -= length / Double(steps)
            if ahead >= 0 { continue }
            let t = Double(k) / Double(steps)
            let d = depth(place(edge, t))
            if (d > tolerance) != isKept {
                let at = crossing(edge, Double(k - 1) / Double(steps), t, tolerance, isKept)
                if isKept {
                    if from < at { out.append(.init(from: from, to: at, isDecisive: reach > 2 * tolerance)) }
                    reach = 0
                }
                from = at
                isKept.toggle()
            }
            reach = max(reach, d)
            ahead = sight(d, tolerance)
        }
        if isKept, from < 1 { out.append(.init(from: from, to: 1, isDecisive: reach > 2 * tolerance)) }
        return out
    }

    private func place(_ edge: LineHistory.BoundaryEdge, _ t: Double) -> Position {
        if t >= 1 { return edge.b }
        return Position(
            longitude: edge.a.longitude + t * (edge.b.longitude - edge.a.longitude),
            latitude: edge.a.latitude + t * (edge.b.latitude - edge.a.latitude))
    }

    /// Where between two places of an edge a stretch begins or ends.
    private func crossing(
        _ edge: LineHistory.BoundaryEdge, _ a: Double, _ b: Double, _ tolerance: Double, _ keptAtA: Bool
    ) -> Double {
        var (low, high) = (a, b)
        for _ in 0..<12 {
            let middle = (low + high) / 2
            if (depth(place(edge, middle)) > tolerance) == keptAtA { low = middle } else { high = middle }
        }
        return high
    }
}
