/// A stretch of a CSV file made of whole rows, with the places of its delimiters and line ends found.
///
/// Owned by one thread at a time; ``CSVScan/fill(_:)`` writes it, a reader walks it.
public final class CSVChunk: @unchecked Sendable {
    /// The bytes; the last block of 64 is padded with zeros.
    var bytes: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    /// Bytes held, of which the first ``rowBytes`` are whole rows.
    var length = 0
    var rowBytes = 0
    /// Where the bytes begin that came from the file in the last fill.
    var freshStart = 0
    /// Bit for each byte: a delimiter or line feed outside quotes.
    var separators: UnsafeMutablePointer<UInt64>
    /// Bit for each byte: a quote where none may stand. Written only when ``irregular``.
    var strays: UnsafeMutablePointer<UInt64>
    /// For each 64 bytes: whether any of them is not ASCII.
    var wide: UnsafeMutablePointer<Bool>
    var irregular = false
    /// Place of this chunk in the file, from 0.
    public internal(set) var number = 0
    /// Whether nothing follows it.
    public internal(set) var isLast = false
    /// Whether the last row lacked a line end: the last line of the file.
    var unendedRow = false
    /// Why the file's last row is not whole, where it is not.
    public internal(set) var cut: Cut?
    var delimiter: UInt8 = 0x2C

    /// How a file can end within a row.
    public enum Cut: Sendable {
        /// Inside a quoted field.
        case inQuotes
        /// A row does not end within ``CSVScan/longestRow``.
        case tooLong
        /// The last line has no end and fewer fields than the header.
        case tooFewFields
    }

    public init() {
        capacity = 0
        bytes = .allocate(capacity: 64)
        separators = .allocate(capacity: 1)
        strays = .allocate(capacity: 1)
        wide = .allocate(capacity: 1)
    }

    deinit {
        bytes.deallocate()
        separators.deallocate()
        strays.deallocate()
        wide.deallocate()
    }

    /// Room for `wanted` bytes; what is held is kept.
    func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        let blocks = (wanted + 63) / 64
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: blocks * 64)
        grown.update(from: bytes, count: length)
        bytes.deallocate()
        bytes = grown
        separators.deallocate()
        separators = .allocate(capacity: blocks)
        strays.deallocate()
        strays = .allocate(capacity: blocks)
        wide.deallocate()
        wide = .allocate(capacity: blocks)
        capacity = blocks * 64
    }

    /// The bytes that came from the file in the last fill, for a checksum.
    public var freshBytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: bytes + freshStart, count: length - freshStart)
    }
    /// Its whole rows as they stand in the file, with a line feed of its own where ``endsWithoutLineFeed``. Valid until the
    /// chunk is filled again.
    public var wholeRows: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: rowBytes) }
    /// Whether the last row's line feed is not in the file: the last line of the file.
    public var endsWithoutLineFeed: Bool { unendedRow }
    /// How many bytes of whole rows it holds.
    public var count: Int { rowBytes }
}
