import HoldfastControl
import HoldfastGeometry
import HoldfastText

/// Ground, lines of contact, and what was gained and lost, as one GeoJSON FeatureCollection (RFC 7946), one feature a line.
///
/// The member `kind` of a feature's properties is `held`, `gained`, `lost` or `line`. `date` is the first day that a feature
/// holds, `until` the last: the day before the next step's date. Features are handed over one by one.
struct TerritoryFeatures {
    let report: TerritoryReport

    /// - Parameter write: gets pieces of about ``Report/chunk`` bytes, or one feature.
    func render(to write: ([UInt8]) throws -> Void) throws {
        let rows = report.series.rows
        let lines = rows.contains { $0.line != nil } ? report.history.linesOfContact(border: report.options.border, cut: report.options.cut) : nil
        let known = rows.indices.filter { rows[$0].isKnown }
        var json = JSONWriter()
        try json.object { json in
            json.key("type", "FeatureCollection")
            json.key("name", report.title ?? "territory")
            try json.key("features", array: { json in
                var before: Int?
                for i in known {
                    guard let epoch = rows[i].epoch else { continue }
                    if let before, let since = rows[before].epoch, since != epoch { try changes(i, since, epoch, &json, write) }
                    // Without all shapes only the ends of the series have theirs; the changes lead from one to the other.
                    if report.showsAllShapes || i == known.first || i == known.last {
                        try ground(i, epoch, &json, write)
                        if let lines { try line(i, lines.lines(epoch), &json, write) }
                    }
                    before = i
                }
            })
        }
        try write(json.drain() + [0x0A])
    }

    /// The last day for which a row stands: that before the next row's.
    private func until(_ i: Int) -> CivilDate {
        let rows = report.series.rows
        return rows.at(i + 1)?.date.adding(days: -1) ?? rows[i].date
    }

    private func ground(_ i: Int, _ epoch: Int, _ json: inout JSONWriter, _ write: ([UInt8]) throws -> Void) throws {
        let row = report.series.rows[i]
        for (n, territory) in report.history.territories.enumerated() {
            let shape = territory.shapes.shape(epoch)
            if shape.isEmpty { continue }
            feature(&json, kind: "held", territory.holder, row, until(i), area: row.holdings.at(n)?.squareMetres) { self.polygons(shape, &$0) }
            try pass(&json, write)
        }
    }

    private func changes(_ i: Int, _ since: Int, _ epoch: Int, _ json: inout JSONWriter, _ write: ([UInt8]) throws -> Void) throws {
        let row = report.series.rows[i]
        for (n, territory) in report.history.territories.enumerated() where !territory.shapes.isSame(since, epoch) {
            do throws(Overlay.Failure) {
                let difference = try territory.shapes.difference(from: since, to: epoch)
                let change = row.holdings.at(n)?.change
                for (kind, shape, area) in [
                    ("gained", difference.gained, change?.gainedSquareMetres), ("lost", difference.lost, change?.lostSquareMetres),
                ] where !shape.isEmpty {
                    feature(&json, kind: kind, territory.holder, row, until(i), area: area, since: change?.since) {
                        self.polygons(shape, &$0)
                    }
                }
            } catch {
                // Told in the remarks of the other forms; a feature without a shape tells it here.
                feature(&json, kind: "changed", territory.holder, row, until(i), area: nil) { $0.write(nil as String?) }
            }
            try pass(&json, write)
        }
    }

    private func line(_ i: Int, _ lines: [Polyline], _ json: inout JSONWriter, _ write: ([UInt8]) throws -> Void) throws {
        let row = report.series.rows[i]
        feature(&json, kind: "line", .party(report.series.leftHeldBy), row, until(i), area: nil, length: row.line?.lengthMetres) { json in
            let drawn = lines.filter { $0.points.count >= 2 }
            if drawn.isEmpty { return json.write(nil as String?) }
            json.object(inline: true) { json in
                json.key("type", "MultiLineString")
                json.key("coordinates", array: { json in for line in drawn { json.array { points(line.points, &$0) } } })
            }
        }
        try pass(&json, write)
    }

    private func pass(_ json: inout JSONWriter, _ write: ([UInt8]) throws -> Void) throws {
        if json.bytes.count >= Report.chunk - 4096 { try write(json.drain()) }
    }

    private func feature(
        _ json: inout JSONWriter, kind: String, _ holder: Holder, _ row: TerritorySeries.Row, _ until: CivilDate, area: Double?,
        since: CivilDate? = nil, length: Double? = nil, geometry: (inout JSONWriter) -> Void
    ) {
        json.object(inline: true) { json in
            json.key("type", "Feature")
            json.key("id", "\(kind)/\(holder.word)/\(row.date.written)")
            json.flat("properties") { json in
                json.key("date", row.date.written)
                json.key("until", until.written)
                json.key("holder", holder.word)
                json.key("kind", kind)
                json.key("area_km2", area.map { $0 / 1e6 }, decimals: 3)
                json.key("since", since?.written)
                json.key("length_km", length.map { $0 / 1000 }, decimals: 3)
                json.key("map_date", row.mapDate?.written)
            }
            json.key("geometry")
            geometry(&json)
        }
    }

    /// Valid with the decimals that are written; what GEOS cannot mend stands as it is.
    private func polygons(_ exact: MultiPolygon, _ json: inout JSONWriter) {
        let shape: MultiPolygon
        do throws(Overlay.Failure) { shape = try Overlay.rounded(exact, perDegree: 1e7) } catch { shape = exact }
        json.object(inline: true) { json in
            json.key("type", "MultiPolygon")
            json.key("coordinates", array: { json in
                for polygon in shape.polygons where polygon.outer.count >= 4 {
                    json.array { json in
                        json.array { points(GeoJSONReport.ring(polygon.outer, counterclockwise: true), &$0) }
                        for hole in polygon.holes where hole.count >= 4 {
                            json.array { points(GeoJSONReport.ring(hole, counterclockwise: false), &$0) }
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
}
