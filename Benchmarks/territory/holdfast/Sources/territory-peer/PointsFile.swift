import Foundation

/// Columns of a file that `make-points.py` wrote; they stay as long as the program runs.
struct PointsFile {
    let longitudes: UnsafeBufferPointer<Double>
    let latitudes: UnsafeBufferPointer<Double>
    /// Days since 1970-01-01; the run overwrites them with epochs.
    let days: UnsafeMutableBufferPointer<Int32>

    init?(path: String) {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var head: (UInt32, UInt32, Int64) = (0, 0, 0)
        guard fread(&head, 16, 1, file) == 1, head.0 == 0x5450_4648, let n = Int(exactly: head.2), n > 0 else { return nil }
        func column<T>(_: T.Type) -> UnsafeMutableBufferPointer<T>? {
            let buffer = UnsafeMutableBufferPointer<T>.allocate(capacity: n)
            guard fread(buffer.baseAddress, MemoryLayout<T>.stride, n, file) == n else { return nil }
            return buffer
        }
        guard let x = column(Double.self), let y = column(Double.self), let d = column(Int32.self) else { return nil }
        (longitudes, latitudes, days) = (UnsafeBufferPointer(x), UnsafeBufferPointer(y), d)
    }
}

/// Writes a file of answers: sides (1 inside, 0 outside, 2 on an edge, 3 unknown) and, if there are any, signed metres.
func writeAnswers(_ path: String, sides: [Int8], metres: UnsafeBufferPointer<Double>?) {
    guard let file = fopen(path, "wb") else { stop("\(path): cannot be written") }
    defer { fclose(file) }
    var head: (UInt32, Int32, Int64) = (0x4E41_4648, metres == nil ? 0 : 1, Int64(sides.count))
    fwrite(&head, 16, 1, file)
    fwrite(sides, 1, sides.count, file)
    if let metres { fwrite(metres.baseAddress, 8, metres.count, file) }
}
