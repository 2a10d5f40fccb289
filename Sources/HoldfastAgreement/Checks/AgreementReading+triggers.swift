import HoldfastText

extension AgreementReading {
    func checkTriggers(_ agreement: Agreement) {
        for guarantee in agreement.guarantees {
            guard let trigger = guarantee.trigger, let key = places.guarantees[guarantee.id] else { continue }
            if isOnlyDescribed(trigger) {
                report(
                    .triggerOnlyDescribed, at: key, "guarantee '\(guarantee.id)' is set off by words that no data can establish",
                    help: "someone has to find that they apply: name a \"finder\", and record the finding as an action; "
                        + "if the text leaves it so, that is a finding about the text")
            } else if let reason = neverMet(trigger, of: guarantee, in: agreement) {
                report(
                    .triggerNeverMet, at: key, "guarantee '\(guarantee.id)' can never be set off: \(reason.why)", help: reason.help)
            }
        }
    }

    private func isOnlyDescribed(_ trigger: Trigger) -> Bool {
        switch trigger {
        case .described: true
        case .any(let inner): inner.allSatisfy(isOnlyDescribed)
        case .all(let inner): inner.contains(where: isOnlyDescribed)
        default: false
        }
    }

    private func neverMet(_ trigger: Trigger, of guarantee: Guarantee, in agreement: Agreement) -> (why: String, help: String)? {
        func beyondSunset(_ window: Int64) -> (why: String, help: String)? {
            guard let sunset = guarantee.sunset.map(longest), window > sunset else { return nil }
            return ("it looks at a longer time than the guarantee lasts", "shorten \"within\" or lengthen \"sunset\"")
        }
        switch trigger {
        case .violations(let of, let by, _, let window, _):
            guard let term = agreement.terms.first(where: { $0.id == of }) else { return nil }
            if case .party(let party) = by, case .parties(let bound) = term.binds, !bound.contains(party) {
                return ("term '\(of)' does not bind '\(party)'", "name a party that the term binds, or let the term bind '\(party)'")
            }
            return beyondSunset(window)
        case .missedDeadline(let of):
            guard let term = agreement.terms.first(where: { $0.id == of }) else { return nil }
            switch term.rule {
            case .withdraws, .requiresDelivery: return nil
            default: return ("term '\(of)' has no deadline that could be missed", "name a withdrawal or a delivery, or use \"violations-of: \(of)\"")
            }
        case .deaths(_, let window), .deniedAccess(_, let window), .changeOfControl(_, let window): return beyondSunset(window)
        case .described: return ("no data establish it", "record the finding as an action")
        case .any(let inner):
            let reasons = inner.map { neverMet($0, of: guarantee, in: agreement) }
            return reasons.contains { $0 == nil } ? nil : reasons.first.flatMap { $0 }
        case .all(let inner): return inner.lazy.compactMap { self.neverMet($0, of: guarantee, in: agreement) }.first
        }
    }

    /// The longest that a calendar span can be, in seconds.
    private func longest(_ span: CalendarSpan) -> Int64 {
        switch span {
        case .seconds(let s): s
        case .days(let n): Int64(clamping: n).multipliedReportingOverflow(by: 86_400).partialValue
        case .months(let n): Int64(clamping: n).multipliedReportingOverflow(by: 31 * 86_400).partialValue
        case .years(let n): Int64(clamping: n).multipliedReportingOverflow(by: 366 * 86_400).partialValue
        }
    }

    /// A mechanism whose findings oblige nobody.
    func checkConsequences(_ agreement: Agreement) {
        guard let mechanism = agreement.mechanisms.first, let key = declared.mechanisms.key(mechanism.id),
            !agreement.guarantees.contains(where: { !$0.obligations.isEmpty }), places.guarantees.isEmpty
        else { return }
        report(
            .findingWithoutConsequence, at: key, "nothing follows from what '\(mechanism.id)' finds: the agreement has no guarantee",
            help: "add \"guarantees:\" if the text has any; if it has none, that is a finding about the text")
    }
}
