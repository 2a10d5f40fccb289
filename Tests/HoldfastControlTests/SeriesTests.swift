import HoldfastControl
import HoldfastGeometry
import HoldfastText
import Testing

/// Expected: closed forms of boxes (``Squares``) and the calendar, by hand.
@Suite("A series of areas")
struct SeriesTests {
    /// South holds a box that grows east, rests, and loses its north.
    static func history(_ gaps: Gaps = .carryForward) throws -> ControlHistory {
        try Squares.history(
            [
                ("2024-01-01", [(.party("south"), Squares.box(30, 48, 31, 49))]),
                ("2024-01-02", [(.party("south"), Squares.box(30, 48, 31.5, 49))]),
                ("2024-01-03", [(.party("south"), Squares.box(30, 48, 31.5, 49))]),
                ("2024-01-08", [(.party("south"), Squares.box(30, 48, 31.5, 48.75))]),
            ], rest: "north", gaps: gaps)
    }

    static var options: TerritoryOptions {
        var options = TerritoryOptions()
        options.border = PolygonIndex(Squares.box(30.5, 47, 33, 50))
        options.officialArea = .init(squareMetres: 1e11, source: "by hand")
        options.units = [
            .init(name: "west", ground: PolygonIndex(Squares.box(30, 47, 31, 50))),
            .init(name: "east", ground: PolygonIndex(Squares.box(31, 47, 33, 50))),
            .init(name: "far", ground: PolygonIndex(Squares.box(40, 47, 41, 50))),
        ]
        return options
    }

    @Test("area, part inside the border, shares of two denominators, units")
    func areas() throws {
        let series = try Self.history().series(Self.options)
        #expect(series.rows.map(\.date.iso8601) == ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-08"])
        #expect(series.sides.map(\.holder) == [.party("south"), .party("north")] && series.sides.map(\.isRest) == [false, true])
        #expect(series.denominators.map(\.word) == ["official", "border"])
        let whole = Squares.area(30.5, 47, 33, 50)
        let expected = [
            (30.0, 48.0, 31.0, 49.0), (30, 48, 31.5, 49), (30, 48, 31.5, 49), (30, 48, 31.5, 48.75),
        ]
        for (row, box) in zip(series.rows, expected) {
            let area = Squares.area(box.0, box.1, box.2, box.3)
            let inside = Squares.area(30.5, box.1, box.2, box.3)
            let (south, north) = (row.holdings[0], row.holdings[1])
            #expect(Squares.near(south.squareMetres, area))
            #expect(Squares.near(south.insideBorderSquareMetres, inside))
            #expect(Squares.near(south.shares[0], area / 1e11))
            #expect(Squares.near(south.shares[1], inside / whole))
            #expect(Squares.near(north.squareMetres, whole - inside))
            #expect(Squares.near((south.shares[1] ?? 0) + (north.shares[1] ?? 0), 1))
            #expect(Squares.near(row.unitSquareMetres[0][0], Squares.area(30, box.1, 31, box.3)))
            #expect(Squares.near(row.unitSquareMetres[1][0], Squares.area(31, box.1, box.2, box.3)))
            #expect(Squares.near(row.unitSquareMetres[1][1], Squares.area(31, 47, 33, 50) - Squares.area(31, box.1, box.2, box.3)))
            #expect(row.unitSquareMetres[2][0] == 0)
        }
        #expect(Squares.near(series.units[2].squareMetres, Squares.area(40, 47, 41, 50)))
    }

    @Test("gained, lost and net against the row before")
    func changes() throws {
        let rows = try Self.history().series(Self.options).rows
        #expect(rows[0].holdings[0].change == nil)
        let gain = try #require(rows[1].holdings[0].change)
        #expect(Squares.near(gain.gainedSquareMetres, Squares.area(31, 48, 31.5, 49)) && gain.lostSquareMetres == 0)
        let none = try #require(rows[2].holdings[0].change)
        #expect(none.gainedSquareMetres == 0 && none.lostSquareMetres == 0 && none.netSquareMetres == 0)
        let loss = try #require(rows[3].holdings[0].change)
        let lost = Squares.area(30, 48.75, 31.5, 49)
        #expect(loss.gainedSquareMetres == 0 && Squares.near(loss.lostSquareMetres, lost) && Squares.near(loss.netSquareMetres, -lost, 1e-7))
        #expect(loss.since.iso8601 == "2024-01-03" && loss.days == 5)
        let rest = try #require(rows[3].holdings[1].change)
        #expect(Squares.near(rest.gainedSquareMetres, Squares.area(30.5, 48.75, 31.5, 49), 1e-7))
    }

    @Test("a date for which no map holds is an unknown row, never a zero; the next change is since the last known date")
    func gaps() throws {
        var options = TerritoryOptions()
        options.every = .days(1)
        options.from = try Squares.date("2023-12-31")
        options.to = try Squares.date("2024-01-09")
        let carried = try Self.history().series(options).rows
        #expect(carried.map(\.isKnown) == [false] + [Bool](repeating: true, count: 9))
        #expect(carried[0].holdings.isEmpty && carried[0].line == nil && carried[0].mapDate == nil)
        #expect(carried[5].mapDate?.iso8601 == "2024-01-03")
        #expect(carried[5].holdings[0].change?.gainedSquareMetres == 0)
        let some = try Self.history(.carryAtMost(days: 2)).series(options)
        #expect(some.rows.map(\.isKnown) == [false, true, true, true, true, true, false, false, true, true])
        #expect(some.rows[8].holdings[0].change?.since.iso8601 == "2024-01-05")
        #expect(some.rows[8].holdings[0].change?.days == 3)
        let none = try Self.history(.unknown).series(options)
        #expect(none.rows.map(\.isKnown) == [false, true, true, true, false, false, false, false, true, false])
        #expect(none.last?.date.iso8601 == "2024-01-08")
        options.from = try Squares.date("2024-02-01")
        #expect(try Self.history().series(options).rows.isEmpty)
        #expect(ControlHistory(maps: [], restHeldBy: nil, gaps: .unknown).series(TerritoryOptions()).rows.isEmpty)
    }

    @Test("dates of rows", arguments: [
        (TerritoryOptions.Interval.days(3), ["2024-01-31", "2024-02-03", "2024-02-06", "2024-02-07"]),
        (.weeks(1), ["2024-01-31", "2024-02-07"]), (.days(0), ["2024-01-31", "2024-02-01", "2024-02-02", "2024-02-03", "2024-02-04", "2024-02-05", "2024-02-06", "2024-02-07"]),
        (.days(.max), ["2024-01-31", "2024-02-07"]), (.everyMap, ["2024-02-07"]),
    ])
    func intervals(every: TerritoryOptions.Interval, expected: [String]) throws {
        var options = TerritoryOptions()
        options.every = every
        options.from = try Squares.date("2024-01-31")
        options.to = try Squares.date("2024-02-07")
        #expect(try Self.history().series(options).rows.map(\.date.iso8601) == expected)
    }

    @Test("months end on the last day where they are short")
    func months() throws {
        var options = TerritoryOptions()
        options.every = .months(1)
        options.from = try Squares.date("2024-01-31")
        options.to = try Squares.date("2024-04-30")
        #expect(try Self.history().series(options).rows.map(\.date.iso8601) == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"])
        options.every = .months(.max)
        #expect(try Self.history().series(options).rows.map(\.date.iso8601) == ["2024-01-31", "2024-04-30"])
    }

    @Test("fastest changes between maps, with days between them; rates where a map holds at the start")
    func fastest() throws {
        let series = try Self.history().series(Self.options)
        let fastest = series.fastest[0]
        #expect(fastest.gains.map(\.to.iso8601) == ["2024-01-02"] && fastest.losses.map(\.to.iso8601) == ["2024-01-08"])
        let (gain, loss) = (Squares.area(31, 48, 31.5, 49), Squares.area(30, 48.75, 31.5, 49))
        #expect(fastest.nets.map(\.to.iso8601) == (gain > loss ? ["2024-01-02", "2024-01-08"] : ["2024-01-08", "2024-01-02"]))
        #expect(fastest.losses[0].days == 5 && Squares.near(fastest.losses[0].netSquareMetresPerDay, -loss / 5))
        let rates = series.rates[0]
        #expect(rates.map(\.days) == [7, 30, 90])
        #expect(Squares.near(rates[0].netSquareMetresPerDay, (Squares.area(30, 48, 31.5, 48.75) - Squares.area(30, 48, 31, 49)) / 7))
        #expect(rates[1].netSquareMetresPerDay == nil && rates[2].netSquareMetresPerDay == nil)
        #expect(Squares.near(series.rates[1][0].netSquareMetresPerDay, (Squares.area(30.5, 48, 31, 49) - Squares.area(30.5, 48, 31.5, 48.75)) / 7, 1e-6))
        // Monthly rows leave the list of changes between maps as it is.
        var monthly = Self.options
        monthly.every = .months(1)
        #expect(try Self.history().series(monthly).fastest == series.fastest)
    }

    /// The east side, 111 km long, moves 0.5 degrees of longitude: 36.9 to 37.3 km. Perimeters with the closed form of
    /// meridians being of no need, lengths are compared with the sum of the sides by ``Geodesic``.
    @Test("the line's length and how far it moved")
    func movement() throws {
        let rows = try Self.history().series(TerritoryOptions()).rows
        let line = try #require(rows[1].line)
        let side = Geodesic.distance(Position(longitude: 30, latitude: 48), Position(longitude: 30, latitude: 49))
        #expect(line.lengthMetres > 2 * side)
        let moved = try #require(line.movement)
        #expect(moved.since.iso8601 == "2024-01-01" && moved.farthestBackMetres < 0.1)
        // The middle of the east side is farthest: the geodesic to the old side.
        let width = Geodesic.distance(Position(longitude: 31, latitude: 48), Position(longitude: 31.5, latitude: 48))
        #expect((0.95 * width...1.01 * width).contains(moved.farthestAheadMetres))
        #expect(moved.meanMetres > 0 && moved.movedShare > 0.3 && moved.movedShare < 0.7)
        let still = try #require(rows[2].line?.movement)
        #expect(still.movedShare == 0 && still.meanDistanceMetres == 0 && still.places == moved.places)
        let back = try #require(rows[3].line?.movement)
        #expect(back.farthestAheadMetres < 1 && back.farthestBackMetres > 27_000 && back.farthestBackMetres < 27_900 && back.meanMetres < 0)
    }
}
