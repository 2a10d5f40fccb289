import Foundation
import HoldfastText
import Testing

@testable import HoldfastAgreement

/// Input made to harm: every one gives a located message, soon, and nothing traps.
@Suite("Hostile input", .serialized)
struct HostileInputTests {
    static let head = """
        holdfast: 1
        agreement: {id: test, title: Test, enters-into-force: 2015-02-15T00:00, time-zone: Europe/Kyiv}
        parties: {north: {name: Norland, names-in-data: {ucdp: Norland}}}

        """

    static func read(_ text: String) -> (agreement: Agreement?, diagnostics: [Diagnostic]) {
        AgreementFile.read(bytes: Array(text.utf8), file: "hostile.yaml", folder: "", filesExist: false)
    }

    /// Shapes of nesting, each as it is opened and closed once.
    static let shapes: [(name: String, open: String, close: String)] = [
        ("flow list", "[", "]"), ("flow mapping", "{a: ", "}"), ("block list", "- ", ""), ("explicit keys", "? ", ""),
        ("pairs in flow lists", "[a: ", "]"), ("list in list as key", "[? ", "]"), ("flow list of lists", "[[],", "]"),
        ("quoted", "{\"a\":[", "]}"), ("keys of keys", "{? ", "}"),
    ]

    @Test("nested without end is refused with its place, soon", arguments: shapes.map(\.name), [65, 1_000, 100_000, 1_000_000])
    func deep(name: String, depth: Int) throws {
        let shape = try #require(Self.shapes.first { $0.name == name })
        for text in [
            String(repeating: shape.open, count: depth),
            String(repeating: shape.open, count: depth) + "x" + String(repeating: shape.close, count: depth),
            Self.head + "terms:\n  " + String(repeating: shape.open, count: depth),
        ] {
            let begin = ContinuousClock.now
            let (agreement, diagnostics) = Self.read(text)
            let time = ContinuousClock.now - begin
            #expect(agreement == nil)
            let d = try #require(diagnostics.first { $0.severity == .error })
            if text.utf8.count <= 1 << 20 {
                guard case .text = d.place else {
                    Issue.record("no place in \(d.text())")
                    continue
                }
            } else {
                #expect(d.code == "file-too-large")
            }
            // These take a few hundredths of a second even without optimisation; the bound allows for a loaded machine.
            #expect(time < .seconds(10), "\(name) \(depth): \(time)")
        }
    }

    @Test("indentation that never ends is refused with its place")
    func deepIndentation() throws {
        var text = Self.head + "terms:\n"
        var depth = 1
        while text.utf8.count < 1_000_000 {
            text += String(repeating: " ", count: depth) + "a:\n"
            depth += 1
        }
        let begin = ContinuousClock.now
        let (_, diagnostics) = Self.read(text)
        #expect(ContinuousClock.now - begin < .seconds(10))
        let d = try #require(diagnostics.first)
        #expect(d.code == "too-deep")
        guard case .text = d.place else {
            Issue.record("no place")
            return
        }
    }

    @Test("lists at the indentation of their keys count as levels")
    func indentless() throws {
        var text = "a:\n"
        for depth in 0..<700 { text += String(repeating: " ", count: depth * 2) + "- a:\n" + String(repeating: " ", count: depth * 2 + 2) + "b:\n" }
        #expect(Self.read(text).diagnostics.first?.code == "too-deep")
    }

    @Test("an alias bomb has no effect", arguments: ["plain", "as keys", "as the key of a pair"])
    func aliasBomb(kind: String) throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for i in 1...60 {
            let inner = Array(repeating: "*a\(i - 1)", count: 10).joined(separator: ", ")
            switch kind {
            case "plain": text += "a\(i): &a\(i) [\(inner)]\n"
            case "as keys": text += "a\(i): &a\(i) {? [\(inner)] : 1}\n"
            default: text += "a\(i): &a\(i) [\(inner)]\n*a\(i) : 1\n"
            }
        }
        let begin = ContinuousClock.now
        let (agreement, diagnostics) = Self.read(text)
        #expect(ContinuousClock.now - begin < .seconds(10))
        #expect(agreement == nil)
        #expect(diagnostics.contains { $0.code == "alias-not-allowed" || $0.code == "yaml-syntax" })
    }

    @Test("a thousand duplicate keys end in a message")
    func duplicates() {
        let begin = ContinuousClock.now
        let (_, few) = Self.read(Self.head + "terms:\n" + String(repeating: "  a: {prohibits: use-of-force}\n", count: 4))
        #expect(few.filter { $0.code == "duplicate-key" }.map(\.place).count == 3)
        let (_, many) = Self.read(Self.head + "terms:\n" + (0..<1000).map { "  a\($0 / 2): {prohibits: use-of-force}\n" }.joined())
        #expect(many.contains { $0.code == "duplicate-key" })
        #expect(ContinuousClock.now - begin < .seconds(20))
    }

    @Test("one run names every duplicate, whether quoted or in a flow mapping")
    func everyDuplicate() {
        let (_, found) = Self.read(
            "holdfast: 1\n'holdfast': 1\nagreement: {id: a, title: b, id: c}\nterms: {\"a\": {}, a: {}}\nterms: {}\n")
        let duplicates = found.filter { $0.code == "duplicate-key" }
        let lines = duplicates.compactMap { d -> String? in
            if case .text(let line, let column, let length, _) = d.place { return "\(line):\(column)+\(length)" }
            return nil
        }
        #expect(lines == ["2:1+10", "3:30+2", "4:18+1", "5:1+5"])
        #expect(duplicates.compactMap(\.help).map { $0.prefix(23) } == ["the first is at line 1;", "the first is at line 3;", "the first is at line 4;", "the first is at line 4;"])
    }

    @Test(
        "errors of YAML are told in words, at the place where they are mended",
        arguments: [
            ("title: \"open\n", "4:10", "the quotes that open here are never closed"),
            ("title: [a, b\nparties: {}\n", "4:10", "the list that begins here with '[' is not closed"),
            ("title: {a: b\nparties: {}\n", "4:10", "what begins here with '{' is not closed"),
            ("title: @home\n", "4:10", "a value cannot begin with '@'"), ("title: %x\n", "4:10", "a value cannot begin with '%'"),
            ("title: a: b\n", "4:11", "a ':' stands where no key can end"),
            ("title x\n  signed: 2015-02-12\n", "4:3", "a ':' is missing after the key that begins here"),
            ("title:x\n", "4:3", "a ':' is missing after the key that begins here"),
            ("title: 'it's'\n", "4:14", "the text goes on after its closing quotation mark"),
            ("title: >= 100 mm\n", "4:11", "a value cannot begin with '>' or '|' here"),
            ("title: \"a\\qb\"\n", "4:12", "a backslash in double quotes is followed by what has no meaning there"),
            ("title: - x\n", "4:10", "a new key or list entry cannot begin here"),
            ("title: x\n\tsigned: y\n", "5:1", "a tab indents this line"),
            ("title: \"\\0\"\n", "4:10", "'title' holds the invisible character \\u{0}"),
        ])
    func syntax(text: String, place: String, message: String) throws {
        let all = Self.read("holdfast: 1\nagreement:\n  id: a\n  " + text).diagnostics
        let d = try #require(all.first { $0.message == message }, "\(all.map { $0.text() })")
        guard case .text(let line, let column, _, _) = d.place else {
            Issue.record("no place")
            return
        }
        #expect("\(line):\(column)" == place)
        #expect(d.help != nil)
    }

    @Test(
        "no text at all, or text in disguise, is refused in words",
        arguments: [
            ([], "empty-file"), (Array("\n\n".utf8), "empty-file"), (Array("# only a remark".utf8), "empty-file"),
            (Array("---\n".utf8), "empty-file"), ([0xEF, 0xBB, 0xBF], "empty-file"), (Array("~".utf8), "empty-file"),
            ([0xFF, 0xFE, 0x68, 0x00], "not-utf-8"), ([0x68, 0xC3, 0x28], "not-utf-8"), ([0xED, 0xA0, 0x80], "not-utf-8"),
            ([0xC0, 0x80], "not-utf-8"), ([0x61, 0xF4, 0x90, 0x80, 0x80], "not-utf-8"), ([0x68, 0x00, 0x69], "binary-file"),
            (Array("a: \u{1B}[31m".utf8), "control-character"), (Array("a: \u{F8C0}".utf8), "control-character"),
            (Array("a\u{FEFF}: b".utf8), "control-character"), (Array("text".utf8), "wrong-shape"), (Array("- a".utf8), "wrong-shape"),
        ] as [([UInt8], String)])
    func disguise(bytes: [UInt8], code: String) throws {
        let (agreement, diagnostics) = AgreementFile.read(bytes: bytes, file: "x.yaml", folder: "", filesExist: false)
        #expect(agreement == nil)
        #expect(diagnostics.first?.code == code, "\(diagnostics.map { $0.text() })")
        #expect(diagnostics.allSatisfy { $0.help != nil && !$0.message.isEmpty })
    }

    @Test("files that are none are told apart")
    func paths() {
        func code(_ path: String) -> String? { AgreementFile.read(path: path).diagnostics.first?.code }
        #expect(code("/no/such/file.yaml") == "no-such-file")
        #expect(code(Repository.corpus) == "file-is-a-directory")
        #expect(code("/dev/null") == "empty-file")
        #expect(code("/dev/zero") == "file-too-large")
    }

    /// Within the budget, shapes that make a careless reader quadratic.
    static let large: [(name: String, text: @Sendable () -> String)] = [
        ("one line of many keys", { "a: {" + (0..<12_000).map { "k\($0): [x, y], " }.joined() + "}\n" }),
        ("one long text", { "a: \"" + String(repeating: "x", count: 500_000) + "\"\n" }),
        ("many short lines", { String(repeating: "\n", count: 500_000) }),
        ("many unknown keys", { (0..<20_000).map { "k\($0): x\n" }.joined() }),
        (
            "many alike terms",
            {
                head + "space:\n  lines: {l: {file: l.geojson}}\nterms:\n"
                    + (0..<3500).map { "  t\($0): {withdraws: {weapon: g}, behind: {line: l, depth: 1 km}, complete: D+1}\n" }.joined()
            }
        ),
        ("many duplicates", { "a:\n" + (0..<40_000).map { "  k\($0 / 2): 1\n" }.joined() }),
    ]

    @Test("large files take time in proportion", arguments: large.map(\.name))
    func proportion(name: String) throws {
        let text = try #require(Self.large.first { $0.name == name }).text()
        let begin = ContinuousClock.now
        #expect(!Self.read(text).diagnostics.isEmpty)
        // Without optimisation these take a second or two; a quadratic reader takes minutes.
        #expect(ContinuousClock.now - begin < .seconds(30))
    }

    /// Mutations of real files by a fixed generator: none may trap, hang or give an agreement together with an error.
    @Test("mutated files never trap", arguments: 0..<8)
    func mutations(part: Int) throws {
        let corpus = try Repository.names(in: Repository.corpus + "/bad", ending: ".yaml").map { Repository.corpus + "/bad/" + $0 }
            + Repository.names(in: Repository.corpus + "/good", ending: ".yaml").map { Repository.corpus + "/good/" + $0 }
            + [Repository.root + "/Examples/river-line/agreement.yaml"]
        let seeds = try corpus.map(Repository.bytes)
        var state = UInt64(truncatingIfNeeded: part) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ n: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(n, 1)))
        }
        let pieces = [
            "{", "}", "[", "]", ": ", "- ", "\n", "&a ", "*a", "!!x ", "'", "\"", "|", ">", "#", "? ", "\t", "%", "---\n", "<<: ", "D+", "99999999999999999999",
            "-1", ".5", "2015-02-30", "\u{0}", "\u{85}", "\u{2028}", "é", "\\u12", "1e9", "km", "all", "none", "~", "\r",
        ].map { Array($0.utf8) }
        for _ in 0..<60 {
            var bytes = seeds[next(seeds.count)]
            for _ in 0...next(6) {
                let at = next(bytes.count + 1)
                switch next(4) {
                case 0: bytes.insert(contentsOf: pieces[next(pieces.count)], at: at)
                case 1: if at < bytes.count { bytes[at] = UInt8(next(256)) }
                case 2: bytes.removeSubrange(at..<min(bytes.count, at + next(30)))
                default:
                    let from = next(bytes.count)
                    bytes.insert(contentsOf: bytes[from..<min(bytes.count, from + next(200))], at: at)
                }
            }
            let (agreement, diagnostics) = AgreementFile.read(bytes: bytes, file: "m.yaml", folder: "", filesExist: false)
            #expect((agreement == nil) == diagnostics.contains { $0.severity == .error })
            for d in diagnostics { _ = d.text() }
        }
    }
}
