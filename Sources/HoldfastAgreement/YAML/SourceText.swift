import HoldfastText

/// The text of a file, split into lines as YAML counts them.
struct SourceText: Sendable {
    /// As the user named it.
    let file: String
    /// Without their line breaks. A break is CR, LF, CRLF, U+0085, U+2028 or U+2029.
    ///
    /// Scalars, not strings: columns count them, and a line may be the whole file.
    let lines: [[Unicode.Scalar]]

    init(file: String, text: String) {
        self.file = file
        var lines: [[Unicode.Scalar]] = []
        var current: [Unicode.Scalar] = []
        var afterReturn = false
        for s in text.unicodeScalars {
            if s == "\n" && afterReturn {
                afterReturn = false
                continue
            }
            afterReturn = s == "\r"
            if s == "\n" || s == "\r" || s.value == 0x85 || s.value == 0x2028 || s.value == 0x2029 {
                lines.append(current)
                current.removeAll(keepingCapacity: true)
            } else {
                current.append(s)
            }
        }
        lines.append(current)
        self.lines = lines
    }

    /// Line `number`, counted from 1; empty where there is none.
    func scalars(_ number: Int) -> [Unicode.Scalar] { number >= 1 && number <= lines.count ? lines[number - 1] : [] }

    /// The same from a column on, counted from 1.
    func scalars(_ number: Int, from column: Int) -> ArraySlice<Unicode.Scalar> {
        let line = scalars(number)
        return line[min(max(column - 1, 0), line.count)...]
    }

    /// Line `number` as it is shown. O(n) in its length.
    func line(_ number: Int) -> String { String(String.UnicodeScalarView(scalars(number))) }

    /// The scalar at a line and column, both counted from 1; `nil` at and beyond the end of the line.
    func scalar(line: Int, column: Int) -> Unicode.Scalar? {
        let line = scalars(line)
        return column >= 1 && column <= line.count ? line[column - 1] : nil
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
