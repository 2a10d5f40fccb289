import CZlib

/// Unpacks gzip (RFC 1952), several members one after the other included.
enum Gzip {
    /// The most that a file may hold unpacked: a guard against files made to fill the memory.
    static let mostBytes = 1 << 30

    enum Failure: Error, Hashable {
        /// The file ends inside a member, with so many bytes unpacked.
        case cutOff(unpacked: Int)
        /// At this byte of the file; zlib's words.
        case corrupt(at: Int, String)
        case tooLarge(bytes: Int)
    }

    /// - Complexity: O(n + m) for n bytes packed and m unpacked.
    static func unpack(_ packed: [UInt8], atMost most: Int = mostBytes) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        // 15 bits of window and a gzip header.
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .corrupt(at: 0, "zlib cannot start")
        }
        defer { inflateEnd(&stream) }
        var out: [UInt8] = []
        out.reserveCapacity(min(most, packed.count.multipliedReportingOverflow(by: 4).partialValue))
        var at = 0
        while true {
            let room = 1 << 18
            var status: Int32 = 0
            let more = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                packed.withUnsafeBufferPointer { input in
                    let chunk = min(packed.count - at, 1 << 30)
                    stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.advanced(by: at))
                    stream.avail_in = UInt32(chunk)
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = UInt32(room)
                    status = inflate(&stream, Z_NO_FLUSH)
                    at += chunk - Int(stream.avail_in)
                    count = room - Int(stream.avail_out)
                }
            }
            out += more
            if out.count > most { throw .tooLarge(bytes: most) }
            switch status {
            case Z_STREAM_END:
                // Zeros behind the last member are padding of tapes and blocks.
                let next = packed[at...].firstIndex { $0 != 0 } ?? packed.count
                if next == packed.count { return out }
                guard inflateReset(&stream) == Z_OK else { throw .corrupt(at: at, "zlib cannot start again") }
            case Z_OK where !more.isEmpty || at < packed.count: continue
            case Z_OK, Z_BUF_ERROR: throw .cutOff(unpacked: out.count)
            default: throw .corrupt(at: at, stream.msg.map { String(cString: $0) } ?? "it cannot be unpacked")
            }
        }
    }
}
