import HoldfastText

/// All that is wrong with one row of an events file.
struct EventFaults: Error {
    var all: [RowFault]
}

/// Turns rows of an events file into events. A value of one thread.
struct EventRows {
    let columns: EventColumns
    let starts: DayStartTable
    let file: String

    private static let kinds = ["observation", "access", "delivery", "withdrawal"]

    func event(_ row: CSVRow) throws(EventFaults) -> LoggedEvent {
        var faults: [RowFault] = []
        func taken<T>(_ body: () throws(RowFault) -> T) -> T? {
            do throws(RowFault) { return try body() } catch {
                faults.append(error)
                return nil
            }
        }
        let id = text(row, columns.id)
        if id == nil { faults.append(RowFault("no-id", columns.id, "the row has no id")) }
        let interval = taken { () throws(RowFault) -> InstantInterval in
            guard let from = try OwnTime.read(row, columns.from, starts) else {
                throw RowFault("no-date", columns.from, "the row has no date")
            }
            let (a, b) = try OwnTime.interval(from, try OwnTime.read(row, columns.to, starts), columns.to, starts)
            return InstantInterval(from: Instant(seconds: a), to: Instant(seconds: b))
        }
        let fact = taken { () throws(RowFault) -> LoggedEvent.Fact in try self.fact(row) }
        let certainty = taken { () throws(RowFault) -> Certainty in
            let written = row.cell(columns.certainty)
            if written.isEmpty { return .confirmed }
            guard let known = OwnRows.certainties.value(written) else {
                throw OwnRows.unknown("certainty", columns.certainty, row, OwnRows.certainties.all)
            }
            return known
        }
        guard faults.isEmpty, let id, let interval, let fact, let certainty else { throw EventFaults(all: faults) }
        return LoggedEvent(
            id: id, fact: fact, time: interval, party: text(row, columns.party), mechanism: text(row, columns.mechanism),
            term: text(row, columns.term), zone: text(row, columns.zone), certainty: certainty,
            origin: text(row, columns.source), row: row.number + 1, file: file)
    }

    private func fact(_ row: CSVRow) throws(RowFault) -> LoggedEvent.Fact {
        switch text(row, columns.kind)?.lowercased() {
        case "observation": return .observation
        case "withdrawal": return .withdrawal
        case "access":
            guard let word = text(row, columns.outcome) else {
                throw RowFault(
                    "no-outcome", columns.outcome, "an access has an outcome",
                    help: "write one of: \(LoggedEvent.Outcome.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            guard let outcome = LoggedEvent.Outcome(rawValue: word.lowercased()) else {
                throw OwnRows.unknown("outcome", columns.outcome, row, LoggedEvent.Outcome.allCases.map(\.rawValue))
            }
            return .access(outcome)
        case "delivery":
            guard let of = text(row, columns.of) else {
                throw RowFault("no-object", columns.of, "a delivery says of what", help: "write what was delivered, such as prisoners")
            }
            guard let count = try row.delivered(columns.count) else {
                throw RowFault("no-count", columns.count, "a delivery has a count")
            }
            var bound = CountBound.exact
            if let word = text(row, columns.bound) {
                guard let known = CountBound(rawValue: word.lowercased()) else {
                    throw OwnRows.unknown("count-bound", columns.bound, row, CountBound.allCases.map(\.rawValue))
                }
                bound = known
            }
            return .delivery(of: of, count: count, bound: bound)
        case nil: throw RowFault("no-kind", columns.kind, "the row has no kind", help: "write one of: \(Self.kinds.joined(separator: ", "))")
        default: throw OwnRows.unknown("kind", columns.kind, row, Self.kinds)
        }
    }

    private func text(_ row: CSVRow, _ column: Int) -> String? {
        guard column >= 0 else { return nil }
        let text = row.text(column)
        return text.isEmpty ? nil : text
    }
}

extension CSVRow {
    /// A count of things delivered: 0 to 2,147,483,647; `nil` where the field is empty or not there.
    func delivered(_ column: Int) throws(RowFault) -> Int? {
        let b = cell(column)
        if b.isEmpty { return nil }
        let n: Int64
        do throws(NumberScan.Fault) { n = try NumberScan.integer(b) } catch {
            throw RowFault("not-a-number", column, "this is not a whole number", help: "write digits only, such as 12")
        }
        guard n >= 0, n <= Int64(Int32.max) else {
            throw RowFault("count-out-of-range", column, "a count lies between 0 and 2,147,483,647")
        }
        return Int(n)
    }
}
