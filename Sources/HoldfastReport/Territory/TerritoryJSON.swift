import HoldfastControl
import HoldfastText

/// Who held how much as one JSON object, keys in a fixed order. `Documentation/territory.schema.json` describes it.
///
/// A row of `territory` begins with the keys of an assessment's row.
struct TerritoryJSON {
    let report: TerritoryReport

    /// - Parameter write: gets pieces of about ``Report/chunk`` bytes.
    func render(to write: ([UInt8]) throws -> Void) throws {
        let s = report.series
        var json = JSONWriter()
        try json.object { json in
            json.key("holdfast", "1")
            json.key("title", report.title)
            json.key("maker", report.history.maker.isEmpty ? nil : report.history.maker)
            json.flat("period") { json in
                json.key("from", s.rows.first?.date.iso8601)
                json.key("to", s.rows.last?.date.iso8601)
                json.key("dates", s.rows.count)
            }
            json.key("holders", array: { json in
                for side in s.sides {
                    json.object(inline: true) { json in
                        json.key("id", side.holder.word)
                        json.key("name", report.name(side.holder))
                        json.key("kind", side.kind)
                    }
                }
            })
            json.key("denominators", array: { json in for d in s.denominators { denominator(d, &json) } })
            gaps(&json)
            try json.key("territory", array: { json in try rows(&json, write) })
            try json.key("line", array: { json in
                for row in s.rows {
                    if let line = row.line { self.line(row, line, &json) }
                    try pass(&json, write)
                }
            })
            json.key("fastest", array: { json in
                for (i, side) in s.sides.enumerated() { for c in report.fastest(i) { change(c, side, &json) } }
            })
            json.key("rates", array: { json in
                for (i, side) in s.sides.enumerated() { for r in s.rates.at(i) ?? [] { rate(r, side, &json) } }
            })
            try json.key("units", array: { json in try units(&json, write) })
            json.key("disagreements", array: { json in
                for row in s.rows {
                    for d in report.disagreements(row) {
                        json.object(inline: true) { json in
                            json.key("date", row.date.iso8601)
                            json.key("makers", inline: true, array: { json in
                                json.write(report.name(d.makers.0))
                                json.write(report.name(d.makers.1))
                            })
                            json.key("area_km2", d.squareMetres / 1e6, decimals: 3)
                        }
                    }
                }
            })
            json.key("notes", array: { json in
                for r in report.remarks { json.write(r) }
                for n in report.history.notes { json.write("\(n.code): \(n.message)") }
            })
            try json.key("sources", array: { json in
                for r in report.sources {
                    source(r, &json)
                    try pass(&json, write)
                }
            })
        }
        try write(json.drain() + [0x0A])
    }

    private func pass(_ json: inout JSONWriter, _ write: ([UInt8]) throws -> Void) throws {
        if json.bytes.count >= Report.chunk - 4096 { try write(json.drain()) }
    }

    private func denominator(_ d: TerritorySeries.Denominator, _ json: inout JSONWriter) {
        json.object(inline: true) { json in
            json.key("kind", d.word)
            json.key("area_km2", d.squareMetres / 1e6, decimals: 3)
            if case .official(_, let source) = d { json.key("source", source) } else { json.key("source", nil as String?) }
        }
    }

    private func gaps(_ json: inout JSONWriter) {
        json.object("gaps") { json in
            json.key("rule", report.history.gaps.word)
            json.key("maps", report.history.dates.count)
            json.key("firstMap", report.history.dates.first?.iso8601)
            json.key("lastMap", report.history.dates.last?.iso8601)
            json.key("missing", array: { json in
                for gap in report.missing {
                    json.object(inline: true) { json in
                        json.key("from", gap.from.iso8601)
                        json.key("to", gap.to.iso8601)
                        json.key("days", gap.days)
                    }
                }
            })
        }
    }

    private func rows(_ json: inout JSONWriter, _ write: ([UInt8]) throws -> Void) throws {
        for row in report.series.rows {
            for (i, side) in report.series.sides.enumerated() {
                let h = row.holdings.at(i)
                json.object(inline: true) { json in
                    json.key("date", row.date.iso8601)
                    json.key("party", side.holder.word)
                    json.key("area_km2", h.map { $0.squareMetres / 1e6 }, decimals: 3)
                    json.key("share", h?.shares.first ?? nil, decimals: 6)
                    json.key("change_km2", h?.change.map { $0.netSquareMetres / 1e6 }, decimals: 3)
                    json.key("gained_km2", h?.change.map { $0.gainedSquareMetres / 1e6 }, decimals: 3)
                    json.key("lost_km2", h?.change.map { $0.lostSquareMetres / 1e6 }, decimals: 3)
                    json.key("since", h?.change?.since.iso8601)
                    json.key("inside_border_km2", (h?.insideBorderSquareMetres ?? nil).map { $0 / 1e6 }, decimals: 3)
                    for (d, denominator) in report.series.denominators.enumerated() {
                        json.key("share_\(denominator.word)", h?.shares.at(d) ?? nil, decimals: 6)
                    }
                    json.key("line_km", row.line.map { $0.lengthMetres / 1000 }, decimals: 3)
                    json.key("map_date", row.mapDate?.iso8601)
                }
                try pass(&json, write)
            }
        }
    }

    private func line(_ row: TerritorySeries.Row, _ line: TerritorySeries.Line, _ json: inout JSONWriter) {
        json.object(inline: true) { json in
            json.key("date", row.date.iso8601)
            json.key("length_km", line.lengthMetres / 1000, decimals: 3)
            json.key("since", line.movement?.since.iso8601)
            json.key("moved_share", line.movement?.movedShare, decimals: 4)
            json.key("ahead_m", line.movement?.farthestAheadMetres, decimals: 1)
            json.key("back_m", line.movement?.farthestBackMetres, decimals: 1)
            json.key("mean_m", line.movement?.meanMetres, decimals: 2)
        }
    }

    private func change(_ c: ControlChange, _ side: TerritorySeries.Side, _ json: inout JSONWriter) {
        json.object(inline: true) { json in
            json.key("party", side.holder.word)
            json.key("from", c.from.iso8601)
            json.key("to", c.to.iso8601)
            json.key("days", c.days)
            json.key("change_km2", c.netSquareMetres / 1e6, decimals: 3)
            json.key("gained_km2", c.gainedSquareMetres / 1e6, decimals: 3)
            json.key("lost_km2", c.lostSquareMetres / 1e6, decimals: 3)
            json.key("change_a_day_km2", c.netSquareMetresPerDay / 1e6, decimals: 3)
        }
    }

    private func rate(_ r: Rate, _ side: TerritorySeries.Side, _ json: inout JSONWriter) {
        json.object(inline: true) { json in
            json.key("party", side.holder.word)
            json.key("days", r.days)
            json.key("from", r.from.iso8601)
            json.key("to", r.to.iso8601)
            json.key("change_a_day_km2", r.netSquareMetresPerDay.map { $0 / 1e6 }, decimals: 4)
        }
    }

    private func units(_ json: inout JSONWriter, _ write: ([UInt8]) throws -> Void) throws {
        for (u, unit) in report.series.units.enumerated() {
            try json.object { json in
                json.key("name", unit.name)
                json.key("area_km2", unit.squareMetres / 1e6, decimals: 3)
                try json.key("territory", array: { json in
                    for row in report.series.rows where row.isKnown {
                        for (i, side) in report.series.sides.enumerated() {
                            json.object(inline: true) { json in
                                let area = row.unitSquareMetres.at(u)?.at(i) ?? .nan
                                json.key("date", row.date.iso8601)
                                json.key("party", side.holder.word)
                                json.key("area_km2", area / 1e6, decimals: 3)
                                json.key("share", unit.squareMetres > 0 ? area / unit.squareMetres : nil, decimals: 6)
                            }
                        }
                        try pass(&json, write)
                    }
                })
            }
        }
    }

    private func source(_ s: SourceRecord, _ json: inout JSONWriter) {
        json.object(inline: true) { json in
            json.key("file", s.file)
            json.key("format", s.format)
            json.key("edition", s.edition)
            json.key("sha256", s.sha256)
            json.key("rows", s.rows)
            json.key("licence", s.licence)
        }
    }
}

extension TerritorySeries.Side {
    /// `party`, `rest`, `contested`, `nobody-says` or `unknown`.
    var kind: String {
        if isRest { return "rest" }
        if case .party = holder { return "party" }
        return holder.word
    }
}
