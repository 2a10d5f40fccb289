import CGeos

/// One GEOS context: for one thread at a time, freed with this object.
final class GEOSContext {
    let handle: GEOSContextHandle_t

    init?() {
        guard let handle = GEOS_init_r() else { return nil }
        self.handle = handle
    }

    deinit { GEOS_finish_r(handle) }

    /// A GEOS geometry of this context, freed with this object.
    final class Shape {
        let pointer: OpaquePointer
        private let context: GEOSContext

        init?(_ pointer: OpaquePointer?, _ context: GEOSContext) {
            guard let pointer else { return nil }
            self.pointer = pointer
            self.context = context
        }

        deinit { GEOSGeom_destroy_r(context.handle, pointer) }
    }

    // MARK: Into GEOS

    func shape(_ m: MultiPolygon) -> Shape? { collection(m.polygons.map(polygon), GEOS_MULTIPOLYGON) }

    /// Lines of two points or more.
    func lines(_ lines: [[Position]]) -> Shape? {
        collection(lines.map { GEOSGeom_createLineString_r(handle, sequence($0)) }, GEOS_MULTILINESTRING)
    }

    /// Takes the parts over, also when it fails.
    private func collection(_ parts: [OpaquePointer?], _ type: GEOSGeomTypes) -> Shape? {
        var present = parts.compactMap(\.self)
        guard present.count == parts.count else {
            for part in present { GEOSGeom_destroy_r(handle, part) }
            return nil
        }
        var slots: [OpaquePointer?] = present.map { $0 }
        present = []
        return Shape(
            GEOSGeom_createCollection_r(handle, Int32(type.rawValue), &slots, UInt32(slots.count)), self)
    }

    private func sequence(_ points: [Position]) -> OpaquePointer? {
        var flat: [Double] = []
        flat.reserveCapacity(points.count * 2)
        for p in points {
            flat.append(p.longitude)
            flat.append(p.latitude)
        }
        return GEOSCoordSeq_copyFromBuffer_r(handle, flat, UInt32(clamping: points.count), 0, 0)
    }

    private func ring(_ points: [Position]) -> OpaquePointer? { GEOSGeom_createLinearRing_r(handle, sequence(points)) }

    private func polygon(_ p: Polygon) -> OpaquePointer? {
        guard let outer = ring(p.outer) else { return nil }
        var holes: [OpaquePointer?] = p.holes.map(ring)
        if holes.contains(nil) {
            GEOSGeom_destroy_r(handle, outer)
            for case let hole? in holes { GEOSGeom_destroy_r(handle, hole) }
            return nil
        }
        return GEOSGeom_createPolygon_r(handle, outer, &holes, UInt32(clamping: holes.count))
    }

    // MARK: Out of GEOS

    /// The polygons of a geometry; its lines and points are left out.
    func multiPolygon(_ shape: Shape) -> MultiPolygon {
        var out: [Polygon] = []
        collect(shape.pointer, into: &out)
        return MultiPolygon(out)
    }

    private func collect(_ geometry: OpaquePointer, into out: inout [Polygon]) {
        let type = GEOSGeomTypeId_r(handle, geometry)
        if type == Int32(GEOS_POLYGON.rawValue) {
            guard let outer = GEOSGetExteriorRing_r(handle, geometry) else { return }
            var polygon = Polygon(outer: positions(outer))
            for i in 0..<max(0, GEOSGetNumInteriorRings_r(handle, geometry)) {
                if let hole = GEOSGetInteriorRingN_r(handle, geometry, i) { polygon.holes.append(positions(hole)) }
            }
            if polygon.outer.count >= 4 { out.append(polygon) }
        } else if type >= Int32(GEOS_MULTIPOINT.rawValue) {
            for i in 0..<max(0, GEOSGetNumGeometries_r(handle, geometry)) {
                if let part = GEOSGetGeometryN_r(handle, geometry, i) { collect(part, into: &out) }
            }
        }
    }

    func positions(_ line: OpaquePointer) -> [Position] {
        guard let sequence = GEOSGeom_getCoordSeq_r(handle, line) else { return [] }
        var count: UInt32 = 0
        guard GEOSCoordSeq_getSize_r(handle, sequence, &count) == 1, count > 0 else { return [] }
        var flat = [Double](repeating: 0, count: Int(count) * 2)
        guard GEOSCoordSeq_copyToBuffer_r(handle, sequence, &flat, 0, 0) == 1 else { return [] }
        return (0..<Int(count)).map { Position(longitude: flat[2 * $0], latitude: flat[2 * $0 + 1]) }
    }

    func point(_ geometry: OpaquePointer) -> Position? {
        var x = 0.0
        var y = 0.0
        guard GEOSGeomGetX_r(handle, geometry, &x) == 1, GEOSGeomGetY_r(handle, geometry, &y) == 1 else { return nil }
        return Position(longitude: x, latitude: y)
    }
}
