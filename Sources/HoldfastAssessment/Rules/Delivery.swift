import HoldfastAgreement
import HoldfastIncidents
import HoldfastText

extension Evidence {
    /// `requires: delivery` of a number of something by a deadline, from logged deliveries.
    ///
    /// A delivery counts when its interval ended by the deadline; one whose interval reaches over it may count.
    /// A count "at least" or "about" leaves the total open upwards.
    func judgeDelivery(_ term: Term, _ index: Int, of what: String, count required: Int) -> Judgement {
        let due = term.until.map(agreement.end)
        let deadline = due ?? period.to
        let begins = agreement.start(term.from)
        var low = 0
        var high = 0
        var isOpen = false
        var rows = 0
        var afterwards = 0
        var grade = Certainty.confirmed
        let owing = Set(agreement.binds(term))
        for event in events.events {
            guard case .delivery(let of, let count, let bound) = event.fact, of.lowercased() == what.lowercased(),
                event.term == nil || event.term == term.id, event.certainty >= options.standard,
                event.party.map(owing.contains) ?? true, event.time.to > begins, event.time.from < period.to
            else { continue }
            rows += 1
            if event.time.from >= deadline {
                // Told, so the log speaks of it; too late to count.
                afterwards = afterwards.addingReportingOverflow(count).partialValue
                grade = min(grade, event.certainty)
                continue
            }
            grade = min(grade, event.certainty)
            let inTime = event.time.to <= deadline && event.time.from >= begins
            if inTime, bound != .about { low = low.addingReportingOverflow(count).partialValue }
            high = high.addingReportingOverflow(count).partialValue
            if bound != .exact { isOpen = true }
        }
        var judgement = Judgement(status: .undetermined, reasons: [], clockDue: due)
        let total = isOpen ? "at least \(grouped(low))" : low == high ? grouped(low) : "\(grouped(low)) to \(grouped(high))"
        if low >= required {
            judgement.status = .met
            judgement.reasons = ["\(grouped(low)) of \(grouped(required)) \(what) delivered"]
        } else if let due, period.to < due {
            judgement.reasons = ["\(total) of \(grouped(required)) \(what) delivered; the deadline of \(local(due)) has not come"]
        } else if rows == 0 {
            judgement.reasons = ["nobody reported a delivery of \(what)"]
        } else if high >= required || isOpen {
            judgement.reasons = ["\(total) of \(grouped(required)) \(what) delivered: the reports leave it open"]
        } else if let due {
            judgement.status = .breached
            let late = afterwards > 0 ? ", \(grouped(afterwards)) afterwards" : ""
            judgement.reasons = ["\(grouped(high)) of \(grouped(required)) \(what) delivered by \(local(due))\(late)"]
            judgement.violations = [
                Violation(
                    term: UInt16(clamping: index), origin: .deadline, probability: 1, isCertain: true, certainty: grade,
                    attributedTo: -1, side: -1, distanceMetres: .nan, zones: 0,
                    time: InstantInterval(from: due, to: due), squareMetres: 0)
            ]
        } else {
            judgement.reasons = ["\(total) of \(grouped(required)) \(what) delivered so far; the term sets no deadline"]
        }
        return judgement
    }
}
