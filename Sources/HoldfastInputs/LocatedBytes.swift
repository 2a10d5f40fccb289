/// Bytes written one after the other into room that was measured before. What has no room is left out.
struct LocatedBytes {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        guard count < buffer.count else { return }
        buffer[count] = byte
        count &+= 1
    }

    @inline(__always)
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let from = bytes.baseAddress, let to = buffer.baseAddress, bytes.count <= buffer.count &- count else { return }
        (to + count).update(from: from, count: bytes.count)
        count &+= bytes.count
    }

    @inline(__always)
    mutating func put(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { put($0) } }

    /// Takes the last byte back.
    mutating func dropLast() { if count > 0 { count &-= 1 } }

    /// A number with so many decimals, 0 to 9, halves away from zero; nothing where it is not finite.
    @inline(__always)
    mutating func put(_ value: Double, decimals: Int, point: UInt8) {
        var scale: UInt64 = 1
        for _ in 0..<decimals { scale &*= 10 }
        let rounded = (value.magnitude * Double(scale)).rounded()
        guard rounded < 1e18 else { return }
        let scaled = UInt64(rounded)
        if value < 0, scaled > 0 { put(0x2D) }
        let whole = scaled / scale
        putDigits(whole, 1)
        if decimals > 0 {
            put(point)
            putDigits(scaled &- whole &* scale, decimals)
        }
    }

    /// A whole number with at least so many digits.
    @inline(__always)
    private mutating func putDigits(_ number: UInt64, _ least: Int) {
        var length = 1
        var limit: UInt64 = 10
        while limit <= number {
            length &+= 1
            limit &*= 10
        }
        length = max(length, least)
        guard length <= buffer.count &- count else { return }
        var rest = number
        var at = count &+ length
        count = at
        for _ in 0..<length {
            at &-= 1
            let next = rest / 10
            buffer[at] = UInt8(truncatingIfNeeded: rest &- next &* 10) &+ 0x30
            rest = next
        }
    }
}
