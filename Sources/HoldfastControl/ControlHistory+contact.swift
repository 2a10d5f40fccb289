import HoldfastGeometry
import HoldfastText

extension ControlHistory {
    /// The lines of contact of every map, one set an epoch: the boundary of what ``heldBy`` holds, on its left, without the
    /// stretches that run along or beyond the border or a coast.
    public func linesOfContact(border: PolygonIndex?, cut: ContactCut = ContactCut()) -> LineHistory {
        LineHistory(inRuns(of: dates.count, atLeast: 1) { run in
            run.map { epoch in
                border.map { boundary(on: dates[epoch], inside: $0, withinMetres: cut.toleranceMetres) }
                    ?? held.shapes.shape(epoch).ringsWithInsideOnTheLeft
            }
        }.flatMap(\.self))
    }

    /// What a territory gained and lost between the maps that hold on two dates, as polygons; `nil` where one is not known.
    /// - Throws: ``Overlay/Failure`` where GEOS gives up.
    public func difference(
        of territory: TerritoryHistory, from: CivilDate, to: CivilDate
    ) throws(Overlay.Failure) -> ShapeDifference? {
        guard let a = epoch(on: from), let b = epoch(on: to) else { return nil }
        return try territory.shapes.difference(from: a, to: b)
    }
}
