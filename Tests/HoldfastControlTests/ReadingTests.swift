import Foundation
import HoldfastControl
import HoldfastGeometry
import HoldfastText
import Testing

@Suite("Reading control maps, lines and places")
struct ReadingTests {
    /// A folder of files for one test.
    static func folder(_ files: [String: String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("holdfast-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        return folder.path
    }

    static func square(_ west: Double, date: String? = nil) -> String {
        let properties = date.map { "{\"date\":\"\($0)\"}" } ?? "{}"
        return """
            {"type":"Feature","properties":\(properties),"geometry":{"type":"Polygon","coordinates":
            [[[\(west),48],[\(west + 1),48],[\(west + 1),49],[\(west),49],[\(west),48]]]}}
            """
    }

    static func collection(_ features: String...) -> String {
        "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
    }

    static func read(_ glob: String) throws(Diagnostics) -> ControlHistory {
        try ControlHistory.read(globs: [glob], naming: .everything(heldBy: "south"), restHeldBy: nil, gaps: .carryForward)
    }

    static func codes(_ glob: String) -> [String] {
        do throws(Diagnostics) {
            _ = try read(glob)
            return []
        } catch { return error.all.map(\.code) }
    }

    @Test("dates in names, in either form, or in a property")
    func dates() throws {
        let folder = try Self.folder([
            "a-2024-02-29.geojson": Self.collection(Self.square(30)), "a_20240301_v2.geojson": Self.collection(Self.square(30)),
            "many.geojson": Self.collection(Self.square(30, date: "2024-03-02"), Self.square(30.5, date: "2024-03-03"), Self.square(32, date: "2024-03-03")),
        ])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let history = try Self.read(folder)
        #expect(history.dates.map(\.iso8601) == ["2024-02-29", "2024-03-01", "2024-03-02", "2024-03-03"])
        #expect(history.held.shapes.shape(3).polygons.count == 2)
        #expect(try Self.read(folder + "/a*.geojson").dates.count == 2)
        #expect(try Self.read(folder + "/a-2024-02-29.geojson").dates.count == 1)
        let day = try #require(CivilDate(year: 2024, month: 3, day: 2))
        #expect(history.holder(of: Position(longitude: 30.5, latitude: 48.5), on: day) == .party("south"))
        #expect(history.holder(of: Position(longitude: 29.5, latitude: 48.5), on: day) == .nobodySays)
        #expect(history.holder(of: Position(longitude: 30, latitude: 48.5), on: day) == .unknown)
    }

    @Test("faults: no file, no date, an impossible date, a date twice, no polygon")
    func faults() throws {
        let folder = try Self.folder([
            "x-2024-03-01.geojson": Self.collection(Self.square(30)), "y-20240301.geojson": Self.collection(Self.square(30)),
            "z.geojson": Self.collection(Self.square(30)), "w.geojson": Self.collection(Self.square(30, date: "2015-02-30")),
            "v-20150230.geojson": Self.collection(Self.square(30)),
            "u-2024-03-05.geojson": Self.collection("{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}"),
        ])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(Self.codes(folder + "/*-2024*01.geojson") == ["map-date-twice"])
        #expect(Self.codes(folder + "/z.geojson") == ["no-map-date"])
        #expect(Self.codes(folder + "/w.geojson") == ["bad-map-date"])
        #expect(Self.codes(folder + "/v*") == ["bad-map-date"])
        #expect(Self.codes(folder + "/u*") == ["no-polygon"])
        #expect(Self.codes(folder + "/none*.geojson") == ["no-control-files"])
        #expect(Self.codes(folder + "/none.geojson") == ["no-such-file"])
        // All in one run.
        #expect(Set(Self.codes(folder)) == ["map-date-twice", "no-map-date", "bad-map-date", "no-polygon"])
    }

    @Test("polygons of several features that overlap are joined, with a note")
    func joined() throws {
        let folder = try Self.folder(["x-2024-03-01.geojson": Self.collection(Self.square(30), Self.square(30.5))])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let history = try Self.read(folder)
        #expect(history.notes.map(\.code) == ["features-joined"])
        let one = PolygonIndex(MultiPolygon([Polygon(outer: [(30, 48), (31.5, 48), (31.5, 49), (30, 49), (30, 48)].map { Position(longitude: $0.0, latitude: $0.1) })]))
        #expect((history.held.shapes.areaSquareMetres(0) / one.areaSquareMetres - 1).magnitude < 1e-9)
    }

    @Test("a territory moved east by half a degree gains and loses the same half")
    func moved() throws {
        let folder = try Self.folder([
            "x-2024-03-01.geojson": Self.collection(Self.square(30)), "x-2024-03-02.geojson": Self.collection(Self.square(30.5)),
            "x-2024-03-03.geojson": Self.collection(Self.square(30.5)),
        ])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let changes = try Self.read(folder).changes()
        let half = Geodesic.area(MultiPolygon([Polygon(outer: [(0, 48), (0.5, 48), (0.5, 49), (0, 49), (0, 48)].map { Position(longitude: $0.0, latitude: $0.1) })]))
        #expect((changes[0].gainedSquareMetres / half - 1).magnitude < 1e-9)
        #expect((changes[0].lostSquareMetres / half - 1).magnitude < 1e-9)
        #expect(changes[1].gainedSquareMetres == 0 && changes[1].lostSquareMetres == 0)
    }

    @Test("lines and places")
    func lines() throws {
        let folder = try Self.folder([
            "line.geojson": "{\"type\":\"LineString\",\"coordinates\":[[37,48],[38,48.5]]}",
            "polygon.geojson": Self.square(30),
            "places.geojson": "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"Mostyn\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[37.2,48.3]}}]}",
        ])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let line = try LineOnGround.read(file: folder + "/line.geojson", leftHeldBy: "north", rightHeldBy: "south", accuracyMetres: 500)
        #expect(line.index.lines.count == 1)
        #expect(line.record?.rows == 1)
        #expect(throws: Diagnostics.self) {
            try LineOnGround.read(file: folder + "/polygon.geojson", leftHeldBy: nil, rightHeldBy: nil, accuracyMetres: 0)
        }
        #expect(try NamedPlace.read(file: folder + "/places.geojson") == [NamedPlace(name: "Mostyn", position: Position(longitude: 37.2, latitude: 48.3))])
        #expect(throws: Diagnostics.self) { try NamedPlace.read(file: folder + "/line.geojson") }
    }
}
