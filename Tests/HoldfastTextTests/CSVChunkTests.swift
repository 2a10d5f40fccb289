import Testing

@testable import HoldfastText

/// Wherever a file is cut for reading, and by however many workers, the rows are the same.
@Suite("CSV: chunks and workers")
struct CSVChunkTests {
    static let tricky: [String] = [
        "a,b\n\"x,\"\"y\"\"\n\",2\r\n\"\",\"\"\"\"\r\n3,4",
        "a,b,c\r\n\"1\n\n2\",\"\r\n\",\"\"\"\r\n\"\"\"\r\n,,x\r\n\"a\",\"b\",\"c\"\r\n",
        "a;b\n\"1;2\n3\";4\n5\" shell;6\n\"7\";8\n\"9\"\"\n\";10\n",
        "a,b\nЖёлтый,\"Δ\n𝄞\"\n" + String(repeating: "x", count: 200) + ",\"" + String(repeating: "\"\"", count: 70) + "\"\nlast,1\n",
        "a,b\n\"" + String(repeating: "line\n", count: 60) + "\",1\n\"\",\"\"\n1,2\n",
        "a,b\n" + String(repeating: "\"\",\"\"\n1,\"2\"\n", count: 30),
    ]

    @Test("any size of chunk from 1 to 130 bytes", arguments: tricky)
    func chunks(text: String) {
        let whole = PlainFile(text)
        #expect(!whole.rows.isEmpty)
        for chunk in 1...130 {
            #expect(PlainFile(text, chunk: chunk) == whole, "chunk of \(chunk)")
        }
    }

    @Test("any number of workers", arguments: tricky)
    func workers(text: String) {
        let whole = PlainFile(text)
        for workers in [2, 3, 8] {
            for chunk in [1, 7, 64] {
                #expect(PlainFile(text, chunk: chunk, workers: workers) == whole, "\(workers) workers, chunk of \(chunk)")
            }
        }
    }

    /// 3,000 texts of quotes, separators, line ends and letters, drawn at random with a fixed seed, against the
    /// reference that goes character by character.
    @Test("texts drawn at random agree with the reference")
    func random() {
        var state: UInt64 = 42
        func draw(_ n: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(n))
        }
        let pieces = ["\"", "\"", "\"\"", ",", ",", "\n", "\r\n", "a", "bc", " ", "ж", "\n\"", "\",\"", "x,y\n"]
        for _ in 0..<3000 {
            var text = ""
            for _ in 0..<(1 + draw(120)) { text += pieces[draw(pieces.count)] }
            let reference = ReferenceCSV(text)
            let file = PlainFile("h,i\n" + text, chunk: 1 + draw(200), workers: 1 + draw(2))
            var expected: [PlainRow] = []
            var cut = reference.endsInQuotes
            for (i, row) in reference.rows.enumerated() {
                if row.blank { continue }
                let last = i == reference.rows.count - 1
                if last, reference.lastIsUnended, row.fields.count < 2 {
                    cut = true
                    break
                }
                var plain = PlainRow(number: i + 2, fields: [], fault: nil)
                if row.fields.count != 2 { plain.fault = .ragged(fields: row.fields.count) } else if row.stray {
                    plain.fault = .strayQuote(field: -1)
                } else {
                    plain.fields = row.fields
                }
                expected.append(plain)
            }
            let found = file.rows.map { row in
                var row = row
                if case .strayQuote = row.fault { row.fault = .strayQuote(field: -1) }
                return row
            }
            #expect(found == expected, "\(text.debugDescription)")
            #expect((file.fault?.code == "cut-row") == cut, "\(text.debugDescription)")
        }
    }
}
