import HoldfastIncidents
import HoldfastText
import Testing

@Suite("Holdfast's own incident table")
struct OwnTableTests {
    private func one(_ header: String, _ row: String) throws -> IncidentTable {
        try read("\(header)\n\(row)\n").get()
    }

    @Test("every column")
    func columns() throws {
        let table = try one(
            "id,from,to,lat,lon,uncertainty_m,kind,by,side_a,side_b,deaths_low,deaths_best,deaths_high,certainty,place,weapon,calibre_mm,remark,licence",
            "R-1,2015-02-15T14:30,2015-02-15T15:00,48.34,38.4,300,Shelling,South,North,South,1,2,4,confirmed,\"Town, \"\"east\"\"\",mortar,120,,ODbL")
        #expect(table.ids[0] == "R-1")
        // 2015-02-15 14:30 in Kyiv: Python's zoneinfo.
        #expect(table.from == [1_424_003_400])
        #expect(table.to == [1_424_003_400 + 1800])
        #expect(table.latitude == [48.34] && table.longitude == [38.4])
        #expect(table.uncertaintyMetres == [300])
        #expect(table.kind == [.shelling])
        #expect(table.actors[table.attributedTo[0]] == "South")
        #expect(table.actors[table.sideA[0]] == "North")
        #expect([table.deathsLow[0], table.deathsBest[0], table.deathsHigh[0]] == [1, 2, 4])
        #expect(table.certainty == [.confirmed])
        #expect(table.places[table.place[0]] == "Town, \"east\"")
        #expect(table.remarks[table.weapon[0]] == "mortar")
        #expect(table.calibreMillimetres == [120])
        #expect(table.sources[0].record.format == "holdfast-csv")
        #expect(table.sources[0].record.licence == "ODbL")
        #expect(table.sources[0].vocabulary == "holdfast")
        #expect(table.sources[0].covers.isEmpty)
    }

    // Instants: Python's zoneinfo for Europe/Kyiv. Clocks went back on 2015-10-25 at 04:00 and forward on 2015-03-29 at 03:00.
    @Test(
        "times",
        arguments: [
            ("2015-02-15", "", 1_423_951_200, 1_424_037_600), ("2015-02-15", "2015-02-17", 1_423_951_200, 1_424_210_400),
            ("2015-02-15T14:30", "", 1_424_003_400, 1_424_003_460), ("2015-02-15 14:30:00", "", 1_424_003_400, 1_424_003_401),
            ("2015-02-15T12:30Z", "", 1_424_003_400, 1_424_003_460), ("2015-02-15T14:30+02:00", "", 1_424_003_400, 1_424_003_460),
            ("2015-02-15T14:30", "2015-02-15", 1_424_003_400, 1_424_037_600),
            ("2015-10-25T03:30", "", 1_445_733_000, 1_445_736_660), ("2015-10-25", "", 1_445_720_400, 1_445_810_400),
            ("2015-10-25T04:00", "", 1_445_738_400, 1_445_738_460), ("2015-10-25T02:59", "", 1_445_731_140, 1_445_731_200),
        ] as [(String, String, Int64, Int64)])
    func times(from: String, to: String, begin: Int64, end: Int64) throws {
        let table = try one("id,from,to,lat,lon", "1,\(from),\(to),,")
        #expect(table.from == [begin])
        #expect(table.to == [end])
    }

    @Test(
        "times that are none",
        arguments: [
            ("2015-03-29T03:30", "", "no-such-local-time"), ("2015-02-30", "", "impossible-date"),
            ("2015-02-15T24:30", "", "impossible-time"), ("", "2015-02-15", "no-date"), ("2015-02-15", "2015-02-14", "inverted-dates"),
            ("2015-02-15T14:30", "2015-02-15T14:30", "inverted-dates"), ("2015-02-15T14:30", "2015-02-15T14:29", "inverted-dates"),
            ("05/06/2015", "", "ambiguous-date"), ("15 Feb 2015", "", "not-a-date"),
        ])
    func badTimes(from: String, to: String, reason: String) throws {
        let table = try one("id,from,to,lat,lon", "1,\(from),\(to),,")
        #expect(table.count == 0)
        #expect(table.setAsideCounts == [reason: 1])
    }

    // The rule of IncidentFormats.md, over all 36 grades.
    @Test("certainty from reliability and credibility")
    func grades() throws {
        for (r, letter) in "ABCDEF".enumerated() {
            for c in 1...6 {
                let expected: Certainty = r <= 1 && c <= 2 ? .confirmed : r <= 2 && c <= 3 ? .likely : .possible
                let table = try one("id,date,lat,lon,reliability,credibility", "1,2015-02-15,48,38,\(letter),\(c)")
                #expect(table.certainty == [expected], "\(letter)\(c)")
                #expect(table.noteCounts["ungraded"] == nil)
            }
        }
        let ungraded = try one("id,date,lat,lon", "1,2015-02-15,48,38")
        #expect(ungraded.certainty == [.possible])
        #expect(ungraded.noteCounts == ["ungraded": 1, "no-uncertainty": 1])
    }

    @Test(
        "cells that are wrong",
        arguments: [
            ("kind", "sheling", "unknown-kind", "did you mean \"shelling\"?"), ("certainty", "sure", "unknown-certainty", nil),
            ("reliability", "G", "unknown-grade", nil), ("credibility", "7", "unknown-grade", nil),
            ("uncertainty_m", "-5", "negative-uncertainty", nil), ("uncertainty_m", "near", "not-a-number", nil),
            ("calibre_mm", "0", "not-a-calibre", nil), ("deaths", "-1", "negative-deaths", nil), ("deaths", "1.5", "not-a-number", nil),
        ] as [(String, String, String, String?)])
    func cells(column: String, value: String, reason: String, help: String?) throws {
        let table = try one("id,date,lat,lon,\(column)", "1,2015-02-15,48,38,\(value)")
        #expect(table.setAsideCounts == [reason: 1])
        if let help { #expect(table.setAside.first?.diagnostic.help == help) }
        #expect(table.setAside.first?.diagnostic.place == .cell(row: 2, column: column, value: value))
    }

    @Test("deaths: one number stands for all three; none is none")
    func deaths() throws {
        let one = try one("id,date,lat,lon,deaths", "1,2015-02-15,48,38,3")
        #expect([one.deathsLow[0], one.deathsBest[0], one.deathsHigh[0]] == [3, 3, 3])
        let none = try read("id,date,lat,lon,deaths_low,deaths_best\n1,2015-02-15,48,38,,\n2,2015-02-15,48,38,2,\n").get()
        #expect(none.deathsBest == [0, 2])
        #expect(none.deathsHigh == [0, 2])
    }

    @Test("the weapon and the remark stand in columns of their own")
    func remarks() throws {
        let table = try read(
            "id,date,lat,lon,kind,weapon,remark\n1,2015-02-15,48,38,weapon-sighting,howitzer,parked\n2,2015-02-15,48,38,explosion,,demining\n3,2015-02-15,48,38,shelling,mortar,\n"
        ).get()
        #expect(table.remark.map { table.remarks[$0] } == ["parked", "demining", nil])
        #expect(table.weapon.map { table.remarks[$0] } == ["howitzer", nil, "mortar"])
    }

    @Test("an empty position has no bound; one without a radius neither")
    func positions() throws {
        let table = try read("id,date,lat,lon,uncertainty_m\n1,2015-02-15,,,500\n2,2015-02-15,48,38,\n3,2015-02-15,48,38,0\n").get()
        #expect(table.latitude[0].isNaN)
        #expect(table.uncertaintyMetres == [.infinity, .infinity, 0])
    }

    @Test("semicolons and decimal commas, as Excel writes them in Europe")
    func semicolons() throws {
        let table = try read("\u{FEFF}id;date;lat;lon;deaths\r\n1;15.02.2015;48,34;38,4;2\r\n").get()
        #expect(table.latitude == [48.34])
        #expect(table.from == [1_423_951_200])
        #expect(table.notes.map(\.code).contains("delimiter"))
    }

    @Test("a column whose name is nearly right is pointed out")
    func misspelt() throws {
        let table = try one("id,date,lat,lon,uncertainity_m", "1,2015-02-15,48,38,5")
        let note = try #require(table.notes.first { $0.code == "unknown-column" })
        #expect(note.help == "did you mean \"uncertainty_m\"?")
        #expect(note.severity == .warning)
    }
}
