import Crypto

extension SourceRecord {
    /// Lower-case hexadecimal SHA-256 of the bytes of files, one after the other, as `cat FILES | sha256sum` gives it.
    ///
    /// - Throws: what `ByteSource` throws.
    public static func sha256(ofFiles files: [String]) throws(Diagnostics) -> String {
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        for file in files {
            let source = try ByteSource(file: file)
            while true {
                var outcome: Result<Int, Diagnostics> = .success(0)
                buffer.withUnsafeMutableBytes { bytes in
                    do throws(Diagnostics) { outcome = .success(try source.read(into: bytes)) } catch { outcome = .failure(error) }
                }
                let n = try outcome.get()
                if n == 0 { break }
                buffer.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<n])) }
            }
        }
        return hexadecimal(hash.finalize())
    }
}
