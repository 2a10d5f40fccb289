import HoldfastAgreement
import HoldfastIncidents
import HoldfastText

extension LoggedEvent {
    /// A fault for each id in the event that the agreement does not declare, and for a term of another kind.
    public func faults(under agreement: Agreement) -> [Diagnostic] {
        var out: [Diagnostic] = []
        for (column, value, known) in [
            ("party", party, agreement.parties.map(\.id)),
            ("mechanism", mechanism, agreement.mechanisms.map(\.id) + agreement.guarantors.map(\.id)),
            ("term", term, agreement.terms.map(\.id)), ("zone", zone, agreement.space.zones.map(\.id)),
        ] {
            guard let value, !known.contains(value) else { continue }
            let near = nearest(to: value, among: known).map { "write \"\($0)\"" }
            let declared = known.isEmpty ? "the agreement declares none" : "the agreement declares: \(known.joined(separator: ", "))"
            out.append(
                Diagnostic(
                    "unknown-\(column)", file: file, place: .cell(row: row, column: column, value: value),
                    message: "'\(value)' is no \(column) of the agreement", help: near ?? declared))
        }
        if let named = agreement.terms.first(where: { $0.id == term }), !fits(named.rule) {
            out.append(
                Diagnostic(
                    "term-of-another-kind", file: file, place: .cell(row: row, column: "term", value: named.id),
                    message: "the term '\(named.id)' is not judged by events of this kind",
                    help: "name a term of the fitting kind, or leave the cell empty for every such term"))
        }
        if case .delivery(let of, _, _) = fact {
            let known = agreement.terms.compactMap { term -> String? in
                if case .requiresDelivery(let what, _) = term.rule { what } else { nil }
            }
            if !known.contains(where: { $0.lowercased() == of.lowercased() }) {
                out.append(
                    Diagnostic(
                        "unknown-delivery", file: file, place: .cell(row: row, column: "of", value: of),
                        message: "no term of the agreement requires a delivery of '\(of)'",
                        help: nearest(to: of, among: known).map { "write \"\($0)\"" } ?? (known.isEmpty ? "no term requires a delivery" : "the terms name: \(known.joined(separator: ", "))")))
            }
        }
        return out
    }

    private func fits(_ rule: Term.Rule) -> Bool {
        switch (fact, rule) {
        case (.observation, .prohibitsUseOfForce), (.access, .requiresAccess), (.delivery, .requiresDelivery), (.withdrawal, .withdraws): true
        default: false
        }
    }
}
