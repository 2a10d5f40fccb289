import HoldfastGeometry

/// The stretches of lines that lie inside a border and farther from it than a tolerance, in the lines' directions.
///
/// A stretch that nowhere gets twice as far is left out: two drawings of the same coast or border differ like that.
/// Lines are looked at every quarter of the tolerance (100 m at least), and less often where the distance to the border
/// rules a change out; where a stretch begins or ends, its place is found by halving to less than a metre. A closed line
/// that is nowhere cut stays closed.
struct BorderCut {
    private let border: PolygonIndex
    private let tolerance: Double
    private let step: Double

    init(border: PolygonIndex, withinMetres tolerance: Double) {
        self.border = border
        self.tolerance = max(0, tolerance)
        step = max(100, tolerance / 4)
    }

    func stretches(of lines: [Polyline]) -> [Polyline] {
        lines.flatMap(stretches).filter { $0.points.count >= 2 && $0.reach > 2 * tolerance }.map { Polyline($0.points) }
    }

    private typealias Stretch = (points: [Position], reach: Double)

    /// Metres inside the border, 0 on and beyond it.
    private func depth(_ p: Position) -> Double {
        border.contains(p) == .inside ? border.distanceToBoundary(p) : 0
    }

    /// Metres from a place at this depth within which nothing can change; a kept stretch is followed closely until it has
    /// got twice as far as the tolerance.
    private func sight(_ depth: Double) -> Double {
        depth > 2 * tolerance ? depth - tolerance - 1 : depth > tolerance ? 0 : tolerance - depth - 1
    }

    private func stretches(of line: Polyline) -> [Stretch] {
        guard let start = line.points.first, line.points.count >= 2 else { return [] }
        var out: [Stretch] = []
        var last = start
        var reach = depth(start)
        var kept = reach > tolerance
        let startsKept = kept
        var current: [Position] = kept ? [start] : []
        var ahead = sight(reach)
        for corner in line.points.dropFirst() {
            let from = last
            let length = Geodesic.length(Polyline([from, corner]))
            let steps = max(1, min(100_000, Int((length / step).rounded(.up))))
            for k in 1...steps {
                let p = k == steps ? corner : between(from, corner, Double(k) / Double(steps))
                ahead -= length / Double(steps)
                if ahead < 0 {
                    let d = depth(p)
                    if (d > tolerance) != kept {
                        current.append(crossing(last, p, kept))
                        if kept {
                            out.append((current, reach))
                            current = []
                        }
                        kept.toggle()
                        reach = 0
                    }
                    reach = max(reach, d)
                    ahead = sight(d)
                }
                last = p
            }
            if kept { current.append(corner) }
        }
        if kept { out.append((current, reach)) }
        // A closed line that is kept where it begins and ends is one stretch there.
        if start == last, startsKept, kept, out.count > 1 {
            let end = out.removeLast()
            out[0] = (end.points + out[0].points.dropFirst(), max(end.reach, out[0].reach))
        }
        return out
    }

    private func between(_ a: Position, _ b: Position, _ t: Double) -> Position {
        Position(
            longitude: a.longitude + t * (b.longitude - a.longitude), latitude: a.latitude + t * (b.latitude - a.latitude))
    }

    /// Where between two places a stretch begins or ends.
    private func crossing(_ a: Position, _ b: Position, _ keptAtA: Bool) -> Position {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<12 {
            let middle = (low + high) / 2
            if (depth(between(a, b, middle)) > tolerance) == keptAtA { low = middle } else { high = middle }
        }
        return between(a, b, high)
    }
}
