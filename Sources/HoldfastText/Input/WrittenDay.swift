/// A day as data files write it, with or without a time of day that says nothing.
public enum WrittenDay: Hashable, Sendable {
    /// Days since 1970-01-01.
    case day(Int)
    /// A moment with an offset from UTC: its day depends on the zone.
    case instant(Instant)
    /// `05/06/2014`: the fifth of June or the sixth of May.
    case ambiguous
    /// The calendar has no such day.
    case noSuchDay
    /// The clock has no such time.
    case noSuchTime
    case notADate

    /// Reads `2014-01-22`, `2014-01-22 00:00:00.000`, `2014/01/22`, `22.01.2014`, and `22/01/2014` or `1/22/2014` where
    /// only one reading is possible. The time of day is left out.
    ///
    /// - Complexity: O(n); no allocation for the first two forms.
    public static func read(_ b: UnsafeBufferPointer<UInt8>) -> WrittenDay {
        if b.count >= 10, b[4] == 0x2D { return iso(b) }
        return other(b)
    }

    @inline(__always)
    private static func iso(_ b: UnsafeBufferPointer<UInt8>) -> WrittenDay {
        if b.count == 10 || (b.count == 23 && midnight(b)) {
            let y = four(b, 0)
            let m = two(b, 5)
            let d = two(b, 8)
            guard b[7] == 0x2D, y >= 0, m >= 0, d >= 0 else { return .notADate }
            guard let date = CivilDate(year: y, month: m, day: d) else { return .noSuchDay }
            return .day(date.dayNumber)
        }
        return slow(b)
    }

    @inline(never)
    private static func slow(_ b: UnsafeBufferPointer<UInt8>) -> WrittenDay {
        do throws(WrittenTimeFault) {
            switch try WrittenTime.read(UnsafeRawBufferPointer(b)) {
            case .date(let d): return .day(d.dayNumber)
            case .local(let t): return .day(t.date.dayNumber)
            case .instant(let i): return .instant(i)
            }
        } catch {
            switch error {
            case .notADate: return .notADate
            case .noSuchDay: return .noSuchDay
            case .noSuchTime: return .noSuchTime
            }
        }
    }

    /// ` 00:00:00.000` behind the day.
    @inline(__always)
    private static func midnight(_ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = b.baseAddress else { return false }
        let raw = UnsafeRawPointer(base)
        let first = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 10, as: UInt64.self))
        let second = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 15, as: UInt64.self))
        // " 00:00:0" and "0:00.000"
        return first == 0x303A_3030_3A30_3020 && second == 0x3030_302E_3030_3A30
    }

    @inline(__always)
    private static func two(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
        let x = b[i] &- 0x30
        let y = b[i &+ 1] &- 0x30
        return x < 10 && y < 10 ? Int(x) &* 10 &+ Int(y) : -1
    }

    @inline(__always)
    private static func four(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
        let x = two(b, i)
        let y = two(b, i &+ 2)
        return x >= 0 && y >= 0 ? x &* 100 &+ y : -1
    }

    /// Days with slashes or points.
    @inline(never)
    private static func other(_ b: UnsafeBufferPointer<UInt8>) -> WrittenDay {
        var numbers: [Int] = []
        var widths: [Int] = []
        var separator: UInt8 = 0
        var value = 0
        var width = 0
        var i = 0
        while i < b.count, b[i] != 0x20, b[i] != 0x54 {
            let d = b[i] &- 0x30
            if d < 10 {
                if width == 4 { return .notADate }
                value = value * 10 + Int(d)
                width += 1
            } else if b[i] == 0x2F || b[i] == 0x2E, width > 0, separator == 0 || separator == b[i], numbers.count < 2 {
                separator = b[i]
                numbers.append(value)
                widths.append(width)
                value = 0
                width = 0
            } else {
                return .notADate
            }
            i += 1
        }
        numbers.append(value)
        widths.append(width)
        guard numbers.count == 3, width > 0, clockFollows(b, i) else { return .notADate }
        func day(_ y: Int, _ m: Int, _ d: Int) -> WrittenDay {
            CivilDate(year: y, month: m, day: d).map { .day($0.dayNumber) } ?? .noSuchDay
        }
        if widths[0] == 4, widths[1] <= 2, widths[2] <= 2 { return day(numbers[0], numbers[1], numbers[2]) }
        guard widths[0] <= 2, widths[1] <= 2, widths[2] == 4 else { return .notADate }
        if separator == 0x2E || numbers[0] == numbers[1] || numbers[0] > 12 { return day(numbers[2], numbers[1], numbers[0]) }
        if numbers[1] > 12 { return day(numbers[2], numbers[0], numbers[1]) }
        return .ambiguous
    }

    /// Nothing, or a space and a clock such as `0:00` or `00:00:00.000`.
    private static func clockFollows(_ b: UnsafeBufferPointer<UInt8>, _ from: Int) -> Bool {
        if from == b.count { return true }
        let clock = b[(from + 1)...]
        return clock.count >= 4 && clock.count <= 12
            && clock.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x3A || $0 == 0x2E }
    }
}
