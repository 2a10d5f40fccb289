import HoldfastText

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
