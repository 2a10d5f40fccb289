import HoldfastAgreement
import HoldfastText

extension Agreement {
    /// The moment at which something with this start begins: entry into force itself for `D+0`,
    /// otherwise the first second of the local day.
    func start(_ time: TermTime?) -> Instant {
        switch time {
        case nil, .dPlus(0): entersIntoForce
        case .dPlus(let n): dDay.adding(days: n).map(zone.startOfDay) ?? entersIntoForce
        case .day(let date): date == dDay ? entersIntoForce : zone.startOfDay(date)
        case .instant(let i): i
        }
    }

    /// The moment by which something with this deadline has to be done: the last second of the local day is still in time,
    /// so this is the first second of the next.
    func end(_ time: TermTime) -> Instant {
        switch time {
        case .dPlus(let n): dDay.adding(days: n).map { zone.day($0).to } ?? entersIntoForce
        case .day(let date): zone.day(date).to
        case .instant(let i): i
        }
    }

    /// When a term binds, within a period. Empty (`to <= from`) where it does not.
    func inForce(_ term: Term, within period: InstantInterval) -> InstantInterval {
        let from = max(start(term.from), period.from)
        let to = term.until.map { min(end($0), period.to) } ?? period.to
        return InstantInterval(from: from, to: max(from, to))
    }

    func index(ofParty id: String) -> Int16? {
        parties.firstIndex { $0.id == id }.map { Int16(clamping: $0) }
    }

    /// What the parties that a term binds make of who did something: 1 for one of them, 0 for another party, and for
    /// nobody known the share of the parties that are bound, certain only where all are.
    func weight(of attributedTo: Int16, under term: Term) -> (share: Double, isCertain: Bool) {
        guard case .parties(let bound) = term.binds else { return (1, true) }
        if parties.indices.contains(Int(attributedTo)) {
            return (bound.contains(parties[Int(attributedTo)].id) ? 1 : 0, true)
        }
        let share = parties.isEmpty ? 0 : Double(parties.count { bound.contains($0.id) }) / Double(parties.count)
        return (share, share == 1)
    }

    func binds(_ term: Term) -> [String] {
        switch term.binds {
        case .all: parties.map(\.id)
        case .parties(let ids): ids
        }
    }
}

extension InstantInterval {
    /// Share of this interval that lies in `other`, 0 to 1. An instant (length 0) counts whole or not at all.
    func share(in other: InstantInterval) -> Double {
        if to <= from { return from >= other.from && from < other.to ? 1 : 0 }
        let overlap = min(to.seconds, other.to.seconds) - max(from.seconds, other.from.seconds)
        return overlap <= 0 ? 0 : Double(overlap) / Double(seconds)
    }

    func lies(in other: InstantInterval) -> Bool { from >= other.from && to <= other.to && from < other.to }
    func touches(_ other: InstantInterval) -> Bool { from < other.to && (to > other.from || (to == from && from >= other.from)) }
}
