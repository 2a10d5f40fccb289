/// What one shape has and the other has not.
public struct ShapeDifference: Sendable {
    /// In the later shape only.
    public private(set) var gained = MultiPolygon([])
    /// In the earlier shape only.
    public private(set) var lost = MultiPolygon([])

    /// The difference of two valid shapes, from the edges that only one of them has.
    ///
    /// - Throws: ``Overlay/Failure`` where GEOS gives up.
    /// - Complexity: O(n log n) for n edges, and what GEOS needs for those that differ.
    public init(from earlier: PolygonIndex, to later: PolygonIndex) throws(Overlay.Failure) {
        var edges = BoundaryChange()
        for line in earlier.boundaryLines { line.points.withUnsafeBufferPointer { edges.add($0, times: -1) } }
        for line in later.boundaryLines { line.points.withUnsafeBufferPointer { edges.add($0, times: 1) } }
        try self.init(edges)
    }

    /// With every edge directed so that the inside lies on its left, a shape's winding number is 1 inside and 0 outside. So
    /// that of the later boundary less the earlier one is 1 on what was gained, −1 on what was lost and 0 elsewhere, and the
    /// edges that both have drop out. Those that are left cut the plane into faces of one winding number each; GEOS makes the
    /// faces, and a position in each decides.
    ///
    /// - Complexity: what GEOS needs for k edges, about O(k log k), and O(m) for each face with m edges at its latitude.
    init(_ change: consuming BoundaryChange) throws(Overlay.Failure) {
        change.cancel()
        if change.isEmpty { return }
        let winding = WindingNumber(change.edges)
        for face in try Overlay.faces(of: change.lines) {
            let number = winding.at(face.inside)
            if number > 0 { gained.polygons += face.shape.polygons }
            if number < 0 { lost.polygons += face.shape.polygons }
        }
    }
}

extension PolygonIndex {
    fileprivate var boundaryLines: [Polyline] { shape.ringsWithInsideOnTheLeft }
}
