import HoldfastText

/// Puts the parts of one file together into a table, in order, and finds ids that occur twice.
final class IncidentGathering {
    var table: IncidentTable
    let file: String
    private let sourceNumber: UInt16
    /// Row of the table at which the file begins.
    private let first: Int
    /// Rows of the table that say again what an earlier one says; taken out at the end.
    private var dropped: [Int] = []
    private var known = KnownIDs()
    /// Name of the id column, for messages.
    private let idColumn: String
    private(set) var faults = RowFaults()
    private(set) var rows = 0
    private(set) var years = (first: Int.max, last: Int.min)
    private(set) var days = (first: Int.max, last: Int.min)
    private(set) var licences: [String] = []
    /// Bytes in the whole file, where known: for a guess at the room needed.
    private let totalBytes: Int64?

    /// What the file's rows are.
    enum Unit: String {
        case row
        /// Features of GeoJSON, made into rows below a header: the first feature is row 2.
        case feature
    }

    private let unit: Unit

    init(table: IncidentTable, file: String, unit: Unit, idColumn: String, totalBytes: Int64?) {
        self.table = table
        self.file = file
        self.unit = unit
        self.idColumn = idColumn
        self.totalBytes = totalBytes
        sourceNumber = UInt16(clamping: table.sources.count)
        first = table.count
    }

    /// - Parameter rowsBefore: rows of the file before the part, the header counted.
    func append(_ part: IncidentPart, rowsBefore: Int) {
        if rows == 0, let total = totalBytes, part.bytes > 0, total > Int64(part.bytes) {
            let guess = Double(part.table.count) * Double(total) / Double(part.bytes) * 1.02 + 1024
            table.reserve(table.count + Int(min(guess, 1e9)))
        }
        let base = table.count
        table.append(part, rowsBefore: unit == .row ? rowsBefore + 1 : rowsBefore, source: sourceNumber)
        rows += part.rows
        faults.append(part.faults, rows: rowsBefore)
        years = (min(years.first, part.years.first), max(years.last, part.years.last))
        days = (min(days.first, part.days.first), max(days.last, part.days.last))
        for i in 0..<part.licences.count where licences.count < 8 {
            if !licences.contains(part.licences[i]) { licences.append(part.licences[i]) }
        }
        known.reserve(table.count - first)
        let hashes = part.idHashes
        for i in hashes.indices {
            known.touch(hashes[min(i &+ 16, hashes.count &- 1)])
            if !known.insertIfNew(hashes[i], row: base + i) { meetAgain(hashes[i], base + i) }
        }
    }

    /// Handles a row whose id has the hash of an earlier one.
    private func meetAgain(_ hash: UInt64, _ row: Int) {
        var earliest: Int?
        var met = 0
        var from = KnownIDs.Search(hash)
        while met < KnownIDs.compared, let other = known.next(&from) {
            guard table.sameID(row, other) else { continue }
            if table.sameContent(row, other) {
                dropped.append(row)
                faults.setAside("duplicate-id", duplicate(row, other, identical: true))
                return
            }
            earliest = min(earliest ?? other, other)
            met += 1
        }
        if let earliest { faults.note("duplicate-id", duplicate(row, earliest, identical: false)) }
        // Not each of a thousand rows with one id is remembered: finding them again would take a thousand steps.
        if met < KnownIDs.compared { known.insert(hash, row: row) }
    }

    private func duplicate(_ row: Int, _ earlier: Int, identical: Bool) -> Diagnostic {
        Diagnostic(
            "duplicate-id", .note, file: file,
            place: .cell(row: Int(table.row[row]) + (unit == .row ? 0 : 1), column: idColumn, value: table.ids[row]),
            message: "this id stands in \(unit.rawValue) \(table.row[earlier]) already, "
                + (identical ? "with the same content: counted once" : "with other content: both are counted"),
            help: identical ? nil : "give each incident an id of its own, or remove the row that is out of date")
    }

    /// Ends the file: its faults in order of rows go to the table.
    ///
    /// - Parameter placed: what becomes of a message's place.
    func end(_ placed: (Diagnostic) -> Diagnostic = { $0 }) {
        table.remove(dropped)
        faults.sortByRow()
        table.setAside += faults.setAside.map { SetAsideRow(reason: $0.reason, diagnostic: placed($0.diagnostic)) }
        table.notes += faults.notes.map(placed)
        for (code, n) in faults.setAsideCounts { table.setAsideCounts[code, default: 0] += n }
        for (code, n) in faults.noteCounts { table.noteCounts[code, default: 0] += n }
    }
}

/// Ids met in one file, by hash. A table of open addressing, 8 bytes a slot.
private struct KnownIDs {
    /// How many rows of one id are compared.
    static let compared = 8

    /// A walk through the rows whose ids may be the same.
    struct Search {
        let tag: UInt64
        var steps = 0
        init(_ hash: UInt64) { tag = hash >> 32 }
    }

    /// Upper half of the hash, and row plus 1; 0 where free. A power of two of them.
    private var slots = [UInt64](repeating: 0, count: 1024)
    private var count = 0
    private var touched: UInt64 = 0

    /// Room for `n` ids.
    mutating func reserve(_ n: Int) {
        while n * 2 >= slots.count { grow() }
    }

    /// Brings the place of a hash into the cache ahead of its use: the table is larger than the cache, and a row's
    /// look-up would wait for memory.
    @inline(__always)
    mutating func touch(_ hash: UInt64) {
        touched &+= slots[Int(truncatingIfNeeded: hash &>> 32) & (slots.count &- 1)]
    }

    /// Whether no earlier row can have the id; then it is remembered.
    @inline(__always)
    mutating func insertIfNew(_ hash: UInt64, row: Int) -> Bool {
        let tag = hash &>> 32
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: tag) & mask
        while slots[slot] != 0 {
            if slots[slot] &>> 32 == tag { return false }
            slot = (slot &+ 1) & mask
        }
        slots[slot] = tag &<< 32 | UInt64(UInt32(clamping: row &+ 1))
        count &+= 1
        return true
    }

    mutating func insert(_ hash: UInt64, row: Int) {
        if count * 2 >= slots.count { grow() }
        let tag = hash >> 32
        var slot = Int(tag) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = tag << 32 | UInt64(UInt32(clamping: row + 1))
        count += 1
    }

    /// The next row whose id may be the same.
    func next(_ search: inout Search) -> Int? {
        let mask = slots.count - 1
        while true {
            let slot = (Int(search.tag) + search.steps) & mask
            if slots[slot] == 0 { return nil }
            search.steps += 1
            if slots[slot] >> 32 == search.tag { return Int(slots[slot] & 0xFFFF_FFFF) - 1 }
        }
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        for entry in old where entry != 0 {
            var slot = Int(entry >> 32) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = entry
        }
    }
}
