import Foundation
import Holdfast

/// Small agreements and tables for the tests of rules.
enum Case {
    static func agreement(_ terms: String, space: String = "", holding: String = "") throws -> Agreement {
        let text = """
            holdfast: 1
            agreement: {id: t, title: Test, enters-into-force: 2015-02-15T00:00, time-zone: Europe/Kyiv}
            parties:
              north: {name: North, names-in-data: {ucdp: [Government of N], holdfast: [N]}}
              south: {name: South, names-in-data: {ucdp: [S army], holdfast: [S]}}
            mechanisms: {centre: {name: Centre}}
            \(space)
            terms:
            \(terms.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
            \(holding)
            """
        let read = AgreementFile.read(bytes: Array(text.utf8), file: "case.yaml", folder: "", filesExist: false)
        guard let agreement = read.agreement else { throw Diagnostics(read.diagnostics) }
        return agreement
    }

    static let fire = "cease-fire: {prohibits: use-of-force, binds: all, from: D+0}"

    /// A table of one source in Holdfast's vocabulary.
    static func table(_ rows: [Row], covers: [InstantInterval] = []) -> IncidentTable {
        var t = IncidentTable()
        for row in rows { row.append(to: &t) }
        t.sources = [
            IncidentSource(
                record: SourceRecord(file: "i.csv", format: "holdfast-csv", sha256: "", rows: rows.count),
                vocabulary: "holdfast", covers: covers, counts: "incidents")
        ]
        return t
    }

    static let kyiv = ClockZone(identifier: "Europe/Kyiv") ?? .utc

    static func at(_ text: String) throws -> Instant {
        switch try WrittenTime.read(text) {
        case .date(let d): kyiv.startOfDay(d)
        case .local(let l): kyiv.instant(of: l)
        case .instant(let i): i
        }
    }

    static func judge(
        _ agreement: Agreement, _ rows: [Row], events: [LoggedEvent] = [], ground: Ground = Ground(), asOf: String,
        standard: Certainty = .likely, covers: [InstantInterval] = []
    ) throws -> Assessment {
        var log = EventLog()
        log.events = events
        return assess(
            agreement, incidents: table(rows, covers: covers), ground: ground, events: log,
            options: AssessmentOptions(asOf: try at(asOf), standard: standard))
    }

    static func event(_ fact: LoggedEvent.Fact, _ from: String, _ to: String, party: String? = nil, mechanism: String? = nil, zone: String? = nil) throws -> LoggedEvent {
        LoggedEvent(
            id: "e", fact: fact, time: InstantInterval(from: try at(from), to: try at(to)), party: party, mechanism: mechanism,
            term: nil, zone: zone, certainty: .confirmed, origin: nil, row: 2)
    }
}

/// One incident, spelt out only where it matters.
struct Row {
    var id = "a"
    var from: Instant
    var to: Instant
    var longitude = 38.0
    var latitude = 48.0
    var radius: Float = 0
    var deaths: (Int32, Int32, Int32) = (1, 1, 1)
    var kind = IncidentKind.shelling
    var certainty = Certainty.confirmed
    var a = "N"
    var b = "S"
    var by = ""
    var remark = ""
    var weapon = ""
    var calibre = Float.nan

    init(_ from: String, _ to: String) throws {
        self.from = try Case.at(from)
        self.to = try Case.at(to)
    }

    func with(_ change: (inout Row) -> Void) -> Row {
        var copy = self
        change(&copy)
        return copy
    }

    func append(to t: inout IncidentTable) {
        t.ids.append(Array(id.utf8))
        t.from.append(from.seconds)
        t.to.append(to.seconds)
        t.longitude.append(longitude)
        t.latitude.append(latitude)
        t.uncertaintyMetres.append(radius)
        t.deathsLow.append(deaths.0)
        t.deathsBest.append(deaths.1)
        t.deathsHigh.append(deaths.2)
        t.kind.append(kind)
        t.certainty.append(certainty)
        t.sideA.append(t.actors.intern(a))
        t.sideB.append(t.actors.intern(b))
        t.attributedTo.append(t.actors.intern(by))
        t.place.append(NameTable.none)
        t.remark.append(t.remarks.intern(remark))
        t.weapon.append(t.remarks.intern(weapon))
        t.calibreMillimetres.append(calibre)
        t.source.append(0)
        t.row.append(UInt32(t.row.count + 2))
    }
}
