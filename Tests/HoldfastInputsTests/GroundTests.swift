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

    private func removeFolder(_ url: URL) {
        do { try FileManager.default.removeItem(at: url) } catch { print("left behind: \(url.path)") }
    }
}
