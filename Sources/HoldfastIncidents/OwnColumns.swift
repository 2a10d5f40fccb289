import HoldfastText

/// Where the columns of Holdfast's own incident table stand in a file. -1: not there.
struct OwnColumns: Sendable {
    var id, from, to, latitude, longitude, uncertainty, kind, by, sideA, sideB: Int
    var low, best, high, certainty, reliability, credibility, place, weapon, calibre, remark, licence: Int

    /// Every name that is read, for "did you mean".
    static let names = [
        "id", "from", "date", "to", "lat", "lon", "uncertainty_m", "kind", "by", "side_a", "side_b", "deaths",
        "deaths_low", "deaths_best", "deaths_high", "certainty", "reliability", "credibility", "place", "weapon",
        "calibre_mm", "remark", "source_name", "licence",
    ]

    init(_ search: inout ColumnSearch) {
        id = search.required("id", meaning: "it names the incident")
        from = search.required("from", "date", meaning: "when the incident happened or began")
        to = search.optional("to")
        latitude = search.required("lat", meaning: "degrees north; its cells may be empty")
        longitude = search.required("lon", meaning: "degrees east; its cells may be empty")
        uncertainty = search.optional("uncertainty_m")
        kind = search.optional("kind")
        by = search.optional("by")
        sideA = search.optional("side_a")
        sideB = search.optional("side_b")
        low = search.optional("deaths_low")
        best = search.optional("deaths_best", "deaths")
        high = search.optional("deaths_high")
        certainty = search.optional("certainty")
        reliability = search.optional("reliability")
        credibility = search.optional("credibility")
        place = search.optional("place")
        weapon = search.optional("weapon")
        calibre = search.optional("calibre_mm")
        remark = search.optional("remark")
        licence = search.optional("licence")
    }

    static func recognises(_ header: CSVHeader) -> Bool {
        header.has("id") && (header.has("from") || header.has("date")) && !header.has("date_start")
            || ["id", "from", "date", "lat", "lon", "uncertainty_m", "deaths_best", "certainty"].count(where: header.has) >= 4
    }

    /// Columns that are not read although their names are near to some that are.
    static func misspelt(_ header: CSVHeader, file: String) -> [Diagnostic] {
        header.names.compactMap { name in
            let folded = CSVHeader.folded(name)
            guard !names.contains(folded), let near = nearest(to: folded, among: names), !header.has(near) else { return nil }
            return Diagnostic(
                "unknown-column", .warning, file: file, place: .cell(row: 1, column: name, value: nil),
                message: "column '\(name)' is not read", help: "did you mean \"\(near)\"?")
        }
    }
}
