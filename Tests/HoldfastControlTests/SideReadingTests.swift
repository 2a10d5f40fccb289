import Foundation
import HoldfastGeometry
import HoldfastText
import Testing

@testable import HoldfastControl

@Suite("Sides and dates by attribute")
struct SideReadingTests {
    /// A square of one degree.
    static func square(_ west: Double, _ properties: String) -> String {
        """
        {"type":"Feature","properties":{\(properties)},"geometry":{"type":"Polygon","coordinates":
        [[[\(west),48],[\(west + 1),48],[\(west + 1),49],[\(west),49],[\(west),48]]]}}
        """
    }

    static func read(_ files: [String: [String]], _ reading: ControlReading) throws -> ControlHistory {
        let folder = try ReadingTests.folder(files.mapValues { ReadingTests.collection($0.joined(separator: ",")) })
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try ControlHistory.read([folder], reading)
    }

    static func faults(_ files: [String: [String]], _ reading: ControlReading) -> [Diagnostic] {
        do {
            _ = try read(files, reading)
            return []
        } catch let error as Diagnostics { return error.all } catch { return [] }
    }

    static let sides: [String: Holder] = ["occupied": .party("south"), "1": .party("south"), "true": .party("north"), "grey": .contested]

    @Test("texts, numbers and truth values name holders")
    func values() throws {
        let history = try Self.read(
            ["x-20240708.geojson": [Self.square(30, "\"s\":\"occupied\""), Self.square(32, "\"s\":1"), Self.square(34, "\"s\":true"), Self.square(36, "\"s\":\"grey\"")]],
            ControlReading(naming: .attribute("s", holders: Self.sides), firstParty: "south"))
        let day = try #require(CivilDate(year: 2024, month: 7, day: 8))
        #expect(history.heldBy == "south")
        #expect(history.territories.map(\.holder) == [.party("south"), .party("north"), .contested])
        for (x, holder) in [(30.5, Holder.party("south")), (32.5, .party("south")), (34.5, .party("north")), (36.5, .contested), (38.5, .nobodySays)] {
            #expect(history.holder(of: Position(longitude: x, latitude: 48.5), on: day) == holder)
        }
    }

    @Test("values that are not listed, empty or missing are told with the nearest")
    func unlisted() throws {
        let squares = [Self.square(30, "\"s\":\"ocupied\""), Self.square(32, "\"s\":\"ocupied\""), Self.square(34, "\"s\":null"), Self.square(36, "\"S\":\"grey\"")]
        let found = Self.faults(["x-20240708.geojson": squares, "x-20240709.geojson": squares], ControlReading(naming: .attribute("s", holders: Self.sides)))
        #expect(found.map(\.code) == ["unknown-side", "no-side"])
        #expect(found[0].place == .feature(1, path: "properties.s", longitude: nil, latitude: nil))
        #expect(found[0].help?.contains("\"occupied\"") == true && found[0].message.hasSuffix("so in 1 other file"))
        #expect(Self.faults(["x-20240708.geojson": [squares[3]]], ControlReading(naming: .attribute("s", holders: Self.sides)))[0].help == "write \"S\"")
        let history = try Self.read(["x-20240708.geojson": squares], ControlReading(naming: .attribute("s", holders: Self.sides, others: .unknown)))
        #expect(history.territory(of: .unknown)?.shapes.shape(0).polygons.count == 4)
    }

    /// As ogr2ogr 3.6 writes dates and moments of Shapefile, GeoPackage, KML and FlatGeobuf, and as people write them.
    @Test("one file with all dates", arguments: [
        ("\"2024-07-08\"", "2024-07-08"), ("\"2024/07/08\"", "2024-07-08"), ("\"2024-07-08T00:00:00\"", "2024-07-08"),
        ("\"2024/07/08 21:30:00\"", "2024-07-08"), ("\"2024/07/08 21:30:00+00\"", "2024-07-09"), ("\"2024-07-08T21:30:00Z\"", "2024-07-09"),
        ("\"2024-07-08T20:30:00Z\"", "2024-07-08"), ("\"2024-07-09T00:30:00+03:00\"", "2024-07-09"), ("\"08.07.2024\"", "2024-07-08"),
        ("20240708", "2024-07-08"), ("\"20240708\"", "2024-07-08"), ("\"2024-07-08 \"", "2024-07-08"),
    ])
    func dates(written: String, day: String) throws {
        let zone = try #require(ClockZone(identifier: "Europe/Kyiv"))
        let history = try Self.read(
            // The name's date is that of the file, not of the maps.
            ["export-20250101.geojson": [Self.square(30, "\"valid\":\(written)"), Self.square(32, "\"valid\":\"2024-07-10\"")]],
            ControlReading(naming: .everything(heldBy: "south"), dateAttribute: "valid", zone: zone))
        #expect(history.dates.map(\.iso8601) == [day, "2024-07-10"])
    }

    @Test("dates that are none", arguments: [
        ("\"2024-02-30\"", "bad-map-date"), ("\"05/06/2024\"", "bad-map-date"), ("20240230", "bad-map-date"), ("2024.5", "bad-map-date"),
        ("true", "bad-map-date"), ("\"July\"", "bad-map-date"), ("1e300", "bad-map-date"), ("null", "no-map-date"), ("\"\"", "no-map-date"),
    ])
    func noDates(written: String, code: String) throws {
        let found = Self.faults(
            ["a.geojson": [Self.square(30, "\"valid\":\(written)")]], ControlReading(naming: .everything(heldBy: "south"), dateAttribute: "valid"))
        #expect(found.map(\.code) == [code])
    }

    /// Two squares of one degree share the half from 30.5 to 31: half of the area that GeographicLib gives for the square
    /// (48 to 49 N, one degree of longitude).
    @Test("what two hold is told and contested, whatever the order")
    func overlap() throws {
        let reading = ControlReading(naming: .attribute("s", holders: ["a": .party("north"), "b": .party("south")]))
        for squares in [[Self.square(30, "\"s\":\"a\""), Self.square(30.5, "\"s\":\"b\"")], [Self.square(30.5, "\"s\":\"b\""), Self.square(30, "\"s\":\"a\"")]] {
            let history = try Self.read(["x-20240708.geojson": squares, "x-20240709.geojson": squares], reading)
            let warnings = history.notes.filter { $0.code == "sides-overlap" }
            #expect(warnings.count == 1 && warnings[0].severity == .warning)
            #expect(warnings[0].message.contains("near longitude 30.75") && warnings[0].message.hasSuffix("and less on 1 other date"))
            let whole = Geodesic.area(MultiPolygon([Polygon(outer: [(30, 48), (31, 48), (31, 49), (30, 49), (30, 48)].map { Position(longitude: $0.0, latitude: $0.1) })]))
            for holder in [Holder.party("north"), .party("south"), .contested] {
                let area = try #require(history.territory(of: holder)?.shapes.areaSquareMetres(1))
                #expect((area / (whole / 2) - 1).magnitude < 1e-9, "\(holder)")
            }
            let day = try #require(CivilDate(year: 2024, month: 7, day: 9))
            for (x, holder) in [(30.25, Holder.party("north")), (30.75, .contested), (31.25, .party("south"))] {
                #expect(history.holder(of: Position(longitude: x, latitude: 48.5), on: day) == holder)
            }
        }
    }

    @Test("neighbours that share an edge do not overlap")
    func neighbours() throws {
        let history = try Self.read(
            ["x-20240708.geojson": [Self.square(30, "\"s\":\"a\""), Self.square(31, "\"s\":\"b\"")]],
            ControlReading(naming: .attribute("s", holders: ["a": .party("north"), "b": .party("south")])))
        #expect(history.notes.isEmpty)
        #expect(history.territory(of: .contested) == nil)
    }
}
