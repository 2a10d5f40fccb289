import HoldfastText

/// Where the columns of an events file stand. -1: not there.
struct EventColumns: Sendable {
    var id, kind, from, to, party, mechanism, term, zone, outcome, of, count, bound, certainty, source: Int

    static let names = [
        "id", "kind", "from", "date", "to", "party", "mechanism", "term", "zone", "outcome", "of", "count", "count_bound",
        "certainty", "source",
    ]

    init(_ search: inout ColumnSearch) {
        id = search.required("id", meaning: "it names the row")
        kind = search.required("kind", meaning: "observation, access, delivery or withdrawal")
        from = search.required("from", "date", meaning: "when it happened or began")
        to = search.optional("to")
        party = search.optional("party")
        mechanism = search.optional("mechanism")
        term = search.optional("term")
        zone = search.optional("zone")
        outcome = search.optional("outcome")
        of = search.optional("of")
        count = search.optional("count")
        bound = search.optional("count_bound")
        certainty = search.optional("certainty")
        source = search.optional("source")
    }

    /// Columns that nothing reads. In the user's own file that is worth a warning.
    static func unknown(_ header: CSVHeader, file: String) -> [Diagnostic] {
        header.names.compactMap { name in
            let folded = CSVHeader.folded(name)
            guard !name.isEmpty, !names.contains(folded) else { return nil }
            return Diagnostic(
                "unknown-column", .warning, file: file, place: .cell(row: 1, column: name, value: nil),
                message: "column '\(name)' is not read", help: nearest(to: folded, among: names).map { "did you mean \"\($0)\"?" })
        }
    }
}
