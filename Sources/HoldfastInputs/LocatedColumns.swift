import HoldfastText

/// How a table of places is to be read.
public struct LocatedReading: Sendable {
    /// How exactly the places are known.
    public enum Uncertainty: Sendable {
        case column(String)
        case metres(Double)
    }
    /// Column names; found by themselves where `nil`.
    public var longitude: String?
    public var latitude: String?
    public var time: String?
    public var uncertainty: Uncertainty?
    /// In which zone a moment with an offset is a day. A local time is of the day that it names.
    public var zone: ClockZone
    /// Stands before the names of the new columns.
    public var prefix = ""
    public var form = LocatedForm.csv
    /// How much is read at a time; any value from 1 gives the same table.
    public var chunkBytes: Int?
    /// Told the bytes done and the bytes in all, as far as these are known.
    public var progress: (@Sendable (Int64, Int64?) -> Void)?

    public init(zone: ClockZone = .utc) { self.zone = zone }
}

/// In what form a table with its new columns is written.
public enum LocatedForm: String, CaseIterable, Sendable {
    /// Each row as it was, with the new columns behind.
    case csv
    /// One GeoJSON feature a line.
    case geojsonseq
}

/// Where the columns stand that place a row. Counted from 0.
struct LocatedColumns: Sendable {
    enum Uncertainty: Sendable {
        case none
        case metres(Float)
        /// A column of metres.
        case column(Int)
        /// A column of UCDP's codes.
        case wherePrecision(Int)
    }
    var longitude: Int
    var latitude: Int
    var time: Int
    var uncertainty: Uncertainty

    /// Names under which tables have them, the surest first; of one group only one may be there.
    private static let longitudes = [["longitude", "lon", "lng", "long"], ["x", "point_x", "x_coord"]]
    private static let latitudes = [["latitude", "lat"], ["y", "point_y", "y_coord"]]
    private static let times = [
        ["date_start", "event_date", "from", "acq_date", "incident_date"], ["date", "datetime", "date_time", "timestamp"],
        ["time", "day", "when"], ["today", "start", "_submission_time"],
    ]

    /// - Throws: all that is wrong with the header, with the columns that there are.
    init(_ header: CSVHeader, file: String, _ reading: LocatedReading) throws(Diagnostics) {
        var search = Search(header: header, file: file)
        longitude = search.find(
            reading.longitude, Self.longitudes, endings: ["longitude", "lon", "lng"], what: "longitude", option: "--lon")
        latitude = search.find(reading.latitude, Self.latitudes, endings: ["latitude", "lat"], what: "latitude", option: "--lat")
        time = search.find(reading.time, Self.times, endings: [], what: "day", option: "--time")
        switch reading.uncertainty {
        case .metres(let metres): uncertainty = .metres(Float(metres))
        case .column(let name):
            let at = search.find(name, [], endings: [], what: "uncertainty", option: "--uncertainty")
            uncertainty = CSVHeader.folded(name) == "where_prec" ? .wherePrecision(at) : .column(at)
        case nil:
            if let at = header.columns("uncertainty_m").first {
                uncertainty = .column(at)
            } else if header.has("date_start"), let at = header.columns("where_prec").first {
                uncertainty = .wherePrecision(at)
            } else {
                uncertainty = .none
            }
        }
        if !search.faults.isEmpty { throw Diagnostics(search.faults) }
    }

    var hasUncertainty: Bool { if case .none = uncertainty { false } else { true } }

    private struct Search {
        let header: CSVHeader
        let file: String
        var faults: [Diagnostic] = []

        mutating func find(_ named: String?, _ groups: [[String]], endings: [String], what: String, option: String) -> Int {
            if let named {
                let places = header.columns(named)
                if places.count == 1 { return places[0] }
                let near = nearest(to: named, among: header.names.filter { !$0.isEmpty }).map { "did you mean \"\($0)\"? " } ?? ""
                fault(
                    places.isEmpty ? "missing-column" : "duplicate-column",
                    places.isEmpty ? "the table has no column '\(named)' (\(option))"
                        : "column '\(named)' (\(option)) occurs \(places.count) times",
                    near + "the table has: \(columnsListed)")
                return 0
            }
            for group in groups {
                let places = group.flatMap(header.columns)
                if places.count == 1 { return places[0] }
                if places.count > 1 { return ambiguous(places, what, option) }
            }
            // `_gps_longitude`, `gps-Longitude`, `place:Longitude`, `begin_lon`.
            let places = header.names.indices.filter { i in
                let name = CSVHeader.folded(header.names[i])
                return endings.contains { end in
                    name.hasSuffix(end) && name.count > end.count && !(name.dropLast(end.count).last?.isLetter ?? false)
                }
            }
            if places.count == 1 { return places[0] }
            if places.count > 1 { return ambiguous(places, what, option) }
            fault(
                "missing-column", "no column is known to hold the \(what)",
                "name it with \(option); the table has: \(columnsListed)")
            return 0
        }

        private mutating func ambiguous(_ places: [Int], _ what: String, _ option: String) -> Int {
            let names = places.sorted().map { "'\(header.names[$0])'" }.joined(separator: ", ")
            fault(
                "ambiguous-column", "several columns may hold the \(what): \(names)",
                "name the one that is meant with \(option); the table has: \(columnsListed)")
            return 0
        }

        private var columnsListed: String {
            let shown = header.names.prefix(60).map { String($0.prefix(60)) }.joined(separator: ", ")
            return header.names.count > 60 ? shown + " and \(header.names.count - 60) more" : shown
        }

        private mutating func fault(_ code: String, _ message: String, _ help: String) {
            faults.append(
                Diagnostic(code, file: file, place: .cell(row: 1, column: nil, value: nil), message: message, help: help))
        }
    }
}
