import HoldfastIncidents
import HoldfastText
import Testing

/// Rows made up to have one thing wrong, or one code, each.
@Suite("UCDP GED: rows")
struct UCDPRowTests {
    static let header =
        "id,year,type_of_violence,side_a,side_b,number_of_sources,where_prec,where_coordinates,latitude,longitude,event_clarity,date_prec,date_start,date_end,best,high,low"

    static func row(
        id: String = "1", year: String = "2015", type: String = "1", a: String = "A", b: String = "B", sources: String = "2",
        wherePrec: String = "1", lat: String = "48.3", lon: String = "38.4", clarity: String = "1", datePrec: String = "1",
        start: String = "2015-02-15", end: String = "2015-02-15", best: String = "2", high: String = "3", low: String = "1"
    ) -> String {
        [id, year, type, a, b, sources, wherePrec, "Town", lat, lon, clarity, datePrec, start, end, best, high, low]
            .joined(separator: ",")
    }

    private func table(_ rows: String..., name: String = "incidents.csv") throws -> IncidentTable {
        try read(Self.header + "\n" + rows.joined(separator: "\n") + "\n", name: name).get()
    }

    @Test(
        "a bad row is set aside with its reason and column",
        arguments: [
            (row(id: ""), "no-id", "id"), (row(type: "4"), "unknown-kind", "type_of_violence"),
            (row(start: ""), "no-date", "date_start"), (row(start: "2015-02-30"), "impossible-date", "date_start"),
            (row(start: "05/06/2015"), "ambiguous-date", "date_start"), (row(end: "spring"), "not-a-date", "date_end"),
            (row(end: "2015-02-14"), "inverted-dates", "date_end"), (row(lat: "91"), "coordinates-out-of-range", "latitude"),
            (row(lon: "-180.5"), "coordinates-out-of-range", "longitude"), (row(lat: "NaN"), "not-a-number", "latitude"),
            (row(lat: "48 N"), "not-a-number", "latitude"), (row(lon: ""), "half-a-position", "longitude"),
            (row(best: "-1"), "negative-deaths", "best"), (row(best: ""), "no-deaths", "best"),
            (row(high: "99999999999"), "number-too-large", "high"), (row(low: "few"), "not-a-number", "low"),
        ])
    func setAside(row: String, reason: String, column: String) throws {
        let table = try table(row, Self.row(id: "2"))
        #expect(table.count == 1)
        #expect(table.setAsideCounts == [reason: 1])
        let found = try #require(table.setAside.first)
        #expect(found.reason == reason)
        guard case .cell(2, let named, _) = found.diagnostic.place else {
            Issue.record("\(found.diagnostic.place)")
            return
        }
        #expect(named == column)
        #expect(table.sources[0].record.rows == 2)
    }

    @Test("swapped coordinates are recognised where they can be")
    func swapped() throws {
        let table = try table(Self.row(lat: "120.5", lon: "14.6"))
        #expect(table.setAside.first?.diagnostic.help == "latitude and longitude look swapped")
    }

    // Spans of date_prec: GED Codebook. 2015-02-15 is a Sunday. Instants: Python's zoneinfo, Europe/Kyiv.
    @Test(
        "a day that is not known to the day is widened and noted",
        arguments: [
            ("2", "2014-01-22", 1_390_082_400, 1_390_687_200), ("3", "2014-01-22", 1_390_168_800, 1_390_773_600),
            ("3", "2014-01-20", 1_390_168_800, 1_390_773_600), ("3", "2014-01-26", 1_390_168_800, 1_390_773_600),
            ("4", "2014-01-22", 1_388_527_200, 1_391_205_600), ("5", "2014-01-22", 1_388_527_200, 1_420_063_200),
        ] as [(String, String, Int64, Int64)])
    func widened(precision: String, day: String, from: Int64, to: Int64) throws {
        let table = try table(Self.row(datePrec: precision, start: day, end: day))
        #expect(table.from == [from])
        #expect(table.to == [to])
        #expect(table.noteCounts == ["date-widened": 1])
    }

    @Test("days are local: from midnight to midnight, 23 hours when the clocks go forward")
    func days() throws {
        let table = try table(
            Self.row(), Self.row(id: "2", start: "2015-03-29 00:00:00.000", end: "2015-03-29 00:00:00.000"),
            Self.row(id: "3", datePrec: "2", start: "15/02/2015", end: "17.02.2015"))
        #expect(table.from[0] == 1_423_951_200)
        #expect(table.to[0] == 1_424_037_600)
        #expect(table.to[1] - table.from[1] == 23 * 3600)
        #expect(table.from[2] == 1_423_951_200)
        #expect(table.to[2] == 1_424_210_400)
        #expect(table.noteCounts.isEmpty)
    }

    @Test("kinds, attribution and certainty")
    func readings() throws {
        let table = try table(
            Self.row(), Self.row(id: "2", type: "2", sources: "1"), Self.row(id: "3", type: "3", clarity: "2"),
            Self.row(id: "4", sources: "9", low: "0"), Self.row(id: "5", sources: "-1"), Self.row(id: "6", sources: ""))
        #expect(table.kind == [.stateBased, .nonState, .oneSided, .stateBased, .stateBased, .stateBased])
        #expect(table.attributedTo.map { table.actors[$0] } == [nil, nil, "A", nil, nil, nil])
        #expect(table.certainty == [.confirmed, .likely, .likely, .possible, .likely, .likely])
    }

    @Test("no position, unknown precision")
    func places() throws {
        let table = try table(
            Self.row(lat: "", lon: ""), Self.row(id: "2", wherePrec: "9"), Self.row(id: "3", wherePrec: ""),
            Self.row(id: "4", wherePrec: "7"))
        #expect(table.latitude[0].isNaN && table.longitude[0].isNaN)
        #expect(table.uncertaintyMetres.allSatisfy { $0 == .infinity })
        #expect(table.noteCounts == ["unknown-precision": 2])
    }

    @Test(
        "columns in another order, in capitals, under their older names, with others between",
        arguments: ["best_est,HIGH_EST,low_est", "best,high,low", "Best,High_est,LOW"])
    func reordered(deaths: String) throws {
        let text =
            "extra,Date_End,date_start,\(deaths),ID,DATE_PREC,where_prec,longitude,latitude,side_b,side_a,type_of_violence,more\r\n"
            + "x,2015-02-16,2015-02-15,2,3,1,77,2,2,38.4,48.3,B,A,1,\"y,\r\nz\"\r\n"
        let table = try read(text).get()
        #expect(table.count == 1)
        #expect(table.ids[0] == "77")
        #expect(table.latitude == [48.3])
        #expect([table.deathsLow[0], table.deathsBest[0], table.deathsHigh[0]] == [1, 2, 3])
        #expect(table.actors[table.sideA[0]] == "A")
    }

    @Test("all missing columns are named in one run, with the nearest that is there")
    func missing() throws {
        let header = Self.header.replacing("latitude", with: "latitud").replacing(",best", with: "")
        let result = try read(header + "\n" + Self.row() + "\n")
        guard case .failure(let faults) = result else {
            Issue.record("the file was taken")
            return
        }
        #expect(faults.all.map(\.code) == ["missing-column", "missing-column"])
        #expect(faults.all[0].help == "did you mean the column \"latitud\"?")
        #expect(faults.all[1].message.contains("'best' or 'best_est'"))
    }

    @Test("a column that occurs twice is a fault if it is needed")
    func twice() throws {
        #expect(codes(try read(Self.header + ",best\n" + Self.row() + ",1\n")) == ["duplicate-column"])
        #expect(try read(Self.header + ",x,x\n" + Self.row() + ",1,2\n").get().count == 1)
    }

    @Test("the same row again is set aside, another under its id is used and noted")
    func duplicates() throws {
        let table = try table(Self.row(), Self.row(id: "2"), Self.row(), Self.row(id: "2", best: "3"), Self.row(id: "2"))
        #expect(table.count == 3)
        #expect(table.setAsideCounts == ["duplicate-id": 2])
        #expect(table.noteCounts == ["duplicate-id": 1])
        #expect(table.row == [2, 3, 5])
        #expect(table.setAside.map { "\($0.diagnostic.place)" }.count == 2)
        #expect(table.setAside[0].diagnostic.message.contains("row 2"))
    }

    @Test("a thousand rows of one id are counted, and quickly")
    func manyDuplicates() throws {
        var text = Self.header + "\n"
        for i in 0..<5000 { text += Self.row(best: "\(i)") + "\n" }
        let table = try read(text).get()
        #expect(table.count == 5000)
        #expect(table.noteCounts["duplicate-id"] == 4999)
        #expect(table.notes.filter { $0.code == "duplicate-id" }.count == 1000)
    }

    @Test("the row of HXL tags is no row of data")
    func tags() throws {
        let table = try table("#x+id,,,,,,,,#geo+lat,#geo+lon,,,#date+start,#date+end,,,", Self.row())
        #expect(table.count == 1)
        #expect(table.row == [3])
        #expect(table.sources[0].record.rows == 1)
    }

    @Test(
        "the edition, from the file's name",
        arguments: [
            ("GEDEvent_v22_1.csv", "22.1"), ("ged201.csv", "20.1"), ("ged-17.1.csv", "17.1"), ("GEDEvent_v24_0_3.csv", "24.0.3"),
            ("GEDEvent_v23_01_23_12.csv", "23.01.23.12"), ("incidents.csv", nil), ("ged.csv", nil), ("merged-2015-02-15.csv", nil),
        ] as [(String, String?)])
    func edition(name: String, edition: String?) throws {
        #expect(try table(Self.row(), name: name).sources[0].record.edition == edition.map { "\($0) (from the file name)" })
    }

    @Test("a candidate file covers its months, a yearly one its years")
    func covers() throws {
        let monthly = try table(Self.row(), name: "GEDEvent_v15_0_2.csv").sources[0].covers
        // February 2015 in Kyiv.
        #expect(monthly == [InstantInterval(from: Instant(seconds: 1_422_741_600), to: Instant(seconds: 1_425_160_800))])
        let yearly = try table(Self.row()).sources[0].covers
        #expect(yearly == [InstantInterval(from: Instant(seconds: 1_420_063_200), to: Instant(seconds: 1_451_599_200))])
    }

    @Test("a candidate file without a header is read in the published order")
    func withoutHeader() throws {
        var fields = [String](repeating: "", count: 49)
        for (i, value) in [
            (0, "9"), (2, "2024"), (5, "1"), (14, "Side A"), (17, "Side B"), (18, "1"), (24, "1"), (25, "Town"), (29, "48.3"),
            (30, "38.4"), (36, "1"), (37, "1"), (38, "2024-03-01 00:00:00.000"), (39, "2024-03-01 00:00:00.000"), (44, "1"),
            (45, "1"), (46, "1"),
        ] { fields[i] = value }
        let table = try read(fields.joined(separator: ",") + "\n").get()
        #expect(table.count == 1)
        #expect(table.row == [1])
        #expect(table.actors[table.sideB[0]] == "Side B")
        #expect(table.notes.map(\.code) == ["no-header"])
    }
}
