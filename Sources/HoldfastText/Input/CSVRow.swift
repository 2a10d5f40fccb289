/// One row of a CSV file, as places in a ``CSVChunk``. Valid only while the chunk's reader looks at it.
public struct CSVRow {
    @usableFromInline let bytes: UnsafePointer<UInt8>
    /// `ends[i]` is the place of the separator behind field `i`; field `i` begins behind `ends[i - 1]`.
    @usableFromInline let ends: UnsafePointer<Int32>
    /// Where in the chunk's bytes the row begins.
    public let start: Int32
    /// Where in the chunk's bytes its line feed stands.
    public let end: Int32
    /// Fields in the row. Equal to the header's count when ``fault`` is `nil`.
    public let fieldCount: Int
    /// Rows before it in the chunk.
    public let number: Int
    /// Why the row cannot be taken apart, where it cannot.
    public let fault: Fault?

    /// Why a row cannot be taken apart.
    public enum Fault: Hashable, Sendable {
        /// More or fewer fields than the header names.
        case ragged(fields: Int)
        /// A quote where none may stand, in a field counted from 0.
        case strayQuote(field: Int)
        /// Bytes that are not UTF-8, in a field counted from 0.
        case notUTF8(field: Int, byte: UInt8)
    }

    @inlinable
    init(
        bytes: UnsafePointer<UInt8>, ends: UnsafePointer<Int32>, start: Int32, end: Int32, fieldCount: Int, number: Int,
        fault: Fault?
    ) {
        self.bytes = bytes
        self.ends = ends
        self.start = start
        self.end = end
        self.fieldCount = fieldCount
        self.number = number
        self.fault = fault
    }

    /// The bytes of field `i` as written, quotes included, without a carriage return before the line end.
    /// - Precondition: `0 <= i < fieldCount`, and no more than the header has.
    @inlinable @inline(__always)
    public func raw(_ i: Int) -> UnsafeBufferPointer<UInt8> {
        let from = i == 0 ? Int(start) : Int(ends[i &- 1]) &+ 1
        var to = Int(ends[i])
        if i == fieldCount &- 1, to > from, bytes[to &- 1] == 0x0D { to &-= 1 }
        return UnsafeBufferPointer(start: bytes + from, count: to &- from)
    }

    /// The bytes between the quotes of field `i`, or all of them where it has none; doubled quotes stay doubled.
    /// White space around is left out.
    @inlinable @inline(__always)
    public func value(_ i: Int) -> UnsafeBufferPointer<UInt8> {
        let field = raw(i)
        guard let base = field.baseAddress else { return field }
        var from = 0
        var to = field.count
        if to > 1, base[0] == 0x22, base[to &- 1] == 0x22 {
            from = 1
            to &-= 1
        }
        while from < to, base[from] == 0x20 || base[from] == 0x09 { from &+= 1 }
        while to > from, base[to &- 1] == 0x20 || base[to &- 1] == 0x09 { to &-= 1 }
        return UnsafeBufferPointer(start: base + from, count: to &- from)
    }

    /// The text of field `i`: quotes taken off, doubled quotes made single, white space around left out.
    public func text(_ i: Int) -> String {
        let field = value(i)
        if raw(i).first == 0x22, field.contains(0x22) {
            var out: [UInt8] = []
            out.reserveCapacity(field.count)
            var k = 0
            while k < field.count {
                out.append(field[k])
                k += field[k] == 0x22 && k + 1 < field.count && field[k + 1] == 0x22 ? 2 : 1
            }
            return String(decoding: out, as: UTF8.self)
        }
        return String(decoding: field, as: UTF8.self)
    }
}
