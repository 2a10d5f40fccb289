import HoldfastGeometry
import HoldfastText

/// The shapes of maps as they are read, kept by what they have in common: one epoch for each map, in the order of reading.
struct ReadShapes: Sendable {
    private var histories: [Holder: ShapeHistory] = [:]
    /// Everyone whom a map shows, in the order in which they came first.
    private(set) var holders: [Holder] = []
    private(set) var count = 0

    /// Takes over a map's shapes, so that they need not stay in memory whole.
    mutating func take(_ map: inout ControlMap) {
        for territory in map.territories {
            fill(territory.holder)
            histories[territory.holder, default: ShapeHistory()].append(territory.shape)
        }
        map.territories = []
        count += 1
    }

    /// Adds the maps that were read after these.
    mutating func append(_ later: ReadShapes) {
        for holder in later.holders {
            guard let shapes = later.histories[holder] else { continue }
            fill(holder)
            histories[holder, default: ShapeHistory()].append(contentsOf: shapes)
        }
        count += later.count
    }

    /// Maps that do not show a holder have an empty shape of it.
    private mutating func fill(_ holder: Holder) {
        let present = histories[holder]?.count ?? 0
        if histories[holder] == nil { holders.append(holder) }
        for _ in present..<max(present, count) { histories[holder, default: ShapeHistory()].append(MultiPolygon([])) }
    }

    /// A holder's shapes, those of the maps with these numbers; a map that does not show it has an empty one.
    func shapes(of holder: Holder, maps: [Int]) -> ShapeHistory {
        histories[holder]?.epochs(maps) ?? ShapeHistory(count: maps.count) { _ in MultiPolygon([]) }
    }
}

extension ControlHistory {
    /// - Parameters:
    ///   - maps: in the order of `shapes`, one a date; what their territories say does not count.
    ///   - holders: the holders in the order wanted; those that only the maps name follow.
    init(
        maps: [ControlMap], shapes: ReadShapes, holders: [Holder], restHeldBy: String?, gaps: Gaps, maker: String,
        notes: [Diagnostic]
    ) {
        let order = maps.indices.sorted { maps[$0].date < maps[$1].date }
        dates = order.map { maps[$0].date }
        records = order.map { maps[$0].record }
        let named = holders + shapes.holders.filter { !holders.contains($0) }
        let isParty: (Holder) -> Bool = { if case .party = $0 { true } else { false } }
        territories = (named.filter(isParty) + named.filter { !isParty($0) }).map {
            TerritoryHistory(holder: $0, shapes: shapes.shapes(of: $0, maps: order))
        }
        self.restHeldBy = restHeldBy
        self.gaps = gaps
        self.maker = maker
        self.notes = notes
    }
}
