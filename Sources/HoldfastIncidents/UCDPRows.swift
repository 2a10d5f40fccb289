import HoldfastText

/// Turns rows of UCDP GED into incidents. A value of one thread.
///
/// What each code means is UCDP's (GED Codebook; Sundberg and Melander 2013), what Holdfast makes of it is written in
/// `Documentation/IncidentFormats.md`.
struct UCDPRows {
    let columns: UCDPColumns
    let starts: DayStartTable
    let commaPoint: Bool

    /// What is odd about a row that is used all the same.
    struct Odd: OptionSet {
        let rawValue: UInt8
        static let dateWidened = Odd(rawValue: 1)
        static let bestAboveHigh = Odd(rawValue: 2)
        static let lowAboveBest = Odd(rawValue: 4)
        static let unknownPrecision = Odd(rawValue: 8)
    }

    /// - Returns: the incident, its first local day, its year by the file, and what is odd about it.
    @inline(__always)
    func incident(_ row: CSVRow) throws(RowFault) -> (values: IncidentValues, day: Int, lastDay: Int, year: Int?, odd: Odd) {
        var v = IncidentValues()
        var odd: Odd = []
        v.id = row.cell(columns.id)
        if v.id.isEmpty { throw RowFault("no-id", columns.id, "the row has no id") }
        switch row.code(columns.violence) {
        case 1: v.kind = .stateBased
        case 2: v.kind = .nonState
        case 3: v.kind = .oneSided
        default:
            throw RowFault("unknown-kind", columns.violence, "the type of violence is none of 1, 2 and 3 (UCDP GED Codebook)")
        }
        var first = try row.day(columns.start, starts)
        var last = try row.day(columns.end, starts)
        if last < first { throw RowFault("inverted-dates", columns.end, "the event ends before it begins") }
        let precision = row.code(columns.datePrecision)
        if first == last, let precision, precision >= 2, precision <= 5 {
            (first, last) = Self.span(of: first, precision)
            odd.insert(.dateWidened)
        }
        v.from = starts.seconds(first)
        v.to = starts.seconds(last &+ 1)
        (v.longitude, v.latitude) = try row.position(
            longitude: columns.longitude, latitude: columns.latitude, commaPoint: commaPoint)
        let place = row.code(columns.wherePrecision)
        v.uncertainty = v.latitude.isNaN ? .infinity : IncidentTable.radiusMetres(wherePrecision: place)
        if precision == nil || place == nil || (place ?? 0) > 7 || (place ?? 0) < 1 || (precision ?? 0) > 5
            || (precision ?? 0) < 1
        {
            odd.insert(.unknownPrecision)
        }
        guard let best = try row.deaths(columns.best) else {
            throw RowFault("no-deaths", columns.best, "the row has no best estimate of deaths")
        }
        v.deathsBest = best
        v.deathsLow = try row.deaths(columns.low) ?? best
        v.deathsHigh = try row.deaths(columns.high) ?? best
        if best > v.deathsHigh { odd.insert(.bestAboveHigh) }
        if v.deathsLow > best { odd.insert(.lowAboveBest) }
        let sources = row.code(columns.sources) ?? 1
        if v.deathsLow == 0 {
            v.certainty = .possible
        } else if sources >= 2, row.code(columns.clarity) == 1 {
            v.certainty = .confirmed
        } else {
            v.certainty = .likely
        }
        v.sideA = row.cell(columns.sideA)
        v.sideB = row.cell(columns.sideB)
        if v.kind == .oneSided { v.by = v.sideA }
        v.place = row.cell(columns.place)
        return (v, first, last, row.code(columns.year), odd)
    }

    /// The days that a single day stands for under UCDP's `date_prec` 2 to 5.
    static func span(of day: Int, _ datePrecision: Int) -> (first: Int, last: Int) {
        switch datePrecision {
        case 2: return (day &- 3, day &+ 3)
        case 3:
            // 1970-01-01 was a Thursday; weeks run from Monday to Sunday.
            let monday = day &- ((day &+ 3) % 7 + 7) % 7
            return (monday, monday &+ 6)
        default:
            guard let date = CivilDate(dayNumber: day) else { return (day, day) }
            let firstMonth = datePrecision == 4 ? date.month : 1
            let lastMonth = datePrecision == 4 ? date.month : 12
            let first = CivilDate(year: date.year, month: firstMonth, day: 1)?.dayNumber ?? day
            let last = CivilDate(year: date.year, month: lastMonth, day: CivilDate.daysIn(month: lastMonth, year: date.year))
            return (first, last?.dayNumber ?? day)
        }
    }
}

extension IncidentTable {
    /// Radius in metres for UCDP's `where_prec`. The codebook gives metres for 2 only (about 25 km);
    /// the others are Holdfast's, on the cautious side.
    public static func radiusMetres(wherePrecision: Int?) -> Float {
        switch wherePrecision {
        case 1: 1_000
        case 2: 25_000
        case 3: 50_000
        case 4: 150_000
        case 5: 250_000
        default: .infinity
        }
    }
}
