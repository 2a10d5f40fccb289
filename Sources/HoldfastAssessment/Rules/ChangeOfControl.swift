import HoldfastAgreement
import HoldfastControl
import HoldfastIncidents
import HoldfastText

extension Evidence {
    /// `prohibits: change-of-control`: ground that changed hands, from the control maps, beyond a tolerance over a time.
    ///
    /// A change counts for the party that gained; gains and losses are not set off against each other.
    /// Maps say who held ground, not how it was gained: nothing is attributed.
    func judgeChangeOfControl(_ term: Term, _ index: Int, toleranceSquareMetres: Double, overSeconds: Int64) -> Judgement {
        let time = agreement.inForce(term, within: period)
        guard let control = ground.control else {
            return Judgement(status: .undetermined, reasons: ["no control maps were given"])
        }
        var judgement = Judgement(status: .undetermined, reasons: [])
        for (party, isHolder) in [(Optional(control.heldBy), true), (control.restHeldBy, false)] {
            let side = party.flatMap(agreement.index(ofParty:)) ?? -1
            var window: [(from: Instant, area: Double)] = []
            for dated in changes where dated.time.touches(time) {
                let gained = isHolder ? dated.change.gainedSquareMetres : dated.change.lostSquareMetres
                guard gained > 0 else { continue }
                // What was gained in the stretch `over` that ends with this change.
                window.append((dated.time.from, gained))
                let opens = dated.time.to.adding(seconds: -overSeconds)
                window.removeAll { $0.from < opens && $0.from != dated.time.from }
                let sum = window.reduce(0) { $0 + $1.area }
                guard sum > toleranceSquareMetres else { continue }
                judgement.violations.append(
                    Violation(
                        term: UInt16(clamping: index), origin: .controlChange,
                        probability: Float(dated.time.share(in: time)), isCertain: dated.time.lies(in: time),
                        certainty: .likely, attributedTo: -1, side: side, distanceMetres: .nan, zones: 0, time: dated.time,
                        squareMetres: gained))
            }
        }
        judgement.violations.sort { ($0.time.from, $0.side) < ($1.time.from, $1.side) }
        let counts = count(judgement.violations)
        let first = control.maps.first.map { agreement.zone.startOfDay($0.date) }
        let last = control.maps.last.map { agreement.zone.day($0.date).to }
        let covers = (first ?? .init(seconds: .max)) <= time.from && (last ?? .init(seconds: .min)) >= time.to
        judgement.status = status(counts, observed: covers)
        let tolerance = decimal(toleranceSquareMetres / 1e6, decimals: 3)
        if counts.low > 0 {
            let gained = judgement.violations.reduce(0) { $0 + $1.squareMetres }
            judgement.reasons = [
                "\(decimal(gained / 1e6, decimals: 2)) km² changed hands in \(counted(counts.low, "step")) over the tolerance of \(tolerance) km²"
            ]
        } else if counts.high > 0 {
            judgement.reasons = ["a change over the tolerance of \(tolerance) km² may lie before the term bound"]
        } else if covers {
            judgement.reasons = ["no change over the tolerance of \(tolerance) km²"]
        }
        if !covers {
            let span = control.maps.first.flatMap { a in control.maps.last.map { "\(a.date.iso8601) to \($0.date.iso8601)" } }
            judgement.reasons.append("control maps cover \(span ?? "no day"), not the whole time")
        }
        return judgement
    }
}
