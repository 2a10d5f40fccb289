import Testing

@testable import HoldfastText

@Suite("CSV: rows and fields")
struct CSVScanTests {
    // Expected fields: RFC 4180, section 2, and the same texts through Python's csv module (3.11).
    static let plain: [(String, [[String]])] = [
        ("a,b\n1,2\n", [["1", "2"]]),
        ("a,b\n1,2", [["1", "2"]]),
        ("a,b\r\n1,2\r\n3,4\r\n", [["1", "2"], ["3", "4"]]),
        ("a,b\r\n1,2", [["1", "2"]]),
        ("a,b\r\n\"1\",\"2\"\r\n", [["1", "2"]]),
        ("a,b\n\"x,y\",\"line 1\nline 2\"\n", [["x,y", "line 1\nline 2"]]),
        ("a,b\n\"say \"\"no\"\"\",\"\"\n", [["say \"no\"", ""]]),
        ("a,b\n\"\"\"\",\"\"\"\"\"\"\n", [["\"", "\"\""]]),
        ("a,b\n,\n,\n", []),
        ("a,b\n,x\n\n\n1,2\n", [["", "x"], ["1", "2"]]),
        ("\u{FEFF}a,b\n1,2\n", [["1", "2"]]),
        ("\"a\",\"b\"\n1,2\n", [["1", "2"]]),
        ("a;b\n1,5;2\n", [["1,5", "2"]]),
        ("a\tb\n\"1\t2\"\t3\n", [["1\t2", "3"]]),
        ("a,b\n  1 , 2\t\n", [["1", "2"]]),
        ("a,b\nΔεμπάλτσεβε,Дебальцеве\n", [["Δεμπάλτσεβε", "Дебальцеве"]]),
        ("a,b\n", []),
        ("\n\na,b\n1,2\n", [["1", "2"]]),
    ]

    @Test("what a file says", arguments: plain)
    func fields(text: String, rows: [[String]]) {
        let file = PlainFile(text)
        #expect(file.fault == nil)
        #expect(file.names == ["a", "b"])
        #expect(file.rows.map(\.fields) == rows)
    }

    @Test("rows are numbered as a spreadsheet numbers them, blank ones too")
    func numbers() {
        #expect(PlainFile("a,b\n1,2\n\n\"x\ny\",4\n5,6\n").rows.map(\.number) == [2, 4, 5])
        #expect(PlainFile("\na,b\n1,2\n").rows.map(\.number) == [3])
    }

    @Test("the separator is seen in the header", arguments: [("a,b,c\n", UInt8(0x2C)), ("a;b;c\n", 0x3B), ("a\tb\tc\n", 0x09), ("\"a;b;c\",d\n", 0x2C)])
    func delimiter(text: String, delimiter: UInt8) {
        #expect(PlainFile(text).delimiter == delimiter)
    }

    @Test("too many and too few fields cost their row")
    func ragged() {
        let rows = PlainFile("a,b\n1\n1,2\n1,2,3\n3,4\n").rows
        #expect(rows.map(\.fault) == [.ragged(fields: 1), nil, .ragged(fields: 3), nil])
    }

    @Test("a quote in the wrong place costs its row, not the rest of the file")
    func strayQuotes() {
        let rows = PlainFile("a,b\n12\" shell,1\n\"x\"y,2\n\"ok, \"\"well\"\"\",3\n4,5 \"\n6,7\n").rows
        #expect(rows.map(\.fault) == [.strayQuote(field: 0), .strayQuote(field: 0), nil, .strayQuote(field: 1), nil])
        #expect(rows[2].fields == ["ok, \"well\"", "3"])
    }

    // Ill-formed sequences of RFC 3629 section 4 and of Unicode 15, table 3-8.
    @Test(
        "bytes that are not UTF-8 cost their row and are named",
        arguments: [
            [0xFF], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x91, 0x92, 0x93], [0xC2],
            [0xE1, 0x80], [0x80], [0xF0, 0x80, 0x80, 0x41], [0xF1, 0x80, 0x80],
        ] as [[UInt8]])
    func notUTF8(bad: [UInt8]) {
        let head = Array("a,b\nx,ж\ny,".utf8)
        let file = PlainFile(head + bad + Array("\nz,2\n".utf8))
        #expect(file.rows.count == 3)
        #expect(file.rows[0].fields == ["x", "ж"])
        guard case .notUTF8(let field, let byte)? = file.rows[1].fault else {
            Issue.record("row 3 was taken: \(file.rows[1])")
            return
        }
        #expect(field == 1)
        #expect(bad.contains(byte))
        #expect(file.rows[2].fields == ["z", "2"])
    }

    @Test(
        "a file cut in the middle of a row gives nothing",
        arguments: ["a,b\n1,2\n3", "a,b\n1,2\n\"3", "a,b\n1,2\n3,\"4\n5,6\n", "a,b\n1,2\n\"3\""])
    func cut(text: String) {
        let fault = PlainFile(text).fault
        #expect(fault?.code == "cut-row")
        #expect(fault?.place == .cell(row: 3, column: nil, value: nil))
    }

    @Test(
        "files that are no text",
        arguments: [
            ([], "empty-file"), ([0, 1, 2], "not-text"), ([0x50, 0x4B, 3, 4, 20], "not-text"), ([0x1F, 0x8B, 8], "not-text"),
            (Array("a,b\n\0".utf8), "not-text"), ([0xFF, 0xFE, 0x61, 0], "not-text"), (Array("a,b\r1,2\r".utf8), "line-ends"),
            (Array("\n\r\n".utf8), "empty-file"),
        ] as [([UInt8], String)])
    func notText(bytes: [UInt8], code: String) {
        #expect(PlainFile(bytes).fault?.code == code)
    }

    @Test("no file, a directory, an empty file")
    func files() throws {
        func code(_ file: String) -> String? {
            do throws(Diagnostics) {
                _ = try ByteSource(file: file)
                return nil
            } catch { return error.all.first?.code }
        }
        #expect(code("/no/such/file.csv") == "no-such-file")
        #expect(code("/") == "is-a-directory")
        #expect(code("") == "no-such-file")
        #expect(code("/dev/null") == nil)
    }

    // sha256sum of "a,b\n1,2\n".
    @Test("the checksum is that of the file's bytes")
    func checksum() {
        for chunk in [1, 3, 1000] {
            #expect(PlainFile("a,b\n1,2\n", chunk: chunk).sha256 == "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470")
        }
    }
}
