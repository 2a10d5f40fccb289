import Foundation
import HoldfastControl
import HoldfastGeometry
import HoldfastText
import Testing

/// Expected: by hand from boxes, and Karney's geodesic along meridians, which edges along a meridian follow.
@Suite("Lines of contact of all maps")
struct ContactTests {
    static func meridian(_ longitude: Double, _ south: Double, _ north: Double) -> Double {
        Geodesic.distance(Position(longitude: longitude, latitude: south), Position(longitude: longitude, latitude: north))
    }

    /// Along a parallel: N cos φ Δλ.
    static func parallel(_ latitude: Double, _ degrees: Double) -> Double {
        let f = 1 / 298.257_223_563
        let phi = latitude * .pi / 180
        let s = sin(phi)
        return 6_378_137 / (1 - f * (2 - f) * s * s).squareRoot() * cos(phi) * degrees * .pi / 180
    }

    @Test("a box in the border's corner faces the rest along two sides, which end a tolerance short of the border")
    func corner() throws {
        let border = PolygonIndex(Squares.box(30, 47, 34, 50))
        let history = try Squares.history([("2024-01-01", [(.party("south"), Squares.box(30, 47, 31, 48))])])
        let lines = history.linesOfContact(border: border, cut: ContactCut(toleranceMetres: 1000)).lines(0)
        #expect(lines.count == 1)
        let line = try #require(lines.first)
        // South lies on the left: from the southern border north along 31 E, then west.
        #expect(line.points.count == 3)
        let (start, end) = (try #require(line.points.first), try #require(line.points.last))
        #expect(start.longitude == 31 && (Self.meridian(31, 47, start.latitude) - 1000).magnitude < 1)
        #expect(end.latitude == 48 && (border.distanceToBoundary(end) - 1000).magnitude < 1)
        let whole = history.linesOfContact(border: nil).lengthMetres(0)
        #expect(Squares.near(whole, 2 * Self.meridian(30, 47, 48) + Self.parallel(47, 1) + Self.parallel(48, 1)))
    }

    @Test("a stretch counts only where it gets twice as far as the tolerance")
    func twice() throws {
        let border = PolygonIndex(Squares.box(30, 47, 34, 50))
        // 0.0125 degrees of latitude are 1,390 m, 0.0265 are 2,947 m.
        for (depth, counts) in [(0.0125, false), (0.0175, false), (0.0265, true)] {
            let history = try Squares.history([("2024-01-01", [(.party("south"), Squares.box(31, 47, 32, 47 + depth))])])
            #expect(history.linesOfContact(border: border, cut: ContactCut(toleranceMetres: 1000)).lines(0).isEmpty == !counts)
        }
    }

    @Test("a coast cuts like a border, beyond the border nothing counts")
    func coast() throws {
        let history = try Squares.history([("2024-01-01", [(.party("south"), Squares.box(30, 47, 31, 48))])])
        let coast = Polyline([Position(longitude: 31.001, latitude: 46), Position(longitude: 31.001, latitude: 49)])
        let border = PolygonIndex(Squares.box(30, 47, 34, 50))
        let cut = ContactCut(coast: [coast], toleranceMetres: 1000)
        let lines = history.linesOfContact(border: border, cut: cut).lines(0)
        // Of the two sides the northern one is left.
        #expect(lines.count == 1 && lines.first?.points.allSatisfy { $0.latitude == 48 } == true)
        // Without a border the coast alone cuts.
        #expect(history.linesOfContact(border: nil, cut: cut).lines(0).first?.points.contains { $0.longitude == 30 } == true)
        let elsewhere = PolygonIndex(Squares.box(40, 47, 44, 50))
        #expect(history.linesOfContact(border: elsewhere).lines(0).isEmpty)
    }

    @Test("edges that never moved may be cut at a larger tolerance, edges that moved are not")
    func steady() throws {
        let border = PolygonIndex(Squares.box(30, 47, 34, 50))
        // The southern side runs 3.3 km inside the border and never moves; the northern one moves.
        let maps = [48.0, 48.5].enumerated().map { i, north in
            (day: "2024-01-0\(i + 1)", ground: [(Holder.party("south"), Squares.box(31, 47.03, 32, north))])
        }
        let history = try Squares.history(maps)
        let plain = history.linesOfContact(border: border, cut: ContactCut(toleranceMetres: 1000))
        #expect(Squares.near(plain.lengthMetres(0), history.linesOfContact(border: nil).lengthMetres(0)))
        let steady = history.linesOfContact(border: border, cut: ContactCut(toleranceMetres: 1000, steadyToleranceMetres: 5000))
        for epoch in 0..<2 {
            #expect((plain.lengthMetres(epoch) - steady.lengthMetres(epoch) - Self.parallel(47.03, 1)).magnitude < 1)
        }
        // One map alone never moved: nothing is steady.
        let one = try Squares.history([maps[0]])
        #expect(one.linesOfContact(border: border, cut: ContactCut(toleranceMetres: 1000, steadyToleranceMetres: 5000)).lines(0) == plain.lines(0))
    }

    @Test("a contested strip's far edge is not counted; either party's line can be asked for")
    func contested() throws {
        let ground: [(Holder, MultiPolygon)] = [
            (.party("south"), Squares.box(30, 47, 31, 48)), (.contested, Squares.box(31, 47, 31.5, 48)),
            (.party("north"), Squares.box(31.5, 47, 33, 48)),
        ]
        let history = try Squares.history([("2024-01-01", ground)])
        let border = PolygonIndex(Squares.box(30, 47, 33, 48))
        let cut = ContactCut(toleranceMetres: 1000)
        let side = Self.meridian(30, 47, 48) - 2000
        #expect((history.linesOfContact(border: border, cut: cut).lengthMetres(0) - side).magnitude < 2)
        let north = history.linesOfContact(of: history.territory(of: .party("north")), border: border, cut: cut)
        #expect((north.lengthMetres(0) - side).magnitude < 2)
        #expect(north.lines(0).first?.points.allSatisfy { $0.longitude == 31.5 } == true)
    }

    @Test("edges along the antimeridian and at a pole are cuts of the map")
    func cutsOfTheMap() throws {
        let split = MultiPolygon(Squares.box(170, 10, 180, 20).polygons + Squares.box(-180, 10, -170, 20).polygons)
        let history = try Squares.history([("2024-01-01", [(.party("south"), split)])])
        let expected = 2 * Self.meridian(170, 10, 20) + Self.parallel(10, 20) + Self.parallel(20, 20)
        let lines = history.linesOfContact(border: nil)
        #expect(lines.lines(0).count == 2 && Squares.near(lines.lengthMetres(0), expected))
        let cap = MultiPolygon([
            Polygon(outer: [(-180, 80), (-90, 80), (0, 80), (90, 80), (180, 80), (180, 90), (-180, 90), (-180, 80)].map {
                Position(longitude: $0.0, latitude: $0.1)
            }),
        ])
        let polar = try Squares.history([("2024-01-01", [(.party("south"), cap)])])
        #expect(Squares.near(polar.linesOfContact(border: nil).lengthMetres(0), Self.parallel(80, 360)))
        #expect(Squares.near(polar.held.shapes.areaSquareMetres(0), Squares.area(-180, 80, 180, 90)))
        #expect(polar.held.index.standing(of: Position(longitude: 12, latitude: 89), epoch: 0) == .inside)
    }

    @Test("edges are stored once, with their lifetimes, and chainage agrees with the index of one epoch's lines")
    func sharing() throws {
        let maps = [31.0, 31.5, 31.0, 31.0].enumerated().map { i, east in
            (day: "2024-01-0\(i + 1)", ground: [(Holder.party("south"), Squares.box(30, 48, east, 49))])
        }
        let history = try Squares.history(maps)
        let lines = history.linesOfContact(border: nil)
        let sides = SideIndex(history, lines: lines)
        // Four sides of the first box, three more of the second one; those three of the first come back.
        let edges = lines.edges()
        #expect(edges.count == 10)
        #expect(edges.filter { $0.from == 0 && $0.to == 4 }.count == 1)
        #expect(edges.filter { $0.from == 2 && $0.to == 4 }.count == 3)
        #expect(lines.isSame(2, 3) && lines.isSame(0, 2) && !lines.isSame(0, 1))
        for epoch in 0..<4 {
            let index = LineIndex(lines.lines(epoch))
            #expect(Squares.near(lines.lengthMetres(epoch), index.lengthMetres))
            for edge in edges where Int(edge.from) <= epoch && epoch < Int(edge.to) {
                for t in [0.0, 0.25, 0.7] {
                    let place = Position(
                        longitude: edge.a.longitude + t * (edge.b.longitude - edge.a.longitude),
                        latitude: edge.a.latitude + t * (edge.b.latitude - edge.a.latitude))
                    var columns = SideColumns()
                    columns.longitudes = [place.longitude]
                    columns.latitudes = [place.latitude]
                    columns.epochs = [Int32(epoch)]
                    sides.locate(&columns)
                    // The start of the ring is its end as well.
                    let away = (columns.chainages[0] - index.nearest(to: place).chainageMetres).magnitude
                    #expect(min(away, (away - index.lengthMetres).magnitude) < 0.1)
                }
            }
        }
        let odd = LineHistory([[Polyline([]), Polyline([Position(longitude: 1, latitude: 1)]), Polyline([Position(longitude: .nan, latitude: 1), Position(longitude: 1, latitude: 1)])], []])
        #expect(odd.lines(0).isEmpty && odd.edges().isEmpty && odd.lengthMetres(0) == 0 && odd.lines(7).isEmpty)
    }
}
