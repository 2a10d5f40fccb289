import HoldfastAgreement
import HoldfastIncidents
import HoldfastStatistics
import HoldfastText

extension Evidence {
    /// Incidents and deaths by the start of each interval, baseline against since, at every grade, more likely
    /// in the area of the agreement than not.
    func rates() -> Rates {
        let zone = agreement.zone
        var rates = Rates(baseline: nil, since: count(in: period), ratio: nil, low: nil, high: nil, aroundEntry: [])
        if let b = agreement.holding.baseline {
            let time = InstantInterval(from: zone.startOfDay(b.from), to: zone.day(b.to).to)
            rates.baseline = count(in: time)
        }
        if let b = rates.baseline,
            let r = RateRatio(
                PoissonRate(count: rates.since.incidentsObserved, exposure: rates.since.daysObserved ?? rates.since.days),
                over: PoissonRate(count: b.incidentsObserved, exposure: b.daysObserved ?? b.days))
        {
            (rates.ratio, rates.low, rates.high) = (r.ratio, r.low, r.high)
        }
        for days in [30, 90, 180] {
            guard let first = agreement.dDay.adding(days: -days), let end = agreement.dDay.adding(days: days) else { continue }
            let middle = zone.startOfDay(agreement.dDay)
            let after = InstantInterval(from: middle, to: zone.startOfDay(end))
            guard after.to <= period.to else { continue }
            let before = InstantInterval(from: zone.startOfDay(first), to: middle)
            rates.aroundEntry.append((days, count(in: before), count(in: after)))
        }
        return rates
    }

    private func count(in time: InstantInterval) -> RateCount {
        let seconds = Double(time.seconds) + Double(agreement.zone.offset(at: time.to) - agreement.zone.offset(at: time.from))
        var c = RateCount(
            time: time, days: seconds / 86_400,
            daysObserved: effort.isStated ? Double(effort.seconds(in: time)) / 86_400 : nil)
        // Days by the local calendar, so that a clock change does not make a part of one.
        if let seen = c.daysObserved, effort.seconds(in: time) == time.seconds || seen > c.days { c.daysObserved = c.days }
        for b in bearings[partitionPoint(bearings.count, while: { bearings[$0].time.from < time.from })...] {
            if b.time.from >= time.to { break }
            guard b.isForce, b.area.isCertain || b.area.probability > 0.5 else { continue }
            c.incidents += 1
            if !effort.isStated || effort.isWatching(at: b.time.from) { c.incidentsObserved += 1 }
            c.deaths.low += Int(b.deathsLow)
            c.deaths.best += Int(b.deathsBest)
            c.deaths.high += Int(b.deathsHigh)
        }
        return c
    }
}
