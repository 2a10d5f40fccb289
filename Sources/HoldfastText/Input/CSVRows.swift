/// Takes the rows of chunks one after the other. A value of one thread, to be used again for each chunk.
public final class CSVRows {
    private let columns: Int
    private let ends: UnsafeMutablePointer<Int32>

    /// - Parameter columns: how many fields the header names; at least 1.
    public init(columns: Int) {
        self.columns = max(columns, 1)
        ends = .allocate(capacity: self.columns)
    }

    deinit { ends.deallocate() }

    /// Calls `body` with each row of the chunk, in order. Blank rows are left out but counted in the numbers.
    ///
    /// - Returns: how many rows the chunk holds, blank ones counted, and why the last is not whole where it is not.
    /// - Complexity: O(n) in the chunk's separators, plus the rows' bytes where they are not ASCII.
    public func forEach(in chunk: CSVChunk, _ body: (CSVRow) -> Void) -> (rows: Int, cut: CSVChunk.Cut?) {
        let bytes = UnsafePointer(chunk.bytes)
        let blocks = (chunk.rowBytes + 63) / 64
        var number = 0
        var start: Int32 = 0
        var field = 0
        let columns = columns
        let ends = ends
        let delimiter = chunk.delimiter
        for b in 0..<blocks {
            var bits = chunk.separators[b]
            while bits != 0 {
                let at = b &* 64 &+ bits.trailingZeroBitCount
                bits &= bits &- 1
                if field < columns { ends[field] = Int32(truncatingIfNeeded: at) }
                field &+= 1
                guard bytes[at] == 0x0A else { continue }
                if at >= chunk.rowBytes { return (number, chunk.cut) }
                let head = bytes[Int(start)]
                if field == columns, head > 0x20, head != delimiter, !chunk.irregular, !anyWide(chunk, Int(start), at) {
                    body(
                        CSVRow(
                            bytes: bytes, ends: ends, start: start, end: Int32(truncatingIfNeeded: at), fieldCount: field, number: number,
                            fault: nil))
                } else {
                    let last = chunk.unendedRow && at &+ 1 == chunk.rowBytes
                    if !closely(chunk, Int(start), at, field, number, last, body) { return (number, .tooFewFields) }
                }
                number &+= 1
                start = Int32(truncatingIfNeeded: at &+ 1)
                field = 0
            }
        }
        return (number, chunk.cut)
    }

    @inline(__always)
    private func anyWide(_ chunk: CSVChunk, _ from: Int, _ to: Int) -> Bool {
        var b = from >> 6
        let end = to >> 6
        while b <= end {
            if chunk.wide[b] { return true }
            b &+= 1
        }
        return false
    }

    /// A row that needs a second look. `false` when it is the torso of a file cut in the middle of a row.
    @inline(never)
    private func closely(
        _ chunk: CSVChunk, _ from: Int, _ to: Int, _ fields: Int, _ number: Int, _ isUnended: Bool,
        _ body: (CSVRow) -> Void
    ) -> Bool {
        let bytes = UnsafePointer(chunk.bytes)
        if isBlank(chunk, from, to) { return true }
        if isUnended, fields < columns { return false }
        var fault: CSVRow.Fault?
        if fields != columns {
            fault = .ragged(fields: fields)
        } else if chunk.irregular, let at = firstStray(chunk, from, to) {
            fault = .strayQuote(field: fieldNumber(at))
        }
        if fault == nil, anyWide(chunk, from, to),
            let at = UTF8Check.firstFault(UnsafeBufferPointer(start: bytes + from, count: to - from))
        {
            fault = .notUTF8(field: fieldNumber(from + at), byte: bytes[from + at])
        }
        body(
            CSVRow(
                bytes: bytes, ends: ends, start: Int32(truncatingIfNeeded: from), end: Int32(truncatingIfNeeded: to),
                fieldCount: fields, number: number, fault: fault))
        return true
    }

    private func isBlank(_ chunk: CSVChunk, _ from: Int, _ to: Int) -> Bool {
        for i in from..<to {
            let c = chunk.bytes[i]
            if c != 0x20, c != 0x09, c != 0x0D, c != 0x1A, c != chunk.delimiter { return false }
        }
        return true
    }

    private func firstStray(_ chunk: CSVChunk, _ from: Int, _ to: Int) -> Int? {
        var i = from
        while i < to {
            let bits = chunk.strays[i >> 6] &>> UInt64(i & 63)
            if bits != 0 {
                let at = i + bits.trailingZeroBitCount
                return at < to ? at : nil
            }
            i = (i | 63) + 1
        }
        return nil
    }

    private func fieldNumber(_ at: Int) -> Int {
        for i in 0..<columns where at <= Int(ends[i]) { return i }
        return columns - 1
    }
}
