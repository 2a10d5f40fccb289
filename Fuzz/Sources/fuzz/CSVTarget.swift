import Foundation
import Holdfast

/// Any bytes are read as CSV or refused; the rows do not depend on how the bytes are cut into chunks, nor on the threads.
enum CSVTarget {
    static func run(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let text = Array(bytes.dropFirst())
        let (cut, whole) = (rows(text, chunkBytes: 1 + Int(first)), rows(text, chunkBytes: 1 << 20))
        // Whether NUL bytes make a file no text is judged by its first bytes, as many as are read at once.
        if !text.contains(0) { promise(cut == whole, "rows do not depend on the chunks") }
    }

    /// What was read, in words: one entry a row, the last one how it ended.
    private static func rows(_ bytes: [UInt8], chunkBytes: Int) -> [String] {
        let gathered = Gathered()
        do throws(Diagnostics) {
            let scan = try CSVScan(source: ByteSource(bytes: bytes, file: "fuzz.csv"), chunkBytes: chunkBytes)
            let columns = scan.header.names.count
            gathered.rows.append("\(scan.header.names) \(scan.header.delimiter)")
            try CSVReading<[String]>.run(
                scan, workers: 1,
                makeWorker: {
                    let rows = CSVRows(columns: columns)
                    return { chunk in
                        var out: [String] = []
                        let (count, cut) = rows.forEach(in: chunk) { out.append(words($0, columns)) }
                        return .init(part: out, rows: count, cut: cut)
                    }
                },
                merge: { part, before in
                    promise(before >= 0, "rows are counted")
                    gathered.rows += part
                })
        } catch {
            promise(!error.all.isEmpty, "a refusal says why")
            gathered.rows += error.all.map { $0.text(color: false) }
        }
        return gathered.rows
    }

    private static func words(_ row: CSVRow, _ columns: Int) -> String {
        var out = "\(row.fault.map { "\($0)" } ?? "sound")"
        if case .ragged = row.fault { return out }
        promise(row.fieldCount == columns, "a row that is not ragged has as many fields as the header")
        for i in 0..<row.fieldCount {
            out += "|" + row.text(i)
            _ = WrittenDay.read(row.value(i))
            do throws(NumberScan.Fault) {
                promise(try NumberScan.decimal(row.value(i), commaPoint: i % 2 == 0).isFinite, "a number is finite")
                _ = try NumberScan.integer(row.value(i))
            } catch {}
        }
        return out
    }

    private final class Gathered {
        var rows: [String] = []
    }
}
