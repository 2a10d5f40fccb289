import Foundation
import Holdfast
import Testing

@Suite("Reading an agreement's ground")
struct GroundTests {
    /// An agreement in a folder of its own, with a square of control one degree wide.
    private func agreement(_ space: String, files: [String: String] = [:]) throws -> (Agreement, URL) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("holdfast-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8) }
        let text = """
            holdfast: 1
            agreement: {id: t, title: Test, enters-into-force: 2024-03-10T00:00, time-zone: UTC}
            parties:
              north: {name: North, names-in-data: {holdfast: [N]}}
              south: {name: South, names-in-data: {holdfast: [S]}}
            space:
            \(space.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
            terms:
              cease-fire: {prohibits: use-of-force, binds: all}
            """
        let path = folder.appendingPathComponent("a.yaml")
        try text.write(to: path, atomically: true, encoding: .utf8)
        let read = AgreementFile.read(path: path.path)
        guard let agreement = read.agreement else { throw Diagnostics(read.diagnostics) }
        return (agreement, folder)
    }

    private let square = "{\"type\":\"Polygon\",\"coordinates\":[[[10,0],[11,0],[11,1],[10,1],[10,0]]]}"
    private let control = "control: {files: c_20240301.geojson, held-by: south, rest-held-by: north}\nline-of-contact: {from: control}\n"

    @Test("a zone deeper than the control map reaches")
    func reach() throws {
        // The middle of a square of one degree on the equator is 55.3 km from its north and south edges (half of 110.6).
        for (depth, codes) in [("54 km", []), ("56 km", ["zone-beyond-control"])] {
            let (a, folder) = try agreement(
                control + "zones: {band: {along: line-of-contact, depth: \(depth), width: per-side}}", files: ["c_20240301.geojson": square])
            defer { removeFolder(folder) }
            #expect(try Ground.read(for: a).zonesBeyondControl(a).map(\.code) == codes)
        }

        // Along the west edge alone the square reaches one degree of longitude on the equator: 111.3 km.
        for (depth, count) in [("111 km", 0), ("112 km", 1)] {
            let line = "{\"type\":\"LineString\",\"coordinates\":[[10,0],[10,1]]}"
            let (b, other) = try agreement(
                "control: {files: c_20240301.geojson, held-by: south}\nlines: {west: {file: w.geojson}}\nzones: {band: {along: west, depth: \(depth), width: per-side}}",
                files: ["c_20240301.geojson": square, "w.geojson": line])
            defer { removeFolder(other) }
            #expect(try Ground.read(for: b).zonesBeyondControl(b).count == count)
        }
    }

    @Test("a line derived from control before the first map is refused, and so is one on no control")
    func line() throws {
        let (a, folder) = try agreement(control, files: ["c_20240301.geojson": square])
        defer { removeFolder(folder) }
        let ground = try Ground.read(for: a)
        #expect(ground.line("line-of-contact") != nil)
        let (b, other) = try agreement(
            "control: {files: c_20240401.geojson, held-by: south}\nline-of-contact: {from: control}", files: ["c_20240401.geojson": square])
        defer { removeFolder(other) }
        #expect(throws: Diagnostics.self) { try Ground.read(for: b) }
    }

    /// A square that grows by a tenth of a degree a day; the distances are those of each day's own boundary, by brute force
    /// over its four edges on the equator's scale.
    @Test("a line that moves is that of each day, and unknown where the maps are")
    func moving() throws {
        func map(_ east: String) -> String { "{\"type\":\"Polygon\",\"coordinates\":[[[10,0],[\(east),0],[\(east),1],[10,1],[10,0]]]}" }
        let files = ["c_20240301.geojson": map("11"), "c_20240302.geojson": map("11.1"), "c_20240305.geojson": map("11.1")]
        for (gaps, third) in [("carry-forward", true), ("1 d", true), ("unknown", false)] {
            let (a, folder) = try agreement(
                "control: {files: c_*.geojson, held-by: south, rest-held-by: north, gaps: \(gaps)}\nline-of-contact: {from: control, on: moving}",
                files: files)
            defer { removeFolder(folder) }
            let track = try #require(try Ground.read(for: a).line("line-of-contact"))
            let place = Position(longitude: 12, latitude: 0)
            let day = { (d: Int) in try #require(CivilDate(year: 2024, month: 3, day: d)) }
            #expect(try track.line(on: day(1).adding(days: -1) ?? day(1)) == nil)
            for (d, degrees) in [(1, 1.0), (2, 0.9), (5, 0.9)] {
                let line = try #require(try track.line(on: day(d)))
                // One degree of the equator: a quarter of it is 10,018.754 km.
                #expect((line.nearest(to: place).metres - degrees * 111_319.490_8).magnitude < 0.1)
                #expect((line.exactDistance(to: place) - degrees * 111_319.490_8).magnitude < 0.001)
                #expect(line.nearest(to: place).side == .right && line.rightHeldBy == "north" && line.leftHeldBy == "south")
            }
            #expect(try (track.line(on: day(3)) != nil) == third)
            #expect(try (track.line(on: day(4)) != nil) == (gaps == "carry-forward"))
        }
    }

    @Test("several map makers, sides by attribute, a coast")
    func makers() throws {
        func feature(_ west: Int, _ status: String) -> String {
            "{\"type\":\"Feature\",\"properties\":{\"status\":\"\(status)\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[\(west),0],[\(west + 1),0],[\(west + 1),1],[\(west),1],[\(west),0]]]}}"
        }
        let (a, folder) = try agreement(
            """
            coast: {file: coast.geojson}
            control:
              - {files: a_20240301.geojson, side: {attribute: status, holders: {red: south, blue: north, grey: contested}}, maker: mission}
              - {files: b_20240301.geojson, held-by: south, maker: press}
            line-of-contact: {from: control}
            """,
            files: [
                "a_20240301.geojson": "{\"type\":\"FeatureCollection\",\"features\":[\(feature(10, "red")),\(feature(11, "grey")),\(feature(12, "blue"))]}",
                "b_20240301.geojson": square, "coast.geojson": "{\"type\":\"LineString\",\"coordinates\":[[9,0],[9,1]]}",
            ])
        defer { removeFolder(folder) }
        let ground = try Ground.read(for: a)
        #expect(ground.makers.map(\.maker) == ["mission", "press"])
        #expect(ground.coast.count == 1 && ground.records.count == 3)
        let control = try #require(ground.control)
        #expect(control.heldBy == "south" && control.territories.map(\.holder) == [.party("south"), .party("north"), .contested])
        #expect(ground.line("line-of-contact")?.line(on: a.dDay)?.rightHeldBy == "north")
    }

    private func removeFolder(_ url: URL) {
        do { try FileManager.default.removeItem(at: url) } catch { print("left behind: \(url.path)") }
    }
}
