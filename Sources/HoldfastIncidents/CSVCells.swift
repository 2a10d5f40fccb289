import HoldfastText

/// Local midnights by day number in a table: the days of 1940 to 2079 without a search.
final class DayStartTable {
    private static let base = -10_957  // 1940-01-01
    private static let count = 51_136  // to 2079-12-31
    private var starts: DayStarts
    /// `Int64.min` where a day has not been asked for yet.
    private let known: UnsafeMutablePointer<Int64>
    let zone: ClockZone

    init(zone: ClockZone) {
        self.zone = zone
        starts = DayStarts(zone: zone)
        known = .allocate(capacity: Self.count)
        known.initialize(repeating: .min, count: Self.count)
    }

    deinit { known.deallocate() }

    /// UTC seconds at which the local day begins.
    @inline(__always)
    func seconds(_ day: Int) -> Int64 {
        let i = day &- Self.base
        guard i >= 0, i < Self.count else { return starts.seconds(dayNumber: day) }
        if known[i] != .min { return known[i] }
        let s = starts.seconds(dayNumber: day)
        known[i] = s
        return s
    }

    /// The local day of a moment.
    func day(of instant: Instant) -> Int { zone.civil(at: instant).date.dayNumber }
}

/// Fields of a row as the values they stand for. Column numbers are those of the header; -1 is a column that is not there.
extension CSVRow {
    @inline(__always)
    func cell(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        column < 0 ? UnsafeBufferPointer(start: nil, count: 0) : value(column)
    }

    /// A number of people killed: 0 to 2,147,483,647; `nil` where the field is empty or not there.
    @inline(__always)
    func deaths(_ column: Int) throws(RowFault) -> Int32? {
        let b = cell(column)
        if b.count == 1 {
            let d = b[0] &- 0x30
            if d < 10 { return Int32(d) }
        }
        if b.isEmpty { return nil }
        return try manyDeaths(b, column)
    }

    @inline(never)
    private func manyDeaths(_ b: UnsafeBufferPointer<UInt8>, _ column: Int) throws(RowFault) -> Int32 {
        let n: Int64
        do throws(NumberScan.Fault) { n = try NumberScan.integer(b) } catch {
            throw error == .tooLarge
                ? RowFault("number-too-large", column, "this number of deaths is larger than 2,147,483,647")
                : RowFault("not-a-number", column, "this is not a whole number", help: "write digits only, such as 12")
        }
        if n < 0 { throw RowFault("negative-deaths", column, "a number of deaths cannot be negative") }
        guard let small = Int32(exactly: n) else {
            throw RowFault("number-too-large", column, "this number of deaths is larger than 2,147,483,647")
        }
        return small
    }

    /// A small whole number such as a code; `nil` where the field is empty, not there or no number.
    @inline(__always)
    func code(_ column: Int) -> Int? {
        let b = cell(column)
        if b.count == 1 {
            let d = b[0] &- 0x30
            if d < 10 { return Int(d) }
        }
        if b.isEmpty { return nil }
        do throws(NumberScan.Fault) { return Int(exactly: try NumberScan.integer(b)) } catch { return nil }
    }

    /// A decimal number; `nil` where the field is empty or not there.
    @inline(__always)
    func decimal(_ column: Int, commaPoint: Bool) throws(RowFault) -> Double? {
        let b = cell(column)
        if b.isEmpty { return nil }
        do throws(NumberScan.Fault) { return try NumberScan.decimal(b, commaPoint: commaPoint) } catch {
            throw RowFault("not-a-number", column, "this is not a number", help: "write a decimal number such as 48.35")
        }
    }

    /// Longitude and latitude in degrees; NaN for both where both fields are empty.
    @inline(__always)
    func position(longitude lon: Int, latitude lat: Int, commaPoint: Bool) throws(RowFault) -> (Double, Double) {
        let x = try decimal(lon, commaPoint: commaPoint)
        let y = try decimal(lat, commaPoint: commaPoint)
        guard let x, let y else {
            if x == nil, y == nil { return (.nan, .nan) }
            throw RowFault(
                "half-a-position", x == nil ? lon : lat, "one of latitude and longitude is given, the other is empty",
                help: "give both, or leave both empty")
        }
        if abs(y) > 90 || abs(x) > 180 { throw Self.outOfRange(x, y, lon, lat) }
        return (x, y)
    }

    @inline(never)
    private static func outOfRange(_ x: Double, _ y: Double, _ lon: Int, _ lat: Int) -> RowFault {
        let swapped = abs(y) > 90 && abs(y) <= 180 && abs(x) <= 90
        return RowFault(
            "coordinates-out-of-range", abs(y) > 90 ? lat : lon,
            abs(y) > 90 ? "a latitude lies between -90 and 90 degrees" : "a longitude lies between -180 and 180 degrees",
            help: swapped
                ? "latitude and longitude look swapped"
                : "coordinates are degrees of WGS84 with a decimal point, not metres of a map grid")
    }

    /// The local day a field names.
    @inline(__always)
    func day(_ column: Int, _ starts: DayStartTable) throws(RowFault) -> Int {
        switch WrittenDay.read(cell(column)) {
        case .day(let d): return d
        case .instant(let i): return starts.day(of: i)
        case let other: throw Self.noDay(other, column, isEmpty: cell(column).isEmpty)
        }
    }

    @inline(never)
    static func noDay(_ why: WrittenDay, _ column: Int, isEmpty: Bool) -> RowFault {
        if isEmpty { return RowFault("no-date", column, "the row has no date") }
        switch why {
        case .noSuchDay: return RowFault("impossible-date", column, "the calendar has no such day")
        case .noSuchTime: return RowFault("impossible-time", column, "the clock has no such time")
        case .ambiguous:
            return RowFault(
                "ambiguous-date", column, "this can be read as day/month or as month/day",
                help: "write dates as YYYY-MM-DD; in Excel, format the column so before you save it as CSV")
        default:
            return RowFault("not-a-date", column, "this is not a date", help: "write dates as YYYY-MM-DD, such as 2015-02-15")
        }
    }
}
