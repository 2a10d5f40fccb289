import HoldfastControl
import HoldfastGeometry
import HoldfastText
import Testing

/// Expected: closed forms of boxes, by hand.
@Suite("Several map makers")
struct CombinedTests {
    private func area(_ history: ControlHistory, _ holder: Holder, _ epoch: Int) -> Double {
        history.territory(of: holder)?.shapes.areaSquareMetres(epoch) ?? 0
    }

    @Test("agreed ground is held, the rest contested; disagreement as an area and polygons")
    func two() throws {
        let a = try Squares.history([("2024-01-01", [(.party("south"), Squares.box(30, 48, 31, 49))])], rest: "north", maker: "A")
        let b = try Squares.history([("2024-01-01", [(.party("south"), Squares.box(30.25, 48, 31.5, 49))])], rest: "north", maker: "B")
        let combined = try ControlHistory.combined([a, b])
        let history = combined.history
        #expect(history.maker == "A + B" && history.restHeldBy == "north" && history.heldBy == "south" && combined.counted == [[0, 1]])
        #expect(Squares.near(area(history, .party("south"), 0), Squares.area(30.25, 48, 31, 49)))
        let differ = Squares.area(30, 48, 30.25, 49) + Squares.area(31, 48, 31.5, 49)
        #expect(Squares.near(area(history, .contested, 0), differ))
        let disagreement = try #require(combined.disagreements[0].first)
        #expect(disagreement.makers == (0, 1) && Squares.near(disagreement.squareMetres, differ))
        #expect(disagreement.shape.polygons.count == 2)
        let day = try Squares.date("2024-01-01")
        for (longitude, holder) in [(30.1, Holder.contested), (30.5, .party("south")), (31.2, .contested), (31.7, .party("north"))] {
            #expect(history.holder(of: Position(longitude: longitude, latitude: 48.5), on: day) == holder)
        }
    }

    @Test("maps that agree make no contested ground")
    func same() throws {
        let a = try Squares.history([("2024-01-01", [(.party("south"), Squares.box(30, 48, 31, 49))])], rest: "north")
        let combined = try ControlHistory.combined([a, a, a])
        #expect(combined.history.territories.map(\.holder) == [.party("south")])
        #expect(combined.history.territory(of: .contested) == nil && combined.history.maker == "maker 1 + maker 2 + maker 3")
        #expect(combined.disagreements[0].count == 3 && combined.disagreements[0].allSatisfy { $0.squareMetres == 0 })
        #expect(try ControlHistory.combined([]).history.dates.isEmpty)
    }

    @Test("a map that names both sides against one that names one and leaves the rest to the other")
    func bothSides() throws {
        let a = try Squares.history(
            [("2024-01-01", [(.party("south"), Squares.box(30, 48, 31, 49)), (.party("north"), Squares.box(31, 48, 32, 49))])], maker: "A")
        let b = try Squares.history([("2024-01-01", [(.party("south"), Squares.box(30, 48, 31.25, 49))])], rest: "north", maker: "B")
        let history = try ControlHistory.combined([a, b]).history
        #expect(Squares.near(area(history, .party("south"), 0), Squares.area(30, 48, 31, 49)))
        #expect(Squares.near(area(history, .party("north"), 0), Squares.area(31.25, 48, 32, 49)))
        #expect(Squares.near(area(history, .contested, 0), Squares.area(31, 48, 31.25, 49)))
        // The makers do not agree on who holds what no map covers.
        #expect(history.restHeldBy == nil)
    }

    @Test("contested on one map is contested; unknown on one map does not count")
    func contestedAndUnknown() throws {
        let a = try Squares.history(
            [("2024-01-01", [(.party("south"), Squares.box(30, 48, 31, 49)), (.contested, Squares.box(31, 48, 31.5, 49))])], rest: "north")
        let b = try Squares.history(
            [("2024-01-01", [(.party("south"), Squares.box(30, 48, 30.5, 49)), (.unknown, Squares.box(30.5, 48, 30.75, 49)), (.contested, Squares.box(30.75, 48, 31.5, 49))])], rest: "north")
        let combined = try ControlHistory.combined([a, b])
        #expect(Squares.near(area(combined.history, .party("south"), 0), Squares.area(30, 48, 30.75, 49)))
        #expect(Squares.near(area(combined.history, .contested, 0), Squares.area(30.75, 48, 31.5, 49)))
        #expect(area(combined.history, .unknown, 0) == 0)
        // They agree on what both call contested.
        #expect(Squares.near(combined.disagreements[0][0].squareMetres, Squares.area(30.75, 48, 31, 49)))
    }

    @Test("a maker without a valid map does not count; dates without any are left out")
    func gaps() throws {
        let a = try Squares.history(
            [("2024-01-01", [(.party("south"), Squares.box(30, 48, 31, 49))])], rest: "north", gaps: .carryAtMost(days: 1), maker: "A")
        let b = try Squares.history(
            [("2024-01-02", [(.party("south"), Squares.box(30, 48, 31.5, 49))]), ("2024-01-05", [(.party("south"), Squares.box(30, 48, 32, 49))])],
            rest: "north", gaps: .unknown, maker: "B")
        let combined = try ControlHistory.combined([a, b])
        #expect(combined.history.dates.map(\.iso8601) == ["2024-01-01", "2024-01-02", "2024-01-05"])
        #expect(combined.counted == [[0], [0, 1], [1]] && combined.history.gaps == .unknown)
        #expect(combined.disagreements.map(\.count) == [0, 1, 0])
        #expect(Squares.near(area(combined.history, .contested, 1), Squares.area(31, 48, 31.5, 49)))
        #expect(Squares.near(area(combined.history, .party("south"), 2), Squares.area(30, 48, 32, 49)))
        #expect(combined.history.epoch(on: try Squares.date("2024-01-03")) == nil)
        let asked = try ControlHistory.combined([a, b], on: [try Squares.date("2024-01-05"), try Squares.date("2024-01-03")])
        #expect(asked.history.dates.map(\.iso8601) == ["2024-01-05"])
        var carried = (a, b)
        carried.0.gaps = .carryForward
        carried.1.gaps = .carryForward
        let both = try ControlHistory.combined([carried.0, carried.1])
        #expect(both.history.gaps == .carryForward && both.history.dates.count == 3 && both.counted == [[0], [0, 1], [0, 1]])
    }
}
