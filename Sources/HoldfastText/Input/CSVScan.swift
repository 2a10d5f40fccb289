import Crypto

/// Cuts a CSV file into chunks of whole rows, in one pass, and takes its SHA-256 on the way.
///
/// RFC 4180 with what real files do besides: a byte-order mark, `LF` or `CRLF`, a last line without an end,
/// commas, semicolons or tabs. One thread at a time: ``CSVReading`` hands it round.
public final class CSVScan {
    public let source: ByteSource
    public let header: CSVHeader
    /// The longest row that is taken, in bytes.
    public static let longestRow = 64 << 20

    /// What follows the rows handed out: the start of the next.
    private var carry: [UInt8]
    private let chunkBytes: Int
    private var ended = false
    private var handedOut = 0
    private var hash = SHA256()

    /// Opens the file and reads its header.
    ///
    /// - Parameters:
    ///   - chunkBytes: how much is read at a time; any value from 1 gives the same rows.
    ///   - prefix: bytes already taken from the source to see what it is.
    ///   - assumed: names to use instead of a first row, where the file has no header.
    /// - Throws: `empty-file`, `not-text`, `line-ends`, `header-too-long` and the faults of ``ByteSource``.
    public init(
        source: ByteSource, prefix: [UInt8] = [], chunkBytes: Int = 4 << 20,
        assumed: (@Sendable (CSVHeader) -> CSVHeader?)? = nil
    ) throws(Diagnostics) {
        self.source = source
        self.chunkBytes = max(1, chunkBytes)
        var head = prefix
        hash.update(data: prefix)
        // The header: everything up to the first line feed outside quotes.
        var end: Int?
        var quoted = false
        var seen = 0
        var start = 0
        search: while true {
            while seen < head.count {
                let c = head[seen]
                seen += 1
                if c == 0x22 { quoted.toggle() }
                if c == 0x0A, !quoted {
                    // Blank lines before the header are no header.
                    if head[start..<seen].allSatisfy({ $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }) {
                        start = seen
                        continue
                    }
                    end = seen - 1
                    break search
                }
            }
            if head.count > 1 << 20 {
                throw Diagnostics(
                    Diagnostic(
                        "header-too-long", file: source.file, message: "the first row does not end within 1 MiB",
                        help: "a quote that is opened in the header and not closed does this"))
            }
            let more = try Self.read(source, upTo: min(self.chunkBytes, 1 << 16), &hash)
            if more.isEmpty {
                ended = true
                break
            }
            head += more
        }
        if head.isEmpty { throw Diagnostics(ByteSource.empty(source.file)) }
        let fault = head.withUnsafeBytes { ByteSource.notText($0, file: source.file) }
        if let fault { throw Diagnostics(fault) }
        var from = start
        if head.dropFirst(from).starts(with: [0xEF, 0xBB, 0xBF]) { from += 3 }
        var to = end ?? head.count
        if to > from, head[to - 1] == 0x0D { to -= 1 }
        guard from < to else {
            throw Diagnostics(Diagnostic("empty-file", file: source.file, message: "the file holds no text but blank lines"))
        }
        if head[from..<to].contains(0x0D) {
            throw Diagnostics(
                Diagnostic(
                    "line-ends", file: source.file, message: "the lines end with a carriage return alone",
                    help: "save the file again with line ends of Unix (LF) or Windows (CRLF)"))
        }
        let written = head.withUnsafeBufferPointer { CSVHeader(row: UnsafeBufferPointer(rebasing: $0[from..<to])) }
        if let replacement = assumed?(written) {
            header = replacement
            carry = Array(head[from...])
            rowsBefore = 0
            above = Array(head[..<from])
        } else {
            header = written
            carry = end.map { Array(head[($0 + 1)...]) } ?? []
            rowsBefore = 1 + head[..<start].count { $0 == 0x0A }
            above = end.map { Array(head[...$0]) } ?? head
        }
    }

    /// Rows in the file before the first that is handed out: 1 with a header, more with blank lines above it.
    public let rowsBefore: Int
    /// What stands above the first row that is handed out, as written: mark, blank lines, header and its line end.
    public let above: [UInt8]

    private static func read(_ source: ByteSource, upTo limit: Int, _ hash: inout SHA256) throws(Diagnostics) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: limit)
        let result: Result<Int, Diagnostics> = buffer.withUnsafeMutableBytes { raw in
            do throws(Diagnostics) { return .success(try source.read(into: raw)) } catch { return .failure(error) }
        }
        buffer.removeSubrange(try result.get()...)
        hash.update(data: buffer)
        return buffer
    }

    /// Fills a chunk with the next whole rows.
    ///
    /// - Returns: `false` when there are no more.
    /// - Throws: `unreadable`. A file that ends within a row is for the chunk's reader to report: it knows the number.
    public func fill(_ chunk: CSVChunk) throws(Diagnostics) -> Bool {
        if ended, carry.isEmpty { return false }
        chunk.delimiter = header.delimiter
        chunk.length = 0
        chunk.cut = nil
        chunk.unendedRow = false
        chunk.reserve(max(carry.count, 1) + chunkBytes + 64)
        carry.withUnsafeBufferPointer { held in
            if let base = held.baseAddress { chunk.bytes.update(from: base, count: held.count) }
        }
        chunk.length = carry.count
        chunk.freshStart = carry.count
        carry.removeAll(keepingCapacity: true)
        var want = chunkBytes
        while true {
            chunk.reserve(chunk.length + want + 64)
            var room = want
            while room > 0, !ended {
                let space = UnsafeMutableRawBufferPointer(start: chunk.bytes + chunk.length, count: room)
                let n = try source.read(into: space)
                if n == 0 { ended = true }
                chunk.length += n
                room -= n
            }
            let open = chunk.findStructure()
            if ended {
                endFile(chunk, open: open)
                break
            }
            if chunk.rowBytes > 0 { break }
            if chunk.length > Self.longestRow {
                chunk.cut = .tooLong
                ended = true
                break
            }
            // A row longer than what was read: twice as much.
            want = max(want, chunk.length)
        }
        if !ended {
            carry.append(contentsOf: UnsafeBufferPointer(start: chunk.bytes + chunk.rowBytes, count: chunk.length - chunk.rowBytes))
        }
        chunk.number = handedOut
        handedOut += 1
        chunk.isLast = ended
        return true
    }

    private func endFile(_ chunk: CSVChunk, open: Bool) {
        guard chunk.rowBytes < chunk.length else { return }
        if open {
            // What stands before the open quote is still whole; the rest is no row.
            chunk.cut = .inQuotes
            return
        }
        // A last line without an end gets one.
        chunk.bytes[chunk.length] = 0x0A
        let at = chunk.length
        if at & 63 == 0 {
            chunk.separators[at >> 6] = 0
            chunk.strays[at >> 6] = 0
            chunk.wide[at >> 6] = false
        }
        chunk.separators[at >> 6] |= 1 &<< UInt64(at & 63)
        chunk.unendedRow = true
        chunk.rowBytes = at + 1
    }

    /// Takes the chunk's new bytes into the checksum. Chunks must come in order.
    func updateHash(_ chunk: CSVChunk) { hash.update(bufferPointer: chunk.freshBytes) }

    /// Lower-case hexadecimal SHA-256 of all bytes read.
    public var sha256: String {
        let copy = hash
        return SourceRecord.hexadecimal(copy.finalize())
    }
}
