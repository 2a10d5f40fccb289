import HoldfastGeometry
import HoldfastText

/// How far one line of contact lies from an earlier one, from places every 500 m along the new line to the nearest place on
/// the old one.
///
/// A place counts as ahead (positive) where it lies on the old line's right, on ground that the party on the left did not
/// hold, and as back (negative) on its left. A place on a pocket far from the old line counts like any other; where the old
/// line has a stretch and the new one has none near it, nothing is measured.
public struct LineMovement: Hashable, Sendable {
    /// Places along the new line are this far apart.
    public static let spacingMetres = 500.0
    /// A place that is farther than this from the old line has moved.
    public static let thresholdMetres = 100.0

    /// The date of the earlier line.
    public var since: CivilDate
    /// How many places were measured.
    public var places: Int
    /// The share of the places that have moved, 0 to 1.
    public var movedShare: Double
    /// The farthest place ahead, at least 0, in metres.
    public var farthestAheadMetres: Double
    /// The farthest place back, at least 0, in metres.
    public var farthestBackMetres: Double
    /// The mean of all places, signed.
    public var meanMetres: Double
    /// The mean of all places' distances, without sign.
    public var meanDistanceMetres: Double
}

extension LineMovement {
    /// `nil` where one of the two epochs has no line.
    /// - Parameter index: of the same lines.
    init?(from old: Int, to new: Int, of lines: LineHistory, _ index: LineHistoryIndex, since: CivilDate) {
        guard !lines.lines(old).isEmpty else { return nil }
        let (count, off) = lines.places(along: new, everyMetres: Self.spacingMetres, notOn: old)
        guard count > 0 else { return nil }
        self.init(
            since: since, places: count, movedShare: 0, farthestAheadMetres: 0, farthestBackMetres: 0, meanMetres: 0,
            meanDistanceMetres: 0)
        var moved = 0
        var sum = 0.0
        var distances = 0.0
        for place in off {
            guard let nearest = index.nearest(to: place, epoch: old), nearest.metres.isFinite else { continue }
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
        movedShare = Double(moved) / Double(count)
        meanMetres = sum / Double(count)
        meanDistanceMetres = distances / Double(count)
    }
}
