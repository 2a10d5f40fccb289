import Foundation
import Holdfast
import Testing

/// Expected values follow from the definitions in `Documentation/Methods.md` by hand.
@Suite("Use of force")
struct UseOfForceTests {
    @Test("at entry into force: at the second, one before, one after", arguments: [
        ("2015-02-14T23:59:59", "2015-02-15T00:00:00", 0, 0), ("2015-02-15T00:00:00", "2015-02-15T00:00:01", 1, 1),
        ("2015-02-14T23:59:59", "2015-02-15T00:00:01", 0, 1), ("2015-02-15T00:00:01", "2015-02-15T00:00:02", 1, 1),
    ])
    func entry(from: String, to: String, low: Int, high: Int) throws {
        let a = try Case.judge(Case.agreement(Case.fire), [Row(from, to)], asOf: "2015-03-01")
        #expect(a.terms[0].counts.low == low)
        #expect(a.terms[0].counts.high == high)
        #expect(a.terms[0].status == (low > 0 ? .breached : .undetermined))
    }

    @Test("at the as-of moment: an interval that reaches over it is possible, not certain")
    func asOf() throws {
        let agreement = try Case.agreement(Case.fire)
        let a = try Case.judge(agreement, [Row("2015-02-27", "2015-03-02")], asOf: "2015-03-01")
        #expect(a.terms[0].counts.low == 0 && a.terms[0].counts.best == 1 && a.terms[0].counts.high == 1)
        let b = try Case.judge(agreement, [Row("2015-03-01", "2015-03-02")], asOf: "2015-03-01")
        #expect(b.incidents.used == 0)
        #expect(b.incidents.setAside.map(\.reason) == ["after-the-as-of-moment"])
    }

    @Test("D+n as a start is the first second of the local day, also after the clocks change")
    func dayAfterClockChange() throws {
        // D+43 is 30 March 2015; the clocks went forward on the 29th at 03:00.
        let agreement = try Case.agreement("cease-fire: {prohibits: use-of-force, binds: all, from: D+43}")
        let a = try Case.judge(agreement, [Row("2015-03-29T23:59:59", "2015-03-30T00:00:00")], asOf: "2015-05-01")
        let b = try Case.judge(agreement, [Row("2015-03-30T00:00:00", "2015-03-30T00:00:01")], asOf: "2015-05-01")
        #expect(a.terms[0].counts.high == 0)
        #expect(b.terms[0].counts.low == 1)
        // 29 March 21:00 UTC is 30 March 00:00 in Kyiv's summer time.
        #expect(b.terms[0].first?.iso8601 == "2015-03-29T21:00:00Z")
    }

    @Test("nothing reported: met where somebody watched all the time, undetermined where not")
    func watching() throws {
        let agreement = try Case.agreement(Case.fire)
        let nobody = try Case.judge(agreement, [], asOf: "2015-03-01")
        #expect(nobody.terms[0].status == .undetermined)
        #expect(nobody.verdict.status == .undetermined)
        let all = try Case.event(.observation, "2015-02-15", "2015-03-01", mechanism: "centre")
        let watched = try Case.judge(agreement, [], events: [all], asOf: "2015-03-01")
        #expect(watched.terms[0].status == .met)
        #expect(watched.verdict.status == .holding)
        let less = try Case.event(.observation, "2015-02-15T00:00:01", "2015-03-01", mechanism: "centre")
        #expect(try Case.judge(agreement, [], events: [less], asOf: "2015-03-01").terms[0].status == .undetermined)
        // A day on which the body that watched was kept out.
        let denial = try Case.event(.access(.denial), "2015-02-20", "2015-02-21", mechanism: "centre")
        #expect(try Case.judge(agreement, [], events: [all, denial], asOf: "2015-03-01").terms[0].status == .undetermined)
    }

    @Test("a report below the standard: neither breached nor met")
    func belowTheStandard() throws {
        let agreement = try Case.agreement(Case.fire)
        let watched = try Case.event(.observation, "2015-02-15", "2015-03-01")
        let row = try Row("2015-02-16", "2015-02-17").with { $0.certainty = .possible }
        let a = try Case.judge(agreement, [row], events: [watched], asOf: "2015-03-01")
        #expect(a.terms[0].status == .undetermined && a.terms[0].counts.high == 0)
        #expect(try Case.judge(agreement, [], events: [watched], asOf: "2015-03-01").terms[0].status == .met)
    }

    @Test("who is between the parties")
    func parties() throws {
        let agreement = try Case.agreement(Case.fire)
        let row = try Row("2015-02-16", "2015-02-17")
        func used(_ change: (inout Row) -> Void) throws -> Int {
            try Case.judge(agreement, [row.with(change)], asOf: "2015-03-01").incidents.used
        }
        #expect(try used { _ in } == 1)
        #expect(try used { $0.b = "Stranger" } == 0)
        #expect(try used { $0.b = "N" } == 0)
        #expect(try used { $0.a = ""; $0.b = "" } == 1)
        #expect(try used { $0.a = ""; $0.b = ""; $0.by = "S" } == 1)
        #expect(try used { $0.a = ""; $0.b = ""; $0.by = "Stranger" } == 0)
        #expect(try used { $0.by = "Stranger" } == 0)
        #expect(try used { $0.kind = .oneSided; $0.b = "Civilians" } == 0)
        #expect(try used { $0.kind = .mine } == 0)
        // A name of another vocabulary stands for the party in a file of Holdfast's own.
        #expect(try used { $0.b = "S army" } == 1)
    }

    @Test("attribution comes from the data only")
    func attribution() throws {
        let agreement = try Case.agreement(Case.fire)
        let row = try Row("2015-02-16", "2015-02-17")
        let a = try Case.judge(agreement, [row, row.with { $0.id = "b"; $0.by = "S" }], asOf: "2015-03-01")
        #expect(a.terms[0].byParty.map(\.count) == [0, 1, 1])
        #expect(a.notKnown.contains { $0.hasPrefix("who used force in 1 of 2") })
    }

    @Test("a term that binds one party: by that party, by the other, by nobody known")
    func binds() throws {
        let agreement = try Case.agreement("c: {prohibits: use-of-force, binds: [north]}")
        for (by, low, high) in [("N", 1, 1), ("S", 0, 0), ("", 0, 1)] {
            let row = try Row("2015-02-16", "2015-02-17").with { $0.by = by }
            let a = try Case.judge(agreement, [row], asOf: "2015-03-01")
            #expect(a.terms[0].counts.low == low && a.terms[0].counts.high == high, "\(by)")
        }
    }

    @Test("a name that is no party's is told, with the one it may be meant for")
    func strangers() throws {
        let agreement = try Case.agreement(Case.fire)
        let row = try Row("2015-02-16", "2015-02-17").with { $0.b = "Sout" }
        let a = try Case.judge(agreement, [row], asOf: "2015-03-01")
        #expect(a.incidents.setAside.first?.says.contains("'Sout' in 1 (is 'south' meant?)") == true)
    }

    @Test("the standard, and what is exempt")
    func standard() throws {
        let agreement = try Case.agreement("cease-fire: {prohibits: use-of-force, binds: all, exempt: [live-fire-exercise]}")
        let row = try Row("2015-02-16", "2015-02-17")
        let rows = [
            row, row.with { $0.certainty = .likely }, row.with { $0.certainty = .possible }, row.with { $0.remark = "live-fire-exercise" },
            row.with { $0.kind = .liveFireExercise },
        ]
        for (standard, low) in [(Certainty.confirmed, 1), (.likely, 2), (.possible, 3)] {
            let a = try Case.judge(agreement, rows, asOf: "2015-03-01", standard: standard)
            #expect(a.terms[0].counts.low == low)
            #expect(a.terms[0].exempted == 2)
            #expect(a.terms[0].counts.confirmed == 1 && a.terms[0].counts.likely == 1 && a.terms[0].counts.possible == 1)
        }
    }
}

@Suite("Place")
struct PlaceTests {
    /// A line along the meridian 38° E, north on the left (west) of its direction to the north.
    private func ground(accuracy: Double = 0) -> Ground {
        var ground = Ground()
        let index = LineIndex([Polyline([Position(longitude: 38, latitude: 47), Position(longitude: 38, latitude: 49)])])
        ground.lines = [
            ("line-of-contact", .fixed(LineOnGround(index: index, leftHeldBy: "north", rightHeldBy: "south", accuracyMetres: accuracy, record: nil)))
        ]
        ground.zones = [("band", .along(line: "line-of-contact", depthMetres: 15_000, side: nil))]
        return ground
    }
    private let term = "cease-fire: {prohibits: use-of-force, binds: all, within: band}"
    private let space = "space:\n  line-of-contact: {file: l.geojson}\n  zones: {band: {along: line-of-contact, depth: 15 km, width: per-side}}"

    @Test("at the depth of a zone and one metre either side", arguments: [
        (14_999.0, Float(0), 0.0, 1, 1), (15_001, 0, 0, 0, 0), (14_500, 499, 0, 1, 1), (14_500, 501, 0, 0, 1), (15_500, 499, 0, 0, 0),
        (15_500, 501, 0, 0, 1), (14_500, 400, 200, 0, 1),
    ])
    func depth(metres: Double, radius: Float, accuracy: Double, low: Int, high: Int) throws {
        // Due east on the equator of the line's middle: the meridian is a geodesic, so the distance is what was walked.
        let position = Geodesic.destination(from: Position(longitude: 38, latitude: 48), azimuthDegrees: 90, metres: metres)
        let row = try Row("2015-02-16", "2015-02-17").with {
            $0.longitude = position.longitude
            $0.latitude = position.latitude
            $0.radius = radius
        }
        let a = try Case.judge(Case.agreement(term, space: space), [row], ground: ground(accuracy: accuracy), asOf: "2015-03-01")
        #expect(a.terms[0].counts.low == low)
        #expect(a.terms[0].counts.high == high)
    }

    @Test("the side is named only where the whole disc lies on it")
    func side() throws {
        for (metres, radius, side) in [(1000.0, Float(999), Int16(1)), (1000, 1001, -1)] {
            let p = Geodesic.destination(from: Position(longitude: 38, latitude: 48), azimuthDegrees: 90, metres: metres)
            let row = try Row("2015-02-16", "2015-02-17").with {
                $0.longitude = p.longitude
                $0.latitude = p.latitude
                $0.radius = radius
            }
            let a = try Case.judge(Case.agreement(Case.fire, space: space), [row], ground: ground(), asOf: "2015-03-01")
            #expect(a.violations.first?.side == side)
            #expect(abs((a.violations.first?.distanceMetres ?? 0) - metres) < 0.2)
        }
    }

    @Test("withdrawal: behind one's own line, by calibre, after the deadline")
    func withdrawal() throws {
        let text = "guns: {withdraws: {weapon: artillery, calibre: \">= 100 mm\"}, behind: {line: line-of-contact, depth: 15 km}, complete: D+16}"
        let agreement = try Case.agreement(text, space: space)
        // East is south's ground; 10 km behind its line. The deadline is the end of 3 March.
        let p = Geodesic.destination(from: Position(longitude: 38, latitude: 48), azimuthDegrees: 90, metres: 10_000)
        let gun = try Row("2015-03-04T00:00:00", "2015-03-04T00:01:00").with {
            $0.kind = .weaponSighting
            $0.weapon = "artillery"
            $0.calibre = 122
            $0.longitude = p.longitude
            $0.latitude = p.latitude
        }
        func counts(_ change: (inout Row) -> Void) throws -> (Int, Int) {
            let a = try Case.judge(agreement, [gun.with(change)], ground: ground(), asOf: "2015-04-01")
            return (a.terms[0].counts.low, a.terms[0].counts.high)
        }
        #expect(try counts { _ in } == (1, 1))
        #expect(try counts { $0.calibre = 100 } == (1, 1))
        #expect(try counts { $0.calibre = 99.9 } == (0, 0))
        #expect(try counts { $0.calibre = .nan } == (0, 1))
        #expect(try counts { $0.weapon = "tank" } == (0, 0))
        #expect(try counts { $0.from = $0.from.adding(seconds: -60); $0.to = $0.to.adding(seconds: -60) } == (0, 0))
        #expect(try counts { $0.from = $0.from.adding(seconds: -30) } == (0, 1))
        // A gun of the north on the south's side of the line is in front of its own line.
        #expect(try counts { $0.by = "N" } == (1, 1))
        let far = Geodesic.destination(from: Position(longitude: 38, latitude: 48), azimuthDegrees: 90, metres: 15_001)
        #expect(try counts { $0.longitude = far.longitude; $0.latitude = far.latitude } == (0, 0))

        let early = try Case.judge(agreement, [], ground: ground(), asOf: "2015-03-03")
        #expect(early.terms[0].status == .undetermined)
        #expect(early.terms[0].clockDue == (try Case.at("2015-03-04")))
        let found = try ["north", "south"].map { try Case.event(.withdrawal, "2015-03-03", "2015-03-04", party: $0) }
        let late = try Case.event(.withdrawal, "2015-03-10", "2015-03-11", party: "south")
        let inPart = try Case.judge(agreement, [], events: [found[0], late], ground: ground(), asOf: "2015-04-01").terms[0]
        #expect(inPart.status == .undetermined && inPart.reasons.first?.contains("only after the deadline") == true)
        #expect(try Case.judge(agreement, [], events: found, ground: ground(), asOf: "2015-04-01").terms[0].status == .met)
        #expect(try Case.judge(agreement, [], events: [found[0]], ground: ground(), asOf: "2015-04-01").terms[0].status == .undetermined)
    }
}

@Suite("Words")
struct WordTests {
    @Test("the kinds that agreement files know are the kinds that incidents have")
    func kinds() throws {
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(AgreementFile.schema.utf8)) as? [String: Any])
        let kind = (schema["$defs"] as? [String: Any])?["kind"] as? [String: Any]
        #expect(kind?["enum"] as? [String] == IncidentKind.allCases.map(\.word))
    }
}

@Suite("Deliveries and access")
struct DeliveryTests {
    private let term = "prisoners: {requires: delivery, of: prisoners, count: 48, complete: D+3}"

    private func status(_ deliveries: [(Int, CountBound, String, String)], asOf: String = "2015-03-01") throws -> TermStatus {
        let events = try deliveries.map { try Case.event(.delivery(of: "prisoners", count: $0.0, bound: $0.1), $0.2, $0.3) }
        return try Case.judge(Case.agreement(term), [], events: events, asOf: asOf).terms[0].status
    }

    @Test("by the deadline, at the second")
    func deadline() throws {
        // D+3 is 18 February; the day itself is still in time.
        #expect(try status([(48, .exact, "2015-02-18T23:00", "2015-02-19T00:00")]) == .met)
        #expect(try status([(48, .exact, "2015-02-18T23:00", "2015-02-19T00:00:01")]) == .undetermined)
        #expect(try status([(48, .exact, "2015-02-19T00:00", "2015-02-19T01:00")]) == .breached)
        #expect(try status([(47, .exact, "2015-02-17", "2015-02-18")]) == .breached)
        #expect(try status([(47, .exact, "2015-02-17", "2015-02-18")], asOf: "2015-02-18") == .undetermined)
        #expect(try status([(40, .atLeast, "2015-02-17", "2015-02-18")]) == .undetermined)
        #expect(try status([(48, .atLeast, "2015-02-17", "2015-02-18")]) == .met)
        #expect(try status([(24, .exact, "2015-02-16", "2015-02-17"), (24, .exact, "2015-02-17", "2015-02-18")]) == .met)
        #expect(try status([]) == .undetermined)
        // All of them, but a week late.
        #expect(try status([(48, .exact, "2015-02-25", "2015-02-26")]) == .breached)
    }

    @Test("access")
    func access() throws {
        let agreement = try Case.agreement("free-movement: {requires: access, for: centre}")
        func judge(_ outcomes: [LoggedEvent.Outcome]) throws -> TermAssessment {
            let events = try outcomes.map { try Case.event(.access($0), "2015-02-16T10:00", "2015-02-16T11:00", party: "south", mechanism: "centre") }
            return try Case.judge(agreement, [], events: events, asOf: "2015-03-01").terms[0]
        }
        #expect(try judge([]).status == .undetermined)
        #expect(try judge([.granted]).status == .met)
        let other = try judge([.granted, .other])
        #expect(other.status == .undetermined && other.counts.low == 0 && other.counts.high == 1)
        let denied = try judge([.granted, .denial, .delay])
        #expect(denied.status == .breached && denied.counts.low == 2)
        #expect(denied.byParty.map(\.count) == [0, 2, 0])
    }
}

@Suite("Verdict")
struct VerdictTests {
    private let holding = """
        holding:
          collapsed: {deaths: 25, within: 7 d}
          strained: {violations-of: cease-fire, at-least: 1, within: 1 d}
          over: 30 d
        """
    private func judge(_ rows: [Row], asOf: String = "2015-03-15") throws -> Verdict {
        let watched = try Case.event(.observation, "2015-02-15", asOf)
        return try Case.judge(Case.agreement(Case.fire, holding: holding), rows, events: [watched], asOf: asOf).verdict
    }

    @Test("at the mark, one below, and where the interval straddles it")
    func mark() throws {
        let row = try Row("2015-03-01", "2015-03-02")
        #expect(try judge([row.with { $0.deaths = (25, 25, 25) }]).status == .collapsed)
        #expect(try judge([row.with { $0.deaths = (24, 24, 24) }]).status == .strained)
        let open = try judge([row.with { $0.deaths = (24, 25, 30) }])
        #expect(open.status == .undetermined && open.atLeast == .strained && open.atMost == .collapsed)
        #expect(try judge([]).status == .holding)
        #expect(open.isDefinedByFile)
    }

    @Test("an incident longer than a window is certain to lie in some window")
    func longerThanAWindow() throws {
        let row = try Row("2015-03-01", "2015-03-03").with { $0.deaths = (2, 2, 2) }
        #expect(try judge([row]).status == .strained)
        // A week with 60 deaths or more: of two windows of seven days that tile nine days, one has 30.
        let wide = try Row("2015-03-01", "2015-03-10").with { $0.deaths = (60, 60, 60) }
        #expect(try judge([wide]).status == .collapsed)
        let less = try Row("2015-03-01", "2015-03-10").with { $0.deaths = (48, 48, 48) }
        #expect(try judge([less]).status == .undetermined)
    }

    @Test("one incident that violates two terms counts once among violations of any")
    func once() throws {
        let two = Case.fire + "\nquiet: {prohibits: use-of-force, binds: all}"
        let mark = "holding:\n  strained: {violations-of: any, at-least: 2, within: 7 d}"
        let agreement = try Case.agreement(two, holding: mark)
        let watched = try Case.event(.observation, "2015-02-15", "2015-03-15")
        let row = try Row("2015-03-01", "2015-03-02")
        #expect(try Case.judge(agreement, [row], events: [watched], asOf: "2015-03-15").verdict.status == .holding)
        #expect(try Case.judge(agreement, [row, row.with { $0.id = "b" }], events: [watched], asOf: "2015-03-15").verdict.status == .strained)
    }

    @Test("windows that ended before the look-back do not decide")
    func lookBack() throws {
        let row = try Row("2015-02-16", "2015-02-17").with { $0.deaths = (30, 30, 30) }
        #expect(try judge([row], asOf: "2015-03-15").status == .collapsed)
        #expect(try judge([row], asOf: "2015-03-30").status == .holding)
    }
}

@Suite("Change of control")
struct ChangeOfControlTests {
    /// Squares on the equator with their west edge at 10° E; 0.001° of longitude by 1° of latitude is about 12.3 km².
    private func ground(_ maps: [(String, Double)]) throws -> Ground {
        var ground = Ground()
        let dated = try maps.map { day, east in
            guard case .date(let date) = try WrittenTime.read(day) else { throw WrittenTimeFault.notADate }
            let ring = [(10, 0), (east, 0), (east, 1), (10, 1), (10, 0)].map { Position(longitude: $0.0, latitude: $0.1) }
            let record = SourceRecord(file: day, format: "geojson", sha256: day, rows: 1)
            let shape = MultiPolygon([Polygon(outer: ring, holes: [])])
            return ControlMap(date: date, territories: [Territory(holder: .party("south"), shape: shape)], record: record)
        }
        ground.control = ControlHistory(maps: dated, restHeldBy: "north", gaps: .carryForward)
        return ground
    }

    private func judge(_ maps: [(String, Double)], tolerance: String = "2 km2") throws -> TermAssessment {
        let agreement = try Case.agreement("c: {prohibits: change-of-control, tolerance: \(tolerance), over: 1 d}")
        return try Case.judge(agreement, [], ground: ground(maps), asOf: "2015-03-01").terms[0]
    }

    @Test("from one day to the next: certain; over ten days: the change may have come day by day")
    func gaps() throws {
        let daily = try judge([("2015-02-14", 11), ("2015-02-20", 11), ("2015-02-21", 11.001), ("2015-03-01", 11.001)])
        #expect(daily.status == .breached && daily.counts.low == 1)
        // 12.3 km² in ten days: at least 1.23 km² on some day, which the tolerance allows.
        let sparse = try judge([("2015-02-15", 11), ("2015-02-25", 11.001), ("2015-03-01", 11.001)])
        #expect(sparse.status == .undetermined && sparse.counts.low == 0 && sparse.counts.high == 1)
        // Ten times as much: at least 12.3 km² on some day.
        #expect(try judge([("2015-02-15", 11), ("2015-02-25", 11.01), ("2015-03-01", 11.01)]).status == .breached)
        #expect(try judge([("2015-02-14", 11), ("2015-02-20", 11), ("2015-02-21", 11.001), ("2015-03-01", 11.001)], tolerance: "13 km2").status == .met)
    }
}
