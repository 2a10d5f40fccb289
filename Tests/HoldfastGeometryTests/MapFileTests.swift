import Foundation
import HoldfastText
import Testing

@testable import HoldfastGeometry

/// Files made by other programs: gzip, zip, and ogr2ogr of GDAL.
enum Made {
    static let hasConverter: Bool = {
        let there = run("ogr2ogr", ["--version"], in: "/") == 0
        if !there { print("tests of Shapefile, KML, GeoPackage and FlatGeobuf are skipped: ogr2ogr is not installed") }
        return there
    }()

    /// The exit code of a program; -1 where there is none of that name.
    @discardableResult
    static func run(_ name: String, _ arguments: [String], in folder: String) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// A folder that goes away with the value.
final class MapFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("holdfast-maps-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
        return path + "/" + name
    }

    func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))) }

    /// The codes with which reading a file ends; empty where it is read.
    func codes(_ name: String, layer: String? = nil) -> [String] {
        do throws(Diagnostics) {
            _ = try MapFile.read(file: path + "/" + name, layer: layer)
            return []
        } catch { return error.all.map(\.code) }
    }

    func message(_ name: String, layer: String? = nil) -> String {
        do throws(Diagnostics) {
            _ = try MapFile.read(file: path + "/" + name, layer: layer)
            return ""
        } catch { return error.all.map { $0.text() }.joined(separator: "\n") }
    }

    func area(_ name: String, layer: String? = nil) throws -> Double {
        try PolygonIndex.read(file: path + "/" + name, layer: layer).0.areaSquareMetres
    }
}

@Suite("Compressed maps")
struct CompressedMapTests {
    static let square = Array("{\"type\":\"Polygon\",\"coordinates\":[[[30,48],[31,48],[31,49],[30,49],[30,48]]]}".utf8)

    @Test("gzip is read as what it holds, and its record is of the file as it lies on disk")
    func reads() throws {
        let folder = try MapFolder()
        try folder.file("a.geojson", Self.square)
        let plain = try MapFile.read(file: folder.path + "/a.geojson")
        #expect(Made.run("gzip", ["a.geojson"], in: folder.path) == 0)
        let packed = try MapFile.read(file: folder.path + "/a.geojson.gz")
        #expect(packed.features[0].geometry?.polygons == plain.features[0].geometry?.polygons)
        #expect(packed.record.sha256 == SourceRecord.sha256(try folder.bytes("a.geojson.gz")))
        #expect(packed.record.format == "geojson" && packed.record.rows == 1)
        // Two members one after the other, as from `cat a.gz b.gz`, and padding.
        let half = Self.square.count / 2
        try folder.file("b", Self.square[..<half])
        try folder.file("c", Self.square[half...])
        Made.run("gzip", ["b", "c"], in: folder.path)
        try folder.file("d.json.gz", try folder.bytes("b.gz") + folder.bytes("c.gz") + [0, 0, 0, 0])
        #expect(try folder.area("d.json.gz") == PolygonIndex.read(file: folder.path + "/a.geojson.gz").0.areaSquareMetres)
    }

    @Test("cut off at every byte it is refused, and with any byte changed never crashes")
    func hostile() throws {
        let folder = try MapFolder()
        try folder.file("a.geojson", Self.square)
        Made.run("gzip", ["-n", "a.geojson"], in: folder.path)
        let packed = try folder.bytes("a.geojson.gz")
        #expect(try Gzip.unpack(packed) == Self.square)
        for n in 0..<packed.count {
            #expect(throws: Gzip.Failure.self) { try Gzip.unpack(Array(packed[..<n])) }
            var other = packed
            other[n] ^= 0x10
            // Time, system and flags of the header may differ without harm.
            if let out = try? Gzip.unpack(other) { #expect(out == Self.square || n < 10) }
        }
        try folder.file("cut.geojson.gz", packed[..<(packed.count - 9)])
        #expect(folder.codes("cut.geojson.gz") == ["compressed-cut-off"])
        var damaged = packed
        damaged[packed.count - 6] ^= 1
        try folder.file("damaged.geojson.gz", damaged)
        #expect(folder.codes("damaged.geojson.gz") == ["compressed-corrupt"])
        #expect(folder.message("damaged.geojson.gz").contains("at byte \(grouped(packed.count - 4)): incorrect data check"))
    }

    @Test("a file that grows without end is refused at the limit")
    func bomb() throws {
        let folder = try MapFolder()
        try folder.file("zeros", [UInt8](repeating: 0x20, count: 5_000_000))
        Made.run("gzip", ["zeros"], in: folder.path)
        let packed = try folder.bytes("zeros.gz")
        #expect(packed.count < 10_000)
        #expect(throws: Gzip.Failure.tooLarge(bytes: 4_999_999)) { try Gzip.unpack(packed, atMost: 4_999_999) }
        #expect(try Gzip.unpack(packed, atMost: 5_000_000).count == 5_000_000)
    }
}

@Suite("Maps that ogr2ogr converts", .enabled(if: Made.hasConverter))
struct ConvertedMapTests {
    /// Two polygons, one with a hole, coordinates with all digits of a double.
    static let map = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"status":"occupied","valid":"2024-07-08"},"geometry":{"type":"Polygon","coordinates":
        [[[37.123456789012345,48.1],[38.3,48.000000000000014],[38.1,49.2],[37.2,49.7],[37.123456789012345,48.1]],[[37.5,48.5],[37.6,48.9],[37.9,48.5],[37.5,48.5]]]}},
        {"type":"Feature","properties":{"status":"grey","valid":"2024-07-09"},"geometry":{"type":"Polygon","coordinates":
        [[[39.3,48.1],[40.7,48.2],[40.1,49.2],[39.3,48.1]]]}}]}
        """

    private func folder() throws -> MapFolder {
        let folder = try MapFolder()
        try folder.file("map.geojson", Self.map.utf8)
        for (format, name) in [("ESRI Shapefile", "map.shp"), ("GPKG", "map.gpkg"), ("KML", "map.kml"), ("LIBKML", "map.kmz"), ("FlatGeobuf", "map.fgb")] {
            #expect(Made.run("ogr2ogr", ["-f", format, name, "map.geojson", "-nln", "map"], in: folder.path) == 0)
        }
        return folder
    }

    @Test("each format gives the area of the GeoJSON within a square metre, and its attributes")
    func formats() throws {
        let folder = try folder()
        let area = try folder.area("map.geojson")
        for (name, format) in [("map.shp", "shapefile"), ("map.gpkg", "geopackage"), ("map.kml", "kml"), ("map.kmz", "kmz"), ("map.fgb", "flatgeobuf")] {
            #expect((try folder.area(name) - area).magnitude < 1, "\(name)")
            let (features, record) = try MapFile.read(file: folder.path + "/" + name)
            // FlatGeobuf sorts features by place.
            #expect(features.compactMap { $0.property("status")?.string }.sorted() == ["grey", "occupied"], "\(name)")
            #expect(record.format == format && record.rows == 2 && record.file == folder.path + "/" + name)
            if name != "map.shp" { #expect(record.sha256 == SourceRecord.sha256(try folder.bytes(name))) }
        }
        // As `cat map.shp map.dbf map.prj | sha256sum` gives it.
        let parts = try folder.bytes("map.shp") + folder.bytes("map.dbf") + folder.bytes("map.prj")
        #expect(try MapFile.read(file: folder.path + "/map.shp").record.sha256 == SourceRecord.sha256(parts))
        #expect(folder.codes("map.dbf") == ["part-of-shapefile"])
    }

    @Test("another reference system is converted, a missing one is told")
    func referenceSystems() throws {
        let folder = try folder()
        Made.run("ogr2ogr", ["-t_srs", "EPSG:32637", "utm.gpkg", "map.gpkg"], in: folder.path)
        // UTM is exact to about a millimetre and edges stay straight in it, so corners move by little and areas by less than 1e-8.
        #expect((try folder.area("utm.gpkg") / folder.area("map.geojson") - 1).magnitude < 1e-8)
        try FileManager.default.removeItem(atPath: folder.path + "/map.prj")
        #expect(folder.codes("map.shp") == ["no-reference-system"])
        #expect(folder.message("map.shp").contains(".prj"))
        Made.run("ogr2ogr", ["bare.gpkg", "map.shp"], in: folder.path)
        #expect(folder.codes("bare.gpkg") == ["no-reference-system"])
    }

    @Test("several layers are named, and one can be chosen")
    func layers() throws {
        let folder = try folder()
        Made.run("ogr2ogr", ["-update", "-nln", "other", "-where", "status = 'grey'", "map.gpkg", "map.geojson"], in: folder.path)
        #expect(folder.codes("map.gpkg") == ["several-layers"])
        #expect(folder.message("map.gpkg").contains("\"map\", \"other\""))
        #expect((try folder.area("map.gpkg", layer: "map") - folder.area("map.geojson")).magnitude < 1)
        #expect(try folder.area("map.gpkg", layer: "other") < folder.area("map.geojson") / 2)
        #expect(folder.message("map.gpkg", layer: "othr").contains("write \"other\""))
        #expect(folder.codes("map.geojson", layer: "x") == ["layer-without-layers"])
    }

    @Test("a shapefile in a ZIP archive, also in a folder of it", .enabled(if: Made.run("zip", ["-v"], in: "/") == 0, "zip is not installed"))
    func archives() throws {
        let folder = try folder()
        Made.run("zip", ["-q", "flat.zip", "map.shp", "map.shx", "map.dbf", "map.prj"], in: folder.path)
        try FileManager.default.createDirectory(atPath: folder.path + "/a b", withIntermediateDirectories: true)
        for ending in ["shp", "shx", "dbf", "prj"] { try folder.file("a b/m'ap.\(ending)", try folder.bytes("map.\(ending)")) }
        Made.run("zip", ["-qr", "deep.zip", "a b"], in: folder.path)
        Made.run("zip", ["-q", "none.zip", "map.dbf"], in: folder.path)
        Made.run("zip", ["-qr", "both.zip", "a b", "map.shp", "map.shx", "map.dbf", "map.prj"], in: folder.path)
        let area = try folder.area("map.geojson")
        #expect((try folder.area("flat.zip") - area).magnitude < 1)
        #expect((try folder.area("deep.zip") - area).magnitude < 1)
        #expect(folder.codes("none.zip") == ["archive-without-map"])
        #expect(folder.codes("both.zip") == ["several-layers"])
        #expect((try folder.area("both.zip", layer: "map") - area).magnitude < 1)
        #expect(try MapFile.read(file: folder.path + "/flat.zip").record.format == "shapefile")
    }

    @Test("files cut off anywhere, or with a part missing, are refused")
    func cutOff() throws {
        let folder = try folder()
        for name in ["map.shp", "map.gpkg", "map.kml", "map.kmz", "map.fgb"] {
            let bytes = try folder.bytes(name)
            for share in [0.3, 0.6, 0.9] {
                try folder.file(name, bytes.prefix(Int(Double(bytes.count) * share)))
                let codes = folder.codes(name)
                // A prefix may leave whole features; never a wrong polygon.
                #expect(!codes.isEmpty, "\(name) cut to \(share)")
            }
            try folder.file(name, bytes)
        }
        try FileManager.default.removeItem(atPath: folder.path + "/map.shx")
        #expect(folder.codes("map.shp") == ["converter-failed"])
        #expect(folder.message("map.shp").contains("map.shx"))
    }

    @Test("a file in another format's clothes is told by what it holds")
    func clothes() throws {
        let folder = try folder()
        try folder.file("a.geojson", try folder.bytes("map.gpkg"))
        #expect(try folder.area("a.geojson") == folder.area("map.gpkg"))
        try folder.file("b.shp", try folder.bytes("map.geojson"))
        #expect(try folder.area("b.shp") == folder.area("map.geojson"))
        // A driver that reads other files is never used.
        try folder.file("c.kml", Array("<OGRVRTDataSource><OGRVRTLayer name=\"map\"><SrcDataSource>map.gpkg</SrcDataSource></OGRVRTLayer><!-- <kml --></OGRVRTDataSource>".utf8))
        #expect(folder.codes("c.kml") == ["converter-failed"])
    }
}
