import HoldfastControl
import HoldfastText

extension TerritoryPage {
    /// More rows than this are thinned on the page.
    static let mostRows = 1500

    /// A day as a link: the script steps there, without it the table's row is shown.
    func day(_ date: CivilDate, differ: String? = nil) -> String {
        "<a href=\"#\(date.iso8601)\"\(differ.map { " data-differ=\"\($0)\"" } ?? "")><time>\(date.iso8601)</time></a>"
    }

    /// What the last date says, in large figures.
    func figures() -> String {
        guard let last = report.series.last, let first = report.series.first else { return "" }
        var out = "<dl class=\"figures\">"
        func figure(_ name: String, _ value: String, _ note: String) {
            out += "<div><dt>\(escaped(name))</dt><dd>\(escaped(value))<small>\(escaped(note))</small></dd></div>"
        }
        for (i, side) in report.series.sides.enumerated() {
            guard let now = last.holdings.at(i), let then = first.holdings.at(i) else { continue }
            var note = "on \(last.date.iso8601)"
            if first.date < last.date { note += ", \(report.change(now.squareMetres - then.squareMetres)) km² since \(first.date.iso8601)" }
            let isUnnamed = report.held(by: side).isEmpty
            figure(isUnnamed ? "Ground held" : report.name(side), report.km2(now.squareMetres) + " km²", note)
            if !side.isRest, case .party = side.holder, let d = report.series.denominators.first, let share = now.shares.first ?? nil {
                figure("Share" + report.held(by: side), report.percent(share), "of \(report.words(d))")
            }
        }
        if let line = last.line {
            figure("Line of contact", fixed(line.lengthMetres / 1000, 0) + " km", report.options.border == nil ? "the whole boundary: no border given" : "on \(last.date.iso8601)")
        }
        return out + "</dl>\n"
    }

    func fastest() -> String {
        var out = ""
        for (i, side) in report.series.sides.enumerated() {
            let changes = report.fastest(i)
            if changes.isEmpty { continue }
            var table = HTMLTable(
                "Largest changes of the ground held\(report.held(by: side)) from one map to the next, km²",
                [
                    .init(title: "to"), .init(title: "from"), .init(title: "net", isNumber: true), .init(title: "gained", isNumber: true),
                    .init(title: "lost", isNumber: true), .init(title: "net a day", isNumber: true),
                ])
            for c in changes {
                table.rows.append([
                    day(c.to, differ: "before"), "<time>\(c.from.iso8601)</time>", escaped(report.change(c.netSquareMetres)),
                    escaped(report.km2(c.gainedSquareMetres)), escaped(report.km2(c.lostSquareMetres)),
                    escaped(report.change(c.netSquareMetresPerDay)),
                ])
            }
            out += table.html
        }
        return out
    }

    func units() -> String {
        guard !report.series.units.isEmpty, let last = report.series.last, let first = report.series.first else { return "" }
        var columns = [HTMLTable.Column(title: "unit"), .init(title: "whole, km²", isNumber: true)]
        for side in report.series.sides where !side.isRest {
            columns += [
                .init(title: "\(report.name(side)), km²", isNumber: true), .init(title: "share", isNumber: true), .init(title: "change", isNumber: true),
            ]
        }
        var table = HTMLTable("Ground held in each unit on \(last.date.iso8601), and the change since \(first.date.iso8601)", columns)
        var untouched = 0
        for (u, unit) in report.series.units.enumerated() {
            var row = [escaped(unit.name), escaped(report.km2(unit.squareMetres))]
            var isTouched = false
            for s in report.series.sides.indices where !report.series.sides[s].isRest {
                let now = last.unitSquareMetres.at(u)?.at(s) ?? .nan
                let then = first.unitSquareMetres.at(u)?.at(s) ?? .nan
                // Less than 0.005 km² shows as none.
                if !(now < 5000) || !(then < 5000) { isTouched = true }
                row += [
                    escaped(report.km2(now)), unit.squareMetres > 0 && now.isFinite ? escaped(report.percent(now / unit.squareMetres)) : "–",
                    escaped(report.change(now - then)),
                ]
            }
            if isTouched { table.rows.append(row) } else { untouched += 1 }
        }
        return table.html + (untouched > 0 ? "<p class=\"soft\">\(counted(untouched, "more unit")) without any.</p>\n" : "")
    }

    func rows() -> String {
        let all = report.series.rows
        let each = max(1, (all.count + Self.mostRows - 1) / Self.mostRows)
        let shown = all.enumerated().filter { $0.offset % each == 0 || $0.offset == all.count - 1 }.map(\.element)
        var table = HTMLTable(
            "Every date" + (each > 1 ? ", each \(each)th" : "") + ": km², and km of the line",
            [
                .init(title: "date"), .init(title: "held by"), .init(title: "area", isNumber: true), .init(title: "share", isNumber: true),
                .init(title: "gained", isNumber: true), .init(title: "lost", isNumber: true), .init(title: "line", isNumber: true), .init(title: "map of"),
            ])
        for row in shown {
            let name = "<span id=\"\(row.date.iso8601)\">\(day(row.date))</span>"
            guard row.isKnown else {
                table.rows.append([name, "not known: no map", "–", "–", "–", "–", "–", "–"])
                continue
            }
            for (i, side) in report.series.sides.enumerated() {
                guard let h = row.holdings.at(i) else { continue }
                let gained = h.change.map { report.km2($0.gainedSquareMetres) }
                let lost = h.change.map { report.km2($0.lostSquareMetres) }
                table.rows.append([
                    i == 0 ? name : day(row.date), escaped(report.name(side)), escaped(report.km2(h.squareMetres)),
                    escaped((h.shares.first ?? nil).map(report.percent) ?? "–"), escaped(gained ?? "–"), escaped(lost ?? "–"),
                    i == 0 ? escaped(row.line.map { fixed($0.lengthMetres / 1000, 1) } ?? "–") : "",
                    row.mapDate.map { "<time>\($0.iso8601)</time>" } ?? "–",
                ])
            }
        }
        let denominator = report.series.denominators.first.map { " Shares are of \(report.words($0))." } ?? ""
        return folded(
            counted(shown.count, "date") + " as a table",
            table.html + "<p class=\"soft\">Gained and lost: since the row before.\(escaped(denominator))</p>")
    }

    func legend() -> String {
        var items: [(svg: String, words: String)] = []
        func swatch(_ inside: String) -> String { "<svg width=\"30\" height=\"18\" viewBox=\"0 0 30 18\" aria-hidden=\"true\">\(inside)</svg>" }
        for (i, territory) in report.history.territories.enumerated() {
            let look = Self.look(i, territory.holder)
            let dots = look.pattern == "dots" ? "<path d=\"M6 7h2M14 7h2M22 7h2M10 12h2M18 12h2\" stroke=\"\(look.colour)\" stroke-width=\"2\"/>" : ""
            items.append((
                swatch("<rect x=\"2\" y=\"3\" width=\"26\" height=\"12\" fill=\"\(look.colour)\" fill-opacity=\"\(dots.isEmpty ? ".32" : ".16")\" stroke=\"\(look.colour)\"/>\(dots)"),
                report.name(territory.holder)
            ))
        }
        items.append((swatch("<rect x=\"2\" y=\"3\" width=\"26\" height=\"12\" fill=\"url(#gained)\" stroke=\"#0072b2\" stroke-width=\"1.5\"/>"), "gained"))
        items.append((swatch("<rect x=\"2\" y=\"3\" width=\"26\" height=\"12\" fill=\"url(#lost)\" stroke=\"#e69f00\" stroke-width=\"1.5\"/>"), "lost"))
        if report.series.rows.contains(where: { $0.line != nil }) {
            items.append((swatch("<path d=\"M1 9L29 9\" stroke=\"#1d2430\" stroke-width=\"2.2\"/>"), report.options.border == nil ? "boundary of the ground held" : "line of contact"))
        }
        if report.options.border != nil {
            items.append((swatch("<path d=\"M1 9L29 9\" stroke=\"#566072\" stroke-width=\"1.2\" stroke-dasharray=\"7 3 1.5 3\"/>"), "border"))
        }
        return "<ul class=\"legend\">" + items.map { "<li>\($0.svg)<span>\(escaped($0.words))</span></li>" }.joined() + "</ul>\n"
    }

    func notes() -> String {
        var says = report.remarks
        if packed.tolerance > 0 {
            says.append("Drawn with fewer vertices: lines may lie up to \(fixed(packed.tolerance, 0)) m beside the maps' own. Areas and lengths are of the maps as they are.")
        }
        says.append("Projection: transverse Mercator about \(coordinate(projection.latitude, "N", "S")), \(coordinate(projection.longitude, "E", "W")), WGS84 degrees on a sphere; drawn for orientation, no figure is measured on it.")
        return "<p class=\"soft\">\(says.map(escaped).joined(separator: " "))</p>\n"
    }

    func sources() -> String {
        var table = HTMLTable(
            "Files that were read", [.init(title: "file"), .init(title: "format"), .init(title: "features", isNumber: true), .init(title: "sha256")])
        let all = report.sources
        let most = 24
        // Many maps: the first and the last, and what was read beside them, which comes last.
        let shown = all.count > most ? Array(all.prefix(most / 2)) + Array(all.suffix(most / 2)) : all
        for r in shown {
            table.rows.append([escaped(r.file), escaped(r.format), grouped(r.rows), "<code>\(escaped(r.sha256))</code>"])
        }
        let left = all.count > shown.count ? "<p class=\"soft\">\(grouped(all.count - shown.count)) more; the JSON report lists every file.</p>" : ""
        return folded(counted(all.count, "file"), table.html + left)
    }
}
