import Foundation
import HoldfastText
import Testing

@testable import HoldfastAgreement

/// What the values of a file turn into. Expected figures are worked by hand from the text beside them.
@Suite("Reading an agreement")
struct ReadingTests {
    /// The river line, which has every part of the format.
    static func river() throws -> Agreement {
        let (agreement, diagnostics) = AgreementFile.read(path: Repository.root + "/Examples/river-line/agreement.yaml")
        #expect(diagnostics.isEmpty, "\(diagnostics.map { $0.text() }.joined(separator: "\n"))")
        return try #require(agreement)
    }

    @Test("the header: local time in its zone")
    func header() throws {
        let a = try Self.river()
        #expect(a.id == "river-line")
        #expect(a.ceasefireClass == .preliminary)
        // 06:00 at UTC+1.
        #expect(a.entersIntoForce.iso8601 == "2024-03-10T05:00:00Z")
        #expect(a.dDay.iso8601 == "2024-03-10")
        #expect(a.signed?.iso8601 == "2024-03-08")
        #expect(a.sources.first?.article == "1-9")
        #expect(a.sources.first?.checked == "primary")
        #expect(a.sha256.count == 64)
        #expect(a.parties.map(\.id) == ["north", "south"])
        #expect(a.parties[0].namesInData == ["holdfast": ["Norland", "Norland border guard"], "ucdp": ["Government of Norland"]])
    }

    @Test("space: paths, zones, lines")
    func space() throws {
        let space = try Self.river().space
        let control = try #require(space.control.first)
        #expect(control.files.written == "control/*.geojson")
        #expect(control.files.expanded()?.map(\.written) == ["control/control_20240201.geojson", "control/control_20240310.geojson", "control/control_20240331.geojson", "control/control_20240401.geojson"])
        #expect(control.heldBy == "south" && control.restHeldBy == "north" && control.gaps == .carryAtMost(days: 45))
        guard case .control(let on) = space.lineOfContact else { Issue.record("line of contact"); return }
        #expect(on?.iso8601 == "2024-03-10")
        guard case .file(let path, let left, let right, let accuracy) = space.lines[0].source else { Issue.record("line"); return }
        #expect(path.resolved.hasSuffix("/Examples/river-line/line.geojson"))
        #expect(left == "north" && right == "south" && accuracy == 200)
        guard case .along(let line, let depth, let side) = space.zones[0].shape else { Issue.record("zone"); return }
        #expect(line == "line-of-contact" && depth == 5000 && side == nil)
        // 4 km in total is 2 km on each side.
        guard case .along(_, let half, let north) = space.zones[1].shape else { Issue.record("zone"); return }
        #expect(half == 2000 && north == "north")
    }

    @Test("terms: the five rules")
    func terms() throws {
        let terms = try Self.river().terms
        #expect(terms.map(\.id) == ["cease-fire", "bridge-quiet", "guns-back", "tanks-back", "no-advance", "free-movement", "prisoners"])
        guard case .prohibitsUseOfForce(let kinds) = terms[1].rule, case .withdraws(let guns) = terms[2].rule,
            case .withdraws(let tanks) = terms[3].rule, case .prohibitsChangeOfControl(let area, let over) = terms[4].rule,
            case .requiresAccess(let mechanism) = terms[5].rule, case .requiresDelivery(let of, let count) = terms[6].rule
        else { Issue.record("rules"); return }
        #expect(kinds == ["sniper", "small-arms", "shelling"])
        #expect(terms[0].within == nil && terms[1].within == "bridge" && terms[1].from == .dPlus(1) && terms[1].until == .dPlus(90))
        #expect(terms[0].exempt == ["live-fire-exercise", "demining"])
        #expect(guns.weapon == "artillery" && guns.calibre?.millimetres == 100 && guns.calibre?.inclusive == true)
        #expect(guns.behind.map(\.party) == ["all"] && guns.behind[0].depthMetres == 15_000)
        #expect(guns.start == .dPlus(2) && guns.complete == .dPlus(16))
        #expect(tanks.behind.map(\.party) == ["north", "south"] && tanks.behind.map(\.line) == ["river", "line-of-contact"])
        #expect(try tanks.complete == .day(#require(CivilDate(year: 2024, month: 4, day: 1))))
        #expect(area == 2_000_000 && over == 86_400)
        #expect(mechanism == "joint-centre" && of == "prisoners" && count == 48)
        #expect(terms[6].until == .dPlus(3))
        #expect(terms[0].line == 52)
    }

    @Test("holding and guarantees")
    func holding() throws {
        let a = try Self.river()
        guard case .any(let collapsed) = a.holding.collapsed, case .deaths(25, 604_800) = collapsed[0],
            case .changeOfControl(50_000_000, 604_800) = collapsed[1], case .all(let failing) = a.holding.failing,
            case .violations("cease-fire", 10, 604_800) = failing[0], case .rateRatio(0.5) = failing[1],
            case .violations(nil, 3, 604_800) = a.holding.strained
        else { Issue.record("conditions"); return }
        #expect(a.holding.overSeconds == 2_592_000)
        #expect(a.holding.baseline?.to.iso8601 == "2024-02-20")
        let g = a.guarantees[0]
        guard case .violations("cease-fire", .sameParty, 5, 604_800, "likely") = g.trigger,
            case .any(let either) = a.guarantees[1].trigger, case .deniedAccess(3, 1_209_600) = either[0],
            case .missedDeadline("prisoners") = either[1]
        else { Issue.record("triggers"); return }
        #expect(g.guarantors == ["alliance", "power-a"] && g.beneficiaries == ["north", "south"] && g.finder == "joint-centre")
        #expect(g.clockStarts == .finding && g.discretion == Discretion.none && g.veto == VetoRule.none)
        #expect(g.obligations.map(\.kind) == [.consult, .sanction])
        #expect(g.obligations.map(\.within) == [.seconds(86_400), .days(14)] && g.obligations[1].unless == "cured")
        #expect(g.cureSeconds == 259_200 && g.sunset == .years(10) && g.notice == .months(6))
        #expect(a.guarantees[1].veto == .named(["power-a"]))
    }

    @Test("words that YAML 1.1 would turn into something else stay words")
    func traps() throws {
        let (agreement, _) = AgreementFile.read(path: Repository.corpus + "/good/yaml-traps.yaml")
        let a = try #require(agreement)
        #expect(a.id == "no" && a.title == "yes")
        #expect(a.sources[0].title == "1.0" && a.sources[0].article == "18:00" && a.sources[0].url == "on")
        #expect(a.parties.map(\.id) == ["on", "off"] && a.parties.map(\.name) == [".inf", "null"])
        #expect(a.parties[0].namesInData["ucdp"] == ["no", "0x10", "1e3", "*", "~x"])
        #expect(a.parties[1].namesInData["ucdp"] == ["2015-02-15"])
        #expect(a.terms[0].id == "true" && a.terms[0].says == "Fire & movement cease; maps/*.geojson shows where")
        #expect(a.entersIntoForce.iso8601 == "2015-02-15T16:00:00Z")
    }

    /// A file with one value exchanged, and the codes it gives.
    static func codes(_ text: String) -> [String] {
        AgreementFile.read(bytes: Array(text.utf8), file: "t.yaml", folder: "", filesExist: false).diagnostics.map(\.code)
    }

    static func file(
        entry: String = "2015-02-15T00:00", zone: String = "Europe/Kyiv", space: String = "", terms: String = "  cease-fire: {prohibits: use-of-force}",
        rest: String = ""
    ) -> String {
        """
        holdfast: 1
        agreement: {id: test, title: Test, enters-into-force: \(entry), time-zone: \(zone)}
        parties:
          north: {name: Norland, names-in-data: {ucdp: Norland}}
          south: {name: Southland, names-in-data: {ucdp: Southland}}
        space:
          control: {files: c.geojson, held-by: south, rest-held-by: north}
          line-of-contact: {from: control}
        \(space)
        terms:
        \(terms)
        \(rest)
        """
    }

    @Test(
        "a distance is a number and a unit",
        arguments: [
            ("15 km", nil), ("15km", nil), ("0.5 km", nil), ("1500 m", nil), ("'15 km'", nil), ("15", "missing-unit"), ("15 KM", "unknown-unit"),
            ("15 mi", "unknown-unit"), ("15 mm", "unknown-unit"), ("-15 km", "not-a-number"), ("1,5 km", "not-a-number"),
            ("1_5 km", "not-a-number"), (".5 km", "not-a-number"), ("5. km", "not-a-number"), ("1.2.3 km", "not-a-number"),
            ("1e3 km", "unknown-unit"), (".inf", "not-a-number"), (".nan km", "not-a-number"), ("0x10 km", "unknown-unit"),
            ("0 km", "out-of-range"), ("99999999 km", "out-of-range"), ("999999999999999999999999 km", "not-a-number"),
            ("km", "not-a-number"), ("''", "missing-value"), ("[15 km]", "wrong-shape"), ("{a: 1}", "wrong-shape"), ("~", "missing-value"),
            ("٥ km", "not-a-number"), ("201 km", "depth-unlikely"), ("200 km", nil),
        ] as [(String, String?)])
    func distances(text: String, code: String?) {
        // In a flow mapping a comma would end the value, so the zone is written in block style.
        let found = Self.codes(Self.file(space: "  zones:\n    z:\n      along: line-of-contact\n      depth: \(text)\n      width: per-side"))
        #expect(found == (code.map { [$0] } ?? []), "\(text): \(found)")
    }

    @Test(
        "a span of time takes the units of the calendar",
        arguments: [
            ("24 h", nil), ("90 min", nil), ("14 d", nil), ("2 w", nil), ("6 months", nil), ("10 y", nil), ("1.5 h", nil), ("1.5 d", "not-a-number"),
            ("10 m", "unknown-unit"), ("10 years", "unknown-unit"), ("30 s", "unknown-unit"), ("1001 y", "out-of-range"), ("0 d", "out-of-range"),
        ] as [(String, String?)])
    func spans(text: String, code: String?) {
        let found = Self.codes(
            Self.file(
                rest: """
                    guarantors: {alliance: {name: Alliance}}
                    guarantees:
                      g:
                        guarantors: alliance
                        trigger: {violations-of: cease-fire, at-least: 1, within: 1 min}
                        finder: north
                        clock-starts: event
                        discretion: none
                        veto: none
                        obligations: [{kind: consult, within: \(text)}]
                    """))
        #expect(found == (code.map { [$0] } ?? []), "\(text): \(found)")
    }

    @Test(
        "a calibre is a bound in millimetres or centimetres",
        arguments: [
            ("\">= 100 mm\"", 100, true), ("\"> 100 mm\"", 100, false), ("100 mm", 100, true), ("\"≥ 100 mm\"", 100, true),
            ("\">=12.7mm\"", 12.7, true), ("10 cm", 100, true),
        ] as [(String, Double, Bool)])
    func calibres(text: String, millimetres: Double, inclusive: Bool) throws {
        let terms = "  t: {withdraws: {weapon: guns, calibre: \(text)}, behind: {line: line-of-contact, depth: 1 km}, complete: D+1}"
        let (agreement, _) = AgreementFile.read(bytes: Array(Self.file(terms: terms).utf8), file: "t", folder: "", filesExist: false)
        guard case .withdraws(let w)? = agreement?.terms.first?.rule else { Issue.record("not read"); return }
        #expect(w.calibre?.millimetres == millimetres && w.calibre?.inclusive == inclusive)
    }

    @Test(
        "a deadline is a day or a time at or after entry into force",
        arguments: [
            ("D+0", []), ("D+3", []), ("2015-02-15", []), ("2015-02-15T00:01", []), ("2015-02-14T22:00:01Z", []),
            ("2015-02-15T00:00", ["deadline-before-entry-into-force"]), ("2015-02-14T22:00Z", ["deadline-before-entry-into-force"]),
            ("2015-02-14", ["deadline-before-entry-into-force"]), ("D-1", ["deadline-before-entry-into-force"]),
            ("D + 3", ["not-a-date"]), ("d+3", ["not-a-date"]), ("D3", ["not-a-date"]), ("D+", ["not-a-date"]), ("D+99999999999999999999", ["out-of-range"]),
            ("2015-02-30", ["impossible-date"]), ("2015-13-01", ["impossible-date"]), ("18:00", ["not-a-date"]), ("15.02.2015", ["not-a-date"]),
            ("2015-10-25T03:30", ["time-shown-twice"]), ("2015-03-29T03:30", ["time-never-shown"]), ("2015-03-01T24:00", ["impossible-time"]),
        ] as [(String, [String])])
    func deadlines(text: String, codes: [String]) {
        #expect(Self.codes(Self.file(terms: "  p: {requires: delivery, of: p, count: 1, complete: \(text)}")) == codes, "\(text)")
    }

    @Test(
        "a baseline leaves fourteen clear days before entry into force",
        arguments: [("2015-01-31", []), ("2015-02-01", ["baseline-includes-run-up"]), ("2015-02-15", ["baseline-includes-run-up"])] as [(String, [String])])
    func baseline(to: String, codes: [String]) {
        #expect(Self.codes(Self.file(rest: "holding:\n  baseline: {from: 2014-12-01, to: \(to)}")) == codes)
    }

    @Test(
        "terms contradict each other where one of two figures differs; stages do not",
        arguments: [
            ("depth: 15 km", "D+16", ["contradictory-terms"]), ("depth: 25 km", "D+14", ["contradictory-terms"]), ("depth: 15 km", "D+2", []),
            ("depth: 25 km", "D+16", []),
        ] as [(String, String, [String])])
    func contradictions(depth: String, complete: String, codes: [String]) {
        let terms = """
              a: {withdraws: {weapon: guns}, behind: {line: line-of-contact, depth: 25 km}, complete: D+16}
              b: {withdraws: {weapon: guns}, behind: {line: line-of-contact, \(depth)}, complete: \(complete)}
              c: {requires: delivery, of: permits, count: 50, complete: D+30}
              d: {requires: delivery, of: permits, count: 100, complete: D+60}
            """
        #expect(Self.codes(Self.file(terms: terms)) == codes)
    }

    @Test("time zones", arguments: [("UTC", nil), ("Europe/Kyiv", nil), ("EST", "unknown-time-zone"), ("UTC+2", "unknown-time-zone"), ("../etc/passwd", "unknown-time-zone"), ("Kyiv", "unknown-time-zone")] as [(String, String?)])
    func zones(name: String, code: String?) {
        #expect(Self.codes(Self.file(zone: name)) == (code.map { [$0] } ?? []))
    }

    @Test("all faults come in one run, in the order of the file")
    func oneRun() {
        let text = """
            holdfast: 2
            agreement: {id: Test, titel: Test, enters-into-force: 2015-02-30T00:00, time-zone: Europe/Kiiv}
            parties: {north: {name: Norland, names-in-data: {ucdp: Norland}}}
            terms:
              a: {prohibits: use-of-forse, binds: nort}
              b: {withdraws: {weapon: guns, calibre: 100}, behind: {line: line-of-contact, depth: 5 miles}}
            guarantees:
              g: {guarantors: [x], obligations: [{kind: help}]}
            """
        #expect(
            Self.codes(text) == [
                "unknown-format-version", "missing-key", "bad-id", "unknown-key", "impossible-date", "unknown-time-zone", "unknown-value",
                "unknown-party", "withdrawal-without-deadline", "missing-unit", "unknown-line", "unknown-unit", "guarantee-without-trigger",
                "guarantee-without-finder", "guarantee-without-clock-start", "guarantee-without-discretion", "guarantee-without-veto",
                "unknown-guarantor", "guarantee-without-deadline", "unknown-value",
            ])
    }

    @Test("standard input is named -, and checking a file takes little")
    func time() throws {
        let path = Repository.root + "/Examples/river-line/agreement.yaml"
        let begin = ContinuousClock.now
        for _ in 0..<10 { _ = AgreementFile.read(path: path) }
        #expect(ContinuousClock.now - begin < .seconds(2))
    }

    @Test("control of several map makers, with sides by attribute")
    func makers() throws {
        let (agreement, diagnostics) = AgreementFile.read(path: Repository.corpus + "/good/control-by-attribute.yaml")
        #expect(diagnostics.isEmpty, "\(diagnostics.map { $0.text() })")
        let space = try #require(agreement?.space)
        #expect(space.control.map(\.maker) == ["mission", "press"])
        let first = try #require(space.control.first)
        guard case .attribute(let name, let holders, let others) = first.sides else {
            Issue.record("not by attribute")
            return
        }
        #expect(name == "status" && others == .unknown)
        #expect(holders.map(\.value) == ["occupied", "1", "grey", "not known", "freed"])
        #expect(holders.map(\.holder) == [.party("south"), .party("south"), .contested, .unknown, .party("north")])
        #expect(first.parties == ["south", "north"] && first.heldBy == "south" && first.dateAttribute == "valid_on")
        #expect(first.files.layer == "areas" && first.gaps == .carryAtMost(days: 7))
        #expect(space.coast?.written == "maps/line.geojson" && space.border?.layer == "border")
        guard case .file(let drawn) = space.zones[1].shape else {
            Issue.record("not drawn")
            return
        }
        #expect(drawn.layer == "zones")
    }
}
