extension ByteSource {
    /// Every byte that is left, as it lies on disk.
    ///
    /// - Parameter most: where reading stops, for a look at a file's beginning.
    /// - Throws: what ``read(into:)`` throws.
    public func rest(atMost most: Int = .max) throws(Diagnostics) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < most {
            let left = totalBytes.map { Int(clamping: $0 - doneBytes) + 1 } ?? max(1 << 16, bytes.count)
            var outcome: Result<Int, Diagnostics> = .success(0)
            let more = [UInt8](unsafeUninitializedCapacity: min(max(1, left), most - bytes.count, 1 << 26)) { buffer, count in
                do throws(Diagnostics) { count = try read(into: UnsafeMutableRawBufferPointer(buffer)) } catch {
                    outcome = .failure(error)
                    count = 0
                }
            }
            _ = try outcome.get()
            if more.isEmpty { break }
            if bytes.isEmpty { bytes = more } else { bytes += more }
        }
        return bytes
    }
}
