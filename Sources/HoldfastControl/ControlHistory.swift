import HoldfastGeometry
import HoldfastText

/// Dated control maps of one map maker, one a date. Its dates, in order, are the epochs 0, 1, 2 and so on.
public struct ControlHistory: Sendable {
    /// The map maker's name, empty where it is not given.
    public var maker: String
    /// Ascending, each once.
    public let dates: [CivilDate]
    /// The file of each date.
    public let records: [SourceRecord]
    /// One for each holder that the maps show, parties first, each with a shape for every date.
    public let territories: [TerritoryHistory]
    /// The party that holds what no map covers, where that can be said.
    public var restHeldBy: String?
    public var gaps: Gaps
    /// What was mended on reading.
    public var notes: [Diagnostic]

    /// - Parameters:
    ///   - maps: in any order, at most one a date; of several on a date the last one counts.
    ///   - holders: the holders in the order wanted; those that only the maps name follow.
    public init(
        maps: [ControlMap], holders: [Holder] = [], restHeldBy: String?, gaps: Gaps, maker: String = "", notes: [Diagnostic] = []
    ) {
        var byDate: [CivilDate: ControlMap] = [:]
        for map in maps { byDate[map.date] = map }
        let sorted = byDate.values.sorted { $0.date < $1.date }
        var order: [Holder] = []
        for holder in holders where !order.contains(holder) { order.append(holder) }
        for map in sorted {
            for territory in map.territories where !order.contains(territory.holder) { order.append(territory.holder) }
        }
        let isParty: (Holder) -> Bool = { if case .party = $0 { true } else { false } }
        order = order.filter(isParty) + order.filter { !isParty($0) }
        dates = sorted.map(\.date)
        records = sorted.map(\.record)
        territories = order.map { holder in
            let shapes = ShapeHistory(count: sorted.count) { epoch in
                sorted[epoch].territories.first { $0.holder == holder }?.shape ?? MultiPolygon([])
            }
            return TerritoryHistory(holder: holder, shapes: shapes)
        }
        self.restHeldBy = restHeldBy
        self.gaps = gaps
        self.maker = maker
        self.notes = notes
    }

    /// The first party whose ground the maps show: lines of contact have it on their left.
    public var heldBy: String {
        for territory in territories { if case .party(let id) = territory.holder { return id } }
        return ""
    }

    /// What a holder held; `nil` where the maps never show it.
    public func territory(of holder: Holder) -> TerritoryHistory? { territories.first { $0.holder == holder } }

    /// What ``heldBy`` held.
    public var held: TerritoryHistory {
        territory(of: .party(heldBy)) ?? TerritoryHistory(holder: .party(heldBy), shapes: ShapeHistory())
    }

    /// The epoch of the map that is valid on a date by the rule for ``gaps``; `nil` where none is.
    /// - Complexity: O(log n) for n maps.
    public func epoch(on date: CivilDate) -> Int? {
        gaps.epoch(on: date, of: dates)
    }

    /// Who holds a place on a date. The rest is everything the maps leave out, beyond any border too.
    public func holder(of place: Position, on date: CivilDate) -> Holder {
        guard let epoch = epoch(on: date) else { return .unknown }
        for territory in territories {
            switch territory.index.standing(of: place, epoch: epoch) {
            case .inside: return territory.holder
            case .boundary, .unknown: return .unknown
            case .outside: continue
            }
        }
        return restHeldBy.map(Holder.party) ?? .nobodySays
    }
}
