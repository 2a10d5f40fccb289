import HoldfastAgreement
import HoldfastControl
import HoldfastIncidents
import HoldfastText

extension Evidence {
    /// `prohibits: change-of-control`: ground that changed hands, from the control maps, beyond a tolerance over a time.
    ///
    /// A change counts for the party that gained; gains and losses are not set off against each other.
    /// A term that binds some parties looks at what they gained. Maps say who held ground, not how it was gained: nothing is attributed.
    func judgeChangeOfControl(_ term: Term, _ index: Int, toleranceSquareMetres: Double, overSeconds: Int64) -> Judgement {
        let time = agreement.inForce(term, within: period)
        guard let control = ground.control else {
            return Judgement(status: .undetermined, reasons: ["no control maps were given"])
        }
        var judgement = Judgement(status: .undetermined, reasons: [])
        for (party, isHolder) in [(Optional(control.heldBy), true), (control.restHeldBy, false)] {
            let side = party.flatMap(agreement.index(ofParty:)) ?? -1
            let who = agreement.weight(of: side, under: term)
            guard who.share > 0 else { continue }
            var earlier: [(time: InstantInterval, area: Double)] = []
            for dated in changes where dated.time.touches(time) {
                let gained = isHolder ? dated.change.gainedSquareMetres : dated.change.lostSquareMetres
                guard gained > 0 else { continue }
                earlier.append((dated.time, gained))
                // The stretch `over` that ends with this change; a change of clocks does not shorten it.
                let opens = dated.time.to.adding(seconds: -overSeconds - 3600)
                earlier.removeAll { $0.time.to <= opens && $0.time != dated.time }
                let most = earlier.reduce(0) { $0 + $1.area }
                guard most > toleranceSquareMetres else { continue }
                let within = earlier.reduce(0) { $0 + ($1.time.from >= opens ? $1.area : 0) }
                // Maps further apart than `over`: some stretch saw at least an equal part of the change.
                let parts = max(1, Double(dated.time.seconds - 3600) / Double(max(overSeconds, 1))).rounded(.up)
                let isOver = max(within, gained / parts) > toleranceSquareMetres
                judgement.violations.append(
                    Violation(
                        term: UInt16(clamping: index), origin: .controlChange,
                        probability: Float(dated.time.share(in: time) * who.share * (isOver ? 1 : 1 / (1 + parts))),
                        isCertain: isOver && who.isCertain && dated.time.lies(in: time), certainty: .likely,
                        attributedTo: -1, side: side, distanceMetres: .nan, zones: 0, time: dated.time, squareMetres: gained))
            }
        }
        judgement.violations.sort { ($0.time.from, $0.side) < ($1.time.from, $1.side) }
        let counts = count(judgement.violations)
        let first = control.dates.first.map(agreement.zone.startOfDay)
        let last = control.dates.last.map { agreement.zone.day($0).to }
        let covers = (first ?? .init(seconds: .max)) <= time.from && (last ?? .init(seconds: .min)) >= time.to
        judgement.status = status(counts, below: below(judgement.violations), observed: covers)
        let tolerance = decimal(toleranceSquareMetres / 1e6, decimals: 3)
        if counts.low > 0 {
            let gained = judgement.violations.reduce(0) { $0 + ($1.isCertain ? $1.squareMetres : 0) }
            judgement.reasons = [
                "\(decimal(gained / 1e6, decimals: 2)) km² changed hands in \(counted(counts.low, "step")) over the tolerance of \(tolerance) km²"
            ]
        } else if counts.high > 0 {
            judgement.reasons = [
                "\(counted(counts.high, "change")) may be over the tolerance of \(tolerance) km² within \(span(overSeconds)); the maps lie too far apart, or the change too early, to say"
            ]
        } else if !judgement.violations.isEmpty {
            judgement.reasons = ["\(counted(judgement.violations.count, "change")) over the tolerance of \(tolerance) km², which maps show as likely at most: below the standard"]
        } else if covers {
            let bound = agreement.binds(term)
            let by = bound.count == agreement.parties.count ? "" : " by \(bound.joined(separator: " and "))"
            judgement.reasons = ["no gain\(by) over the tolerance of \(tolerance) km²"]
        }
        if !covers {
            let span = control.dates.first.flatMap { a in control.dates.last.map { "\(a.iso8601) to \($0.iso8601)" } }
            judgement.reasons.append("control maps cover \(span ?? "no day"), not the whole time")
        }
        return judgement
    }
}
