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
    /// edges that both have drop out. Those that are left cut the plane into faces of one winding number each. Cut where
    /// they cross, they meet only in their ends, and the faces can be traced; where that fails, GEOS makes them, and a position
    /// in each decides.
    ///
    /// - Complexity: about O(k log k) for k edges that differ, and O(m) for each of GEOS's faces with m edges at its latitude.
    init(_ change: consuming BoundaryChange) throws(Overlay.Failure) {
        change.cancel()
        if change.isEmpty { return }
        change.node()
        let plain = PlainFaces(change.edges)
        for face in plain.faces { add(Polygon(outer: face.ring + face.ring.prefix(1)), face.winding) }
        if plain.rest.isEmpty { return }
        let winding = WindingNumber(plain.rest)
        for face in try Overlay.faces(of: BoundaryChange.lines(plain.rest)) {
            let number = winding.at(face.inside)
            for polygon in face.shape.polygons { add(polygon, number) }
        }
    }

    private mutating func add(_ polygon: Polygon, _ winding: Int) {
        if winding > 0 { gained.polygons.append(polygon) }
        if winding < 0 { lost.polygons.append(polygon) }
    }
}

extension PolygonIndex {
    fileprivate var boundaryLines: [Polyline] { shape.ringsWithInsideOnTheLeft }
}
