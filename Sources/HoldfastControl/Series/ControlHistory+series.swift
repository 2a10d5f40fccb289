import HoldfastGeometry
import HoldfastText

extension ControlHistory {
    /// Who held how much on each date, and what changed: areas, shares, parts of units, the line of contact.
    ///
    /// Areas by ``Geodesic/area(_:)``. What lies inside the border and in each unit is overlaid by GEOS once, for the first
    /// map; from map to map only what was gained and lost is. No date is ever given figures of a map that does not hold on
    /// it: by the rule for ``gaps`` such a row is unknown.
    /// - Complexity: O(n) for n edges in all and what GEOS needs for the edges that differ, on all cores.
    public func series(_ options: TerritoryOptions) -> TerritorySeries {
        SeriesBuilding(self, options).series()
    }
}

/// One run of ``ControlHistory/series(_:)``.
struct SeriesBuilding: Sendable {
    let history: ControlHistory
    let options: TerritoryOptions
    let dates: [CivilDate]
    /// The epochs that rows show, ascending, each once.
    let epochs: [Int]

    init(_ history: ControlHistory, _ options: TerritoryOptions) {
        self.history = history
        self.options = options
        dates = options.dates(of: history)
        var used: [Int] = []
        for date in dates {
            if let epoch = history.epoch(on: date), used.last != epoch { used.append(epoch) }
        }
        epochs = used
    }

    func series() -> TerritorySeries {
        let rest = options.border == nil ? nil : history.restHeldBy
        var sides = history.territories.map { TerritorySeries.Side(holder: $0.holder, isRest: false) }
        if let rest { sides.append(TerritorySeries.Side(holder: .party(rest), isRest: true)) }
        var tracks = history.territories.map { TerritoryTrack($0, epochs: epochs, options) }
        if rest != nil { tracks.append(TerritoryTrack(restOf: tracks, epochs: epochs, options)) }
        let lines = ContactTrack(history, epochs: epochs, options)
        var series = TerritorySeries(
            leftHeldBy: history.heldBy, sides: sides, denominators: denominators(),
            units: options.units.map { TerritorySeries.Unit(name: $0.name, squareMetres: $0.ground.areaSquareMetres) },
            rows: [], fastest: [], rates: [])
        var before: (date: CivilDate, slot: Int)?
        var slot = 0
        for date in dates {
            guard let epoch = history.epoch(on: date) else {
                series.rows.append(
                    TerritorySeries.Row(
                        date: date, epoch: nil, mapDate: nil, holdings: [], line: nil, unitSquareMetres: []))
                continue
            }
            while slot + 1 < epochs.count, epochs[slot] < epoch { slot += 1 }
            series.rows.append(
                TerritorySeries.Row(
                    date: date, epoch: epoch, mapDate: history.dates[epoch],
                    holdings: tracks.map { holding($0, slot, date, before, series.denominators) },
                    line: lines.line(slot, before),
                    unitSquareMetres: options.units.indices.map { unit in tracks.map { $0.units[unit][slot] } }))
            before = (date, slot)
        }
        series.fastest = zip(history.territories, tracks).map(fastest) + (rest == nil ? [] : [FastestChanges()])
        series.rates = before.map { last in sides.indices.map { rates($0, to: last.date) } } ?? []
        return series
    }

    private func denominators() -> [TerritorySeries.Denominator] {
        var out: [TerritorySeries.Denominator] = []
        if let official = options.officialArea {
            out.append(.official(squareMetres: official.squareMetres, source: official.source))
        }
        if let border = options.border { out.append(.border(squareMetres: border.areaSquareMetres)) }
        return out
    }

    private func holding(
        _ track: TerritoryTrack, _ slot: Int, _ date: CivilDate, _ before: (date: CivilDate, slot: Int)?,
        _ denominators: [TerritorySeries.Denominator]
    ) -> TerritorySeries.Holding {
        let inside = track.inside?[slot]
        let shares = denominators.map { denominator -> Double? in
            let part: Double?
            switch denominator {
            case .official: part = track.areas[slot]
            case .border: part = inside
            }
            guard let part, denominator.squareMetres > 0, part.isFinite else { return nil }
            return part / denominator.squareMetres
        }
        var change: TerritorySeries.Change?
        if let before {
            // Two dates that show the same map differ in nothing.
            let moved = before.slot == slot ? (gained: 0, lost: 0) : track.changes[slot - 1]
            change = TerritorySeries.Change(
                since: before.date, gainedSquareMetres: moved.gained, lostSquareMetres: moved.lost,
                netSquareMetres: track.areas[slot] - track.areas[before.slot],
                days: date.dayNumber - before.date.dayNumber)
        }
        return TerritorySeries.Holding(
            squareMetres: track.areas[slot], insideBorderSquareMetres: inside, shares: shares, change: change)
    }

    // MARK: Fastest days and rates

    /// The changes between maps that follow each other are those of the rows where every map has one.
    private func fastest(_ territory: TerritoryHistory, _ track: TerritoryTrack) -> FastestChanges {
        var known: [Int: (gained: Double, lost: Double)] = [:]
        for (i, change) in track.changes.enumerated() where epochs[i + 1] == epochs[i] + 1 { known[epochs[i]] = change }
        let dates = history.dates
        let asked = dates.indices.dropLast().filter { i in
            (options.from ?? dates[i]) <= dates[i] && dates[i + 1] <= (options.to ?? dates[i + 1])
        }
        let changes = inRuns(of: asked.count, atLeast: 1) { [known] run in
            run.map { i -> ControlChange in
                let epoch = asked[i]
                let change = known[epoch] ?? TerritoryTrack.change(territory.shapes, epoch, epoch + 1)
                return ControlChange(
                    from: dates[epoch], to: dates[epoch + 1], gainedSquareMetres: change.gained,
                    lostSquareMetres: change.lost)
            }
        }.flatMap(\.self)
        func top(_ size: (ControlChange) -> Double) -> [ControlChange] {
            let ranked = changes.filter { size($0) > 0 }.sorted { (size($0), $1.to) > (size($1), $0.to) }
            return Array(ranked.prefix(max(0, options.fastestCount)))
        }
        return FastestChanges(
            gains: top(\.gainedSquareMetres), losses: top(\.lostSquareMetres), nets: top { $0.netSquareMetres.magnitude })
    }

    private func rates(_ side: Int, to: CivilDate) -> [Rate] {
        [7, 30, 90].compactMap { days in
            guard let from = to.adding(days: -days) else { return nil }
            var rate = Rate(days: days, from: from, to: to, netSquareMetresPerDay: nil)
            if let first = history.epoch(on: from), let last = history.epoch(on: to) {
                if history.territories.indices.contains(side) {
                    let shapes = history.territories[side].shapes
                    rate.netSquareMetresPerDay =
                        (shapes.areaSquareMetres(last) - shapes.areaSquareMetres(first)) / Double(days)
                } else if let before = restArea(first), let after = restArea(last) {
                    rate.netSquareMetresPerDay = (after - before) / Double(days)
                }
            }
            return rate
        }
    }

    /// The area inside the border that no territory of a map covers; `nil` where the overlay fails.
    private func restArea(_ epoch: Int) -> Double? {
        guard let border = options.border else { return nil }
        var area = border.areaSquareMetres
        for territory in history.territories {
            do throws(Overlay.Failure) { area -= try border.areaInside(territory.shapes.shape(epoch)) } catch { return nil }
        }
        return area
    }
}
