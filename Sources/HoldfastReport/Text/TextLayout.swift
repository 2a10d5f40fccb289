import HoldfastText

/// Columns that a text takes on a terminal: one for each character with its combining marks, two for wide ones.
///
/// Wide: the East Asian blocks from Hangul Jamo to CJK extensions and the pictographs (Unicode Standard Annex 11, by block).
func displayWidth(_ text: String) -> Int {
    var width = 0
    for c in text {
        guard let first = c.unicodeScalars.first else { continue }
        switch first.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            width += 2
        default: width += first.properties.generalCategory == .nonspacingMark ? 0 : 1
        }
    }
    return width
}

/// Cut to a width, the last column being `…` where something was cut.
func cut(_ text: String, to width: Int) -> String {
    guard displayWidth(text) > width else { return text }
    var out = ""
    var used = 0
    for c in text {
        let w = displayWidth(String(c))
        if used + w > width - 1 { break }
        out.append(c)
        used += w
    }
    return out + "…"
}

/// Filled up with spaces to a width.
func filled(_ text: String, to width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return right ? space + text : text + space
}

/// Lines of at most `width` columns, broken at spaces, words longer than a line broken where they must be.
/// - Parameters:
///   - first: what stands before the first line, and counts.
///   - rest: what stands before the other lines.
func wrapped(_ text: String, width: Int, first: String = "", rest: String? = nil) -> [String] {
    let rest = rest ?? String(repeating: " ", count: displayWidth(first))
    var lines: [String] = []
    var line = first
    var used = displayWidth(first)
    var empty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
        var word = String(word)
        while true {
            let w = displayWidth(word)
            if used + (empty ? 0 : 1) + w <= width {
                line += (empty ? "" : " ") + word
                used += (empty ? 0 : 1) + w
                empty = false
                break
            }
            if !empty {
                lines.append(line)
                (line, used, empty) = (rest, displayWidth(rest), true)
                continue
            }
            // A word longer than the line.
            var head = ""
            var room = max(width - used, 1)
            while let c = word.first {
                let w = displayWidth(String(c))
                if w > room, !head.isEmpty { break }
                head.append(word.removeFirst())
                room -= w
            }
            lines.append(line + head)
            (line, used) = (rest, displayWidth(rest))
            if word.isEmpty { break }
        }
    }
    if !empty || lines.isEmpty { lines.append(line) }
    return lines
}

/// A table for a terminal: columns two spaces apart, as wide as their widest cell.
struct TextTable {
    struct Column {
        var title: String
        var right = false
        /// May be cut when the table is too wide.
        var shrinks = false
        /// May be left out when the table is still too wide; the last such column goes first.
        var drops = false
    }
    var columns: [Column]
    var rows: [[String]] = []

    /// Cut columns keep at least this much.
    private static let least = 8

    /// - Parameter width: columns of the terminal, the indent of two included. Where there is no room the indent goes
    ///   first, then a column of each gap, then what columns that shrink can give, then columns that may drop; a line
    ///   under the table names those.
    func lines(width: Int) -> [String] {
        let natural = columns.indices.map { c in
            rows.reduce(displayWidth(columns[c].title)) { max($0, $1.indices.contains(c) ? displayWidth($1[c]) : 0) }
        }
        var shown = Array(columns.indices)
        var dropped: [String] = []
        func narrowest() -> Int {
            shown.reduce(max(0, shown.count - 1)) { $0 + (columns[$1].shrinks ? min(natural[$1], Self.least) : natural[$1]) }
        }
        while narrowest() > width, let last = shown.last(where: { columns[$0].drops }) {
            shown.removeAll { $0 == last }
            if !columns[last].title.isEmpty { dropped.insert(columns[last].title, at: 0) }
        }
        let gaps = max(0, shown.count - 1)
        let bare = shown.reduce(2 * gaps) { $0 + natural[$1] }
        let indent = min(max(width - bare, 0), 2)
        let gap = bare > width ? 1 : 2
        var widths = natural
        var over = bare + indent - width - (2 - gap) * gaps
        for c in shown where columns[c].shrinks && over > 0 {
            let give = min(over, max(0, widths[c] - Self.least))
            widths[c] -= give
            over -= give
        }
        var out = ([columns.map(\.title)] + rows).map { row in
            var line = String(repeating: " ", count: indent)
            for (i, c) in shown.enumerated() where row.indices.contains(c) {
                if i > 0 { line += String(repeating: " ", count: gap) }
                line += filled(cut(row[c], to: widths[c]), to: widths[c], right: columns[c].right)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
        if !dropped.isEmpty { out.append("  (no room for: \(dropped.joined(separator: ", ")))") }
        return out
    }
}
