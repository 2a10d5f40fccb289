import HoldfastText

extension GeoJSON {
    /// All bytes of a text file, or of standard input (`-`).
    /// - Throws: what `ByteSource` throws; `not-text` where the bytes are those of another kind of file.
    public static func bytes(of path: String) throws(Diagnostics) -> [UInt8] {
        let source = try ByteSource(file: path)
        var bytes: [UInt8] = []
        // One byte more than the file has, to see its end in the same pass.
        var room = source.totalBytes.map { Int(clamping: $0) + 1 } ?? 1 << 20
        while true {
            var outcome: Result<Int, Diagnostics> = .success(0)
            let more = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                count = 0
                while count < buffer.count {
                    do throws(Diagnostics) {
                        let n = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
                        if n == 0 { break }
                        count += n
                    } catch {
                        outcome = .failure(error)
                        break
                    }
                }
            }
            _ = try outcome.get()
            bytes = bytes.isEmpty ? more : bytes + more
            if more.count < room { break }
            room = max(1 << 20, bytes.count)
        }
        if let fault = bytes.withUnsafeBytes({ ByteSource.notText($0, file: path) }) { throw Diagnostics(fault) }
        return bytes
    }
}
