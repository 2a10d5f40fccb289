import HoldfastText

/// A trigger plus the obligations that its guarantors then owe.
public struct Guarantee: Sendable {
    public var id: String
    public var guarantors: [String]
    /// Parties to whom it is given; empty for all.
    public var beneficiaries: [String]
    public var trigger: Trigger?
    /// Who establishes that the trigger is met: a mechanism's, guarantor's or party's id. `nil` where the text names none.
    public var finder: String?
    public var clockStarts: ClockStart?
    public var discretion: Discretion?
    public var veto: VetoRule?
    public var obligations: [Obligation]
    public var cureSeconds: Int64?
    public var sunset: CalendarSpan?
    public var notice: CalendarSpan?
    public var sources: [TextSource]
    public var says: String?
    public var line: Int

    public init(
        id: String, guarantors: [String], beneficiaries: [String], trigger: Trigger?, finder: String?,
        clockStarts: ClockStart?, discretion: Discretion?, veto: VetoRule?, obligations: [Obligation],
        cureSeconds: Int64?, sunset: CalendarSpan?, notice: CalendarSpan?, sources: [TextSource], says: String?, line: Int
    ) {
        self.id = id
        self.guarantors = guarantors
        self.beneficiaries = beneficiaries
        self.trigger = trigger
        self.finder = finder
        self.clockStarts = clockStarts
        self.discretion = discretion
        self.veto = veto
        self.obligations = obligations
        self.cureSeconds = cureSeconds
        self.sunset = sunset
        self.notice = notice
        self.sources = sources
        self.says = says
        self.line = line
    }
}

/// What sets a guarantee off.
public indirect enum Trigger: Sendable {
    public enum By: Sendable { case sameParty, anyParty, party(String) }
    /// At least `count` violations of a term in a sliding window.
    case violations(of: String, by: By, count: Int, withinSeconds: Int64, standard: String)
    case deaths(count: Int, withinSeconds: Int64)
    case changeOfControl(squareMetres: Double, withinSeconds: Int64)
    /// A term's deadline passed unmet.
    case missedDeadline(of: String)
    case deniedAccess(count: Int, withinSeconds: Int64)
    /// An event the text describes in words, which no data can establish: `armed-attack`.
    case described(String)
    case any([Trigger])
    case all([Trigger])
}

public enum ClockStart: String, CaseIterable, Sendable { case event, finding, notification }

public enum Discretion: String, CaseIterable, Sendable {
    case none
    case ownSatisfaction = "own-satisfaction"
    case asDeemedNecessary = "as-deemed-necessary"
    case constitutionalProcess = "constitutional-process"
}

/// Who can stop a guarantee from acting: nobody, any guarantor, or the parties or bodies named.
public enum VetoRule: Hashable, Sendable {
    case none
    case anyGuarantor
    case named([String])
}

/// What guarantors then owe.
public struct Obligation: Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case consult, report, assist, sanction, deploy
        case useForce = "use-force"
    }
    public var kind: Kind
    /// Deadline after the clock starts; `nil` where the text sets none.
    public var within: CalendarSpan?
    /// `cured` or nothing.
    public var unless: String?

    public init(kind: Kind, within: CalendarSpan?, unless: String?) {
        self.kind = kind
        self.within = within
        self.unless = unless
    }
}

/// A length of time as written: hours are exact, days and longer follow the calendar of the agreement's zone.
public enum CalendarSpan: Hashable, Sendable {
    case seconds(Int64)
    case days(Int)
    case months(Int)
    case years(Int)
}
