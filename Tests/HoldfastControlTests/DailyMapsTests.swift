import Foundation
import HoldfastControl
import HoldfastGeometry
import HoldfastText
import Testing

/// Expected: areas with pyproj 3.7 (`Geod.polygon_area_perimeter`, WGS84) over edges cut into 100 pieces each; unchanged days
/// and the largest change counted in Python from areas of 769 files.
@Suite("The daily control maps of Ukraine", .enabled(if: SharedData.isThere))
struct DailyMapsTests {
    static let history: ControlHistory? = {
        guard let folder = SharedData.dailyMaps else { return nil }
        do throws(Diagnostics) {
            return try ControlHistory.read(
                globs: [folder + "/deepstatemap_data_*.geojson"], naming: .everything(heldBy: "russia"), restHeldBy: "ukraine", gaps: .carryForward)
        } catch {
            print(error.all.map { $0.text() }.joined(separator: "\n"))
            return nil
        }
    }()

    static let changes: [ControlChange] = history?.changes() ?? []

    static func date(_ text: String) throws -> CivilDate {
        guard case .date(let date) = try WrittenTime.read(text) else { throw WrittenTimeFault.notADate }
        return date
    }

    @Test("769 maps, 2024-07-08 to 2026-08-22, all valid")
    func count() throws {
        let history = try #require(Self.history)
        #expect(history.dates.count == 769)
        #expect(history.dates.first == (try Self.date("2024-07-08")))
        #expect(history.dates.last == (try Self.date("2026-08-22")))
        #expect(history.notes.isEmpty)
    }

    @Test("area", arguments: [
        ("2024-07-08", 109_361.407_027, 109_360.868_8), ("2024-11-19", 111_125.014_630, 111_124.476_5),
        ("2026-08-22", 116_995.415_154, 116_994.889_5),
    ])
    func area(day: String, straight: Double, geodesicEdges: Double) throws {
        let history = try #require(Self.history)
        let epoch = try #require(history.epoch(on: try Self.date(day)))
        let area = history.held.shapes.areaSquareMetres(epoch) / 1e6
        #expect((area - straight).magnitude < 1e-3)
        // The published series takes edges as geodesics.
        #expect((area - geodesicEdges).magnitude < 1)
    }

    @Test("113 days do not change; 2026-08-13 changes most, by 115.8 km2")
    func changes() throws {
        let history = try #require(Self.history)
        let changes = Self.changes
        #expect(changes.count == 768)
        #expect(changes.filter { $0.gainedSquareMetres == 0 && $0.lostSquareMetres == 0 }.count == 113)
        let largest = try #require(
            changes.max { ($0.gainedSquareMetres - $0.lostSquareMetres).magnitude < ($1.gainedSquareMetres - $1.lostSquareMetres).magnitude })
        #expect(largest.to == (try Self.date("2026-08-13")))
        #expect(((largest.gainedSquareMetres - largest.lostSquareMetres) / 1e6 + 115.8).magnitude < 0.05)
        for (i, change) in changes.enumerated() {
            let net = history.held.shapes.areaSquareMetres(i + 1) - history.held.shapes.areaSquareMetres(i)
            #expect((change.gainedSquareMetres - change.lostSquareMetres - net).magnitude < 1)
        }
    }

    /// Expected: `shapely` 2 difference of the two days' polygons, pyproj area.
    @Test("gained and lost agree with an overlay", arguments: Overlaid.rows.indices)
    func gainedAndLost(row: Int) throws {
        let expected = Overlaid.rows[row]
        let change = try #require(try Self.changes.first { $0.to == (try Self.date(expected.day)) })
        #expect((change.gainedSquareMetres / 1e6 - expected.gained).magnitude < 1e-3 + 1e-5 * expected.gained)
        #expect((change.lostSquareMetres / 1e6 - expected.lost).magnitude < 1e-3 + 1e-5 * expected.lost)
    }

    @Test("a missing day is carried forward, at most so far, or unknown")
    func gaps() throws {
        var history = try #require(Self.history)
        let (first, second) = (try Self.date("2024-08-18"), try Self.date("2024-08-19"))
        #expect(history.epoch(on: second).map { history.dates[$0] } == (try Self.date("2024-08-17")))
        history.gaps = .carryAtMost(days: 1)
        #expect(history.epoch(on: first) != nil)
        #expect(history.epoch(on: second) == nil)
        history.gaps = .unknown
        #expect(history.epoch(on: first) == nil)
        #expect(history.holder(of: Position(longitude: 34.1, latitude: 45), on: first) == .unknown)
        #expect(history.epoch(on: try Self.date("2024-07-07")) == nil)
    }

    /// Simferopol and Donetsk were held by Russia, Kyiv and Kramatorsk by Ukraine (any map of the time).
    @Test("who holds towns")
    func holders() throws {
        let history = try #require(Self.history)
        let day = try Self.date("2024-07-08")
        for (lon, lat, holder) in [(34.1, 44.95, "russia"), (37.8, 48.0, "russia"), (30.52, 50.45, "ukraine"), (37.58, 48.74, "ukraine")] {
            #expect(history.holder(of: Position(longitude: lon, latitude: lat), on: day) == .party(holder))
        }
    }

    /// 45.0 N 34.1 E lies in Crimea. Area: pyproj as above.
    @Test("the border of 1991 holds Crimea")
    func border() throws {
        let (border, record) = try PolygonIndex.read(file: SharedData.border)
        #expect(border.contains(Position(longitude: 34.1, latitude: 45)) == .inside)
        #expect((border.areaSquareMetres / 1e6 - 599_008.160_5).magnitude < 1e-3)
        #expect((border.areaSquareMetres / 1e6 - 599_006.396).magnitude < 2)
        #expect(record.sha256.count == 64)
    }

    @Test("the line of contact: about a thousand kilometres, Russia's side on the left, no coast")
    func line() throws {
        let history = try #require(Self.history)
        let day = try Self.date("2024-07-08")
        let (border, _) = try PolygonIndex.read(file: SharedData.border)
        let territory = PolygonIndex(history.held.shapes.shape(try #require(history.epoch(on: day))))
        // pyproj: 4,149.373 km of boundary.
        #expect((territory.boundary.lengthMetres / 1000 - 4149.373_49).magnitude < 0.001)
        let lines = history.boundary(on: day, cutting: border.shape)
        let index = LineIndex(lines)
        #expect((1000...1200).contains(index.lengthMetres / 1000))
        for (lon, lat, side) in [(37.8, 48.0, LineIndex.Side.left), (37.58, 48.74, .right), (35.4, 46.9, .left), (35.14, 47.84, .right)] {
            #expect(index.nearest(to: Position(longitude: lon, latitude: lat)).side == side)
        }
        for line in lines {
            for p in line.points {
                #expect(border.distanceToBoundary(p) > 1999)
                #expect(territory.distanceToBoundary(p) < 0.1)
            }
        }
        #expect(LineIndex(history.boundary(on: day, cutting: nil)).lengthMetres > 4.1e6)
    }
}

/// Square kilometres.
enum Overlaid {
    static let rows: [(day: String, gained: Double, lost: Double)] = [
        ("2024-07-09", 4.993569112571694, 0.0),
        ("2024-08-20", 55.66127676596393, 2.3714886778956092),
        ("2024-11-19", 7.904527989873126, 0.0),
        ("2026-08-13", 3.934020650820166, 119.76880142455175),
        ("2025-03-11", 2.8134416880097093, 3.938016962174788),
        ("2026-08-22", 5.567818269416392, 0.0),
    ]
}
