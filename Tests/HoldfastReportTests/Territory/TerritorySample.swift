import Foundation
import Holdfast

/// Squares on the equator, whose areas have a closed form, and reports of them.
enum TerritorySample {
    static func day(_ text: String) -> CivilDate {
        let n = text.split(separator: "-").compactMap { Int($0) }
        return CivilDate(year: n[0], month: n[1], day: n[2]) ?? .epoch
    }

    /// A rectangle in whole degrees or parts of them, counter-clockwise.
    static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> MultiPolygon {
        let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        return MultiPolygon([Polygon(outer: corners.map { Position(longitude: $0.0, latitude: $0.1) })])
    }

    /// Square metres between two meridians, the equator and a parallel on WGS84: Snyder, Map Projections (USGS Professional
    /// Paper 1395, 1987), equation 3-12 for the whole zone, by the share of longitudes.
    static func squareMetres(_ west: Double, _ east: Double, _ north: Double) -> Double {
        let (a, f) = (6_378_137.0, 1 / 298.257_223_563)
        let e2 = f * (2 - f)
        let e = e2.squareRoot()
        let s = sin(north * .pi / 180)
        let q = (1 - e2) * (s / (1 - e2 * s * s) + atanh(e * s) / e)
        return a * a * q / 2 * (east - west) * .pi / 180
    }

    static func map(_ date: String, _ held: [(Holder, MultiPolygon)]) -> ControlMap {
        ControlMap(
            date: day(date), territories: held.map { Territory(holder: $0.0, shape: $0.1) },
            record: SourceRecord(file: "control-\(date).geojson", format: "geojson", sha256: String(repeating: "0", count: 64), rows: held.count))
    }

    /// South holds 0 to 1° E, then 1.5° E, then all but its western quarter; 0 to 1° N. North holds the rest of 0 to 2° E. A
    /// strip is contested on the last date.
    static func history(gaps: Gaps = .carryForward) -> ControlHistory {
        let south = Holder.party("south")
        return ControlHistory(
            maps: [
                map("2024-03-01", [(south, box(0, 0, 1, 1))]), map("2024-03-02", [(south, box(0, 0, 1.5, 1))]),
                map("2024-03-03", [(south, box(0, 0, 1.5, 1))]),
                map("2024-03-10", [(south, box(0.25, 0, 1.5, 1)), (.contested, box(1.5, 0, 1.75, 1))]),
            ],
            restHeldBy: "north", gaps: gaps)
    }

    static func options(_ change: (inout TerritoryOptions) -> Void = { _ in }) -> TerritoryOptions {
        var options = TerritoryOptions()
        options.border = PolygonIndex(box(0, 0, 2, 1))
        options.cut.toleranceMetres = 200
        change(&options)
        return options
    }

    static func report(gaps: Gaps = .carryForward, _ change: (inout TerritoryOptions) -> Void = { _ in }) -> TerritoryReport {
        TerritoryReport(history(gaps: gaps), options(change))
    }

    /// Many dates: a square of a tenth of a degree that grows by a thousandth each day.
    static func long(_ days: Int) -> TerritoryReport {
        let start = day("2024-01-01")
        let maps = (0..<days).compactMap { i in
            start.adding(days: i).map { map($0.iso8601, [(.party("south"), box(0, 0, 0.1 + Double(i) / 1000, 0.1))]) }
        }
        return TerritoryReport(ControlHistory(maps: maps, restHeldBy: nil, gaps: .carryForward), TerritoryOptions())
    }

    static func text(_ report: TerritoryReport, _ format: ReportFormat, width: Int = 80, color: Bool = false) -> String {
        String(decoding: report.bytes(as: format, style: ReportStyle(color: color, width: width)), as: UTF8.self)
    }

    static func json(_ report: TerritoryReport, _ format: ReportFormat = .json) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(report.bytes(as: format))) as? [String: Any] ?? [:]
    }
}
