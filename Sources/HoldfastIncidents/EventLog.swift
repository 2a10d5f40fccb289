import HoldfastText

/// What a mission writes down that is not an incident: access, deliveries, withdrawals, watching.
public struct LoggedEvent: Sendable {
    public enum Outcome: String, CaseIterable, Sendable { case granted, denial, delay, conditional, other }

    public enum Fact: Sendable {
        /// `observation`: somebody was in a position to see. The effort behind zero.
        case observation
        /// `access`: a mechanism asked to go somewhere, and what came of it.
        case access(Outcome)
        /// `delivery`: of what (`prisoners`, `convoys`), how many; the count may be a lower bound.
        case delivery(of: String, count: Int, bound: CountBound)
        /// `withdrawal`: the party was found to have withdrawn what the term names.
        case withdrawal
    }

    public var id: String
    public var fact: Fact
    public var time: InstantInterval
    /// Party's id in the agreement, or `nil` where the row names none.
    public var party: String?
    /// Mechanism's id in the agreement (who watched, who asked).
    public var mechanism: String?
    /// Term's id, or `nil`: then every term of the fitting kind.
    public var term: String?
    /// Zone's id, or `nil`: the whole area.
    public var zone: String?
    public var certainty: Certainty
    public var origin: String?
    /// Row of the file, the header being row 1.
    public var row: Int
    /// The file as the user named it.
    public var file: String

    public init(
        id: String, fact: Fact, time: InstantInterval, party: String?, mechanism: String?, term: String?, zone: String?,
        certainty: Certainty, origin: String?, row: Int, file: String = ""
    ) {
        self.id = id
        self.fact = fact
        self.time = time
        self.party = party
        self.mechanism = mechanism
        self.term = term
        self.zone = zone
        self.certainty = certainty
        self.origin = origin
        self.row = row
        self.file = file
    }
}

/// Missions write "at least 98".
public enum CountBound: String, CaseIterable, Sendable { case exact, atLeast = "at-least", about }

/// The rows of one or more events files, in the order in which they were read.
public struct EventLog: Sendable {
    public var events: [LoggedEvent] = []
    public var sources: [SourceRecord] = []
    public var setAside: [SetAsideRow] = []

    public init() {}
}
