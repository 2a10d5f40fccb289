import Dispatch
import HoldfastControl
import HoldfastText

/// Adds to each row of a table of places who held the place on the row's day, how far it lay from the line of contact, and
/// what else is known about it.
///
/// The rows keep their order and every byte of theirs; the new columns stand behind. Work goes block by block, in memory
/// that does not depend on the table's length: while the rows of one block are taken apart on all cores, those of the block
/// before are written, and while they are put together again, the next block is read.
public struct LocatedTable {
    /// Stretches of a block, and the most bytes read for one.
    private static let parts = 16
    private static let partBytes = 1 << 20

    private let ground: LocatedGround
    private let reading: LocatedReading
    private let scan: CSVScan
    private let columns: LocatedColumns
    private var words: LocatedWords

    /// Opens a table and finds its columns.
    ///
    /// - Throws: faults of the file and of its header: `missing-column`, `ambiguous-column`, `duplicate-column`, ….
    public init(_ source: ByteSource, on ground: LocatedGround, _ reading: LocatedReading) throws(Diagnostics) {
        self.ground = ground
        self.reading = reading
        var part = Self.partBytes
        if let total = source.totalBytes { part = min(part, max(64 << 10, Int(clamping: total) / (parallelWidth * 2))) }
        scan = try CSVScan(source: source, chunkBytes: reading.chunkBytes ?? part)
        let first = scan.above.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        if first == 0x7B {
            throw Diagnostics(
                Diagnostic(
                    "not-a-table", file: source.file, message: "this is JSON, not a table with columns",
                    help: "make a table of GeoJSON points first: ogr2ogr -f CSV -lco GEOMETRY=AS_XY points.csv points.geojson"))
        }
        columns = try LocatedColumns(scan.header, file: source.file, reading)
        words = LocatedWords(ground, scan.header, prefix: reading.prefix, hasUncertainty: columns.hasUncertainty)
        let twice = words.names.filter(scan.header.has)
        if !twice.isEmpty {
            throw Diagnostics(
                twice.map { name in
                    Diagnostic(
                        "column-exists", file: source.file, place: .cell(row: 1, column: name, value: nil),
                        message: "the table already has a column '\(name)'",
                        help: "put something before the names of the new columns: --prefix map_")
                })
        }
    }

    /// The columns that place a row, as the table names them.
    public var usedColumns: (longitude: String, latitude: String, time: String, uncertainty: String?) {
        let names = scan.header.names
        let uncertainty: String? =
            switch columns.uncertainty {
            case .none, .metres: nil
            case .column(let i), .wherePrecision(let i): names[i]
            }
        return (names[columns.longitude], names[columns.latitude], names[columns.time], uncertainty)
    }

    /// Reads all rows and writes them.
    ///
    /// - Parameter put: takes the next bytes, in order, one call at a time, on any thread.
    /// - Throws: what `put` throws; ``Diagnostics`` where the file ends within a row or can no longer be read.
    /// - Complexity: O(n) in the bytes; memory for two blocks of at most 16 MiB of text (more where a row is longer than 1 MiB).
    public mutating func write(to put: ([UInt8]) throws -> Void) throws -> LocatedSummary {
        var summary = LocatedSummary()
        var sides = [Int](repeating: 0, count: words.sides.count)
        let epochs = LocatedEpochs(ground.index.control)
        func block() -> Block {
            Block(parts: (0..<Self.parts).map { _ in LocatedPart(scan.header, columns, zone: reading.zone, epochs: epochs) })
        }
        let blocks = [block(), block()]
        if reading.form == .csv { try put(words.line(scan.above, with: words.names)) }
        var line = scan.rowsBefore
        var isFirst = true
        var turn = 0
        // The rows of the block before the present one, still to be written.
        var waiting: Block?
        try blocks[0].fill(scan)
        while blocks[turn].used > 0 {
            let (now, next) = (blocks[turn], blocks[1 - turn])
            try Self.together(now.used, { now.parts[$0].read() }) {
                for part in waiting?.parts.prefix(waiting?.used ?? 0) ?? [] { try put(part.output) }
            }
            if isFirst {
                let comma = now.parts.prefix(now.used).lazy.compactMap(\.hasDecimalComma).first ?? false
                words.point = comma ? 0x2C : 0x2E
                isFirst = false
            }
            if let cut = count(now, &line, &summary) { throw Diagnostics(cut) }
            var found = now.columns()
            ground.index.locate(&found)
            for i in 0..<found.count where found.epochs[i] >= 0 { sides[Int(found.sides[i])] += 1 }
            let (ready, words, form, header, ground) = (found, self.words, reading.form, scan.header, self.ground)
            try Self.together(now.used, { i in
                let part = now.parts[i]
                let findings = LocatedFindings(ready, first: now.firsts[i], count: part.count, ground)
                switch form {
                case .csv: part.writeCSV(findings, words)
                case .geojsonseq: part.writeFeatures(findings, words, header)
                }
            }) { try next.fill(scan) }
            reading.progress?(scan.source.doneBytes, scan.source.totalBytes)
            waiting = now
            turn = 1 - turn
        }
        for part in waiting?.parts.prefix(waiting?.used ?? 0) ?? [] { try put(part.output) }
        summary.sides = zip(ground.index.holders.map(\.word), sides).filter { $0.1 > 0 }.map { (side: $0.0, rows: $0.1) }
        return summary
    }

    /// Adds a block's rows up; gives the fault where the file ends within a row.
    private func count(_ block: Block, _ line: inout Int, _ summary: inout LocatedSummary) -> Diagnostic? {
        for part in block.parts.prefix(block.used) {
            summary.rows += part.count - (part.hasTags ? 1 : 0)
            if part.notes.contains(where: { $0 != .placed }) {
                for (row, note) in part.notes.enumerated() where note != .placed {
                    summary.count(note, 1, first: line + Int(part.numbers[row]) + 1)
                }
            }
            if let cut = part.cut { return cut.diagnostic(row: line + part.lines + 1, file: scan.source.file) }
            line += part.lines
        }
        return nil
    }

    /// Runs numbered work on all cores, and one other thing beside it.
    private static func together(
        _ count: Int, _ body: @Sendable (Int) -> Void, beside: () throws -> Void
    ) throws {
        nonisolated(unsafe) var outcome: Result<Void, any Error> = .success(())
        nonisolated(unsafe) let beside = beside
        DispatchQueue.concurrentPerform(iterations: count + 1) { i in
            if i > 0 { return body(i - 1) }
            outcome = Result { try beside() }
        }
        try outcome.get()
    }

    /// Stretches that follow each other, worked on together.
    private final class Block: @unchecked Sendable {
        let parts: [LocatedPart]
        /// How many of them hold rows.
        private(set) var used = 0
        /// Where each one's rows begin in the block's columns.
        private(set) var firsts: [Int] = []

        init(parts: [LocatedPart]) { self.parts = parts }

        /// Reads the next stretches.
        func fill(_ scan: CSVScan) throws(Diagnostics) {
            used = 0
            while used < parts.count, try scan.fill(parts[used].chunk) { used += 1 }
        }

        /// The places of all stretches in one.
        func columns() -> SideColumns {
            var columns = SideColumns()
            firsts.removeAll(keepingCapacity: true)
            let total = parts.prefix(used).reduce(0) { $0 + $1.count }
            columns.longitudes.reserveCapacity(total)
            columns.latitudes.reserveCapacity(total)
            columns.epochs.reserveCapacity(total)
            for part in parts.prefix(used) {
                firsts.append(columns.count)
                columns.longitudes += part.longitudes
                columns.latitudes += part.latitudes
                columns.epochs += part.rowEpochs
            }
            return columns
        }
    }
}
