import HoldfastText

/// Finds the columns a format needs in a header, and says what is wrong with the header.
struct ColumnSearch {
    let header: CSVHeader
    let file: String
    private(set) var faults: [Diagnostic] = []

    init(_ header: CSVHeader, file: String) {
        self.header = header
        self.file = file
    }

    /// The column of the first of the names that is there, -1 if none is.
    mutating func optional(_ names: String...) -> Int { find(names) }

    /// The same; none is a fault.
    mutating func required(_ names: String..., meaning: String) -> Int {
        let found = find(names)
        if found < 0 {
            let near = nearest(to: names[0], among: header.names.filter { !$0.isEmpty })
            faults.append(
                Diagnostic(
                    "missing-column", file: file, place: .cell(row: 1, column: nil, value: nil),
                    message: "column '\(names.joined(separator: "' or '"))' is missing: \(meaning)",
                    help: near.map { "did you mean the column \"\($0)\"?" }
                        ?? "the file has: \(listed(header.names))"))
        }
        return found
    }

    private mutating func find(_ names: [String]) -> Int {
        for name in names {
            let places = header.columns(name)
            if places.count > 1 {
                faults.append(
                    Diagnostic(
                        "duplicate-column", file: file, place: .cell(row: 1, column: name, value: nil),
                        message: "column '\(name)' occurs \(places.count) times, as number "
                            + places.map { String($0 + 1) }.joined(separator: " and "),
                        help: "keep one of them"))
            }
            if let first = places.first { return first }
        }
        return -1
    }
}

/// Names for a message, not more than forty.
func listed(_ names: [String]) -> String {
    let shown = names.prefix(40).map { String($0.prefix(60)) }.joined(separator: ", ")
    return names.count > 40 ? shown + " and \(names.count - 40) more" : shown
}

/// Where UCDP GED's columns stand in a file. -1: not there.
struct UCDPColumns: Sendable {
    var id, year, violence, sideA, sideB, sources, wherePrecision, place, latitude, longitude: Int
    var clarity, datePrecision, start, end, best, high, low: Int

    init(_ search: inout ColumnSearch) {
        id = search.required("id", meaning: "it names the event")
        year = search.optional("year")
        violence = search.required("type_of_violence", meaning: "1 state-based, 2 non-state, 3 one-sided")
        sideA = search.required("side_a", meaning: "the first side's name")
        sideB = search.required("side_b", meaning: "the second side's name")
        sources = search.optional("number_of_sources")
        wherePrecision = search.required("where_prec", meaning: "how exact the place is")
        place = search.optional("where_coordinates")
        latitude = search.required("latitude", meaning: "degrees north")
        longitude = search.required("longitude", meaning: "degrees east")
        clarity = search.optional("event_clarity")
        datePrecision = search.required("date_prec", meaning: "how exact the date is")
        start = search.required("date_start", meaning: "the first day on which the event can have happened")
        end = search.required("date_end", meaning: "the last day on which the event can have happened")
        best = search.required("best", "best_est", "deaths_best", meaning: "the best estimate of deaths")
        high = search.required("high", "high_est", "deaths_high", meaning: "the highest estimate of deaths")
        low = search.required("low", "low_est", "deaths_low", meaning: "the lowest estimate of deaths")
    }

    /// What a header needs to be taken for UCDP GED: most of the names that only it has.
    static func recognises(_ header: CSVHeader) -> Bool {
        ["type_of_violence", "date_start", "date_end", "where_prec", "date_prec", "event_clarity"]
            .count(where: header.has) >= 3
    }

    /// The published order of 49 columns. Some monthly candidate files come without a header.
    static let published =
        """
        id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name \
        dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b \
        number_of_sources source_article source_office source_date source_headline source_original where_prec \
        where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id \
        region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high \
        low gwnoa gwnob
        """.split(separator: " ").map(String.init)

    /// The published header, where a first row is not a header but an event in that order.
    @Sendable static func assumed(_ first: CSVHeader) -> CSVHeader? {
        guard first.names.count == published.count, Int(first.names[0]) != nil,
            (1...3).contains(Int(first.names[5]) ?? 0)
        else { return nil }
        var start = first.names[38]
        let isDay = start.withUTF8 { if case .day = WrittenDay.read($0) { true } else { false } }
        return isDay ? CSVHeader(names: published, delimiter: first.delimiter) : nil
    }
}

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
