import Foundation
import Testing

@testable import HoldfastText

@Suite("CSV: numbers and days")
struct CSVNumberTests {
    private func decimal(_ text: String, commaPoint: Bool = false) -> Double? {
        var text = text
        return text.withUTF8 { b in
            do throws(NumberScan.Fault) { return try NumberScan.decimal(b, commaPoint: commaPoint) } catch { return nil }
        }
    }

    // Against the C library's strtod, bit for bit.
    @Test("decimal numbers are correctly rounded")
    func rounded() throws {
        var state: UInt64 = 7
        func draw() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 20
        }
        for _ in 0..<50_000 {
            let digits = Int(draw() % 20) + 1
            var text = draw() % 2 == 0 ? "-" : ""
            for k in 0..<digits {
                if k == Int(draw() % 6) + 1, !text.contains(".") { text += "." }
                text += String(draw() % 10)
            }
            if draw() % 4 == 0 { text += "e\(Int(draw() % 60) - 30)" }
            #expect(decimal(text)?.bitPattern == strtod(text, nil).bitPattern, "\(text)")
        }
    }

    @Test("what is no number", arguments: ["", "-", ".", "nan", "NaN", "inf", "1,5", "1.2.3", "12a", "0x10", "1e", "1e+", "٣", "1 2"])
    func none(text: String) { #expect(decimal(text) == nil) }

    @Test("a decimal comma where the separator is another")
    func comma() {
        #expect(decimal("48,35", commaPoint: true) == 48.35)
        #expect(decimal("-0,123456789012345678", commaPoint: true) == -0.123456789012345678)
        #expect(decimal("1,2,3", commaPoint: true) == nil)
    }

    @Test(
        "whole numbers",
        arguments: [
            ("0", 0), ("12", 12), ("-1", -1), ("5.0", 5), ("9223372036854775807", Int64.max), ("+7", 7), ("5.5", nil),
            ("", nil), ("9223372036854775808", nil), ("1e3", nil), ("--1", nil),
        ] as [(String, Int64?)])
    func integers(text: String, value: Int64?) {
        var text = text
        let found: Int64? = text.withUTF8 { b in
            do throws(NumberScan.Fault) { return try NumberScan.integer(b) } catch { return nil }
        }
        #expect(found == value)
    }

    // Day numbers: Python, (date(y, m, d) - date(1970, 1, 1)).days.
    @Test(
        "days",
        arguments: [
            ("2014-01-22", .day(16092)), ("2014-01-22 00:00:00.000", .day(16092)), ("2014-01-22T18:30", .day(16092)),
            ("22/01/2014", .day(16092)), ("1/22/2014", .day(16092)), ("22.1.2014", .day(16092)), ("2014/01/22", .day(16092)),
            ("05.06.2014", .day(16226)), ("05/05/2014", .day(16195)), ("1/22/2014 0:00", .day(16092)), ("05/06/2014", .ambiguous),
            ("2015-02-30", .noSuchDay), ("30/02/2015", .noSuchDay), ("2015-02-29 00:00:00.000", .noSuchDay),
            ("2014-01-22 25:00", .noSuchTime), ("22/01/14", .notADate), ("", .notADate), ("January 2014", .notADate),
            ("20140122", .notADate), ("2014-01-22x", .notADate), ("2014-1-22", .notADate), ("1/2/3/2014", .notADate),
        ] as [(String, WrittenDay)])
    func days(text: String, day: WrittenDay) {
        var text = text
        #expect(text.withUTF8 { WrittenDay.read($0) } == day)
    }
}
