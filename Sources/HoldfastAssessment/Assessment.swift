import HoldfastAgreement
import HoldfastControl
import HoldfastIncidents
import HoldfastText

/// Whether a truce holds on a moment's evidence, and everything that answer rests on. Made by ``assess(_:incidents:ground:events:options:)``.
///
/// A value: the same inputs give an equal assessment, and every list has a fixed order.
public struct Assessment: Sendable {
    public var agreement: Agreement
    /// The incidents that were judged, so that a violation's index can be looked up.
    public var table: IncidentTable
    public var events: EventLog
    public var ground: Ground
    public var options: AssessmentOptions
    /// From the start of D-day (or the start asked for) to the as-of moment.
    public var period: InstantInterval
    public var verdict: Verdict
    /// One for each term, in the order of the agreement.
    public var terms: [TermAssessment]
    /// Ascending by start of the interval, then by term, then by row.
    public var violations: [Violation]
    public var incidents: IncidentCounts
    public var rates: Rates
    /// ISO weeks (Monday to Sunday, local) from the baseline or ``Assessment/weeksBeforeEntry`` weeks before entry to the as-of moment.
    public var weeks: [PeriodCount]
    /// The same weeks from the start of the period on, the first cut to it: what the truce itself saw.
    public var weeksSince: [PeriodCount]
    /// Calendar years in local time from D-day to the as-of moment; the first and last may be cut off.
    public var years: [PeriodCount]
    /// The status at the end of each local calendar month since entry, and at the as-of moment.
    public var history: [StatusAt]
    public var territory: [TerritoryRow]
    /// What the evidence cannot tell, one sentence each, most important first.
    public var notKnown: [String]
    /// Every file that was read: agreement's maps, incidents, events.
    public var sources: [SourceRecord]

    public static let weeksBeforeEntry = 13
}

/// What a caller may choose.
public struct AssessmentOptions: Sendable {
    /// Exclusive end of the evidence. A date given by a user means the end of that local day.
    public var asOf: Instant
    /// Start of the period instead of D-day.
    public var from: Instant?
    /// The least certain grade that counts.
    public var standard: Certainty

    public init(asOf: Instant, from: Instant? = nil, standard: Certainty = .likely) {
        self.asOf = asOf
        self.from = from
        self.standard = standard
    }
}

/// A truce's state, mildest first.
public enum TruceStatus: String, CaseIterable, Sendable { case holding, strained, failing, collapsed, undetermined }

public struct Verdict: Sendable {
    public var status: TruceStatus
    /// The mildest and the severest state that the evidence allows; equal unless `status` is `undetermined`.
    public var atLeast: TruceStatus
    public var atMost: TruceStatus
    /// One sentence each, the deciding one first.
    public var reasons: [String]
    /// Whether the agreement file or the documented default defines the states.
    public var isDefinedByFile: Bool
    /// The definition in words, one line for each state.
    public var definition: [String]
}

public struct StatusAt: Sendable {
    /// Last local day before the moment.
    public var date: CivilDate
    public var status: TruceStatus
    public var atLeast: TruceStatus
    public var atMost: TruceStatus
}

public enum TermStatus: String, Sendable { case met, breached, undetermined }

public struct TermAssessment: Sendable {
    /// Index into `agreement.terms`.
    public var term: Int
    public var status: TermStatus
    /// Why, one sentence each.
    public var reasons: [String]
    public var counts: ViolationCounts
    /// Best counts by party id, in the order of the agreement; then `unknown`.
    public var byParty: [(party: String, count: Int)]
    /// Start of the first and of the last violation that is certain to be one; `nil` where there is none.
    public var first: Instant?
    public var last: Instant?
    /// When the term had to be complete, for terms with a deadline.
    public var clockDue: Instant?
    /// Conduct that the term exempts and that was reported, by kind.
    public var exempted: Int
}

/// Counts with bounds. `low` is certainly in the term's time and place, `high` possibly, `best` more likely than not,
/// all three at the standard asked for.
public struct ViolationCounts: Sendable {
    /// Best counts by grade, whatever the standard.
    public var confirmed = 0
    public var likely = 0
    public var possible = 0
    public var low = 0
    public var best = 0
    public var high = 0
    /// Sum of the probabilities.
    public var expected = 0.0
    /// Violations that may or may not lie in the term's time and place: `high - low`.
    public var undetermined: Int { high - low }

    public init() {}
}

/// An incident, a change of control, a logged event or a missed deadline, judged against one term.
public struct Violation: Sendable {
    public enum Origin: Hashable, Sendable {
        /// Row of `Assessment.table`.
        case incident(Int32)
        /// A step between two control maps; ``Violation/time`` and ``Violation/squareMetres`` say which.
        case controlChange
        /// Index into `Assessment.events.events`.
        case event(Int32)
        /// The term's deadline passed.
        case deadline
    }

    /// Index into `agreement.terms`.
    public var term: UInt16
    public var origin: Origin
    /// Probability, 0 to 1, that it lies in the term's time and place.
    public var probability: Float
    /// Whether its whole interval and disc of uncertainty lie in the term's time and place.
    public var isCertain: Bool
    public var certainty: Certainty
    /// Party (index into `agreement.parties`) to whom the data attribute it; -1 for unknown.
    public var attributedTo: Int16
    /// Party on whose side of the line of contact it lies; -1 for unknown. For a change of control, the party that gained.
    public var side: Int16
    /// Metres to the line of contact at its time, NaN where there is no line or no position.
    public var distanceMetres: Double
    /// Bit i: the recorded position lies in zone i of the agreement (the first 64).
    public var zones: UInt64
    public var time: InstantInterval
    /// Area that changed hands, otherwise 0.
    public var squareMetres: Double
}

/// What became of every row that was read: `read == used + fused + sum of setAside`.
public struct IncidentCounts: Sendable {
    public var read = 0
    /// Between the parties, interval starting within the period.
    public var inPeriod = 0
    /// Of `inPeriod`, those possibly in the area of the agreement.
    public var inArea = 0
    /// Between the parties, interval touching the period, possibly in the area.
    public var used = 0
    /// Told a second time by another file.
    public var fused = 0
    /// Reason and count, in a fixed order.
    public var setAside: [(reason: String, says: String, count: Int)] = []
    /// Rows that were used although something in them contradicts itself or is missing; in a fixed order.
    public var notes: [(reason: String, says: String, count: Int)] = []
    /// Of `used`: known only to the week or worse (interval of 7 days or more).
    public var knownToWeekOrWorse = 0
    /// Of `used`: uncertainty of 25 km or more, or no position.
    public var knownTo25kmOrWorse = 0
    /// Of `used`: begins before the period and reaches into it.
    public var straddlingStart = 0

    public init() {}
}

public struct Bounds: Hashable, Sendable {
    public var low = 0
    public var best = 0
    public var high = 0
    public init() {}
}

/// Incidents and deaths over a stretch of time, counted by the start of each interval.
public struct RateCount: Sendable {
    public var time: InstantInterval
    /// Whole and part days, by the local calendar.
    public var days: Double
    /// Of `days`, those that the sources cover; `nil` where no source says.
    public var daysObserved: Double?
    public var incidents = 0
    /// Of `incidents`, those that began while a source was watching; all of them where no source says.
    public var incidentsObserved = 0
    public var deaths = Bounds()

    public init(time: InstantInterval, days: Double, daysObserved: Double?) {
        self.time = time
        self.days = days
        self.daysObserved = daysObserved
    }
}

public struct Rates: Sendable {
    /// `nil` where the agreement names no baseline.
    public var baseline: RateCount?
    public var since: RateCount
    /// Rate since entry over rate in the baseline, with the exact 95 % interval (conditional on the total; Clopper–Pearson).
    public var ratio: Double?
    public var low: Double?
    public var high: Double?
    /// Equal windows before and after D-day: 30, 90 and 180 days, where they fit before the as-of moment.
    public var aroundEntry: [(days: Int, before: RateCount, after: RateCount)]
}

/// A week or a year with bounds: low counts what certainly happened in it, high what possibly did, best by the start of the interval.
public struct PeriodCount: Sendable {
    /// First day.
    public var from: CivilDate
    public var time: InstantInterval
    public var incidents = Bounds()
    public var deaths = Bounds()
    /// Sum of the low and of the high death estimates of the incidents in `incidents.best`.
    public var deathsLowEstimate = 0
    public var deathsHighEstimate = 0
    /// Whether a source covers all of it; `nil` where no source says.
    public var isObserved: Bool?

    public init(from: CivilDate, time: InstantInterval) {
        self.from = from
        self.time = time
    }
}

public struct TerritoryRow: Sendable {
    public var date: CivilDate
    /// Party id.
    public var party: String
    public var squareMetres: Double
    /// Share of the border polygon's area, `nil` without one.
    public var share: Double?
    /// What ``share`` is a share of: the border polygon's area on the ellipsoid.
    public var shareOfSquareMetres: Double?
    /// Since the row before, `nil` for the first.
    public var changeSquareMetres: Double?
}
