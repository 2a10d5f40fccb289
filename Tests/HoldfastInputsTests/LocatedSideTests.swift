import Foundation
import Holdfast
import Testing

/// Expected: plane reckoning on the equator, where a degree of longitude is 111,319.491 m (WGS84), and the calendar.
@Suite("A table of places: side, distance, chainage, day")
struct LocatedSideTests {
    @Test("on the line, a metre on either side, and far off")
    func besideTheLine() throws {
        let m = Located.metre
        let places = [1.0, 1 - m, 1 + m, 1 - 0.4 * m, 0.7, 1 + 1000 * m, -1 * m, -3]
        let rows = places.map { "x,\($0),0,2015-03-02\n" }.joined()
        let found = Located.cells(try Located.locate("id,lon,lat,date\n" + rows, Located.ground(try Located.square())).text, columns: 5)
        let sides = ["unknown", "south", "north", "south", "south", "north", "north", "north"]
        // 0.3 degrees: 33,395.8; 3 degrees: 333,958.5 from the west edge.
        let metres = ["0.0", "1.0", "-1.0", "0.4", "33395.8", "-1000.0", "-1.0", "-333958.5"]
        #expect(found.map { $0[0] } == sides)
        for (cell, expected) in zip(found.map { $0[1] }, metres) {
            let (a, b) = (Double(cell) ?? .nan, Double(expected) ?? .nan)
            #expect(abs(a - b) <= 0.11, "\(cell), not \(expected)")
        }
        #expect(found.allSatisfy { $0[3] == "2015-03-01" && $0[4].isEmpty })
        // From the south-west corner along the south edge, 111,315.280 m, and half the east edge, 55,287.152 m.
        for row in [0, 1, 2, 3, 5] { #expect(abs((Double(found[row][2]) ?? .nan) - 166.602) <= 0.001) }
    }

    @Test("where the line comes again to a corner, the chainage is that of the first time")
    func cornerTwice() throws {
        // Two squares that meet in one corner; the line of the second begins there, 443,770.9 m on.
        let two = MultiPolygon([Located.box(0, 0, 1, 1), Located.box(1, 1, 2, 2)].flatMap(\.polygons))
        let control = ControlHistory(
            maps: [try Located.map("2015-03-01", [(.party("south"), two)])], restHeldBy: "north", gaps: .carryForward)
        let text = try Located.locate("lon,lat,date\n1,1,2015-03-02\n0,0,2015-03-02\n", Located.ground(control)).text
        let found = Located.cells(text, columns: 5)
        // The first square's south and east edge: 111,319.491 m and 110,574.389 m.
        #expect(abs((Double(found[0][2]) ?? .nan) - 221.894) <= 0.001)
        #expect(found[1][2] == "0.000")
    }

    @Test("contested ground, nobody's ground, ground that two parties hold")
    func holders() throws {
        let control = ControlHistory(
            maps: [
                try Located.map(
                    "2015-03-01",
                    [(.party("south"), Located.box(0, 0, 1, 1)), (.party("east"), Located.box(1, 0, 2, 1)), (.contested, Located.box(2, 0, 3, 1)), (.unknown, Located.box(3, 0, 4, 1))])
            ], restHeldBy: nil, gaps: .carryForward)
        let rows = [0.5, 1.5, 2.5, 3.5, 4.5, 1, 2].map { "\($0),0.5,2015-03-02\n" }.joined()
        let (text, summary) = try Located.locate("lon,lat,date\n" + rows, Located.ground(control))
        let found = Located.cells(text, columns: 5)
        #expect(found.map { $0[0] } == ["south", "east", "contested", "unknown", "nobody", "unknown", "unknown"])
        #expect(found.map { ($0[1].first == "-") } == [false, true, true, true, true, false, true])
        #expect(summary.sides.map { "\($0.side) \($0.rows)" } == ["south 1", "east 1", "contested 1", "unknown 1", "nobody 1", "unknown 2"])
        #expect(summary.placed == 7)
    }

    /// Kyiv: +02:00 until 29 March 2015, 03:00 local time, +03:00 until 25 October, 04:00.
    static let moments: [(written: String, day: String)] = [
        ("2015-03-28", "2015-03-28"), ("2015-03-28T21:59:59Z", "2015-03-28"), ("2015-03-28T22:00:00Z", "2015-03-29"),
        ("2015-03-29T20:59:59Z", "2015-03-29"), ("2015-03-29T21:00:00Z", "2015-03-30"), ("2015-03-29 03:30", "2015-03-29"),
        ("2015-03-29T23:59:59", "2015-03-29"), ("2015-03-30 00:00:00.000", "2015-03-30"),
        ("2015-10-24T20:59:59Z", "2015-10-24"), ("2015-10-24T21:00:00Z", "2015-10-25"), ("2015-10-25 03:30", "2015-10-25"),
        ("2015-10-25T21:59:59Z", "2015-10-25"), ("2015-10-25T22:00:00Z", "2015-10-26"),
        ("2015-10-24T23:59:59+03:00", "2015-10-24"), ("2015-10-25T00:00:00+03:00", "2015-10-25"),
        ("2015-10-25T23:59:59+02:00", "2015-10-25"), ("25 October 2015", "2015-10-25"), ("26-Oct-2015", "2015-10-26"),
        ("25.10.2015", "2015-10-25"), ("2015-10-23", ""), ("1899-12-31T23:00:00Z", ""),
    ]

    @Test("the day in Europe/Kyiv, at the second of midnight, across the clock changes of 2015")
    func days() throws {
        let dates = ["2015-03-28", "2015-03-29", "2015-03-30", "2015-10-24", "2015-10-25", "2015-10-26"]
        let maps = try dates.map { try Located.map($0, [(.party("south"), Located.box(0, 0, 1, 1))]) }
        let control = ControlHistory(maps: maps, restHeldBy: nil, gaps: .unknown)
        let reading = LocatedReading(zone: try #require(ClockZone(identifier: "Europe/Kyiv")))
        let rows = Self.moments.map { "0.5,0.5,\($0.written)\n" }.joined()
        let found = Located.cells(try Located.locate("lon,lat,time\n" + rows, Located.ground(control), reading).text, columns: 5)
        for (row, moment) in zip(found, Self.moments) { #expect(row[3] == moment.day, "\(moment.written)") }
        #expect(found[19][4] == "no-map")
        #expect(found[20][4] == "before-maps")
        // The same in UTC: midnight is midnight.
        let utc = Located.cells(try Located.locate("lon,lat,time\n" + rows, Located.ground(control)).text, columns: 5)
        #expect(utc[2][3] == "2015-03-28")
        #expect(utc[4][3] == "2015-03-29")
    }

    @Test("gaps: carried, carried for so long, unknown", arguments: [
        (Gaps.carryForward, ["before-maps", "", "", "", ""]), (.carryAtMost(days: 2), ["before-maps", "", "", "no-map", "no-map"]),
        (.unknown, ["before-maps", "", "no-map", "no-map", "no-map"]),
    ])
    func gaps(gaps: Gaps, notes: [String]) throws {
        let rows = ["2015-02-28", "2015-03-01", "2015-03-03", "2015-03-04", "2115-03-04"].map { "0.5,0,\($0)\n" }.joined()
        let (text, summary) = try Located.locate("lon,lat,day\n" + rows, Located.ground(try Located.square(gaps: gaps)))
        #expect(Located.cells(text, columns: 5).map { $0[4] } == notes)
        #expect(summary.placed == notes.count { $0.isEmpty })
        #expect(summary.unplaced[.beforeMaps]?.firstRow == 2)
    }

    @Test("a gap between two maps")
    func between() throws {
        let maps = try ["2015-03-01", "2015-03-10"].map { try Located.map($0, [(.party("south"), Located.box(0, 0, 1, 1))]) }
        let control = ControlHistory(maps: maps, restHeldBy: nil, gaps: .carryAtMost(days: 3))
        let rows = ["2015-03-01", "2015-03-04", "2015-03-05", "2015-03-09", "2015-03-10", "2015-03-13", "2015-03-14"].map { "0.5,0.5,\($0)\n" }.joined()
        let found = Located.cells(try Located.locate("lon,lat,day\n" + rows, Located.ground(control)).text, columns: 5)
        #expect(found.map { $0[3] } == ["2015-03-01", "2015-03-01", "", "", "2015-03-10", "2015-03-10", ""])
    }

    @Test("a side is certain where the line is farther than the uncertainty")
    func certain() throws {
        let m = Located.metre
        let rows = [
            (1 - 100 * m, "99"), (1 - 100 * m, "101"), (1 + 100 * m, "99"), (1 + 100 * m, "1e9"), (1, "0"), (1 - 100 * m, ""),
            (1 - 100 * m, "some"), (1 - 100 * m, "-1"),
        ]
        let text = "lon,lat,date,uncertainty_m\n" + rows.map { "\($0.0),0,2015-03-02,\($0.1)\n" }.joined()
        let found = Located.cells(try Located.locate(text, Located.ground(try Located.square())).text, columns: 6)
        #expect(found.map { $0[4] } == ["yes", "no", "yes", "no", "no", "unknown", "unknown", "unknown"])
        var reading = LocatedReading()
        reading.uncertainty = .metres(101)
        let fixed = Located.cells(try Located.locate(text, Located.ground(try Located.square()), reading).text, columns: 6)
        #expect(fixed.map { $0[4] } == Array(repeating: "no", count: 8))
        // UCDP: 1 is a kilometre, 2 is 25 km, 6 has no bound.
        let codes = [("1", "yes"), ("2", "no"), ("6", "no"), ("", "no")]
        let ucdp = "id,date_start,where_prec,longitude,latitude\n" + codes.map { "1,2015-03-02 00:00:00.000,\($0.0),0.8,0\n" }.joined()
        let byCode = Located.cells(try Located.locate(ucdp, Located.ground(try Located.square())).text, columns: 6)
        #expect(byCode.map { $0[4] } == codes.map(\.1))
    }

    @Test("zones: polygons, and depths along a line")
    func zones() throws {
        let m = Located.metre
        let line = LineOnGround(
            index: LineIndex([Polyline([Position(longitude: 1, latitude: -0.5), Position(longitude: 1, latitude: 0.5)])]),
            leftHeldBy: "south", rightHeldBy: "north", accuracyMetres: 0)
        let zones: [(id: String, zone: ZoneOnGround)] = [
            ("bridge", .polygon(PolygonIndex(Located.box(0.9, -0.1, 1.1, 0.1)))),
            ("band", .along(line: "contact", depthMetres: 5000, side: nil)),
            ("south-band", .along(line: "contact", depthMetres: 5000, side: "south")),
            ("nowhere", .along(line: "no-such-line", depthMetres: 5000, side: nil)),
        ]
        let control = try Located.square()
        let ground = LocatedGround(
            control, linesOfContact: control.linesOfContact(border: nil), zones: zones, lines: [("contact", .fixed(line))])
        let places = [1 - 4999 * m, 1 - 5001 * m, 1 + 4999 * m, 1 + 5001 * m, 0.5, 1.1]
        let expected = ["bridge;band;south-band", "bridge", "bridge;band", "bridge", "", "bridge"]
        for delimiter in [",", ";", "\t"] {
            let header = ["lon", "lat", "date"].joined(separator: delimiter) + "\n"
            let rows = places.map { ["\($0)", "0", "2015-03-02"].joined(separator: delimiter) + "\n" }.joined()
            let lines = try Located.locate(header + rows, ground).text.split(separator: "\n")
            #expect(lines[0].hasSuffix(["side", "distance_to_line_m", "chainage_km", "zones", "control_map", "locate_note"].joined(separator: delimiter)))
            for (line, zones) in zip(lines.dropFirst(), expected) {
                let cell = delimiter == ";" && zones.contains(";") ? "\"\(zones)\"" : zones
                #expect(line.contains("\(delimiter)\(cell)\(delimiter)2015-03-01\(delimiter)"), "\(line)")
            }
        }
    }
}
