import HoldfastIncidents
import HoldfastText
import Testing

private let edition22 = "ucdp-ged-ukraine/ged-22.1-ukraine-2014-2021.csv"
private let edition20 = "ucdp-ged-ukraine/ged-20.1-ukraine.csv"

/// The published files for Ukraine. Expected numbers: counted with Python's csv module and zoneinfo, without this
/// program.
@Suite("UCDP GED: the real files", .enabled(if: hasData(edition22) && hasData(edition20)))
struct UCDPFileTests {
    let table: IncidentTable
    let older: IncidentTable

    init() throws {
        let folder = try #require(sharedData)
        table = try IncidentTable.read(files: ["\(folder)/\(edition22)"], IncidentReading(zone: kyiv, workers: 2))
        older = try IncidentTable.read(files: ["\(folder)/\(edition20)"], IncidentReading(zone: kyiv, workers: 2))
    }

    private func stateBasedWithoutMaidan(_ t: IncidentTable) -> [Int] {
        (0..<t.count).filter { t.kind[$0] == .stateBased && t.actors[t.sideB[$0]] != "Maidan" }
    }

    @Test("every row is used; the row of tags is none")
    func rows() {
        #expect(table.count == 2989)
        #expect(table.setAsideCounts.isEmpty)
        #expect(table.sources.map(\.record.rows) == [2989])
        #expect(table.row.first == 3)
        #expect(table.ids[5] == "149250")
        #expect(older.count == 1167)
        #expect(older.deathsBest.reduce(0) { $0 + Int($1) } == 6875)
    }

    @Test(
        "events and deaths by year",
        arguments: [
            (2014, 1287, 4395, 4275, 5067), (2015, 710, 1726, 1660, 1781), (2016, 128, 255, 243, 294),
            (2017, 193, 415, 399, 465), (2018, 153, 243, 168, 257), (2019, 199, 311, 259, 311), (2020, 145, 196, 113, 257),
            (2021, 167, 208, 174, 220),
        ])
    func byYear(year: Int, events: Int, best: Int, low: Int, high: Int) {
        let chosen = stateBasedWithoutMaidan(table).filter {
            kyiv.civil(at: Instant(seconds: table.from[$0])).date.year == year
        }
        #expect(chosen.count == events)
        #expect(chosen.reduce(0) { $0 + Int(table.deathsBest[$1]) } == best)
        #expect(chosen.reduce(0) { $0 + Int(table.deathsLow[$1]) } == low)
        #expect(chosen.reduce(0) { $0 + Int(table.deathsHigh[$1]) } == high)
    }

    @Test("from the Package of Measures on: 1,366 events and 2,327 deaths; from the Minsk Protocol on: 2,096 and 4,902")
    func fromTheAgreements() {
        for (start, events, deaths) in [(Int64(1_423_951_200), 1366, 2327), (1_409_864_400, 2096, 4902)] {
            let chosen = stateBasedWithoutMaidan(table).filter { table.from[$0] >= start }
            #expect(chosen.count == events)
            #expect(chosen.reduce(0) { $0 + Int(table.deathsBest[$1]) } == deaths)
        }
    }

    @Test("222 events are known only to the week or worse, 444 to some days")
    func precision() {
        let days = (0..<table.count).map { Int((Double(table.to[$0] - table.from[$0]) / 86_400).rounded()) }
        #expect(days.count { $0 == 1 } == 2323)
        #expect(days.count { (2...6).contains($0) } == 444)
        #expect(days.count { $0 >= 7 } == 222)
        #expect(days.reduce(0, +) == 9866)
        #expect(table.noteCounts["date-widened"] == nil)
    }

    @Test("estimates that contradict each other are used and noted, with their row")
    func estimates() {
        #expect(table.noteCounts == ["best-above-high": 11, "low-above-best": 2])
        let rows = table.notes.compactMap { if case .cell(let row, _, _) = $0.place { row } else { nil } }
        #expect(rows == [1132, 1133, 2000, 2016, 2043, 2073, 2249, 2346, 2349, 2705, 2727, 2792, 2836])
        #expect(older.noteCounts == ["best-above-high": 16, "low-above-best": 3])
    }

    @Test("edition, licence, checksum, coverage")
    func sources() throws {
        let source = try #require(table.sources.first)
        #expect(source.record.format == "ucdp-ged")
        #expect(source.record.edition == "22.1 (from the file name)")
        #expect(older.sources.first?.record.edition == "20.1 (from the file name)")
        #expect(source.record.licence == "CC BY 4.0")
        // sha256sum
        #expect(source.record.sha256 == "95d4f2096720a06aa062de078a30e36c5931539eaefa8a6b360c526af5ad94b2")
        #expect(older.sources.first?.record.sha256 == "96c076f424d8ea5872cb0d2c10b0ebf6ae57fe40a2c1ef3cc6680b711df26526")
        #expect(source.vocabulary == "ucdp")
        #expect(source.counts == "fatal events")
        // 2014-01-01 and 2022-01-01 in Kyiv.
        #expect(source.covers == [InstantInterval(from: Instant(seconds: 1_388_527_200), to: Instant(seconds: 1_640_988_000))])
    }

    @Test("places, sides and certainty")
    func columns() {
        func radius(_ metres: Float) -> Int { table.uncertaintyMetres.count { $0 == metres } }
        #expect([1000, 25_000, 50_000, 150_000, 250_000, .infinity].map(radius) == [730, 1542, 16, 470, 228, 3])
        #expect(table.certainty.count { $0 == .confirmed } == 582)
        #expect(table.certainty.count { $0 == .likely } == 2059)
        #expect(table.certainty.count { $0 == .possible } == 348)
        #expect(table.kind.count { $0 == .nonState } == 1)
        #expect(table.attributedTo.allSatisfy { $0 == NameTable.none })
        #expect(table.sideB.count { table.actors[$0] == "DPR" } == 1574)
        #expect(table.places.names.count == 401)
        #expect(abs(table.latitude.reduce(0, +) - 144008.5566179996) < 1e-6)
        #expect(abs(table.longitude.reduce(0, +) - 114211.88991300165) < 1e-6)
    }

    @Test("two files follow each other", arguments: [1, 3])
    func both(workers: Int) throws {
        let folder = try #require(sharedData)
        let files = ["\(folder)/\(edition22)", "\(folder)/\(edition20)"]
        let both = try IncidentTable.read(files: files, IncidentReading(zone: kyiv, workers: workers, chunkBytes: 9000))
        #expect(both.count == 2989 + 1167)
        #expect(both.source.count { $0 == 1 } == 1167)
        #expect(both.sources.map(\.record.file) == files)
        #expect(both.row[2989] == 3)
    }

    @Test("any size of chunk and number of workers gives the same table", arguments: [(1, 777), (2, 4096), (3, 65_536), (8, 100_000)])
    func independence(workers: Int, chunk: Int) throws {
        let folder = try #require(sharedData)
        let other = try IncidentTable.read(
            files: ["\(folder)/\(edition22)"], IncidentReading(zone: kyiv, workers: workers, chunkBytes: chunk))
        #expect(everything(other) == everything(table))
    }
}
