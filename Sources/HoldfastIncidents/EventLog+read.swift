import HoldfastText

extension EventLog {
    /// Reads events files into one log, one after the other.
    ///
    /// An events file is the user's own, so that nothing in it is set aside: each fault is an error, and all of them
    /// come in one run.
    ///
    /// - Parameters:
    ///   - files: paths; `-` is standard input. ``sources`` has one entry for each, in this order.
    ///   - zone: for dates, and for times without an offset from UTC.
    /// - Throws: every fault of every file, each with its row and column.
    /// - Complexity: O(n) in the bytes.
    public static func read(files: [String], zone: ClockZone) throws(Diagnostics) -> EventLog {
        var log = EventLog()
        var faults: [Diagnostic] = []
        for file in files {
            do throws(Diagnostics) { try log.append(try ByteSource(file: file), zone: zone) } catch { faults += error.all }
        }
        if !faults.isEmpty { throw Diagnostics(faults) }
        return log
    }

    private struct Part: Sendable {
        var events: [LoggedEvent] = []
        var faults: [Diagnostic] = []
        var rows = 0
    }

    mutating func append(_ source: ByteSource, zone: ClockZone) throws(Diagnostics) {
        let scan = try CSVScan(source: source)
        let header = scan.header
        let file = source.file
        var search = ColumnSearch(header, file: file)
        let columns = EventColumns(&search)
        if !search.faults.isEmpty { throw Diagnostics(search.faults) }
        var faults = EventColumns.unknown(header, file: file)
        var gathered = Part()
        do throws(Diagnostics) {
            try CSVReading<Part>.run(
                scan, workers: 1,
                makeWorker: {
                    let rows = CSVRows(columns: header.names.count)
                    let reader = EventRows(columns: columns, starts: DayStartTable(zone: zone))
                    return { chunk in
                        var part = Part()
                        let (count, cut) = rows.forEach(in: chunk) { row in
                            part.rows += 1
                            if let fault = row.rowFault {
                                part.faults.append(Self.error(fault, row, file, header.names))
                                return
                            }
                            do throws(EventFaults) { part.events.append(try reader.event(row)) } catch {
                                part.faults += error.all.map { Self.error($0, row, file, header.names) }
                            }
                        }
                        return .init(part: part, rows: count, cut: cut)
                    }
                },
                merge: { part, before in
                    gathered.rows += part.rows
                    gathered.faults += part.faults.map { $0.moved(rows: before) }
                    gathered.events += part.events.map {
                        var event = $0
                        event.row += before
                        return event
                    }
                })
        } catch {
            throw Diagnostics(faults + gathered.faults + error.all)
        }
        faults += gathered.faults
        var seen: [String: Int] = [:]
        for event in gathered.events {
            if let row = seen[event.id] {
                faults.append(
                    Diagnostic(
                        "duplicate-id", file: file, place: .cell(row: event.row, column: "id", value: event.id),
                        message: "this id stands in row \(row) already", help: "give each row an id of its own"))
            } else {
                seen[event.id] = event.row
            }
        }
        if faults.contains(where: { $0.severity == .error }) { throw Diagnostics(faults) }
        events += gathered.events
        sources.append(SourceRecord(file: file, format: "holdfast-events", sha256: scan.sha256, rows: gathered.rows))
    }

    private static func error(_ fault: RowFault, _ row: CSVRow, _ file: String, _ names: [String]) -> Diagnostic {
        let column = fault.column.flatMap { names.indices.contains($0) ? names[$0] : nil }
        return Diagnostic(
            fault.code, file: file, place: .cell(row: row.number + 1, column: column, value: row.shown(fault.column)),
            message: fault.message, help: fault.help)
    }
}

/// All that is wrong with one row of an events file.
struct EventFaults: Error {
    var all: [RowFault]
}

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

/// Turns rows of an events file into events. A value of one thread.
struct EventRows {
    let columns: EventColumns
    let starts: DayStartTable

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
            origin: text(row, columns.source), row: row.number + 1)
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
