import CGeos

extension Overlay {
    /// A shape whose coordinates are whole multiples of a step, valid as OGC Simple Features asks: for files that keep so many decimals.
    ///
    /// Rounding can make rings touch or cross, and parts that share an edge count as invalid together. Where the rounded shape is
    /// not valid, GEOS mends it and moves it onto the grid (`GEOSMakeValid`, `GEOSGeom_setPrecision`), which joins such parts.
    /// - Parameters:
    ///   - m: any polygons.
    ///   - perDegree: steps a degree, above 0.
    /// - Throws: ``Failure`` where GEOS gives up.
    /// - Complexity: O(n log n) for n positions as a rule.
    public static func rounded(_ m: MultiPolygon, perDegree: Double) throws(Failure) -> MultiPolygon {
        let plain = MultiPolygon(
            m.polygons.compactMap { polygon in
                ring(polygon.outer, perDegree).map { outer in
                    Polygon(outer: outer, holes: polygon.holes.compactMap { ring($0, perDegree) })
                }
            })
        if plain.isEmpty || plain.fault() == nil { return plain }
        guard let context = GEOSContext(), let shape = context.shape(m),
            let valid = GEOSContext.Shape(GEOSMakeValid_r(context.handle, shape.pointer), context),
            let joined = GEOSContext.Shape(GEOSUnaryUnion_r(context.handle, valid.pointer), context),
            let out = GEOSContext.Shape(GEOSGeom_setPrecision_r(context.handle, joined.pointer, 1 / perDegree, 0), context)
        else { throw Failure(operation: "rounding") }
        return context.multiPolygon(out)
    }

    /// A ring with rounded coordinates; `nil` where nothing is left of it.
    private static func ring(_ points: [Position], _ perDegree: Double) -> [Position]? {
        var out: [Position] = []
        for p in points {
            let q = Position(
                longitude: (p.longitude * perDegree).rounded() / perDegree, latitude: (p.latitude * perDegree).rounded() / perDegree)
            if out.last != q { out.append(q) }
        }
        return out.count >= 4 ? out : nil
    }
}
