@testable import HoldfastText

/// A row as text, for comparison.
struct PlainRow: Hashable, CustomStringConvertible {
    var number: Int
    var fields: [String]
    var fault: CSVRow.Fault?
    var description: String { "\(number): \(fields) \(fault.map { "\($0)" } ?? "")" }
}

/// A file's rows through the scanner.
struct PlainFile: Equatable {
    var names: [String] = []
    var delimiter: UInt8 = 0
    var rows: [PlainRow] = []
    var fault: Diagnostic?
    var sha256 = ""

    init(_ bytes: [UInt8], chunk: Int = 4 << 20, workers: Int = 1) {
        do throws(Diagnostics) {
            let scan = try CSVScan(source: ByteSource(bytes: bytes, file: "test.csv"), chunkBytes: chunk)
            names = scan.header.names
            delimiter = scan.header.delimiter
            let columns = names.count
            var gathered: [PlainRow] = []
            do throws(Diagnostics) {
                try CSVReading<[PlainRow]>.run(
                    scan, workers: workers,
                    makeWorker: {
                        let rows = CSVRows(columns: columns)
                        return { chunk in
                            var part: [PlainRow] = []
                            let (count, cut) = rows.forEach(in: chunk) { row in
                                var plain = PlainRow(number: row.number + 1, fields: [], fault: row.fault)
                                if row.fault == nil { plain.fields = (0..<row.fieldCount).map(row.text) }
                                part.append(plain)
                            }
                            return .init(part: part, rows: count, cut: cut)
                        }
                    },
                    merge: { part, before in
                        gathered += part.map { PlainRow(number: $0.number + before, fields: $0.fields, fault: $0.fault) }
                    })
            } catch {
                fault = error.all.first
            }
            rows = gathered
            sha256 = scan.sha256
        } catch {
            fault = error.all.first
        }
    }

    init(_ text: String, chunk: Int = 4 << 20, workers: Int = 1) { self.init(Array(text.utf8), chunk: chunk, workers: workers) }
}

/// RFC 4180 one character after the other, written to be obviously right and not fast. Quotes where none may stand
/// are text, as in Python's `csv` module; their rows are marked.
struct ReferenceCSV {
    struct Row {
        var fields: [String] = []
        /// A quote stands where none may stand.
        var stray = false
        /// Nothing but separators and white space.
        var blank = true
    }

    var rows: [Row] = []
    var endsInQuotes = false
    var lastIsUnended = false

    init(_ text: String, delimiter: Unicode.Scalar = ",") {
        var row = Row()
        var field = String.UnicodeScalarView()
        enum State { case start, plain, quoted, closed }
        var state = State.start
        var any = false
        let scalars = Array(text.unicodeScalars)
        for (i, c) in scalars.enumerated() {
            any = true
            if state == .quoted {
                if c == "\"" { state = .closed } else { field.append(c) }
                continue
            }
            if c == "\r", i + 1 < scalars.count, scalars[i + 1] == "\n" { continue }
            if c != delimiter, c != "\n", c != " ", c != "\t" { row.blank = false }
            if state == .closed, c == "\"" {
                field.append(c)
                state = .quoted
                continue
            }
            if c == delimiter || c == "\n" {
                row.fields.append(String(field).trimmingBlanks())
                field = .init()
                state = .start
                if c == "\n" {
                    rows.append(row)
                    row = Row()
                    any = false
                }
                continue
            }
            if state == .closed { row.stray = true }
            if c == "\"" {
                if state == .start {
                    state = .quoted
                    continue
                }
                row.stray = true
            }
            field.append(c)
            state = .plain
        }
        if state == .quoted {
            endsInQuotes = true
        } else if any {
            lastIsUnended = true
            row.fields.append(String(field).trimmingBlanks())
            rows.append(row)
        }
    }
}

extension String {
    func trimmingBlanks() -> String {
        var s = Substring(self)
        while s.first == " " || s.first == "\t" { s.removeFirst() }
        while s.last == " " || s.last == "\t" { s.removeLast() }
        return String(s)
    }
}
