import HoldfastControl
import HoldfastText

/// One row for each date and holder, and for each unit where units were given; RFC 4180 with line feeds, the header always
/// there. Cells that are not known are empty.
struct TerritoryCSV {
    static let header = [
        "date", "party", "kind", "unit", "area_km2", "share", "change_km2", "gained_km2", "lost_km2", "since", "inside_border_km2", "share_official",
        "share_border", "line_km", "moved_share", "ahead_m", "back_m", "map_date",
    ]

    let report: TerritoryReport

    /// - Parameter write: gets pieces of about ``Report/chunk`` bytes.
    func render(to write: ([UInt8]) throws -> Void) throws {
        var out = Array((Self.header.joined(separator: ",") + "\n").utf8)
        out.reserveCapacity(Report.chunk)
        for row in report.series.rows {
            for (i, side) in report.series.sides.enumerated() {
                whole(row, i, side, &out)
                for u in report.series.units.indices where row.isKnown { unit(row, u, i, side, &out) }
                if out.count >= Report.chunk - 8192 {
                    try write(out)
                    out.removeAll(keepingCapacity: true)
                }
            }
        }
        if !out.isEmpty { try write(out) }
    }

    private func whole(_ row: TerritorySeries.Row, _ i: Int, _ side: TerritorySeries.Side, _ out: inout [UInt8]) {
        let h = row.holdings.at(i)
        func share(_ word: String) -> Double? {
            report.series.denominators.firstIndex { $0.word == word }.flatMap { h?.shares.at($0) ?? nil }
        }
        begin(row, side, unit: "", &out)
        number(h.map { $0.squareMetres / 1e6 }, 3, &out)
        number(h?.shares.first ?? nil, 6, &out)
        number(h?.change.map { $0.netSquareMetres / 1e6 }, 3, &out)
        number(h?.change.map { $0.gainedSquareMetres / 1e6 }, 3, &out)
        number(h?.change.map { $0.lostSquareMetres / 1e6 }, 3, &out)
        plain(h?.change?.since.written, &out)
        number((h?.insideBorderSquareMetres ?? nil).map { $0 / 1e6 }, 3, &out)
        number(share("official"), 6, &out)
        number(share("border"), 6, &out)
        number(row.line.map { $0.lengthMetres / 1000 }, 3, &out)
        number(row.line?.movement?.movedShare, 4, &out)
        number(row.line?.movement?.farthestAheadMetres, 1, &out)
        number(row.line?.movement?.farthestBackMetres, 1, &out)
        end(row, &out)
    }

    /// The share is that of the unit.
    private func unit(_ row: TerritorySeries.Row, _ u: Int, _ i: Int, _ side: TerritorySeries.Side, _ out: inout [UInt8]) {
        let unit = report.series.units[u]
        let area = row.unitSquareMetres.at(u)?.at(i)
        begin(row, side, unit: unit.name, &out)
        number(area.map { $0 / 1e6 }, 3, &out)
        number(unit.squareMetres > 0 ? area.map { $0 / unit.squareMetres } : nil, 6, &out)
        for _ in 0..<11 { plain(nil, &out) }
        end(row, &out)
    }

    private func begin(_ row: TerritorySeries.Row, _ side: TerritorySeries.Side, unit: String, _ out: inout [UInt8]) {
        plain(row.date.written, &out)
        text(side.holder.word, &out)
        plain(side.kind, &out)
        text(unit, &out)
    }

    private func end(_ row: TerritorySeries.Row, _ out: inout [UInt8]) {
        if let date = row.mapDate { out.append(contentsOf: date.written.utf8) }
        out.append(0x0A)
    }

    private func text(_ s: String, _ out: inout [UInt8]) {
        // Characters that steer a terminal or reverse the writing are shown as \u{…}.
        CSVReport.append(text: visible(s), to: &out)
        out.append(0x2C)
    }

    private func plain(_ s: String?, _ out: inout [UInt8]) {
        if let s { out.append(contentsOf: s.utf8) }
        out.append(0x2C)
    }

    private func number(_ v: Double?, _ decimals: Int, _ out: inout [UInt8]) {
        plain(v.flatMap { $0.isFinite ? decimal($0, decimals: decimals) : nil }, &out)
    }
}
