import Foundation
import HoldfastControl
import HoldfastGeometry
import HoldfastText
import Testing

/// Expected: ``TerritoryReference``, and the figures of the maps' publisher's readers, computed in Python.
@Suite("Territory of the daily maps of Ukraine", .enabled(if: SharedData.isThere))
struct DailySeriesTests {
    static var oblasts: String { (SharedData.folder ?? "") + "/oblasts-ukraine/ukraine_oblasts_2020.geojson" }

    static let options: TerritoryOptions? = {
        var options = TerritoryOptions()
        options.officialArea = .init(squareMetres: 603_628e6, source: "State Statistics Service of Ukraine")
        do throws(Diagnostics) {
            options.border = try PolygonIndex.read(file: SharedData.border).0
            for feature in try GeoJSON.read(file: oblasts).0 {
                guard case .polygon(let shape)? = feature.geometry, let name = feature.property("ADMIN_1")?.string else { continue }
                options.units.append(.init(name: name, ground: PolygonIndex(shape)))
            }
        } catch {
            print(error.all.map { $0.text() }.joined(separator: "\n"))
            return nil
        }
        return options
    }()

    static let series: TerritorySeries? = options.flatMap { DailyMapsTests.history?.series($0) }

    @Test("area, part inside the border, shares", arguments: TerritoryReference.days.indices)
    func days(row: Int) throws {
        let expected = TerritoryReference.days[row]
        let series = try #require(Self.series)
        let found = try #require(series.rows.first { $0.date.iso8601 == expected.day })
        let held = try #require(found.holdings.first)
        #expect((held.squareMetres - expected.whole).magnitude < 1000)
        #expect((try #require(held.insideBorderSquareMetres) - expected.inside).magnitude < 1000)
        #expect(Squares.near(held.shares[1], expected.inside / 599_008_160_500, 1e-6))
        #expect(Squares.near((held.shares[1] ?? 0) + (found.holdings[1].shares[1] ?? 0), 1, 1e-12))
    }

    @Test("109,361, 111,124 and 116,995 km2 are 18.1, 18.4 and 19.4 per cent of 603,628 km2", arguments: [
        ("2024-07-08", 109_361.0, 18.1), ("2024-11-19", 111_124, 18.4), ("2026-08-22", 116_995, 19.4),
    ])
    func published(day: String, area: Double, share: Double) throws {
        let row = try #require(Self.series?.rows.first { $0.date.iso8601 == day })
        #expect((row.holdings[0].squareMetres / 1e6 - area).magnitude < 1.02)
        #expect(((row.holdings[0].shares[0] ?? 0) * 100 - share).magnitude < 0.05)
    }

    @Test("113 rows without change; the fastest day")
    func fastest() throws {
        let series = try #require(Self.series)
        #expect(series.rows.count == 769)
        let changes = series.rows.compactMap { $0.holdings[0].change }
        #expect(changes.count == 768 && changes.filter { $0.gainedSquareMetres == 0 && $0.lostSquareMetres == 0 }.count == 113)
        let net = try #require(series.fastest[0].nets.first)
        #expect(net.to.iso8601 == "2026-08-13" && (net.netSquareMetres / 1e6 + 115.8).magnitude < 0.05)
        for row in series.rows {
            guard let change = row.holdings[0].change else { continue }
            #expect((change.gainedSquareMetres - change.lostSquareMetres - change.netSquareMetres).magnitude < 1)
        }
    }

    @Test("every oblast", arguments: TerritoryReference.units.indices)
    func units(row: Int) throws {
        let expected = TerritoryReference.units[row]
        let series = try #require(Self.series)
        let unit = try #require(series.units.firstIndex { $0.name == expected.name })
        #expect((series.units[unit].squareMetres - expected.whole).magnitude < 1000)
        for (day, held) in zip(TerritoryReference.days.map(\.day), expected.held) {
            let row = try #require(series.rows.first { $0.date.iso8601 == day })
            #expect((row.unitSquareMetres[unit][0] - held).magnitude < 1000, "\(expected.name) on \(day)")
        }
    }

    @Test("no other oblast is held")
    func others() throws {
        let series = try #require(Self.series)
        let named = Set(TerritoryReference.units.map(\.name))
        for (i, unit) in series.units.enumerated() where !named.contains(unit.name) {
            #expect(series.rows.last?.unitSquareMetres[i][0] == 0)
        }
    }

    @Test("the lines of all maps at once are those of each map alone")
    func lines() throws {
        let history = try #require(DailyMapsTests.history)
        let border = try #require(Self.options?.border)
        let lines = history.linesOfContact(border: border)
        for epoch in [0, 1, 300, 500, 767, 768] {
            #expect(lines.lines(epoch) == history.boundary(on: history.dates[epoch], inside: border))
            #expect(Squares.near(lines.lengthMetres(epoch), lines.lines(epoch).reduce(0) { $0 + Geodesic.length($1) }))
        }
        // pyproj: 4,149.373 km of boundary on the first day.
        #expect((LineHistory(boundaryOf: history.held.shapes).lengthMetres(0) / 1000 - 4149.373_49).magnitude < 0.001)
    }

    @Test("the line's length", arguments: TerritoryReference.lines.indices)
    func length(row: Int) throws {
        let expected = TerritoryReference.lines[row]
        let history = try #require(DailyMapsTests.history)
        let border = try #require(Self.options?.border)
        let epoch = try #require(history.epoch(on: try Squares.date(expected.day)))
        for (tolerance, length) in [(2000.0, expected.atTwo), (5000.0, expected.atFive)] {
            let found = history.linesOfContact(border: border, cut: ContactCut(toleranceMetres: tolerance)).lengthMetres(epoch)
            #expect((found - length).magnitude < 200, "\(expected.day) at \(tolerance) m: \(found)")
        }
        let row = try #require(Self.series?.rows.first { $0.date.iso8601 == expected.day })
        #expect((try #require(row.line).lengthMetres - expected.atTwo).magnitude < 200)
    }

    @Test("a wider tolerance for what never moved leaves the front and the pockets, and a seventh of the false coast")
    func steady() throws {
        let history = try #require(DailyMapsTests.history)
        let border = try #require(Self.options?.border)
        let cut = ContactCut(toleranceMetres: 2000, steadyToleranceMetres: 5000)
        let lines = history.linesOfContact(border: border, cut: cut).lines(0)
        let lengths = lines.map { Geodesic.length($0) / 1000 }
        // The front and the pockets as the plain rule finds them.
        let plain = history.linesOfContact(border: border).lines(0)
        #expect(lines.allSatisfy { line in plain.contains(line) || Geodesic.length(line) < 12_000 })
        #expect(lengths.contains { (1001...1003).contains($0) })
        #expect(lengths.reduce(0, +) < 1053)
    }

    @Test("a copy moved east by 0.05 degrees", arguments: TerritoryReference.shifted.indices)
    func shifted(row: Int) throws {
        let expected = TerritoryReference.shifted[row]
        let history = try #require(DailyMapsTests.history)
        let day = try Squares.date(expected.day)
        let shape = history.held.shapes.shape(try #require(history.epoch(on: day)))
        func moved(_ ring: [Position]) -> [Position] { ring.map { Position(longitude: $0.longitude + 0.05, latitude: $0.latitude) } }
        let copy = MultiPolygon(shape.polygons.map { Polygon(outer: moved($0.outer), holes: $0.holes.map(moved)) })
        let makers = [shape, copy].map { shape in
            ControlHistory(
                maps: [ControlMap(date: day, territories: [Territory(holder: .party("russia"), shape: shape)], record: SourceRecord(file: "", format: "geojson", sha256: "", rows: 1))],
                restHeldBy: "ukraine", gaps: .unknown)
        }
        let combined = try ControlHistory.combined(makers)
        #expect((combined.history.held.shapes.areaSquareMetres(0) - expected.both).magnitude < 2000)
        #expect((combined.disagreements[0][0].squareMetres - expected.map - expected.copy).magnitude < 4000)
        let contested = try #require(combined.history.territory(of: .contested))
        #expect((contested.shapes.areaSquareMetres(0) - expected.map - expected.copy).magnitude < 4000)
    }
}
