import HoldfastAssessment
import HoldfastText

/// An assessment as a screen or two of plain text.
struct TextReport {
    let a: Assessment
    let style: ReportStyle
    let clock: LocalClock
    private var lines: [String] = []

    init(_ a: Assessment, style: ReportStyle) {
        self.a = a
        self.style = ReportStyle(color: style.color, width: style.width)
        clock = LocalClock(zone: a.agreement.zone)
    }

    /// The report, ending in a line break.
    func text() -> String {
        var r = self
        r.header()
        r.verdict()
        r.terms()
        r.worstWeeks()
        r.rates()
        r.history()
        r.territory()
        r.setAside()
        r.notKnown()
        r.sources()
        return r.lines.joined(separator: "\n") + "\n"
    }

    private mutating func header() {
        for line in wrapped(visible(a.agreement.title), width: style.width) { lines.append(tinted(line, "1")) }
        let zone = visible(a.agreement.zone.identifier)
        add("In force from \(clock.moment(a.agreement.entersIntoForce)) (D-day), \(zone) time."
            + " Judged from \(clock.moment(a.period.from)) to \(clock.end(a.period.to))"
            + ", counting what is at least \(a.options.standard.word).")
    }

    private mutating func verdict() {
        lines.append("")
        let v = a.verdict
        lines.append(contentsOf: wrapped(v.words.uppercased(), width: style.width).map { tinted($0, Self.tint(v.status)) })
        list(v.reasons, limit: 6)
        let by = v.isDefinedByFile ? "As the agreement file defines it: " : "By Holdfast's default, for the file defines nothing: "
        add(by + v.definition.map(visible).joined(separator: "; ") + ".")
    }

    private mutating func terms() {
        title("Terms", "violations: low–best–high")
        let due = a.terms.contains { $0.clockDue != nil }
        var table = TextTable(columns: [
            .init(title: "term", shrinks: true), .init(title: "status"), .init(title: "violations", right: true),
            .init(title: "first", drops: true), .init(title: "last", drops: true),
        ])
        if due { table.columns.append(.init(title: "due")) }
        for t in a.terms {
            var row = [
                visible(termID(t)), t.status.rawValue, threefold(t.counts.low, t.counts.best, t.counts.high),
                t.first.map(clock.day) ?? "-", t.last.map(clock.day) ?? "-",
            ]
            if due { row.append(t.clockDue.map(dPlus) ?? "-") }
            table.rows.append(row)
        }
        lines.append(contentsOf: table.lines(width: style.width))
        // Terms that are open for the same reason share a sentence.
        var why: [(reason: String, terms: [String])] = []
        for t in a.terms where t.status == .undetermined {
            guard let reason = t.reasons.first else { continue }
            if let known = why.firstIndex(where: { $0.reason == reason }) { why[known].terms.append(termID(t)) } else { why.append((reason, [termID(t)])) }
        }
        for (reason, terms) in why { list(["\(terms.joined(separator: ", ")): \(reason)"], limit: 1) }
    }

    private mutating func worstWeeks() {
        let weeks = a.worstWeeks(5)
        if weeks.isEmpty { return }
        title("Worst weeks", "Monday to Sunday, by deaths; best figure, then low–high")
        var table = TextTable(columns: [
            .init(title: "week from"), .init(title: "incidents", right: true), .init(title: "deaths", right: true), .init(title: "", drops: true),
        ])
        for w in weeks {
            // The first and the last may be cut by the period.
            let days = Int((w.time.seconds + 43_200) / 86_400)
            table.rows.append([w.from.iso8601, bounded(w.incidents), bounded(w.deaths), days < 7 ? counted(days, "day") : ""])
        }
        lines.append(contentsOf: table.lines(width: style.width))
    }

    private mutating func rates() {
        title("Incidents a day")
        var table = TextTable(columns: [
            .init(title: ""), .init(title: "local days", shrinks: true), .init(title: "incidents", right: true), .init(title: "a day", right: true),
            .init(title: "deaths", right: true),
        ])
        func row(_ name: String, _ r: RateCount) {
            table.rows.append([name, clock.days(r.time), grouped(r.incidents), r.perDay.map { fixed($0, 2) } ?? "-", bounded(r.deaths)])
        }
        let r = a.rates
        if let baseline = r.baseline { row("before", baseline) }
        row("since", r.since)
        lines.append(contentsOf: table.lines(width: style.width))
        if let value = r.ratio {
            var says = "Ratio of the daily rates: \(ratio(value))"
            if let low = r.low, let high = r.high { says += " (exact 95 % interval \(ratio(low)) to \(ratio(high)))" }
            add(says + ".", indent: 2)
        }
        for says in [r.whyNoRatio, r.whatIsObserved].compactMap({ $0 }) { add(says, indent: 2) }
        for w in r.aroundEntry where w.days == 90 || r.aroundEntry.count == 1 {
            add("\(w.days) days before and after: \(grouped(w.before.incidents)) and \(counted(w.after.incidents, "incident")),"
                + " \(grouped(w.before.deaths.best)) and \(counted(w.after.deaths.best, "death")).", indent: 2)
        }
    }

    private mutating func history() {
        if a.history.isEmpty { return }
        title("Status by month", "H holding, S strained, F failing, C collapsed, ? undetermined")
        var years: [(year: Int, months: [String])] = []
        for h in a.history {
            if years.last?.year != h.date.year { years.append((h.date.year, [String](repeating: ".", count: 12))) }
            years[years.count - 1].months[h.date.month - 1] = h.status.letter
        }
        let cells = years.map { "\($0.year) \($0.months.joined())" }
        let perLine = max(1, style.width / 19)
        var i = 0
        while i < cells.count {
            lines.append("  " + cells[i..<min(i + perLine, cells.count)].joined(separator: "  "))
            i += perLine
        }
    }

    private mutating func territory() {
        guard let last = a.territory.last else { return }
        title("Ground held", "km² on \(last.date.iso8601)")
        for row in a.territory where row.date == last.date {
            var says = "\(visible(row.party)) \(fixed(row.squareMetres / 1e6, 0))"
            if let share = row.share { says += ", \(fixed(share * 100, 1)) % of the area of the border polygon" }
            if let first = a.territory.first(where: { $0.party == row.party }), first.date != last.date {
                let change = (row.squareMetres - first.squareMetres) / 1e6
                says += ", \(change < 0 ? "" : "+")\(fixed(change, 1)) since \(first.date.iso8601)"
            }
            add(says, indent: 2)
        }
        if let area = last.shareOfSquareMetres { add("Shares are of the border polygon, \(fixed(area / 1e6, 0)) km².", indent: 2) }
        if let note = ControlNote(a) { add(visible(note.words) + ".", indent: 2) }
    }

    private mutating func setAside() {
        let tally = a.tally
        title("What was read", tally.words)
        if !tally.addsUp { add("These figures do not add up: a fault in Holdfast.", indent: 2) }
        list(a.incidents.asideInWords.map { "\(grouped($0.count)) \($0.words)" }, limit: 5)
        let noted = a.incidents.notes.map { "\(grouped($0.count)) \($0.says)" }
        if !noted.isEmpty { list(["used with a note: " + noted.joined(separator: "; ")], limit: 1) }
    }

    private mutating func notKnown() {
        if a.notKnown.isEmpty { return }
        title("Not known")
        list(a.notKnown, limit: 8)
    }

    private mutating func sources() {
        title("Sources", "sha256, first 12 digits")
        var table = TextTable(columns: [
            .init(title: "file", shrinks: true), .init(title: "format", shrinks: true), .init(title: "rows", right: true), .init(title: "sha256"),
        ])
        table.rows.append([visible(a.agreement.file), "agreement", "", String(a.agreement.sha256.prefix(12))])
        let (shown, left) = a.sourcesShown
        for s in shown {
            let form = visible(s.format) + (s.edition.map { " " + visible($0) } ?? "")
            table.rows.append([visible(s.file), form, grouped(s.rows), String(s.sha256.prefix(12))])
        }
        lines.append(contentsOf: table.lines(width: style.width))
        if left > 0 { add("and \(grouped(left)) maps between; the JSON report has them all.", indent: 2) }
    }

    // MARK: Layout

    /// The last local day before a deadline, counted from D-day: `D+16`.
    private func dPlus(_ due: Instant) -> String {
        let days = a.agreement.zone.civil(at: due.adding(seconds: -1)).date.dayNumber - a.agreement.dDay.dayNumber
        return days < 0 ? "D\(days)" : "D+\(days)"
    }

    private func termID(_ t: TermAssessment) -> String { a.agreement.terms.at(t.term)?.id ?? "" }

    private mutating func title(_ text: String, _ note: String? = nil) {
        lines.append("")
        let all = wrapped(text + (note.map { " (\($0))" } ?? ""), width: style.width)
        for (i, line) in all.enumerated() {
            lines.append(i == 0 && line.hasPrefix(text) ? tinted(text, "1") + String(line.dropFirst(text.count)) : line)
        }
    }

    private mutating func add(_ text: String, indent: Int = 0) {
        lines.append(contentsOf: wrapped(text, width: style.width, first: String(repeating: " ", count: indent)))
    }

    private mutating func list(_ sentences: [String], limit: Int) {
        for s in sentences.prefix(limit) {
            lines.append(contentsOf: wrapped(visible(s), width: style.width, first: "  - "))
        }
        if sentences.count > limit { add("and \(sentences.count - limit) more in the JSON and HTML reports.", indent: 4) }
    }

    private func tinted(_ text: String, _ code: String) -> String { style.color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }

    private static func tint(_ s: TruceStatus) -> String {
        switch s {
        case .holding: "1;32"
        case .strained: "1;33"
        case .failing: "1;35"
        case .collapsed: "1;31"
        case .undetermined: "1;36"
        }
    }
}

extension String {
    /// Without an ending, where it has that ending.
    func replacingSuffix(_ ending: String) -> String { hasSuffix(ending) ? String(dropLast(ending.count)) : self }
}
