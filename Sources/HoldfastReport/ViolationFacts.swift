import HoldfastAssessment
import HoldfastIncidents
import HoldfastText

/// What every form of report says of one violation, read together from the assessment's columns.
struct ViolationFacts {
    var id: String
    var term: String
    /// Ids of the incidents, as their source writes them.
    var incidents: [String]
    var time: InstantInterval
    /// Degrees WGS84.
    var position: (lon: Double, lat: Double)?
    var uncertaintyMetres: Double?
    var distanceMetres: Double?
    var zones: [String]
    /// Ids of parties.
    var side: String?
    var attributedTo: String?
    var certainty: Certainty
    var isCertain: Bool
    /// 0 to 1.
    var probability: Double
    var deaths: (low: Int, best: Int, high: Int)?
    /// The kind of incident, `change-of-control`, `access-denial`, `missed-deadline`, ….
    var kind: String
    var place: String?
    var sideA: String?
    var sideB: String?
    var areaSquareKilometres: Double?
    /// Index into the assessment's sources.
    var source: Int?
    var row: Int?

    /// `violation` where it certainly is one, otherwise `undetermined`.
    var ruling: String { isCertain ? "violation" : "undetermined" }
}

/// Reads ``ViolationFacts`` by index.
struct ViolationReader {
    let a: Assessment
    private let names: ViolationNames
    /// Index into the assessment's sources of each source of incidents.
    private let sourceOfTable: [Int?]
    private let sourceOfEvents: Int?

    init(_ a: Assessment) {
        self.a = a
        names = ViolationNames(a)
        sourceOfTable = a.table.sources.map { source in a.sources.firstIndex(of: source.record) }
        sourceOfEvents = a.events.sources.count == 1 ? a.sources.firstIndex(of: a.events.sources[0]) : nil
    }

    func name(_ i: Int) -> String { names.name(i) }

    /// - Complexity: O(1) in the violations.
    func facts(_ i: Int) -> ViolationFacts {
        let v = a.violations[i]
        var f = ViolationFacts(
            id: names.name(i), term: a.agreement.terms.at(Int(v.term))?.id ?? "", incidents: [], time: v.time,
            distanceMetres: v.distanceMetres.isFinite ? v.distanceMetres : nil, zones: zones(v.zones),
            side: a.agreement.parties.at(Int(v.side))?.id, attributedTo: a.agreement.parties.at(Int(v.attributedTo))?.id,
            certainty: v.certainty, isCertain: v.isCertain, probability: Double(v.probability), kind: "")
        switch v.origin {
        case .incident(let row): read(incident: Int(row), into: &f)
        case .controlChange: f.kind = "change-of-control"
        case .deadline: f.kind = "missed-deadline"
        case .event(let n):
            guard let event = a.events.events.at(Int(n)) else { break }
            f.kind = Self.kind(event.fact)
            f.source = sourceOfEvents
            f.row = event.row
        }
        if v.squareMetres != 0 { f.areaSquareKilometres = v.squareMetres / 1e6 }
        return f
    }

    private func read(incident row: Int, into f: inout ViolationFacts) {
        let t = a.table
        guard row >= 0, row < t.count else { return }
        let id = t.ids[row]
        f.incidents = [id.isEmpty ? "row-\(t.row[row])" : id]
        let (lon, lat) = (t.longitude[row], t.latitude[row])
        if lon.isFinite, lat.isFinite { f.position = (lon, lat) }
        let radius = Double(t.uncertaintyMetres[row])
        if radius.isFinite { f.uncertaintyMetres = radius }
        f.deaths = (Int(t.deathsLow[row]), Int(t.deathsBest[row]), Int(t.deathsHigh[row]))
        f.kind = t.kind[row].word
        f.place = t.places[t.place[row]]
        f.sideA = t.actors[t.sideA[row]]
        f.sideB = t.actors[t.sideB[row]]
        f.source = sourceOfTable.at(Int(t.source[row])) ?? nil
        f.row = Int(t.row[row])
    }

    private func zones(_ bits: UInt64) -> [String] {
        if bits == 0 { return [] }
        return a.agreement.space.zones.prefix(64).enumerated().filter { bits >> UInt64($0.offset) & 1 == 1 }.map(\.element.id)
    }

    private static func kind(_ fact: LoggedEvent.Fact) -> String {
        switch fact {
        case .observation: "observation"
        case .access(let outcome): "access-" + outcome.rawValue
        case .delivery: "delivery"
        case .withdrawal: "withdrawal"
        }
    }
}

extension Array {
    /// The element, or `nil` outside the array.
    func at(_ i: Int) -> Element? { i >= 0 && i < count ? self[i] : nil }
}
