import HoldfastAgreement
import HoldfastIncidents
import HoldfastText

extension EventLog {
    /// A fault for each id in the log that the agreement does not declare.
    public func namesUnknown(to agreement: Agreement) -> [Diagnostic] {
        let parties = agreement.parties.map(\.id)
        let mechanisms = agreement.mechanisms.map(\.id) + agreement.guarantors.map(\.id)
        let terms = agreement.terms.map(\.id)
        let zones = agreement.space.zones.map(\.id)
        var out: [Diagnostic] = []
        for event in events {
            for (column, value, known) in [
                ("party", event.party, parties), ("mechanism", event.mechanism, mechanisms), ("term", event.term, terms),
                ("zone", event.zone, zones),
            ] {
                guard let value, !known.contains(value) else { continue }
                let near = nearest(to: value, among: known).map { "write \"\($0)\"" }
                let declared = known.isEmpty ? "the agreement declares none" : "the agreement declares: \(known.joined(separator: ", "))"
                out.append(
                    Diagnostic(
                        "unknown-\(column)", file: event.file, place: .cell(row: event.row, column: column, value: value),
                        message: "'\(value)' is no \(column) of the agreement", help: near ?? declared))
            }
        }
        return out
    }
}
