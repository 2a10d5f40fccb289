import HoldfastAgreement
import HoldfastAssessment
import HoldfastText

extension HTMLReport {
    func terms() -> String {
        var table = HTMLTable(
            "Violations counted at the standard asked for: certainly, more likely than not, possibly",
            [
                .init(title: "term"), .init(title: "status"), .init(title: "low", isNumber: true), .init(title: "best", isNumber: true),
                .init(title: "high", isNumber: true), .init(title: "first"), .init(title: "last"), .init(title: "due by"), .init(title: "by party (best)"),
            ])
        for t in a.terms {
            let parties = t.byParty.filter { $0.count > 0 }.map { "\($0.party) \(grouped($0.count))" }.joined(separator: ", ")
            table.rows.append([
                escaped(a.agreement.terms.at(t.term)?.id ?? ""), badge(t.status.rawValue), grouped(t.counts.low), grouped(t.counts.best),
                grouped(t.counts.high), t.first.map { unbroken(clock.day($0)) } ?? "–", t.last.map { unbroken(clock.day($0)) } ?? "–",
                t.clockDue.map { unbroken(clock.lastDay(before: $0)) } ?? "–", escaped(parties.isEmpty ? "–" : parties),
            ])
        }
        var out = table.html
        for t in a.terms {
            guard let term = a.agreement.terms.at(t.term) else { continue }
            var parts: [String] = []
            if let says = term.says { parts.append("<p>\(escaped(says))</p>") }
            parts.append(t.reasons.list())
            if t.counts.undetermined > 0 {
                parts.append("<p class=\"soft\">\(grouped(t.counts.undetermined)) may or may not lie in the term's time and place: low leaves them out, high counts them.</p>")
            }
            if t.exempted > 0 { parts.append("<p class=\"soft\">\(escaped(counted(t.exempted, "incident"))) of exempt conduct not counted.</p>") }
            let from = term.sources.map { s in
                escaped(s.title + (s.article.map { ", article \($0)" } ?? "") + (s.checked.map { " (figures checked: \($0))" } ?? ""))
            }
            if !from.isEmpty { parts.append("<p class=\"soft\">Source: \(from.joined(separator: "; "))</p>") }
            out += "<details\(t.status == .met ? "" : " open")><summary>\(escaped(term.id)): \(t.status.rawValue)</summary>\(parts.joined())</details>\n"
        }
        return out
    }

    func rates() -> String {
        var table = HTMLTable(
            "Incidents and deaths over equal stretches of time, counted by the start of each interval",
            [
                .init(title: "stretch"), .init(title: "from"), .init(title: "to"), .init(title: "days", isNumber: true), .init(title: "incidents", isNumber: true),
                .init(title: "a day", isNumber: true), .init(title: "deaths: best", isNumber: true), .init(title: "low", isNumber: true),
                .init(title: "high", isNumber: true),
            ])
        func row(_ name: String, _ r: RateCount) {
            table.rows.append([
                escaped(name), unbroken(clock.day(r.time.from)), unbroken(clock.lastDay(before: r.time.to)), escaped(r.daysInWords.replacingSuffix(" days")), grouped(r.incidents),
                r.perDay.map { fixed($0, 2) } ?? "–", grouped(r.deaths.best), grouped(r.deaths.low), grouped(r.deaths.high),
            ])
        }
        if let baseline = a.rates.baseline { row("baseline", baseline) }
        row("since D-day", a.rates.since)
        for w in a.rates.aroundEntry {
            row("\(w.days) days before D-day", w.before)
            row("\(w.days) days from D-day", w.after)
        }
        var out = table.html
        if let r = a.rates.ratio {
            var says = "Incidents a day since D-day are \(ratio(r)) times those of the baseline"
            if let low = a.rates.low, let high = a.rates.high { says += " (exact 95 % interval \(ratio(low)) to \(ratio(high)))" }
            out += "<p>\(escaped(says)).</p><p class=\"soft\">The interval takes incidents as independent and the rates as constant. Fighting comes in clusters, so the true doubt is wider.</p>\n"
        }
        for says in [a.rates.whyNoRatio, a.rates.whatIsObserved].compactMap({ $0 }) { out += "<p>\(escaped(says))</p>\n" }
        return out
    }

    private static let bounds: [HTMLTable.Column] = [
        .init(title: "incidents: best", isNumber: true), .init(title: "low", isNumber: true), .init(title: "high", isNumber: true),
        .init(title: "deaths: best", isNumber: true), .init(title: "low", isNumber: true), .init(title: "high", isNumber: true),
    ]

    /// The six figures of a week or a year.
    static func cells(_ p: PeriodCount) -> [String] {
        [p.incidents.best, p.incidents.low, p.incidents.high, p.deaths.best, p.deaths.low, p.deaths.high].map(grouped)
    }

    static func weekTable(_ caption: String, _ weeks: [PeriodCount], entry: Instant) -> HTMLTable {
        var table = HTMLTable(caption, [.init(title: "week from")] + bounds)
        for w in weeks {
            let marked = w.time.from < entry && entry < w.time.to
            table.rows.append([unbroken(w.from.iso8601) + (marked ? " (entry into force)" : "") + (w.isObserved == false ? " (not all observed)" : "")] + cells(w))
        }
        return table
    }

    func weeks() -> String {
        let worst = a.worstWeeks(10)
        if worst.isEmpty { return "" }
        return Self.weekTable(
            "The worst weeks by deaths, Monday to Sunday. Low: certainly in the week; high: possibly; best: by the start of the interval",
            worst, entry: a.agreement.entersIntoForce
        ).html
    }

    func years() -> String {
        if a.years.isEmpty { return "" }
        var table = HTMLTable("Calendar years, local time; the first and the last may be cut off", [.init(title: "year")] + Self.bounds)
        for y in a.years {
            table.rows.append(["\(y.from.year)" + (y.from.month == 1 && y.from.day == 1 ? "" : ", from \(unbroken(y.from.iso8601))")] + Self.cells(y))
        }
        return table.html
    }

    func months() -> String {
        if a.history.isEmpty { return "" }
        var out = "<h3>Status at the end of each month</h3>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Status at the end of each month\">"
        out += "<table class=\"strip\"><thead><tr><th scope=\"col\">year</th>"
        for m in ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] { out += "<th scope=\"col\">\(m)</th>" }
        out += "</tr></thead><tbody>"
        var i = 0
        while i < a.history.count {
            let year = a.history[i].date.year
            var months = [StatusAt?](repeating: nil, count: 12)
            while i < a.history.count, a.history[i].date.year == year {
                months[a.history[i].date.month - 1] = a.history[i]
                i += 1
            }
            out += "<tr><th scope=\"row\">\(year)</th>"
            for m in months {
                guard let m else {
                    out += "<td></td>"
                    continue
                }
                let range = m.status == .undetermined && m.atLeast != m.atMost ? ", between \(m.atLeast.rawValue) and \(m.atMost.rawValue)" : ""
                out += "<td class=\"\(m.status.rawValue)\" title=\"\(m.date.iso8601): \(m.status.rawValue)\(range)\">\(m.status.letter)</td>"
            }
            out += "</tr>\n"
        }
        out += "</tbody></table></div>\n<p class=\"soft\">H holding, S strained, F failing, C collapsed, ? undetermined.</p>\n"
        return out
    }

    func territory() -> String {
        if a.territory.isEmpty { return "" }
        var table = HTMLTable(
            "Area held, from the control maps",
            [
                .init(title: "date"), .init(title: "party"), .init(title: "km²", isNumber: true), .init(title: "share", isNumber: true),
                .init(title: "change, km²", isNumber: true),
            ])
        let shown = a.territory.count <= 60 ? a.territory : Array(a.territory.prefix(5) + a.territory.suffix(55))
        for t in shown {
            table.rows.append([
                unbroken(t.date.iso8601), escaped(t.party), fixed(t.squareMetres / 1e6, 1), t.share.map { fixed($0 * 100, 2) + " %" } ?? "–",
                t.changeSquareMetres.map { ($0 > 0 ? "+" : "") + fixed($0 / 1e6, 1) } ?? "–",
            ])
        }
        let left = a.territory.count - shown.count
        var notes = left > 0 ? ["\(grouped(left)) rows between the first five and the last 55 stand in the JSON report."] : []
        if let area = a.territory.last?.shareOfSquareMetres { notes.append("Shares are of the border polygon, \(fixed(area / 1e6, 0)) km².") }
        if let note = ControlNote(a) { notes.append(escaped(note.words) + ".") }
        return table.html + notes.map { "<p class=\"soft\">\($0)</p>\n" }.joined()
    }

    func setAside() -> String {
        let tally = a.tally
        var table = HTMLTable("Rows by what became of them", [.init(title: "what became of them"), .init(title: "rows", isNumber: true)])
        table.rows.append(["used", grouped(a.incidents.used)])
        table.rows.append(["fused: told a second time by another file", grouped(a.incidents.fused)])
        for s in a.incidents.asideInWords { table.rows.append([escaped("set aside: " + s.words), grouped(s.count)]) }
        table.rows.append(["<strong>read</strong>", "<strong>\(grouped(a.incidents.read))</strong>"])
        var out = "<p>\(escaped(tally.words))\(tally.addsUp ? "." : ". These figures do not add up: a fault in Holdfast.")</p>\n" + table.html
        out += "<p class=\"soft\">Of those used: \(grouped(a.incidents.knownToWeekOrWorse)) known only to the week or worse, "
        out += "\(grouped(a.incidents.knownTo25kmOrWorse)) known only to 25 km or worse, \(grouped(a.incidents.straddlingStart)) begin before the period and reach into it. "
        out += "They widen the counts; none is given a day or a place that its source does not give.</p>\n"
        if !a.incidents.notes.isEmpty {
            let noted = a.incidents.notes.map { "\(grouped($0.count)) \($0.says)" }.joined(separator: "; ")
            out += "<p class=\"soft\">Used with a note: \(escaped(noted)).</p>\n"
        }
        return out
    }

    func notKnown() -> String { a.notKnown.list() }

    func sources() -> String {
        var table = HTMLTable(
            "Files that were read, with the SHA-256 of their bytes",
            [.init(title: "file"), .init(title: "format"), .init(title: "edition"), .init(title: "rows", isNumber: true), .init(title: "licence"), .init(title: "sha256")])
        table.rows.append([escaped(a.agreement.file), "agreement", "–", "–", "–", "<code>\(escaped(a.agreement.sha256))</code>"])
        let (shown, left) = a.sourcesShown
        for s in shown {
            table.rows.append([
                escaped(s.file), escaped(s.format), escaped(s.edition ?? "–"), grouped(s.rows), escaped(s.licence ?? "–"), "<code>\(escaped(s.sha256))</code>",
            ])
        }
        var out = table.html
        if left > 0 { out += "<p class=\"soft\">\(grouped(left)) maps between the first five and the last five stand in the JSON report.</p>\n" }
        if !a.agreement.sources.isEmpty {
            out += "<p>The agreement's text:</p><ul>"
            for s in a.agreement.sources {
                out += "<li>\(escaped(s.title))"
                if let article = s.article { out += ", article \(escaped(article))" }
                if let url = s.url {
                    // Only web addresses become links.
                    let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
                    out += isWeb ? " <a href=\"\(escaped(url))\" rel=\"noreferrer nofollow\">\(escaped(url))</a>" : " \(escaped(url))"
                }
                if let checked = s.checked { out += " (figures checked: \(escaped(checked)))" }
                out += "</li>"
            }
            out += "</ul>\n"
        }
        return out
    }
}
