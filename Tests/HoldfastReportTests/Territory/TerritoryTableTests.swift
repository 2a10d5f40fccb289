import Foundation
import Holdfast
@testable import HoldfastReport
import Testing

@Suite("Territory as JSON, CSV and GeoJSON")
struct TerritoryTableTests {
    @Test("a row begins with the keys of an assessment's row, and areas are those of the closed form")
    func rows() throws {
        let o = try TerritorySample.json(TerritorySample.report())
        let rows = try #require(o["territory"] as? [[String: Any]])
        // Four dates; south, contested and the rest.
        #expect(rows.count == 12)
        let south = rows.filter { $0["party"] as? String == "south" }
        let spans = [(0.0, 1.0), (0, 1.5), (0, 1.5), (0.25, 1.5)]
        for (row, span) in zip(south, spans) {
            let expected = TerritorySample.squareMetres(span.0, span.1, 1) / 1e6
            #expect(((row["area_km2"] as? Double ?? 0) - expected).magnitude < 0.001)
            #expect(((row["share"] as? Double ?? 0) - (span.1 - span.0) / 2).magnitude < 1e-6)
        }
        #expect(south[0]["change_km2"] is NSNull && south[0]["gained_km2"] is NSNull)
        for (row, gained, lost) in [(south[1], 0.5, 0.0), (south[2], 0, 0), (south[3], 0, 0.25)] {
            let unit = TerritorySample.squareMetres(0, 1, 1) / 1e6
            #expect(((row["gained_km2"] as? Double ?? -1) - gained * unit).magnitude < 0.001)
            #expect(((row["lost_km2"] as? Double ?? -1) - lost * unit).magnitude < 0.001)
            #expect(((row["change_km2"] as? Double ?? -1) - (gained - lost) * unit).magnitude < 0.002)
        }
        let rest = rows.filter { $0["party"] as? String == "north" }
        #expect(((rest[3]["share"] as? Double ?? 0) - 0.25).magnitude < 1e-6)
    }

    @Test("a day without a map has no figures")
    func unknown() throws {
        let rows = try #require(TerritorySample.json(TerritorySample.report(gaps: .unknown) { $0.every = .days(1) })["territory"] as? [[String: Any]])
        let row = try #require(rows.first { $0["date"] as? String == "2024-03-05" && $0["party"] as? String == "south" })
        for key in ["area_km2", "share", "change_km2", "line_km", "map_date"] { #expect(row[key] is NSNull, "\(key)") }
    }

    private static let validate = """
        import json, sys, jsonschema
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        for e in jsonschema.Draft202012Validator(schema).iter_errors(json.load(sys.stdin)):
            print("/".join(map(str, e.path)), e.message)
        """

    @Test(
        "Documentation/territory.schema.json describes it, by Python's jsonschema",
        .enabled(if: Reading.hasPython("jsonschema"), "python3 with jsonschema is not on this machine"), arguments: [0, 1, 2, 3])
    func schema(which: Int) throws {
        let unit = TerritoryOptions.Unit(name: "west, \"old\"", ground: PolygonIndex(TerritorySample.box(0, 0, 0.5, 1)))
        let report = switch which {
        case 0: TerritorySample.report { $0.units = [unit]; $0.officialArea = .init(squareMetres: 1e10, source: "a gazette") }
        case 1: TerritorySample.report(gaps: .unknown) { $0.every = .days(1) }
        case 2: TerritorySample.long(40)
        default: TerritoryReport(ControlHistory(maps: [], restHeldBy: nil, gaps: .carryForward), TerritoryOptions())
        }
        let schema = Reading.root.appendingPathComponent("Documentation/territory.schema.json").path
        let found = try #require(try Reading.python(Self.validate, modules: ["jsonschema"], input: report.bytes(as: .json), arguments: [schema]))
        #expect(found.status == 0)
        #expect(found.output == "")
    }

    @Test("CSV: a row for each date and holder, and for each unit", .enabled(if: Reading.hasPython("csv"), "python3 is not on this machine"))
    func csv() throws {
        let unit = TerritoryOptions.Unit(name: "=west, \"old\"", ground: PolygonIndex(TerritorySample.box(0, 0, 0.5, 1)))
        let report = TerritorySample.report { $0.units = [unit] }
        let script = """
            import csv, sys, io
            rows = list(csv.reader(io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")))
            print(len(rows), {len(r) for r in rows}, rows[0][:4], sum(1 for r in rows if r[3] == "'=west, \\"old\\""))
            west = [r for r in rows if r[3] and r[1] == "south"]
            print([r[5] for r in west])
            """
        let found = try #require(try Reading.python(script, modules: ["csv"], input: report.bytes(as: .csv)))
        // 4 dates, 3 holders, the whole and one unit; south held the unit's half degree, at last only its eastern half.
        #expect(found.output == "25 {18} ['date', 'party', 'kind', 'unit'] 12\n['1', '1', '1', '0.5']\n")
    }

    @Test("GeoJSON: rings follow the right-hand rule, and steps follow each other without a gap", arguments: [false, true])
    func features(all: Bool) throws {
        var report = TerritorySample.report()
        report.showsAllShapes = all
        let features = try #require(TerritorySample.json(report, .geojson)["features"] as? [[String: Any]])
        func of(_ kind: String) -> [[String: Any]] {
            features.compactMap { $0["properties"] as? [String: Any] }.filter { $0["kind"] as? String == kind && $0["holder"] as? String == "south" }
        }
        #expect(of("held").map { $0["date"] as? String } == (all ? ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-10"] : ["2024-03-01", "2024-03-10"]))
        #expect(of("line").count == (all ? 4 : 2))
        #expect(of("gained").map { $0["date"] as? String } == ["2024-03-02"])
        #expect(of("lost").map { $0["date"] as? String } == ["2024-03-10"])
        #expect(of("gained").first?["until"] as? String == "2024-03-02" && of("gained").first?["since"] as? String == "2024-03-01")
        if all { #expect(of("held").map { $0["until"] as? String } == ["2024-03-01", "2024-03-02", "2024-03-09", "2024-03-10"]) }
        #expect(Set(features.compactMap { $0["id"] as? String }).count == features.count)
        for feature in features {
            guard let geometry = feature["geometry"] as? [String: Any], geometry["type"] as? String == "MultiPolygon" else { continue }
            for polygon in try #require(geometry["coordinates"] as? [[[[Double]]]]) {
                for (i, ring) in polygon.enumerated() {
                    #expect(ring.first == ring.last)
                    let twice = zip(ring, ring.dropFirst()).reduce(0) { $0 + $1.0[0] * $1.1[1] - $1.1[0] * $1.0[1] }
                    #expect((twice > 0) == (i == 0))
                }
            }
        }
    }

    @Test("the forms are handed over in pieces of at most 64 KiB")
    func pieces() throws {
        var report = TerritorySample.long(200)
        report.showsAllShapes = true
        for format in ReportFormat.allCases {
            var longest = 0
            var whole: [UInt8] = []
            try report.render(as: format) {
                longest = max(longest, $0.count)
                whole += $0
            }
            #expect(longest <= Report.chunk, "\(format)")
            let isSame = whole == report.bytes(as: format)
            #expect(isSame, "\(format)")
        }
    }
}
