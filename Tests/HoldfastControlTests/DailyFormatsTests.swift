import Foundation
import HoldfastControl
import HoldfastGeometry
import HoldfastText
import Testing

enum Converter {
    static let isThere: Bool = {
        let there = run(["ogr2ogr", "--version"], in: "/") == 0
        if !there { print("tests of daily maps in other formats are skipped: ogr2ogr is not installed") }
        return there
    }()

    @discardableResult
    static func run(_ words: [String], in folder: String) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// Copies of published daily maps in other formats, made by ogr2ogr into a folder of their own.
@Suite("Daily maps in other formats", .enabled(if: SharedData.isThere && Converter.isThere, "needs the daily maps and ogr2ogr"))
struct DailyFormatsTests {
    @Test("each format gives the areas of the GeoJSON within a square metre")
    func areas() throws {
        let maps = try #require(SharedData.dailyMaps)
        let folder = try ReadingTests.folder([:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let days = ["20240708", "20260813"]
        let plain = try ControlHistory.read(globs: days.map { "\(maps)/deepstatemap_data_\($0).geojson" }, naming: .everything(heldBy: "russia"), restHeldBy: nil, gaps: .unknown)
        for (format, ending) in [("ESRI Shapefile", "shp"), ("KML", "kml"), ("LIBKML", "kmz"), ("GPKG", "gpkg"), ("FlatGeobuf", "fgb")] {
            let own = folder + "/" + ending
            try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
            for day in days {
                #expect(Converter.run(["ogr2ogr", "-f", format, "map_\(day).\(ending)", "\(maps)/deepstatemap_data_\(day).geojson"], in: own) == 0)
            }
            let history = try ControlHistory.read(globs: [own], naming: .everything(heldBy: "russia"), restHeldBy: nil, gaps: .unknown)
            #expect(history.dates == plain.dates)
            for epoch in 0..<2 {
                let difference = history.held.shapes.areaSquareMetres(epoch) - plain.held.shapes.areaSquareMetres(epoch)
                #expect(difference.magnitude < 1, "\(ending): \(difference) m²")
            }
        }
    }

    @Test("one GeoPackage with a column of dates is the same history")
    func columnOfDates() throws {
        let maps = try #require(SharedData.dailyMaps)
        let folder = try ReadingTests.folder([:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let days = ["2024-07-08", "2024-07-09", "2026-08-13"]
        for (i, day) in days.enumerated() {
            let file = "\(maps)/deepstatemap_data_\(day.filter { $0 != "-" }).geojson"
            let how = i == 0 ? [] : ["-update", "-append"]
            let name = "deepstatemap_data_\(day.filter { $0 != "-" })"
            #expect(Converter.run(["ogr2ogr", "-f", "GPKG"] + how + ["all.gpkg", file, "-nln", "maps", "-nlt", "MULTIPOLYGON", "-dialect", "OGRSQL", "-sql", "SELECT CAST('\(day.replacingOccurrences(of: "-", with: "/"))' AS date) AS day, 'ru' AS side FROM \(name)"], in: folder) == 0)
        }
        let history = try ControlHistory.read(
            [folder + "/all.gpkg"], ControlReading(naming: .attribute("side", holders: ["ru": .party("russia")]), dateAttribute: "day"))
        let plain = try ControlHistory.read(
            globs: days.map { "\(maps)/deepstatemap_data_\($0.filter { $0 != "-" }).geojson" }, naming: .everything(heldBy: "russia"), restHeldBy: nil, gaps: .unknown)
        #expect(history.dates.map(\.iso8601) == days)
        for epoch in 0..<3 {
            #expect((history.held.shapes.areaSquareMetres(epoch) - plain.held.shapes.areaSquareMetres(epoch)).magnitude < 1)
        }
    }
}
