import HoldfastAgreement
import HoldfastIncidents
import HoldfastStatistics
import HoldfastText

/// Whether a condition is met at a moment: for sure, most likely, possibly.
struct Answer: Hashable, Sendable {
    var low: Bool
    var best: Bool
    var high: Bool
    static let no = Answer(low: false, best: false, high: false)
    static let unknown = Answer(low: false, best: false, high: true)
}

/// Evaluates conditions at several moments over the same evidence.
struct ConditionEvaluator {
    private let evidence: Evidence
    private let violations: [Violation]
    private let rates: Rates
    private let overSeconds: Int64
    private var windows: [String: SlidingWindow] = [:]

    init(_ evidence: Evidence, _ violations: [Violation], _ rates: Rates) {
        self.evidence = evidence
        self.violations = violations
        self.rates = rates
        overSeconds = evidence.agreement.holding.overSeconds ?? Holding.defaultOverSeconds
    }

    /// - Returns: the answer, and for the deciding windows what they held.
    mutating func evaluate(_ condition: Holding.Condition, at moment: Instant) -> (answer: Answer, found: String) {
        switch condition {
        case .deaths(let count, let within):
            return threshold(count, moment, within, key: "deaths \(within)", unit: "death") { $0.deaths(within) }
        case .violations(let term, let count, let within):
            return threshold(count, moment, within, key: "violations \(term ?? "") \(within)", unit: "violation") {
                $0.violations(of: term, within)
            }
        case .changeOfControl(let area, let within):
            guard evidence.ground.control != nil else { return (.unknown, "no control maps") }
            let r = window("control \(within)") { $0.control(within) }
                .most(endingAfter: moment.adding(seconds: -overSeconds), upTo: moment)
            let answer = Answer(low: Double(r.low) >= area, best: Double(r.best) >= area, high: Double(r.high) >= area)
            return (answer, "\(kilometres(Double(r.best))) km² within \(span(within))")
        case .rateRatio(let least):
            guard let ratio = rates.ratio, let low = rates.low, let high = rates.high else { return (.unknown, "no baseline") }
            return (
                Answer(low: low >= least, best: ratio >= least, high: high >= least),
                "incidents at \(short(ratio)) times the baseline's rate (95 % interval \(short(low)) to \(short(high)))"
            )
        case .any(let parts): return combine(parts, moment) { a, b in a || b }
        case .all(let parts): return combine(parts, moment) { a, b in a && b }
        }
    }

    private mutating func combine(_ parts: [Holding.Condition], _ moment: Instant, _ join: (Bool, Bool) -> Bool) -> (answer: Answer, found: String) {
        var result: Answer?
        var found: [String] = []
        for part in parts {
            let r = evaluate(part, at: moment)
            if r.answer.high { found.append(r.found) }
            if let so = result {
                result = Answer(
                    low: join(so.low, r.answer.low), best: join(so.best, r.answer.best), high: join(so.high, r.answer.high))
            } else {
                result = r.answer
            }
        }
        return (result ?? .no, found.joined(separator: "; "))
    }

    private mutating func threshold(
        _ count: Int, _ moment: Instant, _ within: Int64, key: String, unit: String,
        _ make: (ConditionEvaluator) -> SlidingWindow
    ) -> (answer: Answer, found: String) {
        let r = window(key, make).most(endingAfter: moment.adding(seconds: -overSeconds), upTo: moment)
        let answer = Answer(low: r.low >= count, best: max(r.best, r.low) >= count, high: max(r.high, r.best) >= count)
        let bounds = r.low == r.high ? "" : " (between \(grouped(min(r.low, r.best))) and \(grouped(max(r.high, r.best))))"
        let zone = evidence.agreement.zone
        let since = r.bestStart.map { " from \(zone.civil(at: max($0, evidence.period.from)).date.iso8601)" } ?? ""
        return (answer, "\(counted(max(r.best, r.low), unit))\(bounds) within \(span(within))\(since)")
    }

    private mutating func window(_ key: String, _ make: (ConditionEvaluator) -> SlidingWindow) -> SlidingWindow {
        if let w = windows[key] { return w }
        let w = make(self)
        windows[key] = w
        return w
    }

    /// Deaths in incidents that violate a prohibition of the use of force, each incident once.
    private func deaths(_ within: Int64) -> SlidingWindow {
        var things: [Weighted] = []
        var last: Int32 = -1
        let table = evidence.table
        for v in violations where v.certainty >= evidence.options.standard {
            // Violations of one incident by several terms stand next to each other.
            guard case .incident(let row) = v.origin, row != last, case .prohibitsUseOfForce = evidence.agreement.terms[Int(v.term)].rule
            else { continue }
            last = row
            let r = Int(row)
            let least = Int(min(table.deathsLow[r], table.deathsBest[r], table.deathsHigh[r]))
            let most = Int(max(table.deathsLow[r], table.deathsBest[r], table.deathsHigh[r]))
            things.append(
                Weighted(
                    time: v.time, low: v.isCertain ? least : 0,
                    best: v.isCertain || v.probability > 0.5 ? Int(table.deathsBest[r]) : 0, high: most))
        }
        return SlidingWindow(things, length: within)
    }

    private func violations(of term: String?, _ within: Int64) -> SlidingWindow {
        let index = term.flatMap { id in evidence.agreement.terms.firstIndex { $0.id == id } }
        var things: [Weighted] = []
        var last: Int32 = -1
        var change: Violation?
        for v in violations where v.certainty >= evidence.options.standard && (index == nil || Int(v.term) == index) {
            let thing = Weighted(
                time: v.time, low: v.isCertain ? 1 : 0, best: v.isCertain || v.probability > 0.5 ? 1 : 0, high: 1)
            // One incident that violates two terms counts once; its violations stand next to each other.
            if index == nil {
                let isSame: Bool
                if case .incident(let row) = v.origin {
                    isSame = row == last
                    last = row
                } else {
                    // The same step of control, by the same gainer.
                    isSame = v.origin == .controlChange && change.map { $0.time == v.time && $0.side == v.side } ?? false
                    if v.origin == .controlChange { change = v }
                }
                if isSame, let before = things.popLast() {
                    things.append(Weighted(time: v.time, low: max(before.low, thing.low), best: max(before.best, thing.best), high: 1))
                    continue
                }
            }
            things.append(thing)
        }
        return SlidingWindow(things, length: within)
    }

    /// Square metres that changed hands.
    private func control(_ within: Int64) -> SlidingWindow {
        let period = evidence.period
        let things = evidence.changes.filter { $0.time.touches(period) }.map { d in
            let area = Int((d.change.gainedSquareMetres + d.change.lostSquareMetres).rounded())
            return Weighted(time: d.time, low: d.time.lies(in: period) ? area : 0, best: area, high: area)
        }
        return SlidingWindow(things, length: within)
    }
}

/// A state of the truce with what was found for it.
struct StateFinding {
    var status: TruceStatus
    var atLeast: TruceStatus
    var atMost: TruceStatus
    var best: TruceStatus
    var reasons: [String]
}

extension ConditionEvaluator {
    /// The states with their conditions, severest first.
    private var states: [(status: TruceStatus, condition: Holding.Condition)] {
        let holding = evidence.agreement.holding
        let used = holding.isDefinedByFile ? holding : .documentedDefault
        return [(.collapsed, used.collapsed), (.failing, used.failing), (.strained, used.strained)].compactMap { s, c in
            c.map { (s, $0) }
        }
    }

    /// The state at a moment: the severest whose condition is met for sure and the severest whose condition is possibly met.
    /// Where they differ the state is undetermined; where none is met and nobody could see, too.
    mutating func state(at moment: Instant) -> StateFinding {
        var atLeast: TruceStatus?
        var atMost: TruceStatus?
        var best: TruceStatus?
        var reasons: [String] = []
        for (status, condition) in states {
            let r = evaluate(condition, at: moment)
            if r.answer.high, atMost == nil { atMost = status }
            if r.answer.best, best == nil { best = status }
            if r.answer.low, atLeast == nil {
                atLeast = status
                reasons.append("\(status.rawValue): \(r.found); the mark is \(condition.inWords(evidence.agreement))")
            } else if r.answer.high, atLeast == nil {
                reasons.append("possibly \(status.rawValue): \(r.found); the mark is \(condition.inWords(evidence.agreement))")
            }
        }
        let window = InstantInterval(
            from: max(moment.adding(seconds: -overSeconds), evidence.period.from, evidence.agreement.entersIntoForce), to: moment)
        let isSeen = evidence.effort.covers(window, zone: nil)
        let least = atLeast ?? .holding
        let most = atMost ?? .holding
        if least != most {
            return StateFinding(status: .undetermined, atLeast: least, atMost: most, best: best ?? least, reasons: reasons)
        }
        if least == .holding, !isSeen {
            reasons.append("nothing reported in the last \(span(overSeconds)), but no source covers them: not observed is not quiet")
            return StateFinding(status: .undetermined, atLeast: .holding, atMost: .collapsed, best: .undetermined, reasons: reasons)
        }
        if least == .holding { reasons.append("no mark was reached in the last \(span(overSeconds))") }
        return StateFinding(status: least, atLeast: least, atMost: most, best: least, reasons: reasons)
    }

    /// One line for each state, severest first.
    func definition() -> [String] {
        let agreement = evidence.agreement
        var out = states.map { "\($0.status.rawValue): \($0.condition.inWords(agreement))" }
        out.append("holding: none of these, and watched")
        out.append("windows that end in the last \(span(overSeconds)) before the as-of moment decide")
        return out
    }
}

func short(_ x: Double) -> String { x.isInfinite ? "infinitely many" : decimal(x, decimals: 2) }
func kilometres(_ squareMetres: Double) -> String { decimal(squareMetres / 1e6, decimals: 2) }
