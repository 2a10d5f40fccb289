import HoldfastAssessment
import HoldfastControl
import HoldfastText

/// What a report says of the control maps that it rests on: whose they are, of which days, and what a day without one shows.
struct ControlNote {
    private let control: ControlHistory
    let first: CivilDate
    let last: CivilDate

    /// `nil` where there are no maps.
    init?(_ a: Assessment) {
        guard let control = a.ground.control, let first = control.dates.first, let last = control.dates.last else { return nil }
        self.control = control
        self.first = first
        self.last = last
    }

    /// Days between the first map and the last that have none.
    var daysWithout: Int { last.dayNumber - first.dayNumber + 1 - control.dates.count }

    /// `carry-forward`, `7 d` or `unknown`, as in the agreement file.
    var rule: String {
        switch control.gaps {
        case .carryForward: "carry-forward"
        case .carryAtMost(let days): "\(days) d"
        case .unknown: "unknown"
        }
    }

    var words: String {
        var out = counted(control.dates.count, "control map")
        if !control.maker.isEmpty { out += " by \(control.maker)" }
        out += control.dates.count == 1 ? " of \(first.iso8601)" : " from \(first.iso8601) to \(last.iso8601)"
        switch control.gaps {
        case .carryForward: out += "; a day without one counts as the last map before it"
        case .carryAtMost(let days): out += "; a day without one counts as the last map of at most \(counted(days, "day")) before it, otherwise as unknown"
        case .unknown: out += "; a day without one counts as unknown"
        }
        if daysWithout > 0 { out += " (\(counted(daysWithout, "such day")) between them)" }
        return out
    }

    func write(to json: inout JSONWriter) {
        json.object("control") { json in
            json.key("maker", control.maker.isEmpty ? nil : control.maker)
            json.key("maps", control.dates.count)
            json.key("firstMap", first.iso8601)
            json.key("lastMap", last.iso8601)
            json.key("gaps", rule)
            json.key("daysWithout", daysWithout)
        }
    }
}
