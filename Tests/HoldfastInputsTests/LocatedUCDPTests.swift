import Foundation
import Holdfast
import Testing

/// UCDP's events in Ukraine against a line of our own, the meridian 38° E. Expected: the side by comparing longitudes, the
/// distance by PROJ's geodesic made least along the meridian, the certainty by the codebook's radius.
@Suite("UCDP's events on a line of our own")
struct LocatedUCDPTests {
    static let file: String? = {
        let named = ProcessInfo.processInfo.environment["HOLDFAST_SHARED_DATA"].map { URL(fileURLWithPath: $0) }
        let beside = Place.root.deletingLastPathComponent().appendingPathComponent("shared/data")
        let path = [named, beside].compactMap { $0 }
            .map { $0.appendingPathComponent("ucdp-ged-ukraine/ged-22.1-ukraine-2014-2021.csv").path }
            .first { FileManager.default.fileExists(atPath: $0) }
        if path == nil { print("UCDP's events are not located: the folder ucdp-ged-ukraine is missing") }
        return path
    }()

    @Test("2,989 events, 1 row of tags", .enabled(if: file != nil))
    func events() throws {
        let file = try #require(Self.file)
        let map = try Located.map("2014-01-01", [(.party("east"), Located.box(38, 30, 70, 70))])
        let control = ControlHistory(maps: [map], restHeldBy: "west", gaps: .carryForward)
        var table = try LocatedTable(try ByteSource(file: file), on: Located.ground(control), LocatedReading())
        var out: [UInt8] = []
        let summary = try table.write { out += $0 }
        #expect(summary.rows == 2989)
        #expect(summary.placed == 2989)
        #expect(table.usedColumns.time == "date_start")
        let scan = try CSVScan(source: ByteSource(bytes: out, file: "located.csv"))
        let columns = ["longitude", "side", "distance_to_line_m", "where_prec", "side_certain", "latitude", "control_map"]
            .map { scan.header.columns($0)[0] }
        let rows = CSVRows(columns: scan.header.names.count)
        let chunk = CSVChunk()
        var checked = 0
        while try scan.fill(chunk) {
            _ = rows.forEach(in: chunk) { row in
                #expect(row.fault == nil)
                let cells = columns.map(row.text)
                guard let longitude = Double(cells[0]), let latitude = Double(cells[5]) else { return }
                checked += 1
                #expect(cells[1] == (longitude > 38 ? "east" : longitude < 38 ? "west" : "unknown"))
                let metres = Self.metresToMeridian(longitude, latitude)
                let found = Double(cells[2]) ?? .nan
                #expect(abs(abs(found) - metres) <= max(0.15, 1e-6 * metres), "\(cells)")
                #expect(found == 0 || (found > 0) == (longitude > 38))
                let radius: [String: Double] = ["1": 1_000, "2": 25_000, "3": 50_000, "4": 150_000, "5": 250_000]
                #expect(cells[4] == (metres > radius[cells[3]] ?? .infinity ? "yes" : "no"))
                #expect(cells[6] == "2014-01-01")
            }
        }
        #expect(checked == 2989)
    }

    private static func metresToMeridian(_ longitude: Double, _ latitude: Double) -> Double {
        let place = Position(longitude: longitude, latitude: latitude)
        func metres(_ at: Double) -> Double { Geodesic.distance(place, Position(longitude: 38, latitude: at)) }
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (latitude - 1, latitude + 5)
        for _ in 0..<60 {
            let (c, d) = (high - ratio * (high - low), low + ratio * (high - low))
            if metres(c) < metres(d) { high = d } else { low = c }
        }
        return metres((low + high) / 2)
    }
}
