/// What one shape has and the other has not.
public struct ShapeDifference: Sendable {
    /// In the later shape only.
    public private(set) var gained = MultiPolygon([])
    /// In the earlier shape only.
    public private(set) var lost = MultiPolygon([])

    /// The difference of two valid shapes, from the edges that only one of them has.
    ///
    /// With every edge directed so that the inside lies on its left, an edge that both shapes have never bounds what only one
    /// of them has. So the edges that differ cut the plane into faces, each of which is gained, lost or neither as a whole;
    /// GEOS makes the faces, and one position in each decides by ``PolygonIndex/contains(_:)``.
    /// - Throws: ``Overlay/Failure`` where GEOS gives up.
    /// - Complexity: O(n) for n edges, and O(k log k) for the k that differ.
    public init(from earlier: PolygonIndex, to later: PolygonIndex) throws(Overlay.Failure) {
        let old = Self.edges(earlier.shape)
        let new = Self.edges(later.shape)
        let differing = old.symmetricDifference(new)
        if differing.isEmpty { return }
        // In a fixed order, so that the same shapes give the same bytes.
        let lines = differing.sorted().map { [$0.a, $0.b] }
        for face in try Overlay.faces(of: lines) {
            let before = earlier.contains(face.inside) == .inside
            let after = later.contains(face.inside) == .inside
            if after && !before { gained.polygons += face.shape.polygons }
            if before && !after { lost.polygons += face.shape.polygons }
        }
    }

    private struct DirectedEdge: Hashable, Comparable {
        var a: Position
        var b: Position

        func hash(into hasher: inout Hasher) {
            // The start tells edges apart in all but corner cases.
            hasher.combine(a.longitude.bitPattern)
            hasher.combine(a.latitude.bitPattern)
        }

        static func < (x: DirectedEdge, y: DirectedEdge) -> Bool {
            (x.a.longitude, x.a.latitude, x.b.longitude, x.b.latitude)
                < (y.a.longitude, y.a.latitude, y.b.longitude, y.b.latitude)
        }
    }

    private static func edges(_ shape: MultiPolygon) -> Set<DirectedEdge> {
        let rings = shape.ringsWithInsideOnTheLeft
        var out = Set<DirectedEdge>(minimumCapacity: rings.reduce(0) { $0 + $1.points.count })
        for ring in rings where ring.points.count >= 2 {
            for i in 1..<ring.points.count { out.insert(DirectedEdge(a: ring.points[i - 1], b: ring.points[i])) }
        }
        return out
    }
}
