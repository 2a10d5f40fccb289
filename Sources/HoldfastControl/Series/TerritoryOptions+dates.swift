import HoldfastText

extension TerritoryOptions {
    /// The dates that have a row, ascending; none where the first is after the last.
    func dates(of history: ControlHistory) -> [CivilDate] {
        guard let first = from ?? history.dates.first, let last = to ?? history.dates.last, first <= last else { return [] }
        var out: [CivilDate] = []
        switch every {
        case .everyMap: out = history.dates.filter { $0 >= first && $0 <= last }
        case .days(let days): out = Self.steps(first, last) { first.adding(days: Self.product($0, max(1, days))) }
        case .weeks(let weeks):
            out = Self.steps(first, last) { first.adding(days: Self.product($0, Self.product(7, max(1, weeks)))) }
        case .months(let months): out = Self.steps(first, last) { first.adding(months: Self.product($0, max(1, months))) }
        }
        if out.last != last { out.append(last) }
        return out
    }

    private static func steps(_ first: CivilDate, _ last: CivilDate, _ date: (Int) -> CivilDate?) -> [CivilDate] {
        var out: [CivilDate] = []
        while let next = date(out.count), next <= last { out.append(next) }
        return out
    }

    /// Beyond any calendar instead of beyond `Int`.
    private static func product(_ a: Int, _ b: Int) -> Int {
        let (value, overflow) = a.multipliedReportingOverflow(by: b)
        return overflow || value > 10_000_000 ? 10_000_000 : value
    }
}

extension CivilDate {
    /// The same day so many months later, or the last day of a month that has no such day; `nil` after the year 9999.
    func adding(months: Int) -> CivilDate? {
        let count = year * 12 + month - 1 + months
        let (newYear, newMonth) = (count / 12, count % 12 + 1)
        return CivilDate(year: newYear, month: newMonth, day: min(day, CivilDate.daysIn(month: newMonth, year: newYear)))
    }
}
