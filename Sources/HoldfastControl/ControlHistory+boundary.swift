import HoldfastGeometry
import HoldfastText

extension ControlHistory {
    /// The line of contact on a date: the boundary of what ``heldBy`` holds, without the stretches that run along or
    /// beyond the border. ``heldBy`` lies on the left of each polyline.
    ///
    /// A stretch is kept where it lies inside the border, farther from it than the tolerance, and gets at least twice as far
    /// somewhere; so a line that ends at the border ends a tolerance short of it. A border drawn coarsely needs a larger
    /// tolerance: of the 4,149 km around the Russian-held territory on 2024-07-08, a border at 1:50 million leaves 1,129 km
    /// at 2 km and 977 km at 5 km.
    /// - Parameters:
    ///   - border: the legal border; its coast counts. Without it the whole boundary is returned.
    ///   - tolerance: how near to the border, in metres, a stretch counts as running along it.
    /// - Returns: empty where no map is valid on the date.
    /// - Complexity: O(m log n) for the boundary's length in steps of a quarter of the tolerance and n edges of the border.
    public func boundary(
        on date: CivilDate, cutting border: MultiPolygon?, withinMetres tolerance: Double = 2000
    ) -> [Polyline] {
        if let border { return boundary(on: date, inside: PolygonIndex(border), withinMetres: tolerance) }
        return epoch(on: date).map { held.shapes.shape($0).ringsWithInsideOnTheLeft } ?? []
    }

    /// The same with a border made ready, for many dates.
    public func boundary(
        on date: CivilDate, inside border: PolygonIndex, withinMetres tolerance: Double = 2000
    ) -> [Polyline] {
        guard let epoch = epoch(on: date) else { return [] }
        let cut = BorderCut(border: border, withinMetres: tolerance)
        return cut.stretches(of: held.shapes.shape(epoch).ringsWithInsideOnTheLeft)
    }
}
