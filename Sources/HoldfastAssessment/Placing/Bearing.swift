import HoldfastAgreement
import HoldfastControl
import HoldfastGeometry
import HoldfastIncidents
import HoldfastText

/// A row of the incident table that bears on the agreement, and where it stands.
struct Bearing: Sendable {
    var row: Int32
    var time: InstantInterval
    /// Its kind is a use of force that some term (or, without one, the default) names.
    var isForce: Bool
    /// Its interval touches the period; otherwise it lies before and serves the baseline only.
    var touchesPeriod: Bool
    var attributedTo: Int16
    /// Party on whose side of the line of contact it certainly lies, -1 where that is not known.
    var side: Int16
    var distanceMetres: Double
    var zones: UInt64
    var area: PlaceShare
    /// Copied from the table, so that rules and counts need not jump about in it.
    var kind: IncidentKind
    var certainty: Certainty
    var deathsLow: Int32
    var deathsBest: Int32
    var deathsHigh: Int32
    var uncertaintyMetres: Float

    /// The least and the greatest of the three estimates: sources contradict themselves at times.
    var deathsLeast: Int { Int(min(deathsLow, deathsBest, deathsHigh)) }
    var deathsMost: Int { Int(max(deathsLow, deathsBest, deathsHigh)) }
}

/// Why a row that was read is not used.
enum Unused: Int, CaseIterable, Sendable {
    case kindNotJudged, notBetweenParties, beforePeriod, afterAsOf, outsideArea

    var reason: String {
        switch self {
        case .kindNotJudged: "kind-not-judged"
        case .notBetweenParties: "not-between-the-parties"
        case .beforePeriod: "before-the-period"
        case .afterAsOf: "after-the-as-of-moment"
        case .outsideArea: "outside-the-area"
        }
    }

    var says: String {
        switch self {
        case .kindNotJudged: "of a kind that no term names"
        case .notBetweenParties: "not between the parties, by their names in the data"
        case .beforePeriod: "ended before the period (those in the baseline are counted there)"
        case .afterAsOf: "began after the as-of moment"
        case .outsideArea: "certainly outside the area of the agreement"
        }
    }
}

/// Kinds that are a use of force where a term does not name its own.
let forceKinds = KindSet([
    .stateBased, .nonState, .shelling, .smallArms, .sniper, .airStrike, .drone, .explosion,
])

/// A set of kinds that costs one bit test to ask.
struct KindSet: Sendable {
    private var bits: UInt64 = 0

    init(_ kinds: [IncidentKind] = []) { for k in kinds { insert(k) } }

    mutating func insert(_ kind: IncidentKind) { bits |= 1 << UInt64(kind.rawValue) }
    func union(_ other: KindSet) -> KindSet {
        var u = self
        u.bits |= other.bits
        return u
    }
    func contains(_ kind: IncidentKind) -> Bool { bits & (1 << UInt64(kind.rawValue)) != 0 }
}

extension Term {
    /// The kinds a use-of-force term judges: its own, or every use of force.
    func kindsOfForce(_ kinds: [String]) -> KindSet {
        kinds.isEmpty ? forceKinds : KindSet(kinds.compactMap(IncidentKind.init(word:)))
    }
}

/// What one run over the table found.
struct Sorting: Sendable {
    var bearings: [Bearing] = []
    var unused = [Int](repeating: 0, count: Unused.allCases.count)
    var fused = 0
    var inPeriod = 0
    var inArea = 0
    /// Names in rows that are not between the parties and that are no party's, with the number of rows.
    var strangers: [String: Int] = [:]
}

/// Sorts the rows of the table into those that bear on the agreement and those that do not.
struct RowSorter: Sendable {
    let agreement: Agreement
    let table: IncidentTable
    let ground: Ground
    let period: InstantInterval
    let actors: ActorMatching
    /// Kinds judged as use of force.
    let force: KindSet
    /// Kinds judged by any rule.
    let judged: KindSet
    /// Rows that another file told first.
    let toldBefore: Set<Int>

    private let contact: LineTrack?
    private let contactDepths: [Double]
    private let zones: [(id: String, zone: ZoneOnGround)]
    private let partyIndex: [String: Int16]

    init(_ agreement: Agreement, _ table: IncidentTable, _ ground: Ground, _ period: InstantInterval) {
        self.agreement = agreement
        self.table = table
        self.ground = ground
        self.period = period
        actors = ActorMatching(agreement, table)
        var force = KindSet()
        var judged = KindSet()
        var anyForceTerm = false
        for term in agreement.terms {
            switch term.rule {
            case .prohibitsUseOfForce(let kinds):
                anyForceTerm = true
                force = force.union(term.kindsOfForce(kinds))
                judged = judged.union(KindSet(term.exempt.compactMap(IncidentKind.init(word:))))
            case .withdraws: judged.insert(.weaponSighting)
            default: break
            }
        }
        if !anyForceTerm { force = forceKinds }
        self.force = force
        self.judged = judged.union(force)
        toldBefore = Self.toldBefore(table)
        contact = ground.line("line-of-contact")
        zones = Array(ground.zones.prefix(64))
        contactDepths = zones.compactMap { zone in
            if case .along(let line, let depth, _) = zone.zone, line == "line-of-contact" { depth } else { nil }
        }
        var partyIndex: [String: Int16] = [:]
        for (i, party) in agreement.parties.enumerated() { partyIndex[party.id] = Int16(clamping: i) }
        self.partyIndex = partyIndex
    }

    /// All rows, in the order (start of interval, row).
    /// - Complexity: O(n log n) for n rows; the work on geometry is spread over all cores.
    func sorted() -> Sorting {
        let runs = inRuns(of: table.count, atLeast: 4096) { sort($0) }
        var all = Sorting()
        all.bearings.reserveCapacity(runs.reduce(0) { $0 + $1.bearings.count })
        for run in runs {
            all.bearings.append(contentsOf: run.bearings)
            for i in all.unused.indices { all.unused[i] += run.unused[i] }
            all.fused += run.fused
            all.inPeriod += run.inPeriod
            all.inArea += run.inArea
            all.strangers.merge(run.strangers, uniquingKeysWith: +)
        }
        let unsorted = all.bearings
        if let order = ascendingOrder(unsorted.count, by: { unsorted[$0].time.from.seconds }) {
            all.bearings = order.map { unsorted[Int($0)] }
        }
        return all
    }

    private func sort(_ rows: Range<Int>) -> Sorting {
        var out = Sorting()
        var dates = LocalDates(zone: agreement.zone)
        for row in rows {
            if !toldBefore.isEmpty, toldBefore.contains(row) {
                out.fused += 1
                continue
            }
            if let why = refuse(row) {
                out.unused[why.rawValue] += 1
                if why == .notBetweenParties {
                    for name in actors.strangers(table, row) { out.strangers[name, default: 0] += 1 }
                }
                continue
            }
            let time = InstantInterval(
                from: Instant(seconds: table.from[row]), to: Instant(seconds: table.to[row]))
            if time.from >= period.to {
                out.unused[Unused.afterAsOf.rawValue] += 1
                continue
            }
            let startsInPeriod = time.from >= period.from
            let touches = startsInPeriod || time.to > period.from
            if startsInPeriod { out.inPeriod += 1 }
            let radius = Double(table.uncertaintyMetres[row])
            let position = Position(longitude: table.longitude[row], latitude: table.latitude[row])
            let area = ground.area.map { PlaceShare(of: position, radius: radius, in: $0) } ?? .inside
            if startsInPeriod, area.isPossible { out.inArea += 1 }
            if !touches { out.unused[Unused.beforePeriod.rawValue] += 1 }
            if !area.isPossible {
                if touches { out.unused[Unused.outsideArea.rawValue] += 1 }
                continue
            }
            var bearing = Bearing(
                row: Int32(clamping: row), time: time, isForce: force.contains(table.kind[row]), touchesPeriod: touches,
                attributedTo: actors.party(table.attributedTo[row], source: table.source[row]) ?? -1, side: -1,
                distanceMetres: .nan, zones: 0, area: area, kind: table.kind[row], certainty: table.certainty[row],
                deathsLow: table.deathsLow[row], deathsBest: table.deathsBest[row], deathsHigh: table.deathsHigh[row],
                uncertaintyMetres: table.uncertaintyMetres[row])
            if touches, position.longitude.isFinite, position.latitude.isFinite {
                place(&bearing, position, radius: radius, &dates)
            }
            out.bearings.append(bearing)
        }
        return out
    }

    private func refuse(_ row: Int) -> Unused? {
        if !judged.contains(table.kind[row]) { return .kindNotJudged }
        if !actors.isBetweenParties(table, row) { return .notBetweenParties }
        return nil
    }

    private func place(_ b: inout Bearing, _ position: Position, radius: Double, _ dates: inout LocalDates) {
        var standing: LineStanding?
        if let line = line(contact, at: b.time.from, &dates) {
            let s = line.standing(of: position, near: contactDepths, radius: radius)
            standing = s
            b.distanceMetres = s.metres
            if s.metres > radius + line.accuracyMetres, let holder = s.holder, let i = partyIndex[holder] { b.side = i }
        }
        for (i, zone) in zones.enumerated() {
            let isIn: Bool
            switch zone.zone {
            case .polygon(let polygon): isIn = polygon.contains(position) != .outside
            case .along(let lineID, let depth, let side):
                var at = standing
                if lineID != "line-of-contact" {
                    at = line(ground.line(lineID), at: b.time.from, &dates)?
                        .standing(of: position, near: [depth], radius: radius)
                }
                isIn = at.map { $0.metres <= depth && (side == nil || $0.metres == 0 || $0.holder == side) } ?? false
            }
            if isIn { b.zones |= 1 << UInt64(i) }
        }
    }

    private func line(_ track: LineTrack?, at instant: Instant, _ dates: inout LocalDates) -> LineOnDay? {
        switch track {
        case nil: nil
        case .fixed(let line): LineOnDay(line)
        case .moving: track?.line(on: dates.date(at: instant))
        }
    }

    /// Rows whose id and vocabulary an earlier file already told. One file never tells a row twice here: its reader sees to that.
    private static func toldBefore(_ table: IncidentTable) -> Set<Int> {
        guard table.sources.count > 1 else { return [] }
        var first: [String: UInt16] = [:]
        var again: Set<Int> = []
        for row in 0..<table.count {
            let source = table.source[row]
            let key = (table.sources.indices.contains(Int(source)) ? table.sources[Int(source)].vocabulary : "") + "\u{0}" + table.ids[row]
            if let teller = first[key] {
                if teller != source { again.insert(row) }
            } else {
                first[key] = source
            }
        }
        return again
    }
}

/// The local day of an instant, remembered for a run of rows.
struct LocalDates {
    let zone: ClockZone
    private var known: [Int64: CivilDate] = [:]

    init(zone: ClockZone) { self.zone = zone }

    mutating func date(at instant: Instant) -> CivilDate {
        if let d = known[instant.seconds] { return d }
        let d = zone.civil(at: instant).date
        known[instant.seconds] = d
        return d
    }
}
