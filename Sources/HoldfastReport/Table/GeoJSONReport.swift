import HoldfastAssessment
import HoldfastGeometry
import HoldfastText

/// Lines, zones and the violations that have a position, as one GeoJSON FeatureCollection (RFC 7946), one feature a line.
///
/// The member `role` of a feature's properties is `line`, `zone` or `violation`. A violation's properties are the columns
/// of the CSV, without `lon` and `lat`. A zone along a line is that line again, with `depth_m`.
struct GeoJSONReport {
    let a: Assessment

    init(_ a: Assessment) { self.a = a }

    /// - Parameter write: gets pieces of about ``Report/chunk`` bytes.
    func render(to write: ([UInt8]) throws -> Void) throws {
        var json = JSONWriter()
        let reader = ViolationReader(a)
        var days = LocalDays(zone: a.agreement.zone)
        try json.object { json in
            json.key("type", "FeatureCollection")
            json.key("name", a.agreement.title)
            try json.key("features", array: { json in
                try ground(&json, write)
                for i in a.violations.indices {
                    let f = reader.facts(i)
                    guard let position = f.position else { continue }
                    violation(f, position, days.day(f.time.from), &json)
                    try pass(&json, write)
                }
            })
        }
        try write(json.drain() + [0x0A])
    }

    private func pass(_ json: inout JSONWriter, _ write: ([UInt8]) throws -> Void) throws {
        if json.bytes.count >= Report.chunk - 4096 { try write(json.drain()) }
    }

    private func ground(_ json: inout JSONWriter, _ write: ([UInt8]) throws -> Void) throws {
        let shapes = GroundShapes(a.ground)
        for line in shapes.lines {
            feature(&json, role: "line", id: line.id) { json in
                json.key("date", line.date?.iso8601)
                json.key("left_held_by", line.left)
                json.key("right_held_by", line.right)
            } geometry: {
                lines(line.parts, &$0)
            }
            try pass(&json, write)
        }
        for zone in shapes.zones {
            switch zone.shape {
            case .polygon(let polygons):
                feature(&json, role: "zone", id: zone.id) { _ in } geometry: { self.polygons(polygons, &$0) }
            case .along(let line, let depth, let side):
                // The line as it runs at the end of the period.
                let day = a.agreement.zone.civil(at: a.period.to.adding(seconds: -1)).date
                let parts = shapes.lines(on: day).first { $0.id == line }?.parts ?? []
                feature(&json, role: "zone", id: zone.id) { json in
                    json.key("along", line)
                    json.key("depth_m", depth, decimals: 1)
                    json.key("side", side)
                } geometry: {
                    lines(parts, &$0)
                }
            }
            try pass(&json, write)
        }
    }

    private func feature(
        _ json: inout JSONWriter, role: String, id: String, _ more: (inout JSONWriter) -> Void,
        geometry: (inout JSONWriter) -> Void
    ) {
        json.object(inline: true) { json in
            json.key("type", "Feature")
            json.key("id", role + "/" + id)
            json.flat("properties") { json in
                json.key("role", role)
                json.key("id", id)
                more(&json)
            }
            json.key("geometry")
            geometry(&json)
        }
    }

    private func lines(_ parts: [[Position]], _ json: inout JSONWriter) {
        let drawn = parts.filter { $0.count >= 2 }
        if drawn.isEmpty { return json.write(nil as String?) }
        json.object(inline: true) { json in
            json.key("type", drawn.count == 1 ? "LineString" : "MultiLineString")
            if drawn.count == 1 {
                json.key("coordinates", array: { json in points(drawn[0], &json) })
            } else {
                json.key("coordinates", array: { json in
                    for part in drawn { json.array { points(part, &$0) } }
                })
            }
        }
    }

    private func polygons(_ polygons: [Polygon], _ json: inout JSONWriter) {
        let drawn = polygons.filter { $0.outer.count >= 3 }
        if drawn.isEmpty { return json.write(nil as String?) }
        json.object(inline: true) { json in
            json.key("type", "MultiPolygon")
            json.key("coordinates", array: { json in
                for polygon in drawn {
                    json.array { json in
                        json.array { points(Self.ring(polygon.outer, counterclockwise: true), &$0) }
                        for hole in polygon.holes where hole.count >= 3 {
                            json.array { points(Self.ring(hole, counterclockwise: false), &$0) }
                        }
                    }
                }
            })
        }
    }

    private func points(_ points: [Position], _ json: inout JSONWriter) {
        for p in points {
            json.array { json in
                json.write(p.longitude, decimals: 7)
                json.write(p.latitude, decimals: 7)
            }
        }
    }

    /// A closed ring that runs the way RFC 7946, section 3.1.6, wants it.
    static func ring(_ points: [Position], counterclockwise: Bool) -> [Position] {
        var ring = points
        if let first = ring.first, ring.last != first { ring.append(first) }
        guard let origin = ring.first else { return ring }
        var twice = 0.0
        for (p, q) in zip(ring, ring.dropFirst()) {
            twice += (p.longitude - origin.longitude) * (q.latitude - origin.latitude)
                - (q.longitude - origin.longitude) * (p.latitude - origin.latitude)
        }
        return (twice > 0) == counterclockwise ? ring : ring.reversed()
    }

    private func violation(_ f: ViolationFacts, _ at: (lon: Double, lat: Double), _ day: CivilDate, _ json: inout JSONWriter) {
        json.object(inline: true) { json in
            json.key("type", "Feature")
            json.key("id", f.id)
            json.flat("geometry") { json in
                json.key("type", "Point")
                json.key("coordinates", array: { json in
                    json.write(at.lon, decimals: 7)
                    json.write(at.lat, decimals: 7)
                })
            }
            json.flat("properties") { json in
                json.key("role", "violation")
                json.key("id", f.id)
                json.key("term", f.term)
                json.key("incident", f.incidents.joined(separator: ";"))
                json.key("from", f.time.from.written)
                json.key("to", f.time.to.written)
                json.key("local_day", day.written)
                json.key("uncertainty_m", f.uncertaintyMetres, decimals: 1)
                json.key("distance_to_line_m", f.distanceMetres, decimals: 1)
                json.key("zones", f.zones.joined(separator: ";"))
                json.key("side", f.side)
                json.key("attributed_to", f.attributedTo ?? "unknown")
                json.key("certainty", f.certainty.word)
                json.key("ruling", f.ruling)
                json.key("probability", f.probability, decimals: 4)
                json.key("deaths_low", f.deaths?.low)
                json.key("deaths_best", f.deaths?.best)
                json.key("deaths_high", f.deaths?.high)
                json.key("kind", f.kind)
                json.key("place", f.place)
                json.key("side_a", f.sideA)
                json.key("side_b", f.sideB)
                json.key("area_km2", f.areaSquareKilometres, decimals: 3)
                json.key("source_file", f.source.flatMap { a.sources.at($0)?.file })
                json.key("source_row", f.row)
            }
        }
    }
}
