import HoldfastGeometry
import HoldfastText

extension ControlHistory {
    /// The lines of contact of every map, one set an epoch: the boundary of a side's ground, which lies on its left, without
    /// the stretches that run along or beyond the border or along a coast.
    ///
    /// A stretch is kept where it lies inside the border, farther from it and from the coast than the tolerance, and gets at
    /// least twice as far somewhere; so a line that ends at the border ends a tolerance short of it. What a map leaves to
    /// the other side, shows as the other side's, as contested or as unknown makes no difference: the line is the edge of
    /// this side's ground, and a contested strip's other edge is not part of it. Edges along the antimeridian and at a pole
    /// are never part of it (RFC 7946, section 3.1.9).
    /// - Parameters:
    ///   - territory: whose ground; otherwise that of ``heldBy``.
    ///   - border: the legal border; its coast counts. Without border and coast the whole boundary is returned.
    ///   - cut: the tolerance, and what else to cut off.
    /// - Complexity: O(n) for n edges of all maps together, and O(m log k) for the distinct edges in m steps of a quarter of
    ///   the tolerance, with k edges of border and coast, on all cores.
    public func linesOfContact(
        of territory: TerritoryHistory? = nil, border: PolygonIndex?, cut: ContactCut = ContactCut()
    ) -> LineHistory {
        let shapes = (territory ?? held).shapes
        let cut = BorderCut(border: border, cut)
        return LineHistory(boundaryOf: shapes) { cut.stretches(of: $0) }
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
