import HoldfastGeometry
import HoldfastText

/// What ``ControlHistory/heldBy`` gained and lost between two maps that follow each other.
public struct ControlChange: Hashable, Sendable {
    public var from: CivilDate
    public var to: CivilDate
    public var gainedSquareMetres: Double
    public var lostSquareMetres: Double

    public init(from: CivilDate, to: CivilDate, gainedSquareMetres: Double, lostSquareMetres: Double) {
        self.from = from
        self.to = to
        self.gainedSquareMetres = gainedSquareMetres
        self.lostSquareMetres = lostSquareMetres
    }
}

extension ControlHistory {
    /// The changes between consecutive maps, in order.
    ///
    /// - Complexity: O(n) for n edges in all, and what GEOS needs for the edges that differ.
    public func changes() -> [ControlChange] {
        guard maps.count > 1 else { return [] }
        return (1..<maps.count).map { i in
            let difference = ShapeDifference(from: maps[i - 1].territory, to: maps[i].territory)
            return ControlChange(
                from: maps[i - 1].date, to: maps[i].date,
                gainedSquareMetres: Geodesic.area(difference.gained), lostSquareMetres: Geodesic.area(difference.lost))
        }
    }
}
