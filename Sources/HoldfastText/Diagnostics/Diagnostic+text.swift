extension Diagnostic {
    /// The message as it appears on a terminal, several lines, no final line break.
    ///
    /// ```
    /// river-line.yaml:31:18: error: guarantee 'consultation' names guarantor 'aliance', … [unknown-guarantor]
    /// 31 |     guarantors: [aliance, power-a]
    ///    |                  ^^^^^^^
    ///    = help: write "alliance", declared at line 14
    /// ```
    public func text(color: Bool = false) -> String {
        var out = ""
        let label = color ? Self.tint(severity) + severity.rawValue + "\u{1B}[0m" : severity.rawValue
        var gutter = ""
        switch place {
        case .file:
            out = "\(visible(file)): \(label): \(visible(message)) [\(code)]"
        case .text(let line, let column, let length, let excerpt):
            out = "\(visible(file)):\(line):\(column): \(label): \(visible(message)) [\(code)]"
            let shown = excerptWindow(excerpt, column: column)
            gutter = String(repeating: " ", count: String(line).count)
            out += "\n\(line) | \(visible(shown.text))"
            let marks = String(repeating: "^", count: max(1, min(length, shown.text.unicodeScalars.count - shown.before)))
            out += "\n\(gutter) | " + String(repeating: " ", count: max(0, shown.before)) + marks
        case .cell(let row, let column, let value):
            var at = "row \(row)"
            if let column { at += ", column \(visible(column))" }
            out = "\(visible(file)): \(at): \(label): \(visible(message)) [\(code)]"
            if let value { out += "\n  | \(visible(String(value.prefix(200))))" }
            gutter = " "
        case .feature(let number, let path, let longitude, let latitude):
            out = "\(visible(file)): feature \(number), \(visible(path)): \(label): \(visible(message)) [\(code)]"
            if let longitude, let latitude { out += "\n  | at longitude \(longitude), latitude \(latitude)" }
            gutter = " "
        }
        if let help { out += "\n\(gutter) = help: \(visible(help))" }
        return out
    }

    private static func tint(_ s: Severity) -> String {
        switch s {
        case .error: "\u{1B}[1;31m"
        case .warning: "\u{1B}[1;33m"
        case .note: "\u{1B}[1;36m"
        }
    }

    /// A long line is cut to the 120 scalars around the column.
    private func excerptWindow(_ line: String, column: Int) -> (text: String, before: Int) {
        let scalars = Array(line.unicodeScalars)
        let at = min(max(column - 1, 0), scalars.count)
        if scalars.count <= 160 { return (line, at) }
        let start = max(0, at - 60)
        let end = min(scalars.count, start + 120)
        var s = String.UnicodeScalarView()
        s.append(contentsOf: scalars[start..<end])
        return (String(s), at - start)
    }
}

/// A user's text made safe for a terminal: control characters, line breaks and the marks that reverse
/// writing direction are shown as `\u{…}`.
public func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var out = ""
    for s in text.unicodeScalars {
        if s == "\t" {
            out += " "
        } else if isHidden(s) {
            out += "\\u{" + String(s.value, radix: 16, uppercase: true) + "}"
        } else {
            out.unicodeScalars.append(s)
        }
    }
    return out
}

private func isHidden(_ s: Unicode.Scalar) -> Bool {
    switch s.value {
    case 0...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
}
