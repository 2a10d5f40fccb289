import Holdfast
@testable import HoldfastReport
import Testing

@Suite("The text report")
struct TextReportTests {
    @Test("no line is wider than asked for", arguments: [1, 60, 72, 80, 133, 200, 900])
    func width(width: Int) {
        for a in [Sample.assessment(), Sample.assessment(100_000)] {
            let text = Reading.text(a, .text, width: width)
            let allowed = min(max(width, 60), 200)
            for line in text.split(separator: "\n") {
                #expect(displayWidth(String(line)) <= allowed, "\(line)")
            }
        }
    }

    @Test("no control character and no mark of writing direction from the data reaches a terminal")
    func hostile() {
        let text = Reading.text(Sample.assessment(), .text)
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F || (0x202A...0x202E).contains($0.value) })
        #expect(text.contains("\\u{1B}[31m\\u{202E}"))
    }

    @Test("colour adds nothing but colour")
    func color() {
        let plain = Reading.text(Sample.assessment(), .text)
        var coloured = Reading.text(Sample.assessment(), .text, color: true)
        #expect(coloured.contains("\u{1B}[1;31mCOLLAPSED\u{1B}[0m"))
        while let from = coloured.range(of: "\u{1B}["), let to = coloured[from.upperBound...].firstIndex(of: "m") {
            coloured.removeSubrange(from.lowerBound...to)
        }
        #expect(coloured == plain)
    }

    @Test("it says the verdict, the sum of what was read and the months")
    func says() {
        let text = Reading.text(Sample.assessment(), .text)
        #expect(text.contains("\nCOLLAPSED\n"))
        #expect(text.contains("160 read = 120 used + 4 fused + 36 set aside"))
        #expect(text.contains("2015 .FC?HSFC?HSF"))
        #expect(text.contains("cdcdcdcdcdcd"))
    }

    @Test("a sum that does not add up is said to be wrong")
    func wrongSum() {
        var a = Sample.assessment()
        a.incidents.read += 1
        #expect(Reading.text(a, .text).contains("do not add up"))
    }

    @Test("an undetermined verdict names both ends")
    func undetermined() {
        var a = Sample.assessment()
        a.verdict.status = .undetermined
        a.verdict.atLeast = .strained
        a.verdict.atMost = .failing
        #expect(Reading.text(a, .text).contains("UNDETERMINED: BETWEEN STRAINED AND FAILING"))
    }

    // Unicode Standard Annex 11: U+0301 combines, CJK ideographs are wide.
    @Test("columns of a terminal", arguments: [("abc", 3), ("e\u{301}", 1), ("Аvdiivka", 8), ("停火", 4), ("", 0)])
    func columns(text: String, width: Int) { #expect(displayWidth(text) == width) }

    @Test("words longer than a line are broken")
    func longWord() {
        #expect(wrapped("ab " + String(repeating: "x", count: 25) + " c", width: 10, first: "- ") == ["- ab", "  xxxxxxxx", "  xxxxxxxx", "  xxxxxxxx", "  x c"])
    }
}
