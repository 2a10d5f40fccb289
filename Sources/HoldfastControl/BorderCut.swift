import HoldfastGeometry

/// The stretches of lines that lie inside a border and farther from it than a tolerance, in the lines' directions.
///
/// A stretch that nowhere gets twice as far is left out: two drawings of the same coast or border differ like that.
/// Lines are looked at every quarter of the tolerance (every 100 m at least); where a stretch begins or ends, its place is
/// found by halving to less than a metre. A closed line that is nowhere cut stays closed.
struct BorderCut {
    private let border: PolygonIndex
    private let tolerance: Double
    private let step: Double
    private var out: [Polyline] = []
    private var current: [Position] = []
    /// How far from the border the current stretch gets, and the first one of the line, if it starts kept.
    private var reach = 0.0

    init(border: MultiPolygon, withinMetres tolerance: Double) {
        self.border = PolygonIndex(border)
        self.tolerance = max(0, tolerance)
        step = max(100, tolerance / 4)
    }

    mutating func stretches(of lines: [Polyline]) -> [Polyline] {
        out = []
        for line in lines { add(line) }
        return out
    }

    /// Metres inside the border, 0 on and beyond it.
    private func depth(_ p: Position) -> Double {
        border.contains(p) == .inside ? border.distanceToBoundary(p) : 0
    }

    private mutating func add(_ line: Polyline) {
        guard let start = line.points.first, line.points.count >= 2 else { return }
        var found: [(points: [Position], reach: Double)] = []
        var last = start
        var kept = depth(start) > tolerance
        let startsKept = kept
        current = kept ? [start] : []
        reach = depth(start)
        for corner in line.points.dropFirst() {
            let from = last
            let steps = max(1, min(100_000, Int((Geodesic.length(from: from, to: corner) / step).rounded(.up))))
            for k in 1...steps {
                let p = k == steps ? corner : between(from, corner, Double(k) / Double(steps))
                let d = depth(p)
                if (d > tolerance) != kept {
                    current.append(crossing(last, p, kept))
                    if kept {
                        found.append((current, reach))
                        current = []
                    }
                    kept.toggle()
                    reach = 0
                }
                reach = max(reach, d)
                last = p
            }
            if kept { current.append(corner) }
        }
        if kept { found.append((current, reach)) }
        // A closed line that is kept where it begins and ends is one stretch there.
        if start == last, startsKept, kept, found.count > 1 {
            let end = found.removeLast()
            found[0] = (end.points + found[0].points.dropFirst(), max(end.reach, found[0].reach))
        }
        for stretch in found where stretch.points.count >= 2 && stretch.reach > 2 * tolerance {
            out.append(Polyline(stretch.points))
        }
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
