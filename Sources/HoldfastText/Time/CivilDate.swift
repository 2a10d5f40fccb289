/// A day of the Gregorian calendar, with no time zone.
public struct CivilDate: Hashable, Comparable, Sendable {
    public let year: Int
    public let month: Int
    public let day: Int

    /// `nil` unless the day exists: 2015-02-30 does not. Years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.daysIn(month: month, year: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day `dayNumber` days after 1970-01-01. `nil` outside the years 1 to 9999.
    ///
    /// Method: Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    public init?(dayNumber: Int) {
        guard (-719_162...2_932_896).contains(dayNumber) else { return nil }
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let doe = z - era * 146_097
        let yoe = (doe - doe / 1460 + doe / 36524 - doe / 146_096) / 365
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
        let mp = (5 * doy + 2) / 153
        day = doy - (153 * mp + 2) / 5 + 1
        month = mp < 10 ? mp + 3 : mp - 9
        year = yoe + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01 (Hinnant, `days_from_civil`).
    public var dayNumber: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yoe = y - era * 400
        let doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy
        return era * 146_097 + doe - 719_468
    }

    public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    public static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: isLeap(year) ? 29 : 28
        default: 31
        }
    }

    public static func < (a: CivilDate, b: CivilDate) -> Bool { a.dayNumber < b.dayNumber }

    /// The day `days` later, `nil` outside the years 1 to 9999.
    public func adding(days: Int) -> CivilDate? {
        let (n, over) = dayNumber.addingReportingOverflow(days)
        return over ? nil : CivilDate(dayNumber: n)
    }

    /// `2015-02-15`.
    public var iso8601: String { padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) }
}

/// A day and a time of day, with no time zone. Seconds run from 0 to 59.
public struct CivilDateTime: Hashable, Sendable {
    public let date: CivilDate
    public let secondOfDay: Int

    /// `nil` unless 0 ≤ hour ≤ 23, 0 ≤ minute ≤ 59, 0 ≤ second ≤ 59.
    public init?(date: CivilDate, hour: Int, minute: Int, second: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        self.date = date
        secondOfDay = hour * 3600 + minute * 60 + second
    }

    /// Midnight at the start of `date`.
    public init(startOf date: CivilDate) {
        self.date = date
        secondOfDay = 0
    }

    /// The UTC calendar reading of an instant; clamped to the years 1 to 9999.
    public init(utcSeconds: Int64) {
        let clamped = min(max(utcSeconds, -719_162 * 86_400), 2_932_896 * 86_400 + 86_399)
        var day = clamped / 86_400
        var second = clamped % 86_400
        if second < 0 {
            day -= 1
            second += 86_400
        }
        date = CivilDate(dayNumber: Int(day)) ?? CivilDate.epoch
        secondOfDay = Int(second)
    }

    /// The reading as if the clock ran on UTC, in seconds since 1970.
    public var secondsIfUTC: Int64 { Int64(date.dayNumber) * 86_400 + Int64(secondOfDay) }

    public var hour: Int { secondOfDay / 3600 }
    public var minute: Int { secondOfDay / 60 % 60 }
    public var second: Int { secondOfDay % 60 }

    /// `2015-02-15T00:00:00`.
    public var iso8601: String {
        date.iso8601 + "T" + padded(hour, 2) + ":" + padded(minute, 2) + ":" + padded(second, 2)
    }
}

extension CivilDate {
    /// 1970-01-01.
    public static let epoch = CivilDate(unchecked: 1970, 1, 1)

    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }
}

private func padded(_ n: Int, _ width: Int) -> String {
    let s = String(n)
    return s.count >= width ? s : String(repeating: "0", count: width - s.count) + s
}
