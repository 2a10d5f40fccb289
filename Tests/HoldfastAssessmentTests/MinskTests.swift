import Holdfast
import Testing

/// Expected values: `Tests/Oracles/minsk.json`, counted by a Python script straight from the definitions of the data,
/// and the figures it was checked against.
@Suite("Minsk on UCDP GED 22.1", .enabled(if: Place.ucdp("22.1") != nil, "the UCDP file is not on this machine"))
struct MinskTests {
    private func assessment(_ example: String, _ standard: Certainty = .likely) throws -> Assessment {
        let file = try #require(Place.ucdp("22.1"))
        return try judged(example, incidents: [file], asOf: "2021-12-31", standard: standard)
    }

    @Test("events and deaths since D-day, before any filter by place", arguments: [("minsk-ii", 1366, 2327), ("minsk-i", 2096, 4902)])
    func inPeriod(example: String, events: Int, deaths: Int) throws {
        let a = try assessment(example)
        #expect(a.incidents.inPeriod == events)
        #expect(a.rates.since.incidents == events)
        #expect(a.rates.since.deaths.best == deaths)
        #expect(a.incidents.read == 2989)
        #expect(a.incidents.read == a.incidents.used + a.incidents.fused + a.incidents.setAside.reduce(0) { $0 + $1.count })
    }

    @Test("every count of the oracle", arguments: [("minsk-ii", "minsk_ii"), ("minsk-i", "minsk_i")])
    func oracle(example: String, key: String) throws {
        let a = try assessment(example)
        let o = try Expected(oracle: "minsk.json")[key]
        #expect(a.rates.since.deaths.low == o["in_period", "low"].int)
        #expect(a.rates.since.deaths.high == o["in_period", "high"].int)
        let setAside = Dictionary(uniqueKeysWithValues: a.incidents.setAside.map { ($0.reason, $0.count) })
        #expect(setAside["not-between-the-parties"] == o["rows", "not_between_the_parties"].int)

        let fire = try #require(a.terms.first { a.agreement.terms[$0.term].id == "cease-fire" })
        let v = o["use_of_force", "violations"]
        #expect(fire.counts.low == v["low"].int)
        #expect(fire.counts.best == v["best"].int)
        #expect(fire.counts.high == v["high"].int)
        #expect(fire.counts.confirmed == v["by_grade", "confirmed"].int)
        #expect(fire.counts.likely == v["by_grade", "likely"].int)
        #expect(fire.counts.possible == v["by_grade", "possible"].int)
        #expect(fire.status == .breached)
        #expect(fire.first?.iso8601 == o["use_of_force", "first_certain"].string)
        let mine = a.violations.filter { Int($0.term) == fire.term }
        #expect(mine.count == o["use_of_force", "possible", "events"].int)
        #expect(mine.count { $0.isCertain } == o["use_of_force", "certain", "events"].int)

        for year in o["by_year"].keys {
            let found = try #require(a.years.first { String($0.from.year) == year })
            let e = o["by_year", year]
            #expect(found.incidents.best == e["events"].int, "\(year)")
            #expect(found.deaths.best == e["best"].int, "\(year)")
            #expect(found.deathsLowEstimate == e["low"].int, "\(year)")
            #expect(found.deathsHighEstimate == e["high"].int, "\(year)")
            #expect(found.incidents.high == e["possible_events"].int, "\(year)")
            #expect(found.deaths.high == e["possible_deaths_high"].int, "\(year)")
        }
        for days in [30, 90, 180] {
            let found = try #require(a.rates.aroundEntry.first { $0.days == days })
            let e = o["days_before_and_after", String(days)]
            #expect(found.before.incidents == e["before", "events"].int)
            #expect(found.before.deaths.best == e["before", "best"].int)
            #expect(found.after.incidents == e["after", "events"].int)
            #expect(found.after.deaths.best == e["after", "best"].int)
        }
        let ratio = try #require(a.rates.ratio)
        let expected = try #require(o["rates", "incidents", "ratio"].double)
        #expect(abs(ratio - expected) < 1e-9)
        let low = try #require(o["rates", "incidents", "low"].double)
        let high = try #require(o["rates", "incidents", "high"].double)
        #expect(abs((a.rates.low ?? .nan) - low) < 1e-6)
        #expect(abs((a.rates.high ?? .nan) - high) < 1e-6)
        #expect(a.verdict.status == .failing)
        // 365 days that end in the last 30: low 167, by start 169, high 177.
        let window = o["deaths_in_windows_of_the_last_30_days", "365_days"]
        let words = "\(window["by_start"].int ?? -1) deaths (between \(window["low"].int ?? -1) and \(window["high"].int ?? -1)) within 365 days"
        #expect(a.verdict.reasons.first?.contains(words) == true)
    }

    @Test("the first day of Minsk II: 7 events, Debaltseve among them")
    func firstDay() throws {
        let a = try assessment("minsk-ii", .possible)
        let start = a.agreement.entersIntoForce
        let onTheDay = a.violations.filter { $0.isCertain && $0.time.from == start }
        let ids = onTheDay.compactMap { v in if case .incident(let row) = v.origin { a.table.ids[Int(row)] } else { nil } }
        // Debaltseve 203403 and 424251, Popasna 203401.
        #expect(ids.count == 7)
        #expect(Set(["203403", "424251", "203401"]).isSubset(of: ids))
        #expect(a.verdict.reasons.contains { $0.contains("first day, 2015-02-15") && $0.contains("Debaltseve") })
    }

    @Test("the 33 events of 5 September 2014 are undetermined: the truce began at 18:00")
    func minskIFirstDay() throws {
        let a = try assessment("minsk-i", .possible)
        let day = InstantInterval(
            from: a.agreement.zone.startOfDay(a.agreement.dDay), to: a.agreement.zone.day(a.agreement.dDay).to)
        let fire = try #require(a.agreement.terms.firstIndex { $0.id == "cease-fire" })
        let found = a.violations.filter { Int($0.term) == fire && $0.time == day }
        #expect(found.count == 33)
        #expect(found.allSatisfy { !$0.isCertain && $0.probability == 0.25 })
        let deaths = found.reduce(0) { sum, v in
            if case .incident(let row) = v.origin { sum + Int(a.table.deathsBest[Int(row)]) } else { sum }
        }
        #expect(deaths == 47)
        let first = try #require(a.terms[fire].first)
        #expect(a.agreement.zone.civil(at: first).date == CivilDate(year: 2014, month: 9, day: 6))
    }

    @Test("events known only to the week or worse widen the bounds and are dated to no day")
    func wide() throws {
        let file = try #require(Place.ucdp("22.1"))
        let read = AgreementFile.read(path: Place.inProject("Examples/minsk-ii/agreement.yaml"))
        let zone = try #require(read.agreement).zone
        let table = try IncidentTable.read(files: [file], IncidentReading(zone: zone))
        // 76 to the week, 110 to the month, 36 to more: the date precisions of the published file.
        let wide = (0..<table.count).filter { table.to[$0] - table.from[$0] >= 7 * 86_400 - 3600 }
        #expect(wide.count == 222)
        let a = try assessment("minsk-ii")
        // Between the parties and starting in the period: precisions 3, 4 and 5 of the oracle.
        let o = try Expected(oracle: "minsk.json")["minsk_ii", "date_prec_in_period"]
        let expected = ["3", "4", "5"].reduce(0) { $0 + (o[$1].int ?? 0) }
        // The oracle's two that straddle entry, 203643 and 203423, are used as well.
        #expect(a.incidents.knownToWeekOrWorse == expected + 2)
        #expect(a.weeks.contains { $0.incidents.low < $0.incidents.best && $0.incidents.best < $0.incidents.high })
    }

    @Test("the edition matters and stands in the sources: 20.1 gives other counts")
    func edition() throws {
        let file = try #require(Place.ucdp("20.1"))
        let a = try judged("minsk-ii", incidents: [file], asOf: "2019-12-31")
        #expect(a.sources.contains { $0.edition?.contains("20.1") == true && $0.sha256.count == 64 })
        let b = try assessment("minsk-ii")
        #expect(b.sources.contains { $0.edition?.contains("22.1") == true })
        #expect(a.rates.since.deaths.best != b.rates.since.deaths.best)
    }

    @Test("two editions together: an event told twice is counted once")
    func fused() throws {
        let new = try #require(Place.ucdp("22.1"))
        let old = try #require(Place.ucdp("20.1"))
        let a = try judged("minsk-ii", incidents: [new, old], asOf: "2021-12-31")
        let alone = try assessment("minsk-ii")
        #expect(a.incidents.read == 2989 + 1167)
        #expect(a.incidents.fused > 1000)
        #expect(a.incidents.read == a.incidents.used + a.incidents.fused + a.incidents.setAside.reduce(0) { $0 + $1.count })
        #expect(a.rates.since.incidents >= alone.rates.since.incidents)
    }

    @Test("the same inputs give the same bytes")
    func deterministic() throws {
        let a = try assessment("minsk-ii")
        let b = try assessment("minsk-ii")
        for format in ReportFormat.allCases {
            #expect(Report.data(a, as: format) == Report.data(b, as: format), "\(format.rawValue)")
        }
    }
}

@Suite("The Minsk II example")
struct MinskExampleTests {
    private func assessment() throws -> Assessment {
        try judged(
            "minsk-ii", incidents: [Place.inProject("Examples/minsk-ii/incidents.csv")],
            events: [Place.inProject("Examples/minsk-ii/events.csv")], asOf: "2015-08-15")
    }

    @Test("counts, verdict and worst weeks as counted independently")
    func oracle() throws {
        let a = try assessment()
        let o = try Expected(oracle: "minsk.json")["minsk_ii_example"]
        #expect(a.incidents.inPeriod == o["in_period", "events"].int)
        #expect(a.rates.since.deaths.best == o["in_period", "best"].int)
        let fire = try #require(a.terms.first)
        #expect(fire.counts.low == o["use_of_force", "violations", "low"].int)
        #expect(fire.counts.best == o["use_of_force", "violations", "best"].int)
        #expect(fire.counts.high == o["use_of_force", "violations", "high"].int)
        // 26 deaths certainly within 7 days against a mark of 25.
        #expect(o["deaths_in_windows_of_the_last_30_days", "7_days", "low"].int == 26)
        #expect(a.verdict.status == .collapsed)
    }

    @Test("weeks with bounds")
    func weeks() throws {
        let a = try assessment()
        for week in try Expected(oracle: "minsk.json")["weeks_of_the_example"].array {
            let monday = try #require(week["monday"].string)
            guard let found = a.weeks.first(where: { $0.from.iso8601 == monday }), found.time.to <= a.period.to else { continue }
            #expect(found.incidents.best == week["events"].int, "\(monday)")
            #expect(found.deaths.best == week["best"].int, "\(monday)")
            #expect(found.incidents.low == week["certain_events"].int, "\(monday)")
            #expect(found.incidents.high == week["possible_events"].int, "\(monday)")
        }
    }

    @Test("distance and side of each place, as measured with GeographicLib")
    func distances() throws {
        let a = try assessment()
        let line = try #require(a.ground.line("line-of-contact")?.line(on: a.agreement.dDay))
        var compared = 0
        for row in try readTable("Tests/Oracles/distances.csv") {
            guard let index = (0..<a.table.count).first(where: { a.table.ids[$0] == row["id"] }),
                let metres = row["distance_m"].flatMap(Double.init)
            else { continue }
            let position = Position(longitude: a.table.longitude[index], latitude: a.table.latitude[index])
            #expect(abs(line.exactDistance(to: position) - metres) < 0.6)
            #expect(abs(line.nearest(to: position).metres - metres) < 0.7)
            compared += 1
        }
        #expect(compared > 150)
    }
}
