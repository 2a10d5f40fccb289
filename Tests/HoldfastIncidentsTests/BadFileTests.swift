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
}
