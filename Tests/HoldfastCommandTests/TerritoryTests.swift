import Foundation
import Testing

@Suite("holdfast territory")
struct TerritoryTests {
    private static let maps = ["territory", "Examples/river-line/control", "--held-by", "south"]
    private static let border = ["--border", "Examples/river-line/border.geojson"]

    /// Twice the area in square degrees, by the shoelace formula: of maps that lie within a degree of the equator the
    /// ellipsoid's area is near proportional to it.
    @Test("it tells each map's date and area")
    func rows() throws {
        let run = try holdfast(Self.maps + Self.border + ["--format", "csv"])
        #expect(run.code == 0 && run.errors == "", "\(run.errors)")
        let rows = run.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.map { String($0[0]) } == ["2024-02-01", "2024-03-10", "2024-03-31", "2024-04-01"])
        // 4.5 square degrees and a little: 1 degree by 1 degree at the equator is 12,308.46 km² (Snyder 3-12).
        let first = try #require(Double(rows[0][4]))
        #expect((first / 12_308.464 - 4.503).magnitude < 0.02)
    }

    @Test("what cannot be used ends with 2, a message and no file", arguments: [
        (["--from", "2024-03-01", "--to", "2024-02-01"], "--from 2024-03-01 is after --to 2024-02-01"),
        (["--every", "0"], "a step is at least one day"), (["--every", "0d"], "a step is at least one day"),
        (["--every", "fortnight"], "such as 7d, 2w or 1m"), (["--every", "3 wekes"], "did you mean week"),
        (["--from", "2024-13-01"], "no such day"), (["--from", "2024-03-01T05:00"], "without a time"), (["--to", "yesterday"], "write a day"),
        (["--to", "2024-01-01"], "before the first map: the maps run from 2024-02-01 to 2024-04-01"),
        (["--from", "2025-01-01"], "after the last map"),
        (["--from", "2024-02-10", "--to", "2024-02-20", "--gaps", "unknown"], "no map is valid from 2024-02-10 to 2024-02-20"),
        (["--from", "2024-02-10", "--to", "2024-02-20", "--gaps", "5 d"], "no map is valid"),
        (["--to", "9999-01-01", "--every", "1"], "more than 200 years"), (["--format", "htm"], "html"), (["--format", "xlsx"], "csv"),
        (["--official-area=-5"], "more than 0"), (["--official-area", "nan"], "more than 0"), (["--official-source", "x"], "--official-area"),
        (["--fastest=-1"], "0 to 1000"), (["--tolerance", "nan"], "--tolerance"), (["--all-shapes"], "--format geojson"),
        (["--units", "nowhere.geojson"], "no such file"), (["--unit-name", "x"], "--units"),
        (["--units", "Examples/river-line/border.geojson", "--unit-name", "nam"], "did you mean --unit-name name?"),
        (["--places", "Examples/river-line/border.geojson"], "no named point"), (["--border", "Examples/river-line/line.geojson"], "no polygon"),
    ])
    func refused(arguments: [String], message: String) throws {
        let scratch = try Scratch()
        let file = scratch.url.appendingPathComponent("out").path
        let run = try holdfast(Self.maps + arguments + ["-o", file])
        #expect(run.code == 2, "\(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(scratch.names.isEmpty)
    }

    @Test("an output that cannot be written ends with 2 and leaves what was there")
    func output() throws {
        let scratch = try Scratch()
        let missing = try holdfast(Self.maps + ["-o", scratch.url.appendingPathComponent("no/such/file.html").path])
        #expect(missing.code == 2 && missing.errors.contains("folder does not exist"))
        let folder = try holdfast(Self.maps + ["-o", scratch.url.path])
        #expect(folder.code == 2 && folder.errors.contains("is a directory"))
        let map = scratch.url.appendingPathComponent("control-2024-02-01.geojson")
        try FileManager.default.copyItem(at: Project.root.appendingPathComponent("Examples/river-line/control/control_20240201.geojson"), to: map)
        let before = try Data(contentsOf: map)
        let own = try holdfast(["territory", scratch.url.path, "-o", map.path])
        #expect(own.code == 2 && own.errors.contains("from which the report is made"), "\(own.errors)")
        #expect(try Data(contentsOf: map) == before)
        #expect(scratch.names == ["control-2024-02-01.geojson"])
        for ending in ["pdf", "xlsx", "gpkg"] {
            let run = try holdfast(Self.maps + ["-o", scratch.url.appendingPathComponent("a.\(ending)").path])
            #expect(run.code == 2 && run.errors.contains("does not write .\(ending)"))
        }
    }

    @Test("the file's name tells the form", arguments: [
        ("a.html", "<!DOCTYPE html>"), ("a.json", "{\n  \"holdfast\": \"1\""), ("a.csv", "date,party,"), ("a.geojson", "{\n  \"type\": \"FeatureCollection\""),
        ("a.txt", "Territory\n"),
    ])
    func form(name: String, start: String) throws {
        let scratch = try Scratch()
        let file = scratch.url.appendingPathComponent(name)
        let run = try holdfast(Self.maps + Self.border + ["-o", file.path])
        #expect(run.code == 0 && run.output == "" && run.errors == "wrote \(file.path)\n", "\(run.errors)")
        #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix(start))
        #expect(scratch.names == [name])
    }

    @Test("an agreement says it all")
    func agreement() throws {
        let run = try holdfast(["territory", "--agreement", "Examples/river-line/agreement.yaml", "--format", "json"])
        #expect(run.code == 0, "\(run.errors)")
        let o = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(o["title"] as? String == "River Line Cease-fire")
        #expect((o["holders"] as? [[String: Any]])?.map { $0["name"] as? String } == ["Southland Movement", "Republic of Norland"])
        #expect((o["gaps"] as? [String: Any])?["rule"] as? String == "45 d")
    }

    @Test("steps of days, weeks and months end with the last date", arguments: [
        ("7", 10), ("1w", 10), ("2 weeks", 6), ("1m", 3), ("month", 3), ("61", 2), ("1d", 61), ("1y", 2), ("map", 4),
    ])
    func steps(every: String, rows: Int) throws {
        let run = try holdfast(Self.maps + ["--every", every, "--format", "csv"])
        #expect(run.code == 0, "\(run.errors)")
        let dates = run.output.split(separator: "\n").dropFirst().map { $0.prefix(10) }
        #expect(dates.count == rows && dates.first == "2024-02-01" && dates.last == "2024-04-01", "\(dates)")
    }

    @Test("what map makers differ about is contested")
    func makers() throws {
        let scratch = try Scratch()
        func map(_ east: Double) -> String {
            #"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[\#(east),0],[\#(east),1],[0,1],[0,0]]]}}"#
        }
        try scratch.file("a/2024-03-01.geojson", map(1))
        try scratch.file("b/2024-03-01.geojson", map(1.5))
        let run = try holdfast(
            ["territory", "--maker", "a=a", "--maker", "b=b", "--held-by", "south", "--rest-held-by", "north", "--format", "json"], in: scratch.url)
        #expect(run.code == 0, "\(run.errors)")
        let o = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        // A square degree at the equator: 12,308.46 km² (Snyder 1987, equation 3-12).
        let areas = Dictionary(
            uniqueKeysWithValues: (o["territory"] as? [[String: Any]] ?? []).compactMap { row in
                (row["party"] as? String).map { ($0, row["area_km2"] as? Double ?? 0) }
            })
        #expect(((areas["south"] ?? 0) - 12_308.464).magnitude < 0.1 && ((areas["contested"] ?? 0) - 6154.232).magnitude < 0.1, "\(areas)")
        let apart = try #require((o["disagreements"] as? [[String: Any]])?.first)
        #expect(apart["makers"] as? [String] == ["a", "b"] && ((apart["area_km2"] as? Double ?? 0) - 6154.232).magnitude < 0.1)
        #expect((o["sources"] as? [Any])?.count == 2)
    }

    @Test("help shows examples, and the shells complete it")
    func help() throws {
        let run = try holdfast(["territory", "--help"])
        #expect(run.code == 0 && run.output.contains("holdfast territory maps/ --border border.geojson") && run.output.contains("--all-shapes"))
        #expect(try holdfast(["--generate-completion-script", "bash"]).output.contains("territory"))
        #expect(try holdfast(["territory"]).code == 2)
    }
}

/// Areas by pyproj 3.7 (Geod.polygon_area_perimeter, WGS84), each edge cut into 100, for edges are straight in longitude and
/// latitude (geodesic edges give 111,124.476 km² for 2024-11-19); shares of Ukraine's official 603,628 km².
@Suite("holdfast territory on the daily maps of Ukraine", .enabled(if: Project.data != nil, "the folder of published maps is not beside the project"))
struct DailyTerritoryTests {
    static let maps: String? = {
        guard let data = Project.data, let scratch = try? Scratch() else { return nil }
        kept = scratch
        let run = try? shell("tar xJf '\(data.path)/control-ukraine/deepstate-daily.tar.xz' -C '\(scratch.url.path)'")
        return run?.code == 0 ? scratch.url.appendingPathComponent("data").path : nil
    }()
    private nonisolated(unsafe) static var kept: Scratch?

    @Test("areas and shares are the published ones")
    func areas() throws {
        let maps = try #require(Self.maps)
        // 2024-11-19 is twice 67 days after the first map.
        let run = try holdfast(["territory", maps, "--official-area", "603628", "--every", "67d", "--format", "json"])
        #expect(run.code == 0, "\(run.errors)")
        let o = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let rows = try #require(o["territory"] as? [[String: Any]])
        for (date, area, share) in [("2024-07-08", 109_361.407, 0.181), ("2024-11-19", 111_125.015, 0.184), ("2026-08-22", 116_995.415, 0.194)] {
            let row = try #require(rows.first { $0["date"] as? String == date })
            #expect(((row["area_km2"] as? Double ?? 0) - area).magnitude < 0.01, "\(date)")
            #expect(((row["share"] as? Double ?? 0) - share).magnitude < 0.0005, "\(date)")
        }
        // The largest day-to-day change, whatever dates have rows.
        let largest = try #require((o["fastest"] as? [[String: Any]])?.first)
        #expect(largest["to"] as? String == "2026-08-13" && ((largest["change_km2"] as? Double ?? 0) + 115.8).magnitude < 0.1)
        let gaps = try #require(o["gaps"] as? [String: Any])
        #expect(gaps["maps"] as? Int == 769)
        #expect((gaps["missing"] as? [[String: Any]])?.compactMap { $0["from"] as? String } == ["2024-08-18", "2025-01-01", "2025-03-31", "2025-11-26", "2026-07-09"])
    }

    @Test("a page of many dates stays small, with the maps' own vertices")
    func page() throws {
        let maps = try #require(Self.maps)
        let scratch = try Scratch()
        let file = scratch.url.appendingPathComponent("a.html")
        let border = (Project.data?.path ?? "") + "/border-ukraine/ukraine-1991-natural-earth-50m.geojson"
        let run = try holdfast(["territory", maps, "--border", border, "--from", "2026-05-01", "-o", file.path])
        #expect(run.code == 0, "\(run.errors)")
        let page = try String(contentsOf: file, encoding: .utf8)
        // All 769 dates take 0.7 MB.
        #expect(page.utf8.count < 400_000)
        #expect(!page.contains("Drawn with fewer vertices"))
    }
}
