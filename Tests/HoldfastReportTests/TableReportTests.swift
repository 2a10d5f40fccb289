import Foundation
import Holdfast
@testable import HoldfastReport
import Testing

@Suite("The CSV report")
struct CSVReportTests {
    @Test("Python's csv module reads it back", .enabled(if: Reading.hasPython("csv"), "python3 is not on this machine"))
    func readBack() throws {
        let a = Sample.assessment()
        let script = """
            import csv, io, json, sys
            text = sys.stdin.buffer.read().decode("utf-8")
            print(json.dumps(list(csv.reader(io.StringIO(text, newline="")))))
            """
        let found = try #require(try Reading.python(script, modules: ["csv"], input: Report.data(a, as: .csv)))
        let rows = try #require(JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [[String]])
        #expect(rows.count == a.violations.count + 1)
        #expect(Set(rows.map(\.count)) == [CSVReport.header.count])
        #expect(rows[0] == CSVReport.header)
        func cell(_ row: Int, _ name: String) -> String { CSVReport.header.firstIndex(of: name).map { rows[row][$0] } ?? "no such column" }
        #expect(cell(2, "id") == "cease-fire/GED-1")
        #expect(cell(2, "lon") == "37.8166667")
        #expect(cell(2, "distance_to_line_m") == "100")
        #expect(cell(2, "zones") == "security")
        #expect(cell(2, "place") == #"'+Mill, "Old" <script>alert('x')</script> & "quoted"\u{1B}[31m\u{202E}\u{A}second line"#)
        #expect(cell(2, "side_b") == #"'=SM <script>alert('x')</script> & "quoted"\u{1B}[31m\u{202E}"#)
        #expect(cell(4, "incident") == "'@GED-3")
        #expect(cell(3, "lon") == "")
        #expect(cell(1, "local_day") == "2015-02-15")
        #expect(cell(1, "from") == "2015-02-14T22:00:00Z")
    }

    @Test("text that a spreadsheet would take for a formula gets an apostrophe", arguments: [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("a=b", "a=b"), ("a,\"b\"", "\"a,\"\"b\"\"\""),
        ("", ""),
    ])
    func formula(text: String, cell: String) {
        var out: [UInt8] = []
        CSVReport.append(text: text, to: &out)
        #expect(String(decoding: out, as: UTF8.self) == cell)
    }

    @Test("numbers keep their sign")
    func negative() throws {
        var a = Sample.assessment(1)
        a.table.longitude[0] = -58.5
        a.violations = [a.violations[0]]
        let text = Reading.text(a, .csv)
        #expect(text.contains(",-58.5,47.4,"))
    }

    @Test("the header stands there without any violation")
    func empty() {
        var a = Sample.assessment(0)
        a.violations = []
        #expect(Reading.text(a, .csv) == CSVReport.header.joined(separator: ",") + "\n")
    }

    @Test("local days over changes of the clock are the calendar's", arguments: [Int64(-3_000_000_000), 0, 1_427_500_000, 1_445_600_000, 1_423_951_199, 1_423_951_200, .max, .min])
    func localDays(from: Int64) {
        var days = LocalDays(zone: Sample.zone)
        for step in stride(from: Int64(0), to: 400_000, by: 1_799) {
            let at = Instant(seconds: from).adding(seconds: step)
            #expect(days.day(at) == Sample.zone.civil(at: at).date)
        }
    }
}

@Suite("The GeoJSON report")
struct GeoJSONReportTests {
    @Test("lines, zones and every violation with a position are features")
    func features() throws {
        let a = Sample.assessment()
        let o = try Reading.json(a, .geojson)
        #expect(o["type"] as? String == "FeatureCollection")
        let features = try #require(o["features"] as? [[String: Any]])
        let roles = features.compactMap { ($0["properties"] as? [String: Any])?["role"] as? String }
        #expect(roles.count == features.count)
        #expect(roles.count { $0 == "line" } == 1)
        #expect(roles.count { $0 == "zone" } == 2)
        #expect(roles.count { $0 == "violation" } == a.table.longitude.count { $0.isFinite })
        let band = try #require(features.first { $0["id"] as? String == "zone/security" }?["properties"] as? [String: Any])
        #expect(band["depth_m"] as? Double == 15_000)
        let spot = try #require(features.first { $0["id"] as? String == "cease-fire/GED-1" })
        #expect((spot["geometry"] as? [String: Any])?["coordinates"] as? [Double] == [37.8166667, 48.2833333])
        let columns = Set((spot["properties"] as? [String: Any] ?? [:]).keys)
        #expect(columns == Set(CSVReport.header).subtracting(["lon", "lat"]).union(["role"]))
    }

    // RFC 7946, section 3.1.6: exterior rings run counterclockwise, closed.
    @Test("rings are closed and run as the format wants")
    func rings() {
        let clockwise = [(0.0, 0.0), (0, 1), (1, 1), (1, 0)].map { Position(longitude: $0.0, latitude: $0.1) }
        let ring = GeoJSONReport.ring(clockwise, counterclockwise: true)
        #expect(ring.first == ring.last)
        #expect(ring.map(\.longitude) == [0, 1, 1, 0, 0])
        #expect(GeoJSONReport.ring(ring, counterclockwise: false).map(\.longitude) == [0, 0, 1, 1, 0])
    }
}
