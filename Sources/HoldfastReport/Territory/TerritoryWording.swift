import HoldfastControl
import HoldfastText

extension Holder {
    /// For files: a party's id, or what else the ground is.
    var word: String {
        switch self {
        case .party(let id): id
        case .contested: "contested"
        case .nobodySays: "nobody-says"
        case .unknown: "unknown"
        }
    }
}

extension Gaps {
    /// `carry`, `7 d` or `unknown`, as the command's option is written.
    var word: String {
        switch self {
        case .carryForward: "carry"
        case .carryAtMost(let days): "\(days) d"
        case .unknown: "unknown"
        }
    }

    /// What a day without a map shows, as the end of a sentence.
    var words: String {
        switch self {
        case .carryForward: "the last map before stands for such a day"
        case .carryAtMost(let days): "the last map before stands for at most \(counted(days, "day")), then it is not known who held what"
        case .unknown: "who held what on such a day is not known"
        }
    }
}

extension TerritoryReport {
    /// A holder for the reader.
    func name(_ holder: Holder) -> String {
        switch holder {
        case .party(let id): names[id] ?? id
        case .contested: "contested"
        case .nobodySays: "nobody says"
        case .unknown: "unknown"
        }
    }

    /// ` by south` behind "ground held"; nothing where no name was given, which the command reads as `held`.
    func held(by side: TerritorySeries.Side) -> String { side.holder == .party("held") && names["held"] == nil ? "" : " by \(name(side))" }

    /// A side's name, and that it holds the rest where it does.
    func name(_ side: TerritorySeries.Side) -> String { name(side.holder) + (side.isRest ? " (the rest)" : "") }

    /// `603,628 km², Ukraine's official figure`, `599,006 km² within the border`.
    func words(_ d: TerritorySeries.Denominator) -> String {
        switch d {
        case .official(let area, let source): fixed(area / 1e6, 0) + " km²" + (source.isEmpty ? ", the area given" : ", \(source)")
        case .border(let area): fixed(area / 1e6, 0) + " km² within the border"
        }
    }

    /// Square metres as km² with one digit, two below 10 km².
    func km2(_ squareMetres: Double) -> String {
        let km2 = squareMetres / 1e6
        return fixed(km2, km2.magnitude < 9.995 ? 2 : 1)
    }

    /// With its sign; `±0` for none.
    func change(_ squareMetres: Double) -> String {
        guard squareMetres.isFinite else { return "not known" }
        let text = km2(squareMetres)
        if text == "0.00" || text == "-0.00" { return "±0" }
        return (squareMetres > 0 ? "+" : "−") + (text.hasPrefix("-") ? String(text.dropFirst()) : text)
    }

    /// `19.38 %`.
    func percent(_ share: Double) -> String { fixed(share * 100, 2) + " %" }

    /// Which maps were read: `769 maps of 2024-07-08 to 2026-08-22`.
    var mapsInWords: String {
        guard let first = history.dates.first, let last = history.dates.last else { return "no maps" }
        if let combined {
            return "Maps of \(counted(history.dates.count, "date")) by \(combined.makers.joined(separator: ", ")), of \(first.iso8601) to \(last.iso8601)"
        }
        let by = history.maker.isEmpty ? "" : " by \(history.maker)"
        return history.dates.count == 1
            ? "1 map\(by), of \(first.iso8601)" : "\(grouped(history.dates.count)) maps\(by), of \(first.iso8601) to \(last.iso8601)"
    }

    /// Days between the first and the last map that have none, by stretches.
    var missing: [(from: CivilDate, to: CivilDate, days: Int)] {
        zip(history.dates, history.dates.dropFirst()).compactMap { a, b in
            let days = b.dayNumber - a.dayNumber - 1
            guard days > 0, let from = a.adding(days: 1), let to = b.adding(days: -1) else { return nil }
            return (from, to, days)
        }
    }

    /// One sentence on the days without a map.
    var gapsInWords: String {
        guard let first = history.dates.first, let last = history.dates.last, first < last else { return "" }
        let gaps = missing
        if gaps.isEmpty { return "Every day between them has a map." }
        let days = gaps.reduce(0) { $0 + $1.days }
        let all = last.dayNumber - first.dayNumber + 1
        var says = "\(grouped(days)) of \(grouped(all)) days have no map"
        if gaps.count <= 8 {
            says += ": " + gaps.map { $0.days == 1 ? $0.from.iso8601 : "\($0.from.iso8601) to \($0.to.iso8601)" }.joined(separator: ", ")
        } else if let longest = gaps.max(by: { $0.days < $1.days }) {
            says += ", at most \(counted(longest.days, "day")) on end (\(longest.from.iso8601) to \(longest.to.iso8601))"
        }
        return says + "; \(history.gaps.words)."
    }

    /// What the reader has to know about the figures, as sentences.
    var remarks: [String] {
        var out: [String] = []
        if let combined, let last = series.last {
            let differing = disagreements(last).map { "\(name($0.makers.0)) and \(name($0.makers.1)) over \(km2($0.squareMetres)) km²" }
            out.append(
                "Ground is held by whom all of \(combined.makers.joined(separator: ", ")) say; where they differ it is contested"
                    + (differing.isEmpty ? "." : ": on \(last.date.iso8601) \(differing.joined(separator: ", "))."))
        }
        let unknown = series.rows.count { !$0.isKnown }
        if unknown > 0 { out.append("On \(unknown) of \(counted(series.rows.count, "date")) no map is valid: who held what is not known.") }
        if series.rows.contains(where: { $0.holdings.contains { $0.change.map { $0.gainedSquareMetres.isNaN } ?? false } }) {
            out.append("Some maps could not be compared with the one before; what was gained and lost between them is not known.")
        }
        if options.border == nil {
            out.append("Without --border the line is the whole boundary of the ground held, coast and border included, and shares within the border cannot be told.")
        }
        if series.sides.contains(where: \.isRest) {
            out.append("What \(series.sides.filter(\.isRest).map { name($0.holder) }.joined(separator: ", ")) holds is what the maps leave over within the border.")
        }
        return out
    }

    /// Where map makers differ on a row's date.
    func disagreements(_ row: TerritorySeries.Row) -> [CombinedControl.Disagreement] {
        row.epoch.flatMap { combined?.disagreements.at($0) } ?? []
    }

    /// A map maker's name by its place.
    func name(_ maker: Int) -> String { combined?.makers.at(maker) ?? "" }

    /// The changes to list, the largest net ones of a side.
    func fastest(_ side: Int) -> [ControlChange] { series.fastest.indices.contains(side) ? series.fastest[side].nets : [] }
}
