import HoldfastText

/// A time as Holdfast's own tables write it: a day, or a reading of the clock to the minute or the second.
enum OwnTime {
    case day(Int)
    /// UTC seconds of the first and last moment that is meant, and how long the reading lasts.
    case clock(earlier: Int64, later: Int64, length: Int64)

    /// - Parameter isEmptyFault: whether nothing is a fault; otherwise it gives `nil`.
    static func read(_ row: CSVRow, _ column: Int, _ starts: DayStartTable) throws(RowFault) -> OwnTime? {
        let b = row.cell(column)
        if b.isEmpty { return nil }
        return try read(b, column, starts)
    }

    static func read(_ b: UnsafeBufferPointer<UInt8>, _ column: Int, _ starts: DayStartTable) throws(RowFault) -> OwnTime {
        if b.count <= 10 || b[4] != 0x2D {
            switch WrittenDay.read(b) {
            case .day(let d): return .day(d)
            case let other: throw CSVRow.noDay(other, column, isEmpty: b.isEmpty)
            }
        }
        let written: WrittenTime
        do throws(WrittenTimeFault) { written = try WrittenTime.read(UnsafeRawBufferPointer(b)) } catch {
            switch error {
            case .notADate: throw CSVRow.noDay(.notADate, column, isEmpty: false)
            case .noSuchDay: throw CSVRow.noDay(.noSuchDay, column, isEmpty: false)
            case .noSuchTime: throw CSVRow.noDay(.noSuchTime, column, isEmpty: false)
            }
        }
        let length: Int64 = b.count > 16 && b[16] == 0x3A ? 1 : 60
        switch written {
        case .date(let d): return .day(d.dayNumber)
        case .instant(let i): return .clock(earlier: i.seconds, later: i.seconds, length: length)
        case .local(let local):
            let midnight = starts.seconds(local.date.dayNumber)
            if starts.seconds(local.date.dayNumber + 1) - midnight == 86_400 {
                let at = midnight + Int64(local.secondOfDay)
                return .clock(earlier: at, later: at, length: length)
            }
            switch starts.zone.read(local) {
            case .once(let i): return .clock(earlier: i.seconds, later: i.seconds, length: length)
            case .twice(let earlier, let later):
                return .clock(earlier: earlier.seconds, later: later.seconds, length: length)
            case .never:
                throw RowFault(
                    "no-such-local-time", column,
                    "the clocks of \(starts.zone.identifier) never showed this time: they were set forward",
                    help: "write the offset from UTC, such as +02:00")
            }
        }
    }

    /// The stretch of time from one written time to another, UTC seconds, the end exclusive.
    ///
    /// A `to` that is a day is meant to its end, a `to` with a clock up to that moment.
    static func interval(_ from: OwnTime, _ to: OwnTime?, _ toColumn: Int, _ starts: DayStartTable) throws(RowFault) -> (Int64, Int64) {
        let begin: Int64
        var end: Int64
        switch from {
        case .day(let d):
            begin = starts.seconds(d)
            end = starts.seconds(d + 1)
        case .clock(let earlier, let later, let length):
            begin = earlier
            end = later + length
        }
        switch to {
        case .none: break
        case .day(let d): end = starts.seconds(d + 1)
        case .clock(_, let later, _): end = later
        }
        guard end > begin else { throw RowFault("inverted-dates", toColumn, "the incident ends before it begins") }
        return (begin, end)
    }
}
