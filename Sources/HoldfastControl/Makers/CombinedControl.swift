import HoldfastGeometry
import HoldfastText

/// The maps of several makers as one history, with where they disagree.
public struct CombinedControl: Sendable {
    /// Where two makers say different things of the same ground on a date.
    public struct Disagreement: Sendable {
        public var date: CivilDate
        /// The two makers, by their place among those combined, counted from 0.
        public var makers: (Int, Int)
        public var squareMetres: Double
        public var shape: MultiPolygon
    }

    /// A party's ground is where every maker with a valid map says so; where they say different things it is contested.
    public var history: ControlHistory
    /// For each date of ``history`` the makers that had a valid map.
    public var counted: [[Int]]
    /// For each date of ``history`` every pair of makers that had a valid map, in order.
    public var disagreements: [[Disagreement]]
    /// The makers' names, in the order given.
    public var makers: [String]
}

extension ControlHistory {
    /// One history from the maps of several makers.
    ///
    /// On each date every maker's map counts that is valid by the maker's own rule for ``gaps``; a maker without one does not
    /// count. A place is held by whom all that count say; where they say different things, or one says contested, it is
    /// contested. What a map leaves out is held by its ``restHeldBy``; without one it says that nobody says who holds it,
    /// which differs from a map that names a holder. Where a map says unknown it does not count. A place that every map
    /// leaves out is the combined history's rest: it has a holder only if all makers agree on ``restHeldBy``, and a
    /// disagreement about it has no area. Dates on which no maker has a valid map are left out.
    /// - Parameters:
    ///   - makers: in the order in which ``CombinedControl`` counts them.
    ///   - dates: the dates wanted, in any order; the result is then valid on these alone. Without them, it is valid wherever
    ///     a maker's map is: on every date that has a map if all makers carry maps forward without limit, otherwise on each
    ///     day from the first map to the last and as long as that is carried.
    /// - Throws: ``Overlay/Failure`` where GEOS gives up.
    /// - Complexity: what GEOS needs for each different combination of maps, on all cores.
    public static func combined(
        _ makers: [ControlHistory], on dates: [CivilDate]? = nil
    ) throws(Overlay.Failure) -> CombinedControl {
        let days = dates.map { Set($0).sorted() } ?? datesOf(makers)
        let isCarried = dates == nil && makers.allSatisfy { $0.gaps == .carryForward }
        // The maps that hold on each date; dates with the same maps are overlaid once.
        var combinations: [[Int?]] = []
        var places: [[Int?]: Int] = [:]
        var kept: [(date: CivilDate, combination: Int)] = []
        for day in days {
            let epochs = makers.map { $0.epoch(on: day) }
            if epochs.allSatisfy({ $0 == nil }) { continue }
            let place = places[epochs] ?? combinations.count
            if place == combinations.count {
                places[epochs] = place
                combinations.append(epochs)
            }
            kept.append((day, place))
        }
        let rests = Set(makers.map(\.restHeldBy))
        let outcomes = inRuns(of: combinations.count, atLeast: 1) { [combinations] run in
            run.map { i -> Result<CombinedMap, Overlay.Failure> in
                do throws(Overlay.Failure) {
                    return .success(try CombinedMap(makers, epochs: combinations[i]))
                } catch { return .failure(error) }
            }
        }.flatMap(\.self)
        var maps: [CombinedMap] = []
        for outcome in outcomes { maps.append(try outcome.get()) }
        let names = makers.enumerated().map { $1.maker.isEmpty ? "maker \($0 + 1)" : $1.maker }
        let history = ControlHistory(
            maps: kept.map { day in
                ControlMap(
                    date: day.date, territories: maps[day.combination].territories, record: maps[day.combination].record)
            },
            holders: makers.flatMap { $0.territories.map(\.holder) }.filter { if case .party = $0 { true } else { false } },
            restHeldBy: rests.count == 1 ? rests.first ?? nil : nil, gaps: isCarried ? .carryForward : .unknown,
            maker: names.joined(separator: " + "), notes: makers.flatMap(\.notes))
        return CombinedControl(
            history: history, counted: kept.map { maps[$0.combination].counted },
            disagreements: kept.map { day in
                maps[day.combination].disagreements.map {
                    CombinedControl.Disagreement(
                        date: day.date, makers: ($0.first, $0.second), squareMetres: $0.squareMetres, shape: $0.shape)
                }
            },
            makers: names)
    }

    /// Every date on which a map begins to count; where one can cease to count, every day.
    private static func datesOf(_ makers: [ControlHistory]) -> [CivilDate] {
        let all = Set(makers.flatMap(\.dates)).sorted()
        if makers.allSatisfy({ $0.gaps == .carryForward }) { return all }
        guard let first = all.first else { return [] }
        var last = first.dayNumber
        for maker in makers {
            guard let end = maker.dates.last else { continue }
            if case .carryAtMost(let days) = maker.gaps {
                last = max(last, end.dayNumber + min(max(0, days), 100_000))
            } else {
                last = max(last, end.dayNumber)
            }
        }
        return (first.dayNumber...last).compactMap { CivilDate(dayNumber: $0) }
    }
}
