import HoldfastControl
import HoldfastText

/// Who held how much as one screen of plain text.
struct TerritoryText {
    let report: TerritoryReport
    let style: ReportStyle
    private var lines: [String] = []

    /// More dates than this are thinned, unless the steps were chosen: then twice as many and a half stand.
    static let mostDates = 12

    init(_ report: TerritoryReport, _ style: ReportStyle) {
        self.report = report
        self.style = ReportStyle(color: style.color, width: style.width)
    }

    /// The report, ending in a line break.
    func text() -> String {
        var t = self
        t.header()
        t.table()
        // What is left over is the mirror of the others.
        for i in report.series.sides.indices where !report.series.sides[i].isRest { t.spark(i) }
        t.fastest()
        t.units()
        t.line()
        t.remarks()
        return t.lines.joined(separator: "\n") + "\n"
    }

    private mutating func header() {
        for line in wrapped(visible(report.title ?? "Territory"), width: style.width) { lines.append(tinted(line, "1")) }
        add("\(visible(report.mapsInWords)). \(report.gapsInWords)")
    }

    /// The dates shown, the first and the last among them.
    private var shown: [TerritorySeries.Row] {
        let rows = report.series.rows
        let most = report.options.every == .everyMap ? Self.mostDates : Self.mostDates * 5 / 2
        guard rows.count > most else { return rows }
        return (0..<most).map { rows[$0 * (rows.count - 1) / (most - 1)] }
    }

    private mutating func table() {
        let rows = report.series.rows
        if rows.isEmpty { return }
        let denominators = report.series.denominators
        let isOne = report.series.sides.count == 1
        let whose = isOne ? report.held(by: report.series.sides[0]) : ""
        title("Ground held" + visible(whose), "km²")
        var columns: [TextTable.Column] = [.init(title: "date")]
        if !isOne { columns.append(.init(title: "held by", shrinks: true)) }
        columns.append(.init(title: "area", right: true))
        for d in denominators { columns.append(.init(title: "of " + d.word, right: true)) }
        columns += [.init(title: "change", right: true), .init(title: "line km", right: true, drops: true)]
        let stale = rows.contains { $0.mapDate != nil && $0.mapDate != $0.date }
        if stale { columns.append(.init(title: "map of", drops: true)) }
        var table = TextTable(columns: columns)
        var before: TerritorySeries.Row?
        for row in shown {
            for (i, side) in report.series.sides.enumerated() {
                var cells = [i == 0 ? row.date.iso8601 : ""]
                guard row.isKnown, let h = row.holdings.at(i) else {
                    table.rows.append(cells + (isOne ? [] : ["no map"]) + ["not known"])
                    break
                }
                if !isOne { cells.append(visible(report.name(side))) }
                cells.append(report.km2(h.squareMetres))
                for d in denominators.indices { cells.append((h.shares.at(d) ?? nil).map(report.percent) ?? "-") }
                cells.append(before?.holdings.at(i).map { report.change(h.squareMetres - $0.squareMetres) } ?? "-")
                cells.append(i == 0 ? row.line.map { fixed($0.lengthMetres / 1000, 0) } ?? "-" : "")
                if stale { cells.append(i == 0 ? row.mapDate.map { $0 == row.date ? "" : $0.iso8601 } ?? "" : "") }
                table.rows.append(cells)
            }
            if row.isKnown { before = row }
        }
        lines.append(contentsOf: table.lines(width: style.width))
        for d in denominators { add("\(d.word): \(visible(report.words(d)))" + (d.word == "border" ? "; only ground inside it counts" : "") + ".", indent: 2) }
        if shown.count < rows.count {
            add("\(shown.count) of \(counted(rows.count, "date")), changes since the row above; --every chooses others, --format csv has all.", indent: 2)
        }
    }

    /// The area of all dates as a row of blocks, from the least to the most.
    private mutating func spark(_ side: Int) {
        let values = report.series.rows.map { $0.holdings.at(side)?.squareMetres ?? .nan }
        let known = values.filter(\.isFinite)
        guard known.count > 1, let low = known.min(), let high = known.max(), let first = report.series.rows.first?.date,
            let last = report.series.rows.last?.date
        else { return }
        let isOne = report.series.sides.count == 1
        title("Area" + (isOne ? "" : visible(" of \(report.name(report.series.sides[side]))")), "\(report.km2(low)) to \(report.km2(high)) km²")
        // A date takes as many columns as it stands for days, one at least.
        let width = min(style.width - 4, max(last.dayNumber - first.dayNumber + 1, 21))
        var bar = ""
        var at = 0
        for column in 0..<width {
            let day = first.dayNumber + column * (last.dayNumber - first.dayNumber) / max(width - 1, 1)
            while at + 1 < report.series.rows.count, report.series.rows[at + 1].date.dayNumber <= day { at += 1 }
            bar += Self.block(values[at], low, high)
        }
        lines.append("  " + tinted(bar, "36"))
        lines.append("  " + first.iso8601 + String(repeating: " ", count: max(1, width - 20)) + last.iso8601)
    }

    private static let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    private static func block(_ v: Double, _ low: Double, _ high: Double) -> String {
        guard v.isFinite else { return "?" }
        let share = high > low ? (v - low) / (high - low) : 0
        return blocks[min(max(Int(share * 8), 0), 7)]
    }

    private mutating func fastest() {
        for (i, side) in report.series.sides.enumerated() {
            let changes = report.fastest(i)
            if changes.isEmpty { continue }
            let isOne = report.series.sides.count == 1
            title("Fastest changes" + (isOne ? "" : visible(" of \(report.name(side))")), "km², from one map to the next")
            var table = TextTable(columns: [
                .init(title: "to"), .init(title: "days", right: true), .init(title: "net", right: true), .init(title: "gained", right: true),
                .init(title: "lost", right: true), .init(title: "net a day", right: true, drops: true),
            ])
            for c in changes {
                table.rows.append([
                    c.to.iso8601, String(c.days), report.change(c.netSquareMetres), report.km2(c.gainedSquareMetres),
                    report.km2(c.lostSquareMetres), report.change(c.netSquareMetresPerDay),
                ])
            }
            lines.append(contentsOf: table.lines(width: style.width))
            let rates = report.series.rates.at(i)?.filter { $0.netSquareMetresPerDay != nil } ?? []
            if !rates.isEmpty {
                let words = rates.map { "\(report.change($0.netSquareMetresPerDay ?? .nan)) over the last \($0.days) days" }
                add("Net a day: " + words.joined(separator: ", ") + ".", indent: 2)
            }
        }
    }

    private mutating func units() {
        guard !report.series.units.isEmpty, let last = report.series.last, let first = report.series.first else { return }
        title("By unit on \(last.date.iso8601)", "km²; change since \(first.date.iso8601)")
        var columns = [TextTable.Column(title: "unit", shrinks: true)]
        let sides = report.series.sides.indices.filter { !report.series.sides[$0].isRest }
        for s in sides {
            columns += [
                .init(title: sides.count == 1 ? "held" : visible(report.name(report.series.sides[s])), right: true),
                .init(title: "of unit", right: true), .init(title: "change", right: true),
            ]
        }
        var table = TextTable(columns: columns)
        var untouched = 0
        for (u, unit) in report.series.units.enumerated() {
            var row = [visible(unit.name)]
            var isTouched = false
            for s in sides {
                let now = last.unitSquareMetres.at(u)?.at(s) ?? .nan
                let then = first.unitSquareMetres.at(u)?.at(s) ?? .nan
                if !(now < 5000) || !(then < 5000) { isTouched = true }
                row += [
                    report.km2(now), unit.squareMetres > 0 && now.isFinite ? report.percent(now / unit.squareMetres) : "-",
                    report.change(now - then),
                ]
            }
            if isTouched { table.rows.append(row) } else { untouched += 1 }
        }
        lines.append(contentsOf: table.lines(width: style.width))
        if untouched > 0 { add("and \(counted(untouched, "unit")) without any.", indent: 2) }
    }

    private mutating func line() {
        guard let last = report.series.last, let line = last.line else { return }
        let what = report.options.border == nil ? "boundary of the ground held" : "line of contact"
        var says = "The \(what) ran over \(fixed(line.lengthMetres / 1000, 0)) km on \(last.date.iso8601)"
        if let m = line.movement {
            if m.movedShare == 0 {
                says += ", where it ran on \(m.since.iso8601)"
            } else {
                says += "; since \(m.since.iso8601) \(fixed(m.movedShare * 100, 1)) % of it moved more than 100 m, "
                    + "at most \(fixed(m.farthestAheadMetres / 1000, 1)) km ahead and \(fixed(m.farthestBackMetres / 1000, 1)) km back"
                    + " as seen from the ground held\(report.series.sides.first.map(report.held) ?? "")"
            }
        }
        lines.append("")
        add(visible(says) + ".")
    }

    private mutating func remarks() {
        let says = report.remarks
        if says.isEmpty { return }
        lines.append("")
        for s in says { lines.append(contentsOf: wrapped(visible(s), width: style.width, first: "- ")) }
    }

    private mutating func title(_ text: String, _ note: String) {
        lines.append("")
        let all = wrapped("\(text) (\(note))", width: style.width)
        for (i, line) in all.enumerated() {
            lines.append(i == 0 && line.hasPrefix(text) ? tinted(text, "1") + String(line.dropFirst(text.count)) : line)
        }
    }

    private mutating func add(_ text: String, indent: Int = 0) {
        lines.append(contentsOf: wrapped(text, width: style.width, first: String(repeating: " ", count: indent)))
    }

    private func tinted(_ text: String, _ code: String) -> String { style.color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
