import HoldfastText

/// One thread's reader of UCDP rows.
struct UCDPWorker {
    let rows: CSVRows
    let reader: UCDPRows
    let file: String
    let names: [String]

    init(_ columns: UCDPColumns, header: CSVHeader, file: String, zone: ClockZone) {
        rows = CSVRows(columns: header.names.count)
        reader = UCDPRows(
            columns: columns, starts: DayStartTable(zone: zone), commaPoint: header.delimiter != 0x2C)
        self.file = file
        names = header.names
    }

    func part(_ chunk: CSVChunk) -> CSVReading<IncidentPart>.Outcome {
        var part = IncidentPart()
        part.bytes = chunk.count
        part.reserve(chunk.count / 512)
        let (rows, cut) = rows.forEach(in: chunk) { row in
            if row.number == 0, chunk.number == 0, row.isTagRow { return }
            part.rows += 1
            if let fault = row.rowFault {
                part.setAside(fault, row, file, names)
                return
            }
            do throws(RowFault) {
                let (values, day, lastDay, year, odd) = try reader.incident(row)
                part.append(values, row: row.number)
                part.meet(day: day, lastDay: lastDay, year: year)
                if !odd.isEmpty { note(odd, row, values, &part) }
            } catch {
                part.setAside(error, row, file, names)
            }
        }
        return .init(part: part, rows: rows, cut: cut)
    }

    private func note(_ odd: UCDPRows.Odd, _ row: CSVRow, _ v: IncidentValues, _ part: inout IncidentPart) {
        let c = reader.columns
        if odd.contains(.dateWidened) {
            part.note(
                "date-widened", row, c.start, file, names,
                "one day is given, but its precision code says it is not known to the day: widened to what the code means")
        }
        if odd.contains(.bestAboveHigh) {
            part.note("best-above-high", row, c.best, file, names, "the best estimate lies above the highest, \(v.deathsHigh)")
        }
        if odd.contains(.lowAboveBest) {
            part.note("low-above-best", row, c.low, file, names, "the lowest estimate lies above the best, \(v.deathsBest)")
        }
        if odd.contains(.unknownPrecision) {
            part.note(
                "unknown-precision", row, nil, file, names,
                "a precision code of date (1 to 5) or place (1 to 7) is missing or unknown; a place without one has no bound")
        }
    }
}

/// One thread's reader of Holdfast's own rows.
struct OwnWorker {
    let rows: CSVRows
    let reader: OwnRows
    let file: String
    let names: [String]
    /// Whether a row of HXL tags may stand under the header.
    let tagRow: Bool

    init(_ columns: OwnColumns, header: CSVHeader, file: String, zone: ClockZone, tagRow: Bool) {
        self.tagRow = tagRow
        rows = CSVRows(columns: header.names.count)
        reader = OwnRows(columns: columns, starts: DayStartTable(zone: zone), commaPoint: header.delimiter != 0x2C)
        self.file = file
        names = header.names
    }

    func part(_ chunk: CSVChunk) -> CSVReading<IncidentPart>.Outcome {
        var part = IncidentPart()
        part.bytes = chunk.count
        part.reserve(chunk.count / 96)
        let (rows, cut) = rows.forEach(in: chunk) { row in
            if tagRow, row.number == 0, chunk.number == 0, row.isTagRow { return }
            part.rows += 1
            if let fault = row.rowFault {
                part.setAside(fault, row, file, names)
                return
            }
            do throws(RowFault) {
                let (values, odd) = try reader.incident(row)
                part.append(values, row: row.number)
                if reader.columns.licence >= 0 { _ = part.licences.intern(row.cell(reader.columns.licence)) }
                if !odd.isEmpty { note(odd, row, values, &part) }
            } catch {
                part.setAside(error, row, file, names)
            }
        }
        return .init(part: part, rows: rows, cut: cut)
    }

    private func note(_ odd: OwnRows.Odd, _ row: CSVRow, _ v: IncidentValues, _ part: inout IncidentPart) {
        let c = reader.columns
        if odd.contains(.bestAboveHigh) {
            part.note(
                "best-above-high", row, c.best < 0 ? c.high : c.best, file, names,
                "the best estimate lies above the highest, \(v.deathsHigh)")
        }
        if odd.contains(.lowAboveBest) {
            part.note("low-above-best", row, c.low, file, names, "the lowest estimate lies above the best, \(v.deathsBest)")
        }
        if odd.contains(.noUncertainty) {
            part.note(
                "no-uncertainty", row, nil, file, names,
                "the row gives a position and no uncertainty_m, so it may have happened anywhere; write a radius in metres, such as 1000")
        }
        if odd.contains(.ungraded) {
            part.note(
                "ungraded", row, nil, file, names,
                "the row says nothing about how sure it is: taken as possible, like a source and content that cannot be judged (F6)")
        }
    }
}

extension IncidentPart {
    mutating func meet(day: Int, lastDay: Int, year: Int?) {
        days = (min(days.first, day), max(days.last, lastDay))
        let ofDate = 1970 + Int((Double(day) + 0.5) / 365.2425)
        // The file's year where it agrees with the date; the date's where it is missing or wrong.
        let y: Int
        if let year, abs(year - ofDate) <= 1 { y = year } else { y = CivilDate(dayNumber: day)?.year ?? ofDate }
        years = (min(years.first, y), max(years.last, y))
    }

    mutating func setAside(_ fault: RowFault, _ row: CSVRow, _ file: String, _ names: [String]) {
        let column = fault.column.flatMap { names.indices.contains($0) ? names[$0] : nil }
        faults.setAside(
            fault.code,
            Diagnostic(
                fault.code, .warning, file: file,
                place: .cell(row: row.number + 1, column: column, value: row.shown(fault.column)),
                message: fault.message, help: fault.help))
    }

    mutating func note(_ code: String, _ row: CSVRow, _ column: Int?, _ file: String, _ names: [String], _ message: String) {
        let name = column.flatMap { names.indices.contains($0) ? names[$0] : nil }
        faults.note(
            code,
            Diagnostic(
                code, .note, file: file, place: .cell(row: row.number + 1, column: name, value: row.shown(column)),
                message: message))
    }
}

extension CSVRow {
    /// What stands in a field, for a message: not more than 200 bytes.
    func shown(_ column: Int?) -> String? {
        guard let column, column >= 0, column < fieldCount else { return nil }
        if case .ragged = fault { return nil }
        return String(decoding: raw(column).prefix(200), as: UTF8.self)
    }

    /// A row of HXL tags, such as `#date+start`, under the header.
    var isTagRow: Bool {
        guard fault == nil else { return false }
        var tags = 0
        for i in 0..<fieldCount {
            let field = value(i)
            if field.isEmpty { continue }
            if field[0] != 0x23 { return false }
            tags += 1
        }
        return tags > 0
    }

    /// Why the row cannot be taken apart, as a reason to set it aside.
    var rowFault: RowFault? {
        switch fault {
        case .none: nil
        case .ragged(let fields):
            RowFault(
                "ragged-row", nil, "the row has \(fields) fields, not as many as the header names",
                help: "a field that holds the separator or a line break must stand in quotes")
        case .strayQuote(let field):
            RowFault(
                "stray-quote", field, "a quote stands where none may stand",
                help: "put the field in quotes and write each quote inside it twice")
        case .notUTF8(let field, let byte):
            RowFault(
                "not-utf8", field, "the byte 0x\(String(byte, radix: 16, uppercase: true)) is not valid UTF-8 here",
                help: "save the file as UTF-8")
        }
    }
}
