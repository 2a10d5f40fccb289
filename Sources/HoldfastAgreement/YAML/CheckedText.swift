import HoldfastText

/// Bytes that proved to be text that YAML may see.
enum CheckedText {
    static let mostBytes = 1 << 20
    static let longestLine = 20_000

    /// - Returns: The text without a byte-order mark, or why it is none.
    /// - Complexity: O(n) in the bytes.
    static func read(_ bytes: [UInt8], file: String) -> Result<(source: SourceText, text: String), Diagnostic> {
        func whole(_ code: DiagnosticCode, _ message: String, _ help: String) -> Result<(source: SourceText, text: String), Diagnostic> {
            .failure(Diagnostic(code.rawValue, code.severity, file: file, message: message, help: help))
        }
        if bytes.isEmpty {
            return whole(.emptyFile, "the file is empty", "\"holdfast new\" writes a file to begin with")
        }
        if bytes.count > mostBytes {
            return whole(
                .fileTooLarge, "the file is larger than 1 MB, and an agreement takes a few kilobytes",
                "is this the right file? Incidents, maps and events belong in files of their own")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return whole(.notUTF8, "the file is written in UTF-16", "save it as UTF-8")
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        if let nul = body.firstIndex(of: 0) {
            let line = bytes[..<nul].count { $0 == 0x0A } + 1
            return whole(
                .binaryFile, "the file is not text: line \(line) holds a zero byte (byte \(nul + 1) of the file)",
                "an agreement file is plain text; a document of a word processor must be saved as text in UTF-8")
        }
        guard let text = String(validating: body, as: UTF8.self) else {
            return .failure(notUTF8(body, file: file))
        }
        let source = SourceText(file: file, text: text)
        if let fault = forbidden(source) { return .failure(fault) }
        return .success((source, text))
    }

    private static func notUTF8(_ body: ArraySlice<UInt8>, file: String) -> Diagnostic {
        // The longest prefix that is UTF-8 ends where the fault is. A sequence has at most four bytes.
        var decoder = UTF8()
        var iterator = body.makeIterator()
        var good = String.UnicodeScalarView()
        decoding: while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let s): good.append(s)
            case .emptyInput, .error: break decoding
            }
        }
        let source = SourceText(file: file, text: String(good))
        let line = source.lines.count
        let before = source.scalars(line)
        let lossy = String(decoding: body, as: UTF8.self)
        let shown = SourceText(file: file, text: lossy)
        return shown.diagnostic(
            .notUTF8, line: line, column: before.count + 1, "the bytes here are not UTF-8",
            help: "save the file as UTF-8; text editors offer it under \"Save as\" or \"Encoding\"")
    }

    /// The first character that YAML forbids, or that stands for another while YAML is read.
    private static func forbidden(_ source: SourceText) -> Diagnostic? {
        for (i, line) in source.lines.enumerated() {
            var column = 1
            for s in line {
                let isAllowed: Bool
                switch s.value {
                case 0x09, 0x20...0x7E, 0xA0...0xD7FF, 0x10000...0x10FFFF: isAllowed = true
                case 0xFEFF: isAllowed = false
                case 0xE000...0xFFFD: isAllowed = !Stand.isReserved(s)
                default: isAllowed = false
                }
                if !isAllowed {
                    let code = String(s.value, radix: 16, uppercase: true)
                    let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
                    return source.diagnostic(
                        .controlCharacter, line: i + 1, column: column, "the invisible character \(name) stands here",
                        help: "delete it; it often comes along when text is pasted from a document")
                }
                column += 1
            }
        }
        return nil
    }
}
