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
    ///   - checking: further faults of an event, such as ids that an agreement does not declare.
    /// - Throws: every fault of every file, each with its row and column.
    /// - Complexity: O(n) in the bytes.
    public static func read(
        files: [String], zone: ClockZone, checking: (LoggedEvent) -> [Diagnostic] = { _ in [] }
    ) throws(Diagnostics) -> EventLog {
        var log = EventLog()
        var faults: [Diagnostic] = []
        for file in files {
            do throws(Diagnostics) { try log.append(try ByteSource(file: file), zone: zone, checking) } catch { faults += error.all }
        }
        if !faults.isEmpty { throw Diagnostics(faults) }
        return log
    }

    private struct Part: Sendable {
        var events: [LoggedEvent] = []
        var faults: [Diagnostic] = []
        var rows = 0
    }

    mutating func append(
        _ source: ByteSource, zone: ClockZone, _ checking: (LoggedEvent) -> [Diagnostic] = { _ in [] }
    ) throws(Diagnostics) {
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
                    let reader = EventRows(columns: columns, starts: DayStartTable(zone: zone), file: file)
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
        for event in gathered.events { faults += checking(event) }
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
