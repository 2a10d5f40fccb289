import Foundation
import HoldfastControl
import HoldfastGeometry
import HoldfastText
import Testing

/// Expected: RFC 7946 and OGC Simple Features 1.2.1 by hand; areas in closed form.
@Suite("Maps with odd polygons")
struct InvalidMapsTests {
    static func read(_ geometry: String) throws -> ControlHistory {
        let folder = try ReadingTests.folder(["x-2024-03-01.geojson": "{\"type\":\"Feature\",\"properties\":{},\"geometry\":\(geometry)}"])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try ReadingTests.read(folder)
    }

    static func polygon(_ rings: String) -> String { "{\"type\":\"Polygon\",\"coordinates\":[\(rings)]}" }
    static func polygons(_ rings: String...) -> String {
        "{\"type\":\"MultiPolygon\",\"coordinates\":[\(rings.map { "[\($0)]" }.joined(separator: ","))]}"
    }

    @Test("refused, with a place", arguments: [
        ("bow-tie", polygon("[[30,48],[31,49],[31,48],[30,49],[30,48]]"), "self-intersection"),
        ("overlap", polygons("[[30,48],[31,48],[31,49],[30,49],[30,48]]", "[[30.5,48],[32,48],[32,49],[30.5,49],[30.5,48]]"), "polygons-overlap"),
        ("hole outside", polygon("[[30,48],[31,48],[31,49],[30,49],[30,48]],[[33,48],[34,48],[34,49],[33,48]]"), "hole-outside"),
        ("holes that cross", polygon("[[30,48],[34,48],[34,52],[30,52],[30,48]],[[31,49],[32,49],[32,50],[31,50],[31,49]],[[31.5,49.5],[33,49.5],[33,51],[31.5,51],[31.5,49.5]]"), "holes-overlap"),
        ("across the antimeridian", polygon("[[170,10],[-170,10],[-170,20],[170,20],[170,10]]"), "antimeridian-crossed"),
        ("beyond a pole", polygon("[[120,80],[121,80],[121,91],[120,80]]"), "position-out-of-range"),
        ("around a pole without the pole", polygon("[[-180,80],[180,80],[180,85],[-180,85],[-180,80]]"), "antimeridian-crossed"),
    ])
    func refused(name: String, geometry: String, code: String) throws {
        do {
            _ = try Self.read(geometry)
            Issue.record("\(name) was measured")
        } catch let error as Diagnostics {
            #expect(Set(error.all.map(\.code)).subtracting([code]).isSubset(of: ["self-intersection"]), "\(name): \(error.all.map(\.code))")
            #expect(error.all.contains { if case .feature(1, _, let longitude?, let latitude?) = $0.place { longitude.isFinite && latitude.isFinite } else { false } }, "\(name) has no place")
        }
    }

    @Test("mended with a note, or measured as it is, whatever the winding", arguments: [
        ("spike", polygon("[[30,48],[31,48],[31,49],[33,50],[31,49],[30,49],[30,48]]"), ["spike-mended"]),
        ("clockwise", polygon("[[30,48],[30,49],[31,49],[31,48],[30,48]]"), []),
        ("repeated positions", polygon("[[30,48],[30,48],[31,48],[31,49],[31,49],[30,49],[30,48]]"), []),
    ])
    func mended(name: String, geometry: String, notes: [String]) throws {
        let history = try Self.read(geometry)
        #expect(history.notes.map(\.code) == notes)
        #expect(Squares.near(history.held.shapes.areaSquareMetres(0), Squares.area(30, 48, 31, 49)))
        // The inside lies on the left.
        let lines = history.linesOfContact(border: nil)
        #expect(LineIndex(lines.lines(0)).nearest(to: Position(longitude: 30.5, latitude: 48.5)).side == .left)
    }

    @Test("a hole is taken off, whatever its winding", arguments: ["[[30.25,48.25],[30.25,48.75],[30.75,48.75],[30.75,48.25],[30.25,48.25]]", "[[30.25,48.25],[30.75,48.25],[30.75,48.75],[30.25,48.75],[30.25,48.25]]"])
    func hole(ring: String) throws {
        let history = try Self.read(Self.polygon("[[30,48],[31,48],[31,49],[30,49],[30,48]],\(ring)"))
        #expect(Squares.near(history.held.shapes.areaSquareMetres(0), Squares.area(30, 48, 31, 49) - Squares.area(30.25, 48.25, 30.75, 48.75)))
        #expect(LineIndex(history.linesOfContact(border: nil).lines(0)).nearest(to: Position(longitude: 30.5, latitude: 48.5)).side == .right)
    }

    @Test("cut at the antimeridian: both parts count, gained and lost across it")
    func antimeridian() throws {
        let history = try Self.read(Self.polygons("[[170,10],[180,10],[180,20],[170,20],[170,10]]", "[[-180,10],[-170,10],[-170,20],[-180,20],[-180,10]]"))
        #expect(Squares.near(history.held.shapes.areaSquareMetres(0), Squares.area(0, 10, 20, 20)))
        for longitude in [175.0, -175] {
            #expect(history.held.index.standing(of: Position(longitude: longitude, latitude: 15), epoch: 0) == .inside)
        }
        let half = Squares.box(170, 10, 180, 20)
        let moved = try Squares.history([
            ("2024-03-01", [(.party("south"), history.held.shapes.shape(0))]), ("2024-03-02", [(.party("south"), half)]),
        ])
        let change = try #require(moved.changes().first)
        #expect(change.gainedSquareMetres == 0 && Squares.near(change.lostSquareMetres, Squares.area(0, 10, 10, 20)))
    }

    /// The zone of the ellipsoid above a parallel.
    @Test("caps around the poles", arguments: [(60.0, 90.0), (89, 90), (-85, -90)])
    func caps(parallel: Double, pole: Double) throws {
        let steps = stride(from: -180.0, through: 180, by: 60).map { "[\($0),\(parallel)]" }.joined(separator: ",")
        let history = try Self.read(Self.polygon("[\(steps),[180,\(pole)],[-180,\(pole)],[-180,\(parallel)]]"))
        let area = Squares.area(-180, min(parallel, pole), 180, max(parallel, pole))
        #expect(Squares.near(history.held.shapes.areaSquareMetres(0), area))
        #expect(history.held.index.standing(of: Position(longitude: 77, latitude: 0.5 * (parallel + pole)), epoch: 0) == .inside)
        #expect(history.held.index.standing(of: Position(longitude: 77, latitude: parallel - (pole < 0 ? -0.5 : 0.5)), epoch: 0) == .outside)
    }
}

