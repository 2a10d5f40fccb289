/// What a written date or time turned out to be.
public enum WrittenTime: Hashable, Sendable {
    /// A day alone: `2015-02-15`.
    case date(CivilDate)
    /// A local reading without an offset: `2015-02-15T00:00`, `2015-02-15 00:00:00.000`.
    case local(CivilDateTime)
    /// A moment: `2015-02-15T00:00:00+02:00`, `2015-02-14T22:00Z`.
    case instant(Instant)
}

/// Why a written date or time is none.
public enum WrittenTimeFault: Error, Hashable, Sendable {
    /// Not of the form YYYY-MM-DD with an optional time.
    case notADate
    /// Well formed, but the calendar has no such day (2015-02-30).
    case noSuchDay
    /// Well formed, but no such time of day (24:30, 12:61).
    case noSuchTime
}

extension WrittenTime {
    /// Reads an ISO 8601 day or time from UTF-8 bytes. Accepts `T` or one space before the clock,
    /// seconds and fractions of a second optional (fractions are cut off), `Z` or `±hh:mm` optional.
    ///
    /// - Throws: ``WrittenTimeFault``.
    /// - Complexity: O(n) in the bytes; no allocation.
    public static func read(_ b: UnsafeRawBufferPointer) throws(WrittenTimeFault) -> WrittenTime {
        guard b.count >= 10, b[4] == 0x2D, b[7] == 0x2D,
            let y = digits(b, 0, 4), let m = digits(b, 5, 2), let d = digits(b, 8, 2)
        else { throw .notADate }
        guard let date = CivilDate(year: y, month: m, day: d) else { throw .noSuchDay }
        if b.count == 10 { return .date(date) }
        guard b[10] == 0x54 || b[10] == 0x74 || b[10] == 0x20, b.count >= 16, b[13] == 0x3A,
            let hour = digits(b, 11, 2), let minute = digits(b, 14, 2)
        else { throw .notADate }
        var i = 16
        var second = 0
        if i < b.count, b[i] == 0x3A {
            guard let s = digits(b, i + 1, 2) else { throw .notADate }
            second = s
            i += 3
            if i < b.count, b[i] == 0x2E || b[i] == 0x2C {
                i += 1
                let start = i
                while i < b.count, isDigit(b[i]) { i += 1 }
                guard i > start else { throw .notADate }
            }
        }
        guard let local = CivilDateTime(date: date, hour: hour, minute: minute, second: second) else {
            throw .noSuchTime
        }
        if i == b.count { return .local(local) }
        if i + 1 == b.count, b[i] == 0x5A || b[i] == 0x7A { return .instant(Instant(seconds: local.secondsIfUTC)) }
        guard b[i] == 0x2B || b[i] == 0x2D, let oh = digits(b, i + 1, 2) else { throw .notADate }
        var om = 0
        if i + 3 < b.count {
            let at = b[i + 3] == 0x3A ? i + 4 : i + 3
            guard at + 2 == b.count, let v = digits(b, at, 2) else { throw .notADate }
            om = v
        }
        guard oh <= 18, om <= 59 else { throw .noSuchTime }
        let offset = Int64(oh * 3600 + om * 60) * (b[i] == 0x2B ? 1 : -1)
        return .instant(Instant(seconds: local.secondsIfUTC - offset))
    }

    /// The same for a `String`.
    public static func read(_ text: String) throws(WrittenTimeFault) -> WrittenTime {
        var copy = text
        let result: Result<WrittenTime, WrittenTimeFault> = copy.withUTF8 { utf8 in
            do throws(WrittenTimeFault) { return .success(try read(UnsafeRawBufferPointer(utf8))) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

@inline(__always) private func isDigit(_ c: UInt8) -> Bool { c &- 0x30 < 10 }

@inline(__always) private func digits(_ b: UnsafeRawBufferPointer, _ at: Int, _ n: Int) -> Int? {
    guard at + n <= b.count else { return nil }
    var v = 0
    for i in at..<(at + n) {
        let c = b[i] &- 0x30
        guard c < 10 else { return nil }
        v = v * 10 + Int(c)
    }
    return v
}
