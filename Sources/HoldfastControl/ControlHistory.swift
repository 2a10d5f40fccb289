import HoldfastGeometry
import HoldfastText

/// Who held what on one date, by one map maker.
public struct ControlMap: Sendable {
    public var date: CivilDate
    /// What ``ControlHistory/heldBy`` held.
    public var territory: PolygonIndex
    public var record: SourceRecord

    public init(date: CivilDate, territory: PolygonIndex, record: SourceRecord) {
        self.date = date
        self.territory = territory
        self.record = record
    }
}

/// Who holds a place.
public enum Holder: Hashable, Sendable {
    /// A party's id.
    case party(String)
    /// The map says who does not hold it, and nothing says who does.
    case nobodySays
    /// No map is valid on the date, or the place lies exactly on the boundary.
    case unknown
}

/// What holds on a date for which there is no map.
public enum Gaps: Hashable, Sendable {
    /// The last map before it, however old.
    case carryForward
    /// The last map before it if it is at most so many days old.
    case carryAtMost(days: Int)
    /// Nothing is known.
    case unknown
}

/// Dated control maps of one map maker, one a date.
public struct ControlHistory: Sendable {
    /// Ascending by date.
    public var maps: [ControlMap]
    /// The party that holds what the maps show.
    public var heldBy: String
    /// The party that holds the rest, where that can be said.
    public var restHeldBy: String?
    public var gaps: Gaps
    /// What was mended on reading.
    public var notes: [Diagnostic]

    /// - Parameter maps: in any order, at most one a date; of several on a date the last one counts.
    public init(maps: [ControlMap], heldBy: String, restHeldBy: String?, gaps: Gaps, notes: [Diagnostic] = []) {
        var byDate: [CivilDate: ControlMap] = [:]
        for map in maps { byDate[map.date] = map }
        self.maps = byDate.values.sorted { $0.date < $1.date }
        self.heldBy = heldBy
        self.restHeldBy = restHeldBy
        self.gaps = gaps
        self.notes = notes
    }

    /// The map that is valid on a date by the rule for ``gaps``; `nil` before the first map.
    /// - Complexity: O(log n) for n maps.
    public func map(on date: CivilDate) -> ControlMap? {
        guard let i = index(on: date) else { return nil }
        return maps[i]
    }

    func index(on date: CivilDate) -> Int? {
        var low = 0
        var high = maps.count
        while low < high {
            let middle = (low + high) / 2
            if maps[middle].date <= date { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let age = date.dayNumber - maps[low - 1].date.dayNumber
        switch gaps {
        case .carryForward: return low - 1
        case .carryAtMost(let days): return age <= days ? low - 1 : nil
        case .unknown: return age == 0 ? low - 1 : nil
        }
    }

    /// Who holds a place on a date. The rest is everything the map leaves out, beyond any border too.
    public func holder(of place: Position, on date: CivilDate) -> Holder {
        guard let map = map(on: date) else { return .unknown }
        switch map.territory.contains(place) {
        case .inside: return .party(heldBy)
        case .boundary: return .unknown
        case .outside: return restHeldBy.map(Holder.party) ?? .nobodySays
        }
    }
}
