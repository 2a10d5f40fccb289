import HoldfastAssessment
import HoldfastText

/// A number with exactly `places` digits behind the point and commas between thousands: `1,281.50`.
func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "not known" : value < 0 ? "-∞" : "∞" }
    var text = decimal(value, decimals: places)
    guard !text.contains("e") else { return text }
    var fraction = ""
    if let dot = text.firstIndex(of: ".") {
        fraction = String(text[text.index(after: dot)...])
        text = String(text[..<dot])
    }
    let negative = text.hasPrefix("-")
    if negative { text.removeFirst() }
    var out = (negative ? "-" : "") + (Int(text).map(grouped) ?? text)
    if places > 0 { out += "." + fraction + String(repeating: "0", count: max(0, places - fraction.count)) }
    return out
}

/// A ratio with three significant digits or so: `0.113`, `1.24`, `12.4`, `124`.
func ratio(_ value: Double) -> String {
    fixed(value, value.magnitude >= 100 ? 0 : value.magnitude >= 10 ? 1 : value.magnitude >= 1 ? 2 : 3)
}

/// `1,201–1,366–1,402`, or one figure where all three agree.
func threefold(_ low: Int, _ best: Int, _ high: Int) -> String {
    low == best && best == high ? grouped(best) : "\(grouped(low))–\(grouped(best))–\(grouped(high))"
}

/// `1,366 (1,201–1,402)`, or one figure where all three agree.
func bounded(_ low: Int, _ best: Int, _ high: Int) -> String {
    low == best && best == high ? grouped(best) : "\(grouped(best)) (\(grouped(low))–\(grouped(high)))"
}

func bounded(_ b: Bounds) -> String { bounded(b.low, b.best, b.high) }

/// The agreement's local clock, for reading moments out.
struct LocalClock {
    var zone: ClockZone

    /// `2015-02-15`.
    func day(_ at: Instant) -> String { zone.civil(at: at).date.iso8601 }

    /// `2015-02-15 18:00`, with seconds only where there are some.
    func moment(_ at: Instant) -> String {
        let c = zone.civil(at: at)
        let clock = twoDigits(c.hour) + ":" + twoDigits(c.minute) + (c.second == 0 ? "" : ":" + twoDigits(c.second))
        return c.date.iso8601 + " " + clock
    }

    /// An exclusive end in words: `the end of 2021-12-31` or `2021-12-31 18:00`.
    func end(_ at: Instant) -> String {
        zone.civil(at: at).secondOfDay == 0 ? "the end of " + lastDay(before: at) : moment(at)
    }

    /// The last local day that has a moment before an exclusive end.
    func lastDay(before at: Instant) -> String { day(at.adding(seconds: -1)) }

    /// `2014-12-01 to 2015-01-31`.
    func days(_ time: InstantInterval) -> String { day(time.from) + " to " + lastDay(before: time.to) }

    /// Local reading with offset: `2015-02-15T00:00:00+02:00`.
    func iso8601(_ at: Instant) -> String {
        let offset = zone.offset(at: at)
        let m = Int(offset.magnitude) / 60
        return zone.civil(at: at).iso8601 + (offset < 0 ? "-" : "+") + twoDigits(m / 60) + ":" + twoDigits(m % 60)
    }
}

func twoDigits(_ n: Int) -> String { n < 10 ? "0\(n)" : String(n) }

extension TruceStatus {
    /// The letter in strips of months.
    var letter: String {
        switch self {
        case .holding: "H"
        case .strained: "S"
        case .failing: "F"
        case .collapsed: "C"
        case .undetermined: "?"
        }
    }
}

extension Verdict {
    /// `undetermined: between strained and collapsed`, or the status alone.
    var words: String {
        status == .undetermined && atLeast != atMost
            ? "undetermined: between \(atLeast.rawValue) and \(atMost.rawValue)" : status.rawValue
    }
}

extension RateCount {
    /// Days over which a rate may be taken.
    var exposure: Double { daysObserved ?? days }

    /// Incidents of the days observed, a day, `nil` where there are none.
    var perDay: Double? { exposure > 0 ? Double(incidentsObserved) / exposure : nil }

    /// `62 days`, or `62 of 90 days observed`.
    var daysInWords: String {
        let all = fixed(days, days == days.rounded() ? 0 : 1)
        guard let seen = daysObserved, seen != days else { return all + (days == 1 ? " day" : " days") }
        return fixed(seen, seen == seen.rounded() ? 0 : 1) + " of " + all + " days observed"
    }
}

extension Rates {
    /// Why there is no ratio, as a sentence; `nil` where there is one.
    var whyNoRatio: String? {
        if ratio != nil { return nil }
        guard let baseline else { return "The agreement names no baseline, so there is nothing to compare with." }
        if baseline.exposure <= 0 { return "No ratio: no source covers a day of the baseline." }
        if since.exposure <= 0 { return "No ratio: no source covers a day since entry." }
        return "No ratio: no incident in the baseline and none since."
    }

    /// Over which days rates are taken, where the sources do not cover all.
    var whatIsObserved: String? {
        let parts = [baseline.map { ("the baseline", $0) }, ("the time since", since)].compactMap { $0 }
        guard parts.contains(where: { $0.1.exposure != $0.1.days }) else { return nil }
        return "Rates are over the days that the sources cover: "
            + parts.map { "of \($0.0) \($0.1.daysInWords.replacingSuffix(" observed"))" }.joined(separator: ", ") + "."
    }
}

extension IncidentCounts {
    /// Rows that were set aside, by reason in words; the code stands behind it where two reasons read alike.
    var asideInWords: [(words: String, count: Int)] {
        let shown = setAside.filter { $0.count > 0 }
        return shown.map { s in
            let isAlone = shown.count { $0.says == s.says } == 1
            return (s.says.isEmpty ? s.reason : isAlone ? s.says : "\(s.says): \(s.reason)", s.count)
        }
    }
}

extension Assessment {
    /// Weeks of the period with incidents, those with most deaths first; then most incidents, then earliest.
    func worstWeeks(_ n: Int) -> [PeriodCount] {
        let since = weeksSince.filter { $0.incidents.best > 0 || $0.deaths.best > 0 }
        return Array(
            since.sorted {
                ($1.deaths.best, $1.incidents.best, $0.from) < ($0.deaths.best, $0.incidents.best, $1.from)
            }.prefix(n))
    }

    /// The sources to list on a page: where there are more than twenty maps, the first and the last five; and how many are left out.
    var sourcesShown: (shown: [SourceRecord], left: Int) {
        let maps = sources.indices.filter { sources[$0].format == "geojson" }
        guard maps.count > 20 else { return (sources, 0) }
        let hidden = Set(maps.dropFirst(5).dropLast(5))
        return (sources.indices.filter { !hidden.contains($0) }.map { sources[$0] }, hidden.count)
    }

    /// `read = used + fused + set aside`, and whether it adds up.
    var tally: (words: String, addsUp: Bool) {
        let aside = incidents.setAside.reduce(0) { $0 &+ $1.count }
        return (
            "\(grouped(incidents.read)) read = \(grouped(incidents.used)) used + \(grouped(incidents.fused)) fused"
                + " + \(grouped(aside)) set aside",
            incidents.read == incidents.used &+ incidents.fused &+ aside
        )
    }
}
