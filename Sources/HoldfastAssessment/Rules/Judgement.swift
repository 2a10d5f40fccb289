import HoldfastAgreement
import HoldfastControl
import HoldfastGeometry
import HoldfastIncidents
import HoldfastText

/// Everything a rule may look at.
struct Evidence: Sendable {
    let agreement: Agreement
    let table: IncidentTable
    let ground: Ground
    let events: EventLog
    let options: AssessmentOptions
    let period: InstantInterval
    /// Rows that bear on the agreement, in the order (start, row). Those that do not touch the period lie before it.
    let bearings: [Bearing]
    let effort: ObservationEffort
    /// Changes of control with the stretch of time in which each happened.
    let changes: [DatedChange]
}

/// A change between two control maps and when it happened: after the earlier map's day, up to the end of the later's.
struct DatedChange: Sendable {
    var change: ControlChange
    var time: InstantInterval
}

/// What a rule says of one term.
struct Judgement: Sendable {
    var status: TermStatus
    var reasons: [String]
    var violations: [Violation] = []
    var clockDue: Instant?
    var exempted = 0
}

extension Evidence {
    /// The one place where a kind of term finds its rule.
    func judge(_ index: Int) -> Judgement {
        let term = agreement.terms[index]
        return switch term.rule {
        case .prohibitsUseOfForce(let kinds): judgeUseOfForce(term, index, term.kindsOfForce(kinds))
        case .withdraws(let withdrawal): judgeWithdrawal(term, index, withdrawal)
        case .prohibitsChangeOfControl(let tolerance, let over):
            judgeChangeOfControl(term, index, toleranceSquareMetres: tolerance, overSeconds: over)
        case .requiresAccess(let mechanism): judgeAccess(term, index, mechanism: mechanism)
        case .requiresDelivery(let what, let count): judgeDelivery(term, index, of: what, count: count)
        }
    }

    /// Counts at the standard asked for, and by grade.
    func count(_ violations: [Violation]) -> ViolationCounts {
        var c = ViolationCounts()
        for v in violations {
            let isBest = v.isCertain || v.probability > 0.5
            if isBest {
                switch v.certainty {
                case .confirmed: c.confirmed += 1
                case .likely: c.likely += 1
                case .possible: c.possible += 1
                }
            }
            guard v.certainty >= options.standard else { continue }
            if v.isCertain { c.low += 1 }
            if isBest { c.best += 1 }
            c.high += 1
            c.expected += Double(v.probability)
        }
        return c
    }

    /// `breached`, `met` or `undetermined` from counts at the standard and from whether anyone could see.
    ///
    /// Reports below the standard do not show a term breached; nor can it be called met while they stand.
    func status(_ c: ViolationCounts, below: Int, observed: Bool) -> TermStatus {
        if c.low > 0 { return .breached }
        if c.high > 0 || below > 0 || !observed { return .undetermined }
        return .met
    }

    /// Violations at a lesser grade than the standard.
    func below(_ violations: [Violation]) -> Int { violations.count { $0.certainty < options.standard } }

    func local(_ instant: Instant) -> String { agreement.zone.written(instant) }
}

extension ClockZone {
    /// `2015-02-15 00:00` in this zone.
    func written(_ instant: Instant) -> String {
        String(civil(at: instant).iso8601.prefix(16)).replacing("T", with: " ")
    }
}
