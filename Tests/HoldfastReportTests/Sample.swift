import HoldfastAgreement
@testable import HoldfastAssessment
import HoldfastControl
import HoldfastGeometry
import HoldfastIncidents
import HoldfastText

/// An invented assessment put together by hand, with whatever a report has to cope with:
/// hostile names, ids that repeat, unknown positions, incidents that may or may not count.
enum Sample {
    static let zone = ClockZone(identifier: "Europe/Kyiv") ?? .utc
    /// Written into every free text of the sample.
    static let hostile = "<script>alert('x')</script> & \"quoted\"\u{1B}[31m\u{202E}"

    static func instant(_ text: String) -> Instant {
        switch try? WrittenTime.read(text) {
        case .instant(let i): i
        case .date(let d): zone.startOfDay(d)
        case .local(let l): zone.instant(of: l)
        case nil: Instant(seconds: 0)
        }
    }

    static func date(_ text: String) -> CivilDate { zone.civil(at: instant(text)).date }

    static func span(_ from: String, _ to: String) -> InstantInterval {
        InstantInterval(from: instant(from), to: instant(to))
    }

    static func agreement(title: String = "River Line Cease-fire") -> Agreement {
        Agreement(
            id: "river-line", title: title, ceasefireClass: .preliminary, signed: date("2015-02-12"),
            entersIntoForce: instant("2015-02-15T00:00"), dDay: date("2015-02-15"), zone: zone,
            sources: [TextSource(title: "Text of the agreement \(hostile)", url: "javascript:alert(1)", article: "1-3")],
            parties: [
                Party(id: "north", name: "Republic of Norland", namesInData: ["ucdp": ["Government of Norland"]]),
                Party(id: "south", name: "Southern Movement", namesInData: ["ucdp": ["SM"]]),
            ],
            mechanisms: [Mechanism(id: "joint-centre", name: "Joint Centre")],
            guarantors: [Guarantor(id: "alliance", name: "Alliance")],
            space: Space(zones: [
                Zone(id: "security", shape: .along(line: "line-of-contact", depthMetres: 15_000, side: nil)),
                Zone(id: "bridge", shape: .file(FilePath(written: "bridge.geojson", resolved: "bridge.geojson"))),
            ]),
            terms: [
                Term(id: "cease-fire", rule: .prohibitsUseOfForce(kinds: []), sources: [TextSource(title: "Agreement", article: "1")], says: "Fire stops."),
                Term(
                    id: "guns-back",
                    rule: .withdraws(Withdrawal(weapon: "artillery", calibre: (100, true), behind: [("all", "line-of-contact", 25_000)], start: .dPlus(2), complete: .dPlus(16)))),
                Term(id: "no-advance", rule: .prohibitsChangeOfControl(toleranceSquareMetres: 2e6, overSeconds: 86_400)),
                Term(id: "free-movement", rule: .requiresAccess(mechanism: "joint-centre")),
            ],
            holding: Holding(baseline: (date("2014-12-01"), date("2015-01-31"))),
            guarantees: [
                Guarantee(
                    id: "consultation", guarantors: ["alliance"], beneficiaries: ["north"], trigger: nil, finder: nil, clockStarts: .finding,
                    discretion: nil, veto: nil, obligations: [Obligation(kind: .consult, within: .days(1), unless: nil)], cureSeconds: nil,
                    sunset: nil, notice: nil, sources: [], says: nil, line: 1)
            ],
            file: "river-line.yaml", sha256: String(repeating: "ab", count: 32))
    }

    /// `n` incidents a day apart, every fifth without a position, every seventh known to 30 km only; ids repeat in pairs
    /// when `repeating`.
    static func table(_ n: Int, repeating: Bool = false) -> IncidentTable {
        var t = IncidentTable()
        let record = SourceRecord(
            file: "incidents \(hostile).csv", format: "ucdp-ged", sha256: String(repeating: "cd", count: 32), rows: n, licence: "CC BY 4.0",
            edition: "22.1")
        t.sources = [IncidentSource(record: record, vocabulary: "ucdp", covers: [], counts: "fatal events")]
        let a = t.actors.intern("Government of Norland")
        let b = t.actors.intern("=SM \(hostile)")
        let places = [t.places.intern("Ford"), t.places.intern("+Mill, \"Old\" \(hostile)\nsecond line"), t.places.intern("Weir")]
        let remark = NameTable.none
        let start = instant("2015-02-15T00:00").seconds
        for i in 0..<n {
            let id = repeating ? i / 2 : i
            t.ids.append("\(i % 11 == 3 ? "@" : "")GED-\(id)".utf8)
            let from = start + Int64(i % 1000) * 86_400 * 2
            t.from.append(from)
            t.to.append(from + (i % 9 == 4 ? 7 : 1) * 86_400)
            let hasPlace = i % 5 != 2
            t.longitude.append(hasPlace ? 37.2 + Double(i * 37 % 97) / 60 : .nan)
            t.latitude.append(hasPlace ? 47.4 + Double(i * 53 % 89) / 60 : .nan)
            t.uncertaintyMetres.append(!hasPlace ? .infinity : i % 7 == 1 ? 30_000 : i % 3 == 0 ? 1_000 : 5_000)
            t.deathsLow.append(Int32(i % 4))
            t.deathsBest.append(Int32(i % 4 + i % 3))
            t.deathsHigh.append(Int32(i % 4 + i % 3 + 2))
            t.kind.append(.stateBased)
            t.certainty.append(i % 6 == 5 ? .possible : i % 2 == 0 ? .confirmed : .likely)
            t.sideA.append(a)
            t.sideB.append(b)
            t.attributedTo.append(NameTable.none)
            t.place.append(places[i % 3])
            t.remark.append(remark)
            t.calibreMillimetres.append(.nan)
            t.source.append(0)
            t.row.append(UInt32(i + 2))
        }
        return t
    }

    static func violations(_ t: IncidentTable) -> [Violation] {
        var out: [Violation] = []
        for i in 0..<t.count {
            let isPlaced = t.longitude[i].isFinite
            let isCertain = i % 9 != 4
            let time = InstantInterval(from: Instant(seconds: t.from[i]), to: Instant(seconds: t.to[i]))
            out.append(
                Violation(
                    term: 0, origin: .incident(Int32(i)), probability: isCertain ? 1 : 0.5, isCertain: isCertain, certainty: t.certainty[i],
                    attributedTo: -1, side: isPlaced ? Int16(i % 2) : -1, distanceMetres: isPlaced ? Double(i % 200) * 100 : .nan,
                    zones: isPlaced ? UInt64(i % 4) : 0, time: time, squareMetres: 0))
        }
        return out
    }

    /// Short lines and zones around 38° E, 48° N.
    static var ground: Ground {
        var g = Ground()
        let points = [(37.4, 47.3), (37.7, 47.8), (38.1, 48.2), (38.0, 48.6), (38.5, 49.0)].map { Position(longitude: $0.0, latitude: $0.1) }
        g.lines = [("line-of-contact", .fixed(sampleLine(points)))]
        let square = [(37.9, 47.9), (38.1, 47.9), (38.1, 48.1), (37.9, 48.1), (37.9, 47.9)].map { Position(longitude: $0.0, latitude: $0.1) }
        g.zones = [("security", .along(line: "line-of-contact", depthMetres: 15_000, side: nil)), ("bridge", .polygon(samplePolygon(square)))]
        g.places = [samplePlace("Ford <&>", 37.7, 47.8), samplePlace("Mill", 38.1, 48.2), samplePlace("Weir", 38.12, 48.21)]
        return g
    }

    static func assessment(_ n: Int = 120, repeating: Bool = false) -> Assessment {
        let table = table(n, repeating: repeating)
        var violations = violations(table)
        violations.append(other(term: 2, .controlChange, "2015-03-01", "2015-03-02", squareMetres: 12.5e6, side: 1))
        violations.append(other(term: 3, .event(0), "2015-04-01", "2015-04-02"))
        violations.append(other(term: 1, .deadline, "2015-03-04", "2015-03-04"))
        var events = EventLog()
        events.events = [
            LoggedEvent(
                id: "E1", fact: .access(.denial), time: span("2015-04-01", "2015-04-02"), party: "south", mechanism: "joint-centre", term: nil,
                zone: nil, certainty: .confirmed, origin: nil, row: 2)
        ]
        events.sources = [SourceRecord(file: "events.csv", format: "holdfast-events", sha256: String(repeating: "ef", count: 32), rows: 1)]
        var counts = IncidentCounts()
        counts.read = n + 40
        counts.inPeriod = n
        counts.inArea = n
        counts.used = n
        counts.fused = 4
        counts.setAside = [("before-period", "before the period \(hostile)", 30), ("other-parties", "between others", 6)]
        counts.knownToWeekOrWorse = n / 9
        let entry = instant("2015-02-15T00:00")
        let asOf = instant("2021-01-01T00:00")
        return Assessment(
            agreement: agreement(), table: table, events: events, ground: ground, options: AssessmentOptions(asOf: asOf),
            period: InstantInterval(from: entry, to: asOf),
            verdict: Verdict(
                status: .collapsed, atLeast: .collapsed, atMost: .collapsed, reasons: ["25 or more deaths within 7 days \(hostile)"],
                isDefinedByFile: true, definition: ["collapsed: 25 deaths within 7 days"]),
            terms: terms(n), violations: violations, incidents: counts, rates: rates(n), weeks: weeks(), weeksSince: weeks(), years: years(), history: history(),
            territory: [
                TerritoryRow(date: date("2015-02-15"), party: "south", squareMetres: 16_000e6, share: 0.05, shareOfSquareMetres: 320_000e6, changeSquareMetres: nil),
                TerritoryRow(date: date("2016-02-15"), party: "south", squareMetres: 16_012.5e6, share: 0.0501, shareOfSquareMetres: 320_000e6, changeSquareMetres: 12.5e6),
            ],
            notKnown: ["Who fired: the source names the dyad only \(hostile)."], sources: [table.sources[0].record, events.sources[0]])
    }

    private static func other(
        term: UInt16, _ origin: Violation.Origin, _ from: String, _ to: String, squareMetres: Double = 0, side: Int16 = -1
    ) -> Violation {
        Violation(
            term: term, origin: origin, probability: 1, isCertain: true, certainty: .confirmed, attributedTo: side, side: side,
            distanceMetres: .nan, zones: 0, time: span(from, to), squareMetres: squareMetres)
    }

    private static func terms(_ n: Int) -> [TermAssessment] {
        var c = ViolationCounts()
        (c.confirmed, c.likely, c.possible) = (n / 2, n - n / 2, 0)
        (c.low, c.best, c.high, c.expected) = (n - n / 9, n, n + n / 9, Double(n) - 0.5)
        let none = ViolationCounts()
        return [
            TermAssessment(
                term: 0, status: .breached, reasons: ["Incidents."], counts: c, byParty: [("north", 0), ("south", 0), ("unknown", n)],
                first: instant("2015-02-15"), last: instant("2020-12-30"), clockDue: nil, exempted: 2),
            TermAssessment(
                term: 1, status: .undetermined, reasons: ["Nobody looked \(hostile)."], counts: none, byParty: [("unknown", 0)], first: nil,
                last: nil, clockDue: instant("2015-03-04"), exempted: 0),
            TermAssessment(term: 2, status: .breached, reasons: [], counts: none, byParty: [], first: nil, last: nil, clockDue: nil, exempted: 0),
            TermAssessment(term: 3, status: .met, reasons: [], counts: none, byParty: [], first: nil, last: nil, clockDue: nil, exempted: 0),
        ]
    }

    private static func rates(_ n: Int) -> Rates {
        var baseline = RateCount(time: span("2014-12-01", "2015-02-01"), days: 62, daysObserved: 62)
        baseline.incidents = 301
        (baseline.deaths.low, baseline.deaths.best, baseline.deaths.high) = (700, 781, 900)
        var since = RateCount(time: span("2015-02-15", "2021-01-01"), days: 2147, daysObserved: nil)
        since.incidents = n
        return Rates(baseline: baseline, since: since, ratio: 0.113, low: 0.1, high: .infinity, aroundEntry: [(90, baseline, since)])
    }

    private static func weeks() -> [PeriodCount] {
        (0..<140).compactMap { i in
            guard let from = date("2014-11-17").adding(days: i * 7), let to = from.adding(days: 7) else { return nil }
            var p = PeriodCount(from: from, time: InstantInterval(from: zone.startOfDay(from), to: zone.startOfDay(to)))
            let best = i < 13 ? 30 + i * 7 % 20 : max(0, 20 - i / 6 + i * 13 % 7)
            (p.incidents.low, p.incidents.best, p.incidents.high) = (max(0, best - 3), best, best + 4)
            (p.deaths.low, p.deaths.best, p.deaths.high) = (best, best * 2, best * 3)
            p.isObserved = i == 20 ? false : true
            return p
        }
    }

    private static func years() -> [PeriodCount] {
        (2015...2020).map { year in
            var p = PeriodCount(from: date("\(year)-01-01"), time: span("\(year)-01-01", "\(year + 1)-01-01"))
            (p.incidents.low, p.incidents.best, p.incidents.high) = (10, 20, 30)
            return p
        }
    }

    private static func history() -> [StatusAt] {
        var out: [StatusAt] = []
        for year in 2015...2020 {
            for month in 1...12 where year > 2015 || month >= 2 {
                guard let d = CivilDate(year: year, month: month, day: CivilDate.daysIn(month: month, year: year)) else { continue }
                let s = TruceStatus.allCases[(year + month) % 5]
                out.append(StatusAt(date: d, status: s, atLeast: s == .undetermined ? .holding : s, atMost: s == .undetermined ? .failing : s))
            }
        }
        return out
    }
}
