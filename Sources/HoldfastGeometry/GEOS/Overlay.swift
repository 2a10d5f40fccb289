import CGeos

/// Set operations on polygons, by GEOS, in the plane of longitude and latitude, where edges are straight.
public enum Overlay {
    /// Why an operation gave nothing.
    public struct Failure: Error, Sendable {
        public var operation: String
    }

    /// What lies in `a` or `b`.
    public static func union(_ a: MultiPolygon, _ b: MultiPolygon) throws(Failure) -> MultiPolygon {
        try combine(a, b, "union") { GEOSUnion_r($0, $1, $2) }
    }

    /// What lies in `a` and not in `b`.
    public static func difference(_ a: MultiPolygon, _ b: MultiPolygon) throws(Failure) -> MultiPolygon {
        try combine(a, b, "difference") { GEOSDifference_r($0, $1, $2) }
    }

    /// What lies in both.
    public static func intersection(_ a: MultiPolygon, _ b: MultiPolygon) throws(Failure) -> MultiPolygon {
        try combine(a, b, "intersection") { GEOSIntersection_r($0, $1, $2) }
    }

    /// The union of polygons that may overlap or share edges.
    public static func union(_ m: MultiPolygon) throws(Failure) -> MultiPolygon {
        guard let context = GEOSContext(), let shape = context.shape(m),
            let out = GEOSContext.Shape(GEOSUnaryUnion_r(context.handle, shape.pointer), context)
        else { throw Failure(operation: "union") }
        return context.multiPolygon(out)
    }

    private static func combine(
        _ a: MultiPolygon, _ b: MultiPolygon, _ name: String,
        _ operation: (GEOSContextHandle_t, OpaquePointer, OpaquePointer) -> OpaquePointer?
    ) throws(Failure) -> MultiPolygon {
        guard let context = GEOSContext(), let first = context.shape(a), let second = context.shape(b),
            let out = GEOSContext.Shape(operation(context.handle, first.pointer, second.pointer), context)
        else { throw Failure(operation: name) }
        return context.multiPolygon(out)
    }

    /// The parts of the plane that lines cut out, each with a position inside it.
    static func faces(of lines: [[Position]]) throws(Failure) -> [(shape: MultiPolygon, inside: Position)] {
        guard let context = GEOSContext(), let shape = context.lines(lines),
            let noded = GEOSContext.Shape(GEOSUnaryUnion_r(context.handle, shape.pointer), context)
        else { throw Failure(operation: "noding") }
        var inputs: [OpaquePointer?] = [noded.pointer]
        guard let collection = GEOSContext.Shape(GEOSPolygonize_r(context.handle, &inputs, 1), context) else {
            throw Failure(operation: "polygonizing")
        }
        var out: [(MultiPolygon, Position)] = []
        for i in 0..<max(0, GEOSGetNumGeometries_r(context.handle, collection.pointer)) {
            guard let face = GEOSContext.Shape(
                GEOSGeom_clone_r(context.handle, GEOSGetGeometryN_r(context.handle, collection.pointer, i)), context),
                let at = GEOSContext.Shape(GEOSPointOnSurface_r(context.handle, face.pointer), context)
            else { throw Failure(operation: "polygonizing") }
            guard let inside = context.point(at.pointer) else { continue }
            out.append((context.multiPolygon(face), inside))
        }
        return out
    }

    /// Why a multipolygon is not valid (OGC Simple Features 1.2.1, 6.1.11), in GEOS's words, and where.
    static func fault(in m: MultiPolygon) throws(Failure) -> (reason: String, at: Position?)? {
        guard let context = GEOSContext(), let shape = context.shape(m) else { throw Failure(operation: "validity") }
        var reason: UnsafeMutablePointer<CChar>?
        var location: OpaquePointer?
        let verdict = GEOSisValidDetail_r(context.handle, shape.pointer, 0, &reason, &location)
        defer { if let reason { GEOSFree_r(context.handle, reason) } }
        let place = GEOSContext.Shape(location, context)
        switch verdict {
        case 1: return nil
        case 0: return (reason.map { String(cString: $0) } ?? "invalid", place.flatMap { context.point($0.pointer) })
        default: throw Failure(operation: "validity")
        }
    }
}
