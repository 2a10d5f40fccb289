import HoldfastText

/// Finds the columns a format needs in a header, and says what is wrong with the header.
struct ColumnSearch {
    let header: CSVHeader
    let file: String
    private(set) var faults: [Diagnostic] = []

    init(_ header: CSVHeader, file: String) {
        self.header = header
        self.file = file
    }

    /// The column of the first of the names that is there, -1 if none is.
    mutating func optional(_ names: String...) -> Int { find(names) }

    /// The same; none is a fault.
    mutating func required(_ names: String..., meaning: String) -> Int {
        let found = find(names)
        if found < 0 {
            let near = nearest(to: names[0], among: header.names.filter { !$0.isEmpty })
            faults.append(
                Diagnostic(
                    "missing-column", file: file, place: .cell(row: 1, column: nil, value: nil),
                    message: "column '\(names.joined(separator: "' or '"))' is missing: \(meaning)",
                    help: near.map { "did you mean the column \"\($0)\"?" }
                        ?? "the file has: \(listed(header.names))"))
        }
        return found
    }

    private mutating func find(_ names: [String]) -> Int {
        for name in names {
            let places = header.columns(name)
            if places.count > 1 {
                faults.append(
                    Diagnostic(
                        "duplicate-column", file: file, place: .cell(row: 1, column: name, value: nil),
                        message: "column '\(name)' occurs \(places.count) times, as number "
                            + places.map { String($0 + 1) }.joined(separator: " and "),
                        help: "keep one of them"))
            }
            if let first = places.first { return first }
        }
        return -1
    }
}

/// Names for a message, not more than forty.
func listed(_ names: [String]) -> String {
    let shown = names.prefix(40).map { String($0.prefix(60)) }.joined(separator: ", ")
    return names.count > 40 ? shown + " and \(names.count - 40) more" : shown
}
