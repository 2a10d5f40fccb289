import HoldfastText

/// Text from anywhere as HTML or SVG text or attribute value: marked-up characters escaped, hidden ones shown.
func escaped(_ text: String) -> String {
    var out = ""
    for c in visible(text).unicodeScalars {
        switch c {
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "\"": out += "&quot;"
        case "'": out += "&#39;"
        default: out.unicodeScalars.append(c)
        }
    }
    return out
}

/// A length in a picture's units, to a tenth.
func px(_ value: Double) -> String { decimal(value, decimals: 1) }

/// Days and moments, `2015-02-15` or `2015-02-15 18:00`, each kept on one line.
func unbroken(_ text: String) -> String { "<time>\(escaped(text))</time>" }

/// The shape of a status: a class for its colour, with its word.
func badge(_ word: String, _ kind: String? = nil) -> String {
    "<span class=\"badge \(kind ?? word)\">\(escaped(word))</span>"
}

/// An HTML table that scrolls within itself when it is wider than the page.
struct HTMLTable {
    struct Column {
        var title: String
        var isNumber = false
    }
    var caption: String
    var columns: [Column]
    /// Cells as HTML, already escaped. The first cell of a row is its heading.
    var rows: [[String]] = []

    init(_ caption: String, _ columns: [Column]) {
        self.caption = caption
        self.columns = columns
    }

    var html: String {
        // A caption is as wide as its table, so on a narrow page the visible one stands outside.
        var out = "<p class=\"soft over\" aria-hidden=\"true\">\(escaped(caption))</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(escaped(caption))\">"
        out += "<table><caption>\(escaped(caption))</caption><thead><tr>"
        for c in columns { out += "<th scope=\"col\"\(c.isNumber ? " class=\"n\"" : "")>\(escaped(c.title))</th>" }
        out += "</tr></thead><tbody>"
        for row in rows {
            out += "<tr>"
            for (c, cell) in row.enumerated() {
                let kind = columns.indices.contains(c) && columns[c].isNumber ? " class=\"n\"" : ""
                out += c == 0 ? "<th scope=\"row\"\(kind)>\(cell)</th>" : "<td\(kind)>\(cell)</td>"
            }
            out += "</tr>\n"
        }
        return out + "</tbody></table></div>\n"
    }
}

/// The same figures as a picture, folded away under it.
func folded(_ summary: String, _ html: String) -> String {
    "<details><summary>\(escaped(summary))</summary>\(html)</details>\n"
}

extension Array where Element == String {
    /// The sentences, already escaped or not, as a list.
    func list(_ kind: String = "") -> String {
        isEmpty ? "" : "<ul\(kind.isEmpty ? "" : " class=\"\(kind)\"")>" + map { "<li>\(escaped($0))</li>" }.joined() + "</ul>\n"
    }
}
