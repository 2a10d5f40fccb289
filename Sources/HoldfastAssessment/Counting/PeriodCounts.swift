import HoldfastAgreement
import HoldfastIncidents
import HoldfastText

/// Counts incidents into adjoining stretches of time.
struct PeriodCounter {
    /// First days, ascending, and one more for the end of the last.
    private let days: [CivilDate]
    private let edges: [Int64]

    init(days: [CivilDate], zone: ClockZone) {
        self.days = days
        edges = days.map { zone.startOfDay($0).seconds }
    }

    /// - Parameter bearings: uses of force in any order.
    /// - Complexity: O(n log p + total periods touched).
    func count(_ bearings: [Bearing], before end: Instant, effort: ObservationEffort) -> [PeriodCount] {
        guard days.count > 1 else { return [] }
        var out = zip(days, days.dropFirst()).enumerated().map { i, d in
            var p = PeriodCount(
                from: d.0, time: InstantInterval(from: Instant(seconds: edges[i]), to: min(end, Instant(seconds: edges[i + 1]))))
            p.isObserved = effort.isStated ? effort.covers(p.time, zone: nil) : nil
            return p
        }
        for b in bearings where b.isForce {
            let (from, to) = (b.time.from.seconds, max(b.time.to.seconds, b.time.from.seconds &+ 1))
            guard to > edges[0], from < edges[edges.count - 1] else { continue }
            let first = max(0, period(of: from))
            if from >= edges[0], b.area.isCertain || b.area.probability > 0.5 {
                out[first].incidents.best += 1
                out[first].deaths.best += Int(b.deathsBest)
                out[first].deathsLowEstimate += Int(b.deathsLow)
                out[first].deathsHighEstimate += Int(b.deathsHigh)
            }
            if from >= edges[first], to <= edges[first + 1], b.area.isCertain {
                out[first].incidents.low += 1
                out[first].deaths.low += b.deathsLeast
            }
            var i = first
            while i < out.count, edges[i] < to {
                out[i].incidents.high += 1
                out[i].deaths.high += b.deathsMost
                i += 1
            }
        }
        return out
    }

    /// Index of the period in which an instant lies; -1 before the first.
    private func period(of seconds: Int64) -> Int {
        partitionPoint(edges.count - 1) { edges[$0] <= seconds } - 1
    }
}

extension PeriodCounter {
    /// Mondays from the week of `first` until the week after `last`.
    static func weeks(from first: CivilDate, to last: CivilDate) -> [CivilDate] {
        // 1970-01-01 was a Thursday.
        let monday = first.dayNumber - ((first.dayNumber + 3) % 7 + 7) % 7
        return stride(from: monday, through: last.dayNumber + 7, by: 7).compactMap(CivilDate.init(dayNumber:))
    }

    /// D-day and each 1 January after it, and the end.
    static func years(from first: CivilDate, to last: CivilDate) -> [CivilDate] {
        guard first <= last else { return [] }
        var out = [first]
        for year in (first.year + 1)...(max(last.year, first.year) + 1) {
            if let d = CivilDate(year: year, month: 1, day: 1), d <= last { out.append(d) }
        }
        if let end = last.adding(days: 1) { out.append(end) }
        return out
    }

    /// The last day of each month from that of `first` to that before `last`, then `last`.
    static func monthEnds(from first: CivilDate, to last: CivilDate) -> [CivilDate] {
        var out: [CivilDate] = []
        var (year, month) = (first.year, first.month)
        while let end = CivilDate(year: year, month: month, day: CivilDate.daysIn(month: month, year: year)), end < last {
            out.append(end)
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        out.append(last)
        return out
    }
}
