import Testing

@testable import HoldfastText

@Suite("Numbers in words and JSON")
struct NumberWordsTests {
    @Test("thousands", arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (Int.min, "-9,223,372,036,854,775,808")])
    func thousands(n: Int, text: String) { #expect(grouped(n) == text) }

    @Test("decimals: no trailing zeros, half away from zero, no minus zero", arguments: [
        (1.0, 3, "1"), (0.1, 7, "0.1"), (-0.04, 1, "0"), (2.5, 0, "3"), (-2.5, 0, "-3"), (1234.5678, 2, "1234.57"), (1e300, 2, "1e+300"),
    ])
    func decimals(value: Double, places: Int, text: String) { #expect(decimal(value, decimals: places) == text) }

    @Test("JSON: escapes, order, what is not a number")
    func json() {
        var json = JSONWriter(pretty: false)
        json.object { json in
            json.key("a\"b", "line\n\u{1}\\")
            json.key("n", Double.nan, decimals: 2)
            json.key("list", array: { $0.write(1); $0.write(true) })
        }
        #expect(json.string == #"{"a\"b":"line\n\u0001\\","n":null,"list":[1,true]}"#)
    }

    @Test("near misses: one letter in three may be wrong")
    func near() {
        #expect(nearest(to: "aliance", among: ["power-a", "alliance"]) == "alliance")
        #expect(nearest(to: "nroth", among: ["north", "south"]) == "north")
        #expect(nearest(to: "zebra", among: ["north", "south"]) == nil)
    }

    @Test("hidden characters are shown")
    func hidden() {
        #expect(visible("a\u{202E}b\nc\u{1B}[31m") == "a\\u{202E}b\\u{A}c\\u{1B}[31m")
        #expect(visible("Дебальцеве") == "Дебальцеве")
    }
}
