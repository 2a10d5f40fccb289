import HoldfastAgreement
import HoldfastIncidents
import HoldfastText

extension Evidence {
    /// `requires: access` for a mechanism, from logged requests: a denial, a delay or a condition is a violation.
    ///
    /// Access that was granted shows the term met for what was asked; where nobody asked, nothing is known.
    func judgeAccess(_ term: Term, _ index: Int, mechanism: String) -> Judgement {
        let time = agreement.inForce(term, within: period)
        var judgement = Judgement(status: .undetermined, reasons: [])
        var granted = 0
        for (i, event) in events.events.enumerated() {
            guard case .access(let outcome) = event.fact, event.time.touches(time),
                event.mechanism == nil || event.mechanism == mechanism, event.term == nil || event.term == term.id
            else { continue }
            if outcome == .granted {
                if event.certainty >= options.standard { granted += 1 }
                continue
            }
            let by = event.party.flatMap(agreement.index(ofParty:)) ?? -1
            let who = agreement.weight(of: by, under: term)
            guard who.share > 0 else { continue }
            // What else stopped the observers, such as a flood, may or may not be the party's doing.
            let isRestriction = outcome != .other
            judgement.violations.append(
                Violation(
                    term: UInt16(clamping: index), origin: .event(Int32(clamping: i)),
                    probability: Float(event.time.share(in: time) * who.share * (isRestriction ? 1 : 0.5)),
                    isCertain: isRestriction && who.isCertain && event.time.lies(in: time),
                    certainty: event.certainty, attributedTo: by, side: -1,
                    distanceMetres: .nan, zones: 0, time: event.time, squareMetres: 0))
        }
        judgement.violations.sort { $0.time.from < $1.time.from }
        let counts = count(judgement.violations)
        judgement.status = status(counts, below: below(judgement.violations), observed: granted > 0)
        if counts.low > 0 {
            judgement.reasons = ["\(counted(counts.low, "restriction")) of access, \(grouped(granted)) granted"]
        } else if counts.high > 0 {
            judgement.reasons = ["\(counted(counts.high, "restriction")) may lie outside the term's time or not be the party's doing"]
        } else if granted > 0 {
            judgement.reasons = ["\(counted(granted, "request")) granted, none refused; what was not asked for is not known"]
        } else {
            judgement.reasons = ["nobody reported whether access was given"]
        }
        return judgement
    }
}
