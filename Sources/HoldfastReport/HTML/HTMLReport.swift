import HoldfastAssessment
import HoldfastText

/// An assessment as one page of HTML that needs nothing else: no scripts, no other files, no network.
struct HTMLReport {
    let a: Assessment
    let clock: LocalClock

    init(_ a: Assessment) {
        self.a = a
        clock = LocalClock(zone: a.agreement.zone)
    }

    /// The page in UTF-8.
    /// - Complexity: O(v) for v violations; the page itself grows with the terms, the weeks and at most some thousand marks.
    func page() -> [UInt8] {
        var out = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="referrer" content="no-referrer">
            <title>\(escaped(a.agreement.title)): \(escaped(a.verdict.words))</title>
            <style>
            \(Style.sheet)
            </style>
            </head>
            <body>

            """
        out += header()
        out += "<main>\n" + verdict()
        out += section("map", "Where", MapPicture(a).html)
        out += section("time", "When", Timeline(a).html + months())
        out += section("terms", "Terms", terms())
        out += section("rates", "Before and since", rates())
        out += section("weeks", "Worst weeks and years", weeks() + years())
        out += section("ground", "Ground held", territory())
        out += section("read", "What was read, and what was set aside", setAside())
        out += section("not-known", "What is not known", notKnown())
        out += section("sources", "Sources", sources())
        out += "</main>\n" + footer() + "</body>\n</html>\n"
        return Array(out.utf8)
    }

    private func section(_ id: String, _ title: String, _ body: String) -> String {
        body.isEmpty ? "" : "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(escaped(title))</h2>\n\(body)</section>\n"
    }

    private func header() -> String {
        let g = a.agreement
        var says = "In force from \(clock.moment(g.entersIntoForce)) (\(g.zone.identifier))."
        if let signed = g.signed { says = "Signed \(signed.iso8601). " + says }
        return """
            <header>
            <p class="kicker">Cease-fire assessment</p>
            <h1>\(escaped(g.title))</h1>
            <p class="soft">\(escaped(says)) Parties: \(escaped(g.parties.map(\.name).joined(separator: "; "))).</p>
            <p class="soft">\(escaped("Judged from \(clock.moment(a.period.from)) to \(clock.end(a.period.to)), local time, counting what is at least \(a.options.standard.word)."))</p>
            </header>

            """
    }

    private func verdict() -> String {
        let v = a.verdict
        var out = "<section class=\"verdict \(v.status.rawValue)\" aria-labelledby=\"verdict\">\n"
        out += "<h2 id=\"verdict\">\(escaped("The truce at \(clock.end(a.options.asOf))"))</h2>\n"
        out += "<p class=\"state\">\(escaped(v.words))</p>\n"
        out += v.reasons.list()
        out += figures()
        let by = v.isDefinedByFile ? "The agreement file defines the states" : "The agreement file is silent, so Holdfast's default defines the states"
        out += "<details open><summary>How the states are defined</summary><p>\(escaped(by)):</p>\(v.definition.list())</details>\n"
        return out + "</section>\n"
    }

    private func figures() -> String {
        var out = "<dl class=\"figures\">"
        func figure(_ name: String, _ value: String, _ note: String) {
            out += "<div><dt>\(escaped(name))</dt><dd>\(escaped(value))<small>\(escaped(note))</small></dd></div>"
        }
        let since = a.rates.since
        figure("Incidents since D-day", grouped(since.incidents), "starting on that day or later")
        figure("Deaths since D-day", grouped(since.deaths.best), "low \(grouped(since.deaths.low)), high \(grouped(since.deaths.high))")
        if let r = a.rates.ratio {
            var note = "incidents a day"
            if let low = a.rates.low, let high = a.rates.high { note += ", 95 % \(ratio(low)) to \(ratio(high))" }
            figure("Rate over baseline", ratio(r), note)
        }
        let breached = a.terms.count { $0.status == .breached }
        let open = a.terms.count { $0.status == .undetermined }
        figure("Terms breached", "\(breached) of \(a.terms.count)", "\(open) undetermined")
        if let first = a.terms.compactMap(\.first).min() {
            let day = a.agreement.zone.civil(at: first).date.dayNumber - a.agreement.dDay.dayNumber
            figure("First certain violation", clock.day(first), "D+\(day)")
        }
        return out + "</dl>\n"
    }

    private func footer() -> String {
        """
        <footer>
        <p>Made by Holdfast from the agreement file and the sources named above; the same inputs give the same page.</p>
        <p>This page records and compares. It finds no guilt, takes no side, names no person, and must not be used to choose targets.
        An incident is not a ruling: who used force is told only where a source says so.</p>
        </footer>

        """
    }
}
