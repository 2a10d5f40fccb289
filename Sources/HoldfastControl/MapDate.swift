import HoldfastText

/// The day that an attribute of a map's features gives.
enum MapDate {
    enum Fault: Error, Hashable {
        case none, noSuchDay, ambiguous, notADate

        var message: String {
            switch self {
            case .none: "nothing says of which date this map is"
            case .noSuchDay: "the calendar has no such day"
            case .ambiguous: "the day can be read in two ways"
            case .notADate: "this is no date"
            }
        }
    }

    /// Reads `2024-07-08`, `2024/07/08`, `08.07.2024`, `20240708` (also as a number), and the same with a time of day, with or
    /// without an offset from UTC (`2024/07/08 21:30:00+00`).
    ///
    /// - Parameter zone: whose day a moment with an offset falls on; a time without one keeps its day.
    static func read(_ value: JSONValue?, in zone: ClockZone) throws(Fault) -> CivilDate {
        switch value {
        case .string(let text): try read(text, in: zone)
        case .number(let number): try compact(number)
        case nil, .null: throw .none
        default: throw .notADate
        }
    }

    private static func read(_ text: String, in zone: ClockZone) throws(Fault) -> CivilDate {
        var bytes = Array(text.utf8)
        while bytes.last == 0x20 { bytes.removeLast() }
        if bytes.isEmpty { throw .none }
        if bytes.count == 8, bytes.allSatisfy({ $0 &- 0x30 < 10 }) { return try compact(Double(text) ?? 0) }
        // As GDAL writes a moment: 2024/07/08 21:30:00+00.
        if bytes.count > 10, bytes[4] == 0x2F, bytes[7] == 0x2F {
            bytes[4] = 0x2D
            bytes[7] = 0x2D
        }
        switch bytes.withUnsafeBufferPointer(WrittenDay.read) {
        case .day(let day):
            guard let date = CivilDate(dayNumber: day) else { throw .noSuchDay }
            return date
        case .instant(let instant): return zone.civil(at: instant).date
        case .ambiguous: throw .ambiguous
        case .noSuchDay, .noSuchTime: throw .noSuchDay
        case .notADate: throw .notADate
        }
    }

    /// 20240708.
    private static func compact(_ number: Double) throws(Fault) -> CivilDate {
        guard let whole = Int(exactly: number), (1_000_01_01...9999_12_31).contains(whole) else { throw .notADate }
        guard let date = CivilDate(year: whole / 10_000, month: whole / 100 % 100, day: whole % 100) else { throw .noSuchDay }
        return date
    }
}
