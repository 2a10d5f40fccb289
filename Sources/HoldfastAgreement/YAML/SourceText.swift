import HoldfastText

/// The text of a file, split into lines as YAML counts them.
struct SourceText: Sendable {
    /// As the user named it.
    let file: String
    /// Without their line breaks. A break is CR, LF, CRLF, U+0085, U+2028 or U+2029.
    let lines: [String]
    /// Scalars in the longest line, and that line's number.
    let longest: (length: Int, line: Int)

    init(file: String, text: String) {
        self.file = file
        var lines: [String] = []
        var current = String.UnicodeScalarView()
        var length = 0
        var longest = (length: 0, line: 1)
        var afterReturn = false
        func isBreak(_ s: Unicode.Scalar) -> Bool {
            s == "\n" || s == "\r" || s.value == 0x85 || s.value == 0x2028 || s.value == 0x2029
        }
        for s in text.unicodeScalars {
            if s == "\n" && afterReturn {
                afterReturn = false
                continue
            }
            afterReturn = s == "\r"
            if isBreak(s) {
                lines.append(String(current))
                if length > longest.length { longest = (length, lines.count) }
                current = String.UnicodeScalarView()
                length = 0
            } else {
                current.append(s)
                length += 1
            }
        }
        lines.append(String(current))
        if length > longest.length { longest = (length, lines.count) }
        self.lines = lines
        self.longest = longest
    }

    /// Line `number`, counted from 1, or the empty text where there is none.
    func line(_ number: Int) -> String { number >= 1 && number <= lines.count ? lines[number - 1] : "" }

    /// The scalar at a line and column, both counted from 1; `nil` at and beyond the end of the line.
    func scalar(line: Int, column: Int) -> Unicode.Scalar? {
        let scalars = self.line(line).unicodeScalars
        guard column >= 1, let i = scalars.index(scalars.startIndex, offsetBy: column - 1, limitedBy: scalars.endIndex),
            i < scalars.endIndex
        else { return nil }
        return scalars[i]
    }

    func place(line: Int, column: Int, length: Int = 1) -> Diagnostic.Place {
        .text(line: line, column: max(column, 1), length: max(length, 1), excerpt: self.line(line))
    }

    func diagnostic(
        _ code: DiagnosticCode, line: Int, column: Int, length: Int = 1, _ message: String, help: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            code.rawValue, code.severity, file: file, place: place(line: line, column: column, length: length),
            message: message, help: help)
    }
}
