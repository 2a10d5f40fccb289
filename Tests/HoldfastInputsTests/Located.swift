import Foundation
import Holdfast

/// Maps, tables and what becomes of them, in memory.
enum Located {
    /// A metre on the equator in degrees of longitude: 360 / (2π · 6,378,137).
    static let metre = 360 / (2 * Double.pi * 6_378_137)

    static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> MultiPolygon {
        let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        return MultiPolygon([Polygon(outer: corners.map { Position(longitude: $0.0, latitude: $0.1) })])
    }

    static func map(_ date: String, _ territories: [(Holder, MultiPolygon)]) throws -> ControlMap {
        guard case .date(let day) = try WrittenTime.read(date) else { throw WrittenTimeFault.notADate }
        return ControlMap(
            date: day, territories: territories.map { Territory(holder: $0.0, shape: $0.1) },
            record: SourceRecord(file: date, format: "geojson", sha256: "", rows: 1))
    }

    /// One degree on either side of the equator's first degree, held by south from the first of March 2015 on.
    static func square(gaps: Gaps = .carryForward, restHeldBy: String? = "north") throws -> ControlHistory {
        ControlHistory(
            maps: [try map("2015-03-01", [(.party("south"), box(0, -0.5, 1, 0.5))])], restHeldBy: restHeldBy, gaps: gaps)
    }

    static func ground(_ control: ControlHistory, zones: [(id: String, zone: ZoneOnGround)] = []) -> LocatedGround {
        LocatedGround(control, linesOfContact: control.linesOfContact(border: nil), zones: zones)
    }

    static func locate(
        _ text: String, _ ground: LocatedGround, _ reading: LocatedReading = LocatedReading()
    ) throws -> (text: String, summary: LocatedSummary) {
        let (bytes, summary) = try locate(Array(text.utf8), ground, reading)
        return (String(decoding: bytes, as: UTF8.self), summary)
    }

    static func locate(
        _ bytes: [UInt8], _ ground: LocatedGround, _ reading: LocatedReading = LocatedReading()
    ) throws -> (bytes: [UInt8], summary: LocatedSummary) {
        var table = try LocatedTable(ByteSource(bytes: bytes, file: "table.csv"), on: ground, reading)
        var out: [UInt8] = []
        let summary = try table.write { out += $0 }
        return (out, summary)
    }

    /// The new cells of each row, the header left out.
    static func cells(_ located: String, columns: Int) -> [[String]] {
        located.split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).suffix(columns).map(String.init) }
    }
}
