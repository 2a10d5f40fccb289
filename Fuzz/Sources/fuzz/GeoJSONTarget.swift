import Holdfast

/// Any bytes are read as GeoJSON or refused with a message; what is read can be measured and asked.
enum GeoJSONTarget {
    static func run(_ bytes: [UInt8]) {
        do throws(Diagnostics) {
            let features = try GeoJSON.read(bytes, file: "fuzz.geojson")
            for (i, feature) in features.enumerated() {
                promise(feature.number == i + 1, "features count from 1")
                if let geometry = feature.geometry { check(geometry) }
            }
            let shapes = features.compactMap { if case .polygon(let shape)? = $0.geometry { shape } else { nil } }
            if shapes.count > 1 { _ = try PolygonIndex.join(shapes, file: "fuzz.geojson") }
        } catch {
            promise(!error.all.isEmpty, "a refusal says why")
            for fault in error.all { promise(!fault.message.isEmpty && !fault.code.isEmpty, "a fault has a code and words") }
        }
    }

    private static func check(_ geometry: Geometry) {
        if case .polygon(let shape) = geometry, !shape.isEmpty {
            let index = PolygonIndex(shape)
            for ring in shape.rings {
                promise(ring.count >= 4 && ring.first == ring.last, "a ring is closed")
                for corner in ring.prefix(16) {
                    promise(corner.isOnEarth, "a corner is on earth")
                    promise(index.contains(corner) == .boundary, "a corner lies on the boundary")
                }
            }
            let area = Geodesic.area(shape)
            promise(area >= 0 && area < 5.2e14, "an area is between nothing and the earth's: \(area)")
        }
        let lines = geometry.lines
        guard let corner = lines.first?.points.first else { return }
        let metres = LineIndex(lines).nearest(to: corner).metres
        promise(metres >= 0 && metres < 0.1, "a line's first point lies on it: \(metres)")
    }
}
