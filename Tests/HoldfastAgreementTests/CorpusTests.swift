import Foundation
import HoldfastText
import Testing

@testable import HoldfastAgreement

/// `Tests/Corpus`: one file for each code, with the whole text output beside it; the outputs were reviewed by eye.
@Suite("The corpus of agreement files")
struct CorpusTests {
    static let bad = Repository.corpus + "/bad"

    /// Files too large to keep.
    static let made: [DiagnosticCode: @Sendable () -> [UInt8]] = [
        .fileTooLarge: { [UInt8](repeating: 0x23, count: (1 << 20) + 1) },
        .lineTooLong: { Array(("holdfast: 1\nagreement: {id: test, title: \"" + String(repeating: "x", count: 20_001) + "\"}\n").utf8) },
        .tooManyValues: { Array(("holdfast: 1\nparties:\n" + String(repeating: "- a\n", count: 100_001)).utf8) },
        .tooManyFaults: { Array(("holdfast: 1\n" + (1...250).map { "key-\($0): x\n" }.joined()).utf8) },
    ]

    static func output(_ code: DiagnosticCode) throws -> (diagnostics: [Diagnostic], text: String, isValid: Bool) {
        let name = code.rawValue + ".yaml"
        let bytes = try made[code]?() ?? Repository.bytes(bad + "/" + name)
        let (agreement, diagnostics) = AgreementFile.read(bytes: bytes, file: name, folder: bad)
        return (diagnostics, diagnostics.map { $0.text() + "\n" }.joined(), agreement != nil)
    }

    @Test("gives the expected output for each code", arguments: DiagnosticCode.allCases)
    func bad(code: DiagnosticCode) throws {
        let (diagnostics, text, isValid) = try Self.output(code)
        #expect(diagnostics.contains { $0.code == code.rawValue }, "no file of the corpus gives \(code.rawValue)")
        #expect(isValid == !diagnostics.contains { $0.severity == .error })
        for d in diagnostics { #expect(d.severity == DiagnosticCode(rawValue: d.code)?.severity) }
        let expected = Self.bad + "/" + code.rawValue + ".txt"
        if Repository.isRecording { try Repository.write(text, to: expected) }
        #expect(try text == Repository.text(expected))
    }

    @Test("has no file that stands for no code")
    func strays() throws {
        let codes = Set(DiagnosticCode.allCases.map(\.rawValue))
        for name in try Repository.names(in: Self.bad, ending: ".yaml") + Repository.names(in: Self.bad, ending: ".txt") {
            #expect(codes.contains(String(name.dropLast(name.hasSuffix(".txt") ? 4 : 5))), "\(name)")
        }
    }

    @Test("accepts every good file", arguments: try Repository.names(in: Repository.corpus + "/good", ending: ".yaml"))
    func good(name: String) throws {
        let (agreement, diagnostics) = AgreementFile.read(path: Repository.corpus + "/good/" + name)
        #expect(agreement != nil)
        #expect(!diagnostics.contains { $0.severity == .error }, "\(diagnostics.map { $0.text() }.joined(separator: "\n"))")
    }

    @Test("is shown in Documentation/Diagnostics.md")
    func page() throws {
        var examples: [String: String] = [:]
        for code in DiagnosticCode.allCases {
            let first = try Self.output(code).diagnostics.first { $0.code == code.rawValue }
            examples[code.rawValue] = first.map { $0.text() + "\n" }
        }
        let page = DiagnosticCode.documentation(corpus: examples)
        let path = Repository.root + "/Documentation/Diagnostics.md"
        if Repository.isRecording { try Repository.write(page, to: path) }
        #expect(try page == Repository.text(path), "run the tests with HOLDFAST_RECORD=1 and review the difference")
    }
}
