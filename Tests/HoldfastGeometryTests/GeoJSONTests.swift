import Foundation
import HoldfastGeometry
import HoldfastText
import Testing

/// Expected: RFC 7946 and OGC Simple Features 1.2.1, by hand.
@Suite("GeoJSON")
struct GeoJSONTests {
    static func read(_ text: String) throws(Diagnostics) -> [Feature] { try GeoJSON.read(Array(text.utf8), file: "map.geojson") }

    static func codes(_ text: String) -> [String] {
        do throws(Diagnostics) {
            _ = try read(text)
            return []
        } catch { return error.all.map(\.code) }
    }

    static func polygon(_ coordinates: String) -> String { "{\"type\":\"Polygon\",\"coordinates\":\(coordinates)}" }

    @Test("collections, features and bare geometries")
    func kinds() throws {
        let text = """
            \u{FEFF}{"features": [
              {"type":"Feature","properties":{"name":"Żółw \\ud83d\\ude00","n":1.5e2,"deep":{"a":[1,null,true]}},
               "geometry":{"type":"Point","coordinates":[37.5, 48.1, 210.5]}, "id": 7},
              {"type":"Feature","properties":null,"geometry":null},
              {"geometry":{"coordinates":[[37,48],[38,48],[38,48]],"type":"LineString"},"type":"Feature","properties":{}}
            ], "foreign": [[{"x": "[}"}]], "type": "FeatureCollection",
              "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}}
            """
        let features = try Self.read(text)
        #expect(features.count == 3)
        #expect(features[0].geometry?.points == [Position(longitude: 37.5, latitude: 48.1)])
        #expect(features[0].property("name")?.string == "Żółw 😀")
        #expect(features[0].property("n")?.number == 150)
        #expect(features[1].geometry == nil)
        #expect(features[2].geometry?.lines.first?.points.count == 2)
        #expect(try Self.read(Self.polygon("[[[0,0],[1,0],[1,1],[0,0]]]")).first?.geometry?.polygons.count == 1)
        #expect(try Self.read("{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}").first?.geometry?.points.count == 2)
        let collection = "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,2]},{\"type\":\"Point\",\"coordinates\":[3,4]}]}"
        #expect(try Self.read(collection).first?.geometry?.points.count == 2)
        #expect(try Self.read("{\"type\":\"MultiPolygon\",\"coordinates\":[]}").first?.geometry?.polygons.count == 0)
    }

    @Test("numbers are read to the last bit", arguments: [
        "37.123456789012345", "-0.1", "179.99999999999997", "1e-7", "4.35E+1", "0.30000000000000004", "12345678901234567e-15",
        "9.007199254740993", "22.5", "-0", "0.000000000000000000000000000123",
    ])
    func numbers(text: String) throws {
        let point = try Self.read("{\"type\":\"Point\",\"coordinates\":[\(text),1]}").first?.geometry?.points.first
        // Expected: the C library's strtod.
        #expect(point?.longitude.bitPattern == strtod(text, nil).bitPattern)
    }

    @Test("faults of the text", arguments: [
        ("", "empty-file"), ("  \n", "empty-file"), ("{\"type\":\"Point\",\"coordinates\":[NaN,1]}", "json-not-finite"),
        ("{\"type\":\"Point\",\"coordinates\":[-Infinity,1]}", "json-not-finite"),
        ("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":NaN}}", "json-not-finite"),
        ("{\"type\":\"Point\",\"coordinates\":[1e999,1]}", "json-number"), ("{\"type\":\"Point\",\"coordinates\":[01,1]}", "json-number"),
        ("{\"type\":\"Point\",\"coordinates\":[1.,1]}", "json-number"), ("{\"type\":\"Point\",\"coordinates\":[1,1],}", "json-syntax"),
        ("{\"type\":\"Point\",\"coordinates\":[1,1]", "json-cut-off"), ("{\"type\":\"Point\",\"coordinates\":[[1,1", "json-cut-off"),
        ("{\"type\":\"Po", "json-cut-off"), ("{\"type\":\"Point\",\"type\":\"Point\"}", "json-duplicate-key"),
        ("{\"type\":\"Point\",\"coordinates\":[1,1]} {}", "json-trailing"), ("{\"type\":\"\\x\"}", "json-text"),
        ("{\"type\":\"\\ud800\"}", "json-text"), ("hello", "json-syntax"), ("[1]", "not-geojson"), ("{}", "not-geojson"),
        ("{\"type\":\"Topology\"}", "not-geojson"), ("{\"type\":\"Pont\"}", "not-geojson"),
        ("{\"type\":\"FeatureCollection\"}", "member-missing"), ("{\"type\":\"Point\"}", "member-missing"),
        ("{\"type\":\"FeatureCollection\",\"features\":[1]}", "wrong-type"),
        ("{\"type\":\"Point\",\"coordinates\":[\"37.5\",\"48\"]}", "wrong-coordinates"),
        ("{\"type\":\"Point\",\"coordinates\":[37.5]}", "wrong-coordinates"),
        ("{\"type\":\"Point\",\"coordinates\":[null,2]}", "wrong-coordinates"),
        ("{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,[4]]]}", "wrong-coordinates"),
        ("{\"type\":\"Point\",\"coordinates\":{}}", "wrong-coordinates"),
    ])
    func text(text: String, code: String) {
        #expect(Self.codes(text) == [code])
    }

    @Test("faults of the geometry", arguments: [
        ("[[[0,0],[1,0],[1,1],[0,1]]]", "ring-not-closed"), ("[[[0,0],[1,1],[0,0]]]", "ring-too-short"),
        ("[[[0,0],[1,1],[2,2],[0,0]]]", "self-intersection"), ("[[[0,0],[1,1],[1,0],[0,1],[0,0]]]", "self-intersection"),
        ("[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[5,5],[6,5],[6,6],[5,5]]]", "hole-outside"),
        ("[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[1,5],[5,5],[5,1],[1,1]],[[2,2],[2,3],[3,3],[3,2],[2,2]]]", "holes-overlap"),
        ("[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[0,0],[4,0],[4,4],[0,4],[0,0]]]", "self-intersection"),
        ("[[[37,148],[38,148],[38,149],[37,148]]]", "latitude-longitude-swapped"),
        ("[[[437000,5321000],[438000,5321000],[438000,5322000],[437000,5321000]]]", "position-out-of-range"),
        ("[[[179,0],[-179,0],[-179,1],[179,0]]]", "antimeridian-crossed"), ("[]", "empty-geometry"), ("[[]]", "empty-geometry"),
        ("[[0,0],[1,0],[1,1],[0,0]]", "coordinates-mismatch"),
    ])
    func geometry(coordinates: String, code: String) {
        #expect(Set(Self.codes(Self.polygon(coordinates))) == [code])
    }

    @Test("several polygons")
    func several() {
        func many(_ rings: String...) -> String {
            "{\"type\":\"MultiPolygon\",\"coordinates\":[\(rings.map { "[\($0)]" }.joined(separator: ","))]}"
        }
        let a = "[[0,0],[2,0],[2,2],[0,2],[0,0]]"
        #expect(Self.codes(many(a, "[[1,1],[3,1],[3,3],[1,3],[1,1]]")) == ["polygons-overlap"])
        #expect(Self.codes(many(a, "[[0.5,0.5],[1,0.5],[1,1],[0.5,0.5]]")) == ["polygons-overlap"])
        #expect(Self.codes(many(a, a)) != [])
        // Touching in one corner is allowed, sharing an edge is not.
        #expect(Self.codes(many(a, "[[2,2],[3,2],[3,3],[2,3],[2,2]]")) == [])
        #expect(Self.codes(many(a, "[[2,0],[4,0],[4,2],[2,2],[2,0]]")) == ["polygons-overlap"])
        // A polygon in another one's hole.
        #expect(Self.codes(many("[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[1,8],[8,8],[8,1],[1,1]]", "[[2,2],[3,2],[3,3],[2,2]]")) == [])
    }

    @Test("mended: winding either way, repeated positions, spikes")
    func mended() throws {
        let plain = try Self.read(Self.polygon("[[[0,0],[0,1],[1,1],[1,0],[0,0]]]"))
        #expect(plain.first?.notes.isEmpty == true)
        let odd = try Self.read(Self.polygon("[[[0,0],[0,0],[1,0],[1,1],[2,2],[1,1],[0,1],[0,1],[0,0]]]"))
        #expect(odd.first?.notes.map(\.code) == ["spike-mended"])
        #expect(odd.first?.geometry?.polygons.first?.outer.count == 5)
        let atStart = try Self.read(Self.polygon("[[[5,5],[0,0],[1,0],[1,1],[0,0],[5,5]]]"))
        #expect(atStart.first?.geometry?.polygons.first?.outer.count == 4)
    }

    @Test("every fault of a file in one run, each with its place")
    func places() {
        let text = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}},
            {"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":[[[[5,5],[6,5],[6,6],[5,5]]],[[[7,7],[8,7],[8,8]]]]}}]}
            """
        do throws(Diagnostics) {
            _ = try Self.read(text)
            Issue.record("nothing was refused")
        } catch {
            #expect(error.all.map(\.code) == ["self-intersection", "ring-not-closed"])
            #expect(error.all[0].place == .feature(1, path: "polygon", longitude: 0.5, latitude: 0.5))
            #expect(error.all[1].place == .feature(2, path: "polygon 2, outer ring", longitude: 8, latitude: 8))
        }
        do throws(Diagnostics) {
            _ = try Self.read("{\"type\":\"Point\",\n \"coordinates\":[1, Nan]}")
        } catch {
            #expect(
                error.all.first?.place == .text(line: 2, column: 20, length: 1, excerpt: " \"coordinates\":[1, Nan]}"))
        }
    }

    @Test("another reference system is refused")
    func referenceSystem() {
        let text = "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3857\"}},\"features\":[]}"
        #expect(Self.codes(text) == ["other-reference-system"])
    }

    @Test("deep nesting, binary bytes, broken UTF-8")
    func hostile() {
        #expect(Self.codes(String(repeating: "[", count: 100_000)) == ["not-geojson"])
        #expect(Self.codes("{\"type\":" + String(repeating: "[", count: 100_000)) == ["json-syntax"])
        #expect(Self.codes("{\"x\":" + String(repeating: "[", count: 100_000)) == ["json-too-deep"])
        #expect(Self.codes("{\"x\":" + String(repeating: "{\"x\":", count: 100_000)) == ["json-too-deep"])
        #expect(Self.codes("{\"coordinates\":" + String(repeating: "[", count: 100_000)) == ["wrong-coordinates"])
        let nested = String(repeating: "{\"type\":\"GeometryCollection\",\"geometries\":[", count: 50_000)
        #expect(Self.codes(nested) == ["json-too-deep"])
        for bytes in [[0xFF, 0xD8, 0xFF], [0x7B, 0xC3, 0x28], [0x7B, 0x22, 0xED, 0xA0, 0x80, 0x22]] as [[UInt8]] {
            #expect(throws: Diagnostics.self) { try GeoJSON.read(bytes, file: "x") }
        }
        #expect(throws: Diagnostics.self) { try GeoJSON.read([UInt8](repeating: 0, count: 4096), file: "x") }
    }

    @Test("no file, a folder, an empty file")
    func files() throws {
        func code(_ path: String) -> String? {
            do throws(Diagnostics) {
                _ = try GeoJSON.read(file: path)
                return nil
            } catch { return error.all.first?.code }
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("holdfast-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(code(folder.path + "/none.geojson") == "no-such-file")
        #expect(code(folder.path) == "is-a-directory")
        let empty = folder.appendingPathComponent("empty.geojson")
        try Data().write(to: empty)
        #expect(code(empty.path) == "empty-file")
    }

    @Test("every prefix and many mutations of a file end in features or a message, never in a trap")
    func mutations() {
        let seed = Array(
            """
            {"type":"FeatureCollection","name":"\\u00e9\\n","features":[{"type":"Feature","properties":{"d":"2024-07-08","n":-1.5e3,"l":[true,null]},
            "geometry":{"type":"MultiPolygon","coordinates":[[[[35.2,45.5],[35.3,45.4],[35.4,45.35,7],[35.2,45.5]]],[[[1,1],[9,1],[9,9],[1,9],[1,1]],[[2,2],[2,3],[3,3],[2,2]]]]}}]}
            """.utf8)
        for n in 0..<seed.count { #expect(throws: Diagnostics.self) { try GeoJSON.read(Array(seed[..<n]), file: "x") } }
        var random = Random(seed: 3)
        let spice = Array("[]{}\",:0123456789.-+eENaNnull\\u\0\u{1}".utf8)
        for _ in 0..<20_000 {
            var bytes = seed
            for _ in 0..<(1 + Int(random.bits() % 4)) {
                let at = Int(random.bits() % UInt64(bytes.count))
                switch random.bits() % 3 {
                case 0: bytes[at] = spice[Int(random.bits() % UInt64(spice.count))]
                case 1: bytes.remove(at: at)
                default: bytes.insert(UInt8(truncatingIfNeeded: random.bits()), at: at)
                }
            }
            do throws(Diagnostics) {
                for feature in try GeoJSON.read(bytes, file: "x") {
                    guard case .polygon(let shape)? = feature.geometry else { continue }
                    #expect(Geodesic.area(shape).isFinite)
                }
            } catch {
                #expect(!error.all.isEmpty)
                for fault in error.all { #expect(!fault.text().isEmpty) }
            }
        }
    }

    @Test("codes are written in one way, each once")
    func codesAreDistinct() {
        let all = GeoJSONFault.allCases.map(\.rawValue) + JSONFault.Kind.allCases.map { JSONFault($0, at: 0).code }
        #expect(Set(all).count == all.count)
        for code in all { #expect(code.allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber }) }
    }
}
