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
    /// The changes between consecutive maps, in order, on all cores.
    ///
    /// - Complexity: O(n) for n edges in all, and what GEOS needs for the edges that differ.
    public func changes() -> [ControlChange] {
        guard maps.count > 1 else { return [] }
        return inRuns(of: maps.count - 1, atLeast: 1) { $0.map(change(after:)) }.flatMap(\.self)
    }

    /// What was gained and lost between the map at `index` and the next one, as shapes.
    ///
    /// - Throws: `Overlay.Failure` where GEOS gives up.
    public func difference(after index: Int) throws(Overlay.Failure) -> ShapeDifference {
        try ShapeDifference(from: maps[index].territory, to: maps[index + 1].territory)
    }

    private func change(after i: Int) -> ControlChange {
        var change = ControlChange(
            from: maps[i].date, to: maps[i + 1].date, gainedSquareMetres: 0, lostSquareMetres: 0)
        if maps[i].record.sha256 == maps[i + 1].record.sha256, maps[i].record.file != maps[i + 1].record.file { return change }
        do throws(Overlay.Failure) {
            let difference = try difference(after: i)
            change.gainedSquareMetres = Geodesic.area(difference.gained)
            change.lostSquareMetres = Geodesic.area(difference.lost)
        } catch {
            change.gainedSquareMetres = .nan
            change.lostSquareMetres = .nan
        }
        return change
    }
}
