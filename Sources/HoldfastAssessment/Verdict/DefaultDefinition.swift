import HoldfastAgreement
import HoldfastText

extension Holding {
    /// What counts as holding where the agreement is silent. `Documentation/Methods.md` gives the reasons.
    ///
    /// The thresholds are UCDP's: 25 deaths in a year make an armed conflict, 1,000 a war; 25 in a week is a war's pace.
    static let documentedDefault = Holding(
        collapsed: .deaths(count: 25, withinSeconds: 7 * 86_400),
        failing: .deaths(count: 25, withinSeconds: 365 * 86_400),
        strained: .violations(of: nil, count: 1, withinSeconds: 86_400))

    /// How far back from the as-of moment a window may end that decides, where the agreement is silent.
    static let defaultOverSeconds: Int64 = 30 * 86_400
}

extension Holding.Condition {
    /// The condition in words.
    func inWords(_ agreement: Agreement) -> String {
        switch self {
        case .deaths(let n, let within): "\(counted(n, "death")) or more within any \(span(within))"
        case .violations(let of, let n, let within):
            "\(counted(n, "violation")) or more of \(of.map { "'\($0)'" } ?? "any term") within any \(span(within))"
        case .changeOfControl(let area, let within):
            "\(kilometres(area)) km² or more changing hands within any \(span(within))"
        case .rateRatio(let x): "incidents at \(short(x)) times the baseline's rate or more"
        case .any(let parts): parts.map { $0.inWords(agreement) }.joined(separator: ", or ")
        case .all(let parts): parts.map { $0.inWords(agreement) }.joined(separator: ", and ")
        }
    }
}

/// `7 days`, `1 day`, `36 hours`.
func span(_ seconds: Int64) -> String {
    if seconds % 86_400 == 0 { return counted(Int(seconds / 86_400), "day") }
    if seconds % 3600 == 0 { return counted(Int(seconds / 3600), "hour") }
    return counted(Int(seconds / 60), "minute")
}
