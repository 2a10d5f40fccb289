import HoldfastGeometry
import HoldfastText

/// What ``ControlHistory/heldBy`` gained and lost between two maps that follow each other.
public struct ControlChange: Hashable, Sendable {
    public var from: CivilDate
    public var to: CivilDate
    /// NaN where the two maps could not be compared.
    public var gainedSquareMetres: Double
    /// NaN where the two maps could not be compared.
    public var lostSquareMetres: Double

    public init(from: CivilDate, to: CivilDate, gainedSquareMetres: Double, lostSquareMetres: Double) {
        self.from = from
        self.to = to
        self.gainedSquareMetres = gainedSquareMetres
        self.lostSquareMetres = lostSquareMetres
    }
}

extension ControlHistory {
    /// The changes of what ``heldBy`` holds between consecutive maps, in order, on all cores.
    ///
    /// - Complexity: O(n) for n edges in all, and what GEOS needs for the edges that differ.
    public func changes() -> [ControlChange] { changes(of: held) }

    /// The same for any territory of this history.
    public func changes(of territory: TerritoryHistory) -> [ControlChange] {
        guard dates.count > 1 else { return [] }
        return inRuns(of: dates.count - 1, atLeast: 1) { $0.map { change(of: territory, after: $0) } }.flatMap(\.self)
    }

    private func change(of territory: TerritoryHistory, after i: Int) -> ControlChange {
        var change = ControlChange(from: dates[i], to: dates[i + 1], gainedSquareMetres: 0, lostSquareMetres: 0)
        if territory.shapes.isSame(i, i + 1) { return change }
        do throws(Overlay.Failure) {
            let difference = try territory.shapes.difference(from: i, to: i + 1)
            change.gainedSquareMetres = Geodesic.area(difference.gained)
            change.lostSquareMetres = Geodesic.area(difference.lost)
        } catch {
            change.gainedSquareMetres = .nan
            change.lostSquareMetres = .nan
        }
        return change
    }
}
