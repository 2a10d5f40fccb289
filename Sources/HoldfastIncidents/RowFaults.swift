import HoldfastText

/// Why a row cannot be used.
struct RowFault: Error {
    var code: String
    /// Column, counted from 0; `nil` for the row as a whole.
    var column: Int?
    var message: String
    var help: String?

    init(_ code: String, _ column: Int?, _ message: String, help: String? = nil) {
        self.code = code
        self.column = column
        self.message = message
        self.help = help
    }
}

/// Rows set aside and rows noted, counted in full and kept up to a thousand of each reason.
struct RowFaults: Sendable {
    /// How many of each reason are kept in words.
    static let kept = 1000

    var setAside: [SetAsideRow] = []
    var setAsideCounts: [String: Int] = [:]
    var notes: [Diagnostic] = []
    var noteCounts: [String: Int] = [:]

    mutating func setAside(_ code: String, _ diagnostic: @autoclosure () -> Diagnostic) {
        let n = setAsideCounts[code, default: 0]
        setAsideCounts[code] = n + 1
        if n < Self.kept { setAside.append(SetAsideRow(reason: code, diagnostic: diagnostic())) }
    }

    mutating func note(_ code: String, _ diagnostic: @autoclosure () -> Diagnostic) {
        let n = noteCounts[code, default: 0]
        noteCounts[code] = n + 1
        if n < Self.kept { notes.append(diagnostic()) }
    }

    /// Puts those of the next stretch behind these, whose rows come `rows` later in the file.
    mutating func append(_ next: RowFaults, rows: Int) {
        var room: [String: Int] = [:]
        for item in next.setAside {
            let taken = room[item.reason] ?? setAsideCounts[item.reason, default: 0]
            room[item.reason] = taken + 1
            if taken < Self.kept {
                setAside.append(SetAsideRow(reason: item.reason, diagnostic: item.diagnostic.moved(rows: rows)))
            }
        }
        room.removeAll()
        for item in next.notes {
            let taken = room[item.code] ?? noteCounts[item.code, default: 0]
            room[item.code] = taken + 1
            if taken < Self.kept { notes.append(item.moved(rows: rows)) }
        }
        for (code, n) in next.setAsideCounts { setAsideCounts[code, default: 0] += n }
        for (code, n) in next.noteCounts { noteCounts[code, default: 0] += n }
    }

    /// In the order of the rows; those of one row stay as they are.
    mutating func sortByRow() {
        setAside = Self.sorted(setAside) { $0.diagnostic.row }
        notes = Self.sorted(notes) { $0.row }
    }

    private static func sorted<T>(_ items: [T], _ row: (T) -> Int) -> [T] {
        items.enumerated().sorted { (row($0.element), $0.offset) < (row($1.element), $1.offset) }.map(\.element)
    }
}

extension Diagnostic {
    fileprivate var row: Int {
        if case .cell(let row, _, _) = place { return row }
        if case .feature(let number, _, _, _) = place { return number }
        return 0
    }

    func moved(rows: Int) -> Diagnostic {
        guard rows != 0, case .cell(let row, let column, let value) = place else { return self }
        var copy = self
        copy.place = .cell(row: row + rows, column: column, value: value)
        return copy
    }
}
