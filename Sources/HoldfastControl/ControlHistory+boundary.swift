import HoldfastGeometry
import HoldfastText

extension ControlHistory {
    /// The line of contact on a date, as ``linesOfContact(of:border:cut:)`` gives it for all maps at once.
    ///
    /// A border drawn coarsely needs a larger tolerance: of the 4,149 km around the Russian-held territory on 2024-07-08, a
    /// border at 1:50 million leaves 1,129 km at 2 km and 977 km at 5 km.
    /// - Parameters:
    ///   - border: the legal border; its coast counts. Without it the whole boundary is returned.
    ///   - tolerance: how near to the border, in metres, a stretch counts as running along it.
    /// - Returns: empty where no map is valid on the date.
    /// - Complexity: O(m log n) for the boundary's length in steps of a quarter of the tolerance and n edges of the border.
    public func boundary(
        on date: CivilDate, cutting border: MultiPolygon?, withinMetres tolerance: Double = 2000
    ) -> [Polyline] {
        boundary(on: date, of: border.map { PolygonIndex($0) }, tolerance)
    }

    /// The same with a border made ready.
    public func boundary(
        on date: CivilDate, inside border: PolygonIndex, withinMetres tolerance: Double = 2000
    ) -> [Polyline] {
        boundary(on: date, of: border, tolerance)
    }

    private func boundary(on date: CivilDate, of border: PolygonIndex?, _ tolerance: Double) -> [Polyline] {
        guard let epoch = epoch(on: date) else { return [] }
        let cut = BorderCut(border: border, ContactCut(toleranceMetres: tolerance))
        var one = ShapeHistory()
        one.append(held.shapes.shape(epoch))
        return LineHistory(boundaryOf: one) { cut.stretches(of: $0) }.lines(0)
    }
}
