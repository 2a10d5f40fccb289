import HoldfastGeometry
import HoldfastText

extension ControlHistory {
    /// The line of contact on a date: the boundary of what ``heldBy`` holds, without the stretches that run along or
    /// beyond the border. ``heldBy`` lies on the left of each polyline.
    ///
    /// - Parameters:
    ///   - border: the legal border; its coast counts. Without it the whole boundary is returned.
    ///   - tolerance: how near to the border, in metres, a stretch counts as running along it.
    /// - Returns: empty where no map is valid on the date.
    public func boundary(
        on date: CivilDate, cutting border: MultiPolygon?, withinMetres tolerance: Double = 2000
    ) -> [Polyline] {
        guard let map = map(on: date) else { return [] }
        let rings = map.territory.shape.ringsWithInsideOnTheLeft
        guard let border else { return rings }
        return cut(rings, along: PolygonIndex(border), withinMetres: tolerance)
    }
}
