import HoldfastIncidents
import HoldfastText
import Testing

@Suite("Files of incidents that cannot be read")
struct BadFileTests {
    private let good = UCDPRowTests.header + "\n" + UCDPRowTests.row() + "\n"

    @Test("no file, a directory, an empty file, several faults in one run")
    func files() throws {
        let options = IncidentReading(zone: kyiv)
        do throws(Diagnostics) {
            _ = try IncidentTable.read(files: ["/no/such.csv", "/tmp"], options)
            Issue.record("read")
        } catch {
            #expect(error.all.map(\.code) == ["no-such-file", "is-a-directory"])
            #expect(error.all[0].file == "/no/such.csv")
        }
        #expect(codes(try read("")) == ["empty-file"])
        #expect(codes(try read([0x50, 0x4B, 3, 4, 0, 0])) == ["not-text"])
        #expect(codes(try read(Array("id,date\n".utf8) + [0, 0])) == ["not-text"])
    }

    @Test("a misspelt file name is pointed out")
    func neighbour() throws {
        let file = try TemporaryFile(Array(good.utf8))
        do throws(Diagnostics) {
            _ = try IncidentTable.read(files: [file.path.replacing("incidents.csv", with: "incident.csv")], IncidentReading(zone: kyiv))
        } catch {
            #expect(error.all.first?.help == "did you mean \"incidents.csv\"?")
        }
    }

    @Test("an unknown header lists what was looked for and what was found")
    func header() throws {
        guard case .failure(let faults) = try read("name,when,wher\n1,2,3\n") else {
            Issue.record("read")
            return
        }
        #expect(faults.all.map(\.code) == ["unknown-header"])
        #expect(faults.all[0].message.contains("type_of_violence"))
        #expect(faults.all[0].place == .cell(row: 1, column: nil, value: "name, when, wher"))
        // Forced, the same file lacks columns by name.
        #expect(codes(try read("name,when,wher\n1,2,3\n", format: .holdfastCSV)) == [String](repeating: "missing-column", count: 4))
    }

    @Test("a file cut in the middle of a row gives nothing, wherever it is cut")
    func cut() throws {
        let whole = UCDPRowTests.header + "\n" + UCDPRowTests.row(a: "\"A, B\"") + "\n" + UCDPRowTests.row(id: "2", a: "\"A\nB\"")
        let bytes = Array(whole.utf8)
        let lastRow = UCDPRowTests.header.utf8.count + 1 + UCDPRowTests.row(a: "\"A, B\"").utf8.count + 1
        // Up to the last comma: behind it the row has all its fields and cannot be told from a whole one.
        for end in (lastRow + 1)..<(bytes.count - 1) {
            #expect(codes(try read(Array(bytes[..<end]), workers: 2, chunk: 50)) == ["cut-row"], "cut at \(end)")
        }
        #expect(try read(bytes).get().count == 2)
    }

    @Test("a header alone is a table without rows")
    func headerOnly() throws {
        let table = try read(UCDPRowTests.header + "\n").get()
        #expect(table.count == 0)
        #expect(table.sources[0].record.rows == 0)
        #expect(table.sources[0].covers.isEmpty)
    }

    @Test("used and set aside add up to what was read")
    func sums() throws {
        var text = UCDPRowTests.header + "\n"
        for i in 0..<3000 {
            switch i % 6 {
            case 0: text += UCDPRowTests.row(id: "\(i)") + "\n"
            case 1: text += UCDPRowTests.row(id: "\(i)", lat: "100") + "\n"
            case 2: text += "\(i),short\n"
            case 3: text += UCDPRowTests.row(id: "0") + "\n"
            case 4: text += UCDPRowTests.row(id: "\(i)", a: "12\" gun") + "\n"
            default: text += UCDPRowTests.row(id: "\(i)", start: "x") + "\n\n"
            }
        }
        let table = try read(text, chunk: 3000).get()
        #expect(table.sources[0].record.rows == 3000)
        #expect(table.count + table.setAsideCounts.values.reduce(0, +) == 3000)
        #expect(
            table.setAsideCounts == [
                "coordinates-out-of-range": 500, "ragged-row": 500, "duplicate-id": 500, "stray-quote": 500, "not-a-date": 500,
            ])
        let file = try TemporaryFile(Array(text.utf8))
        var seen: Set<String> = []
        for (workers, chunk) in [(1, 1), (2, 64), (3, 501), (4, 20_000), (1, 1 << 20)] {
            seen.insert(everything(try IncidentTable.read(
                files: [file.path], IncidentReading(zone: kyiv, workers: workers, chunkBytes: chunk))))
        }
        #expect(seen.count == 1)
    }

    @Test("bytes that are not UTF-8 cost their row and are named")
    func notUTF8() throws {
        let bytes = Array((UCDPRowTests.header + "\n").utf8) + Array(UCDPRowTests.row(a: "K").utf8).map { $0 == 0x4B ? 0xE9 : $0 }
        let table = try read(bytes + Array(("\n" + UCDPRowTests.row(id: "2") + "\n").utf8)).get()
        #expect(table.count == 1)
        #expect(table.setAsideCounts == ["not-utf8": 1])
        #expect(table.setAside[0].diagnostic.message.contains("0xE9"))
        guard case .cell(2, "side_a", _) = table.setAside[0].diagnostic.place else {
            Issue.record("\(table.setAside[0].diagnostic.place)")
            return
        }
    }

    /// Bytes of a good file changed, taken out, put in or repeated at random, with a fixed seed.
    @Test("no damage to a file makes a row disappear", arguments: [UInt64](1...8))
    func damage(seed: UInt64) throws {
        var state = seed
        func draw(_ n: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(n))
        }
        var good = Array((UCDPRowTests.header + "\n").utf8)
        if seed % 2 == 0 { good = Array("id,from,to,lat,lon,kind,certainty,deaths,calibre_mm\n".utf8) }
        let header = good.count
        for i in 0..<12 {
            let row = seed % 2 == 0
                ? "\(i),2015-02-1\(i % 10)T0\(i % 10):30,,48.\(i),38.4,shelling,likely,\(i),120"
                : UCDPRowTests.row(id: "\(i)", a: "\"A, \"\"B\"\"\n\"", lat: "48.\(i)")
            good += Array((row + "\n").utf8)
        }
        let odd: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x30, 0x39, 0x2D, 0x2E, 0x00, 0xFF, 0xC3, 0x65, 0x3A, 0x2B, 0x54, 0x5A]
        for _ in 0..<150 {
            var bytes = good
            for _ in 0..<(1 + draw(6)) {
                let at = header + draw(bytes.count - header)
                switch draw(4) {
                case 0: bytes[at] = odd[draw(odd.count)]
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(odd[draw(odd.count)], at: at)
                default: bytes.insert(contentsOf: bytes[at..<min(at + draw(40), bytes.count)], at: at)
                }
            }
            switch try read(bytes, workers: 1 + draw(3), chunk: 1 + draw(300)) {
            case .success(let table):
                #expect(table.count + table.setAsideCounts.values.reduce(0, +) == table.sources[0].record.rows)
                #expect(table.from.count == table.ids.count && table.row.count == table.count && table.weapon.count == table.count)
                for i in 0..<table.count { #expect(table.to[i] > table.from[i]) }
            case .failure(let faults): #expect(faults.all.allSatisfy { ["cut-row", "not-text"].contains($0.code) })
            }
        }
    }
}
