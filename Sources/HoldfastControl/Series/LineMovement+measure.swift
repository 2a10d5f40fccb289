import HoldfastGeometry
import HoldfastText

extension LineMovement {
    /// Places along the new line, this far apart.
    static let spacingMetres = 500.0
    /// Nearer than this a place has not moved.
    static let thresholdMetres = 100.0

    /// `nil` where one of the two has no line.
    init?(of lines: [Polyline], against old: LineIndex, since: CivilDate) {
        guard !old.lines.isEmpty else { return nil }
        self.init(
            since: since, places: 0, movedShare: 0, farthestAheadMetres: 0, farthestBackMetres: 0, meanMetres: 0,
            meanDistanceMetres: 0)
        var moved = 0
        var sum = 0.0
        var distances = 0.0
        for line in lines {
            line.forEachPlace(every: Self.spacingMetres) { place in
                let nearest = old.nearest(to: place)
                guard nearest.metres.isFinite else { return }
                places += 1
                distances += nearest.metres
                if nearest.metres > Self.thresholdMetres { moved += 1 }
                switch nearest.side {
                case .right:
                    sum += nearest.metres
                    farthestAheadMetres = max(farthestAheadMetres, nearest.metres)
                case .left:
                    sum -= nearest.metres
                    farthestBackMetres = max(farthestBackMetres, nearest.metres)
                case .on: break
                }
            }
        }
        guard places > 0 else { return nil }
        movedShare = Double(moved) / Double(places)
        meanMetres = sum / Double(places)
        meanDistanceMetres = distances / Double(places)
    }

    /// Nothing has moved.
    init?(unmoved lines: [Polyline], since: CivilDate) {
        var count = 0
        for line in lines { line.forEachPlace(every: Self.spacingMetres) { _ in count += 1 } }
        guard count > 0 else { return nil }
        self.init(
            since: since, places: count, movedShare: 0, farthestAheadMetres: 0, farthestBackMetres: 0, meanMetres: 0,
            meanDistanceMetres: 0)
    }
}

extension Polyline {
    /// The middles of stretches of equal length, about so many metres long, at least one.
    func forEachPlace(every metres: Double, _ body: (Position) -> Void) {
        guard points.count >= 2 else { return }
        var lengths: [Double] = []
        lengths.reserveCapacity(points.count - 1)
        for i in 1..<points.count { lengths.append(Geodesic.length(from: points[i - 1], to: points[i])) }
        let total = lengths.reduce(0, +)
        guard total.isFinite, total > 0 else { return }
        let count = max(1, min(1_000_000, (total / metres).rounded()))
        let step = total / count
        var (at, edge) = (0.0, 0)
        var next = 0.5 * step
        while edge < lengths.count {
            if next > at + lengths[edge] {
                at += lengths[edge]
                edge += 1
                continue
            }
            let t = lengths[edge] > 0 ? (next - at) / lengths[edge] : 0
            let (a, b) = (points[edge], points[edge + 1])
            body(
                Position(
                    longitude: a.longitude + t * (b.longitude - a.longitude),
                    latitude: a.latitude + t * (b.latitude - a.latitude)))
            next += step
        }
    }
}
