import HoldfastText

extension Instant {
    /// The same text as ``iso8601``, made without intermediate strings: a report of a million violations has two million of them.
    var written: String {
        let c = CivilDateTime(utcSeconds: seconds)
        return String(unsafeUninitializedCapacity: 20) { b in
            put(c.date, into: b)
            b[10] = 0x54
            digits(c.hour, 2, at: 11, b)
            b[13] = 0x3A
            digits(c.minute, 2, at: 14, b)
            b[16] = 0x3A
            digits(c.second, 2, at: 17, b)
            b[19] = 0x5A
            return 20
        }
    }
}

extension CivilDate {
    /// The same text as ``iso8601``.
    var written: String {
        String(unsafeUninitializedCapacity: 10) { b in
            put(self, into: b)
            return 10
        }
    }
}

private func put(_ d: CivilDate, into b: UnsafeMutableBufferPointer<UInt8>) {
    digits(d.year, 4, at: 0, b)
    b[4] = 0x2D
    digits(d.month, 2, at: 5, b)
    b[7] = 0x2D
    digits(d.day, 2, at: 8, b)
}

/// The last `width` decimal digits of a number that is not negative.
private func digits(_ n: Int, _ width: Int, at start: Int, _ b: UnsafeMutableBufferPointer<UInt8>) {
    var rest = n
    for i in stride(from: start + width - 1, through: start, by: -1) {
        b[i] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
        rest /= 10
    }
}
