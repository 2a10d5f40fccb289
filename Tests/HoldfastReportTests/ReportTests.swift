@testable import HoldfastReport
import Holdfast
import Testing

@Suite("Every form of report")
struct ReportTests {
    private struct Full: Error, Equatable { var at: Int }

    @Test("the same assessment gives the same bytes", arguments: ReportFormat.allCases)
    func deterministic(format: ReportFormat) {
        #expect(Report.data(Sample.assessment(), as: format) == Report.data(Sample.assessment(), as: format))
    }

    @Test("pieces put together are the whole, none longer than 64 KiB", arguments: ReportFormat.allCases)
    func pieces(format: ReportFormat) throws {
        let a = Sample.assessment(3000)
        var whole: [UInt8] = []
        var longest = 0
        try Report.render(a, as: format) { piece in
            #expect(!piece.isEmpty)
            longest = max(longest, piece.count)
            whole += piece
        }
        #expect(whole == Report.data(a, as: format))
        #expect(longest <= 65_536)
        #expect(String(validating: whole, as: UTF8.self) != nil)
        #expect(whole.last == 0x0A)
    }

    @Test("what the writer throws comes back at once, and nothing is written afterwards", arguments: ReportFormat.allCases)
    func fullDisk(format: ReportFormat) throws {
        let a = Sample.assessment(5000)
        var pieces = 0
        try Report.render(a, as: format) { _ in pieces += 1 }
        for failing in Set([1, 2, pieces]) where failing <= pieces {
            var calls = 0
            #expect(throws: Full(at: failing)) {
                try Report.render(a, as: format) { _ in
                    calls += 1
                    if calls == failing { throw Full(at: calls) }
                }
            }
            #expect(calls == failing)
        }
    }

    @Test("an assessment of nothing is still a report", arguments: ReportFormat.allCases)
    func empty(format: ReportFormat) {
        var a = Sample.assessment(0)
        a.violations = []
        a.weeks = []
        a.years = []
        a.history = []
        a.territory = []
        a.terms = []
        a.sources = []
        a.notKnown = []
        a.ground = Ground()
        a.rates.baseline = nil
        a.rates.ratio = nil
        #expect(!Report.data(a, as: format).isEmpty)
    }
}

@Suite("Figures in words")
struct WordingTests {
    @Test("whole numbers", arguments: [(0, "0"), (999, "999"), (1366, "1,366"), (-1_000_000, "-1,000,000"), (Int.min, "-9,223,372,036,854,775,808")])
    func whole(n: Int, words: String) { #expect(grouped(n) == words) }

    @Test("fixed places", arguments: [(4.854, 2, "4.85"), (0.5, 0, "1"), (1281.0, 1, "1,281.0"), (-0.04, 1, "0.0"), (Double.nan, 2, "not known"), (.infinity, 1, "∞")])
    func places(value: Double, places: Int, words: String) { #expect(fixed(value, places) == words) }

    @Test("bounds are shown once where they agree")
    func bounds() {
        #expect(threefold(7, 7, 7) == "7")
        #expect(threefold(1201, 1366, 1402) == "1,201–1,366–1,402")
        #expect(bounded(1, 2, 3) == "2 (1–3)")
    }

    @Test("an exclusive end at midnight is the end of the day before; Kyiv was two hours ahead of UTC in the winter of 2015")
    func end() {
        let clock = LocalClock(zone: Sample.zone)
        #expect(clock.end(Instant(seconds: 1_423_951_200)) == "the end of 2015-02-14")
        #expect(clock.end(Instant(seconds: 1_423_951_199)) == "2015-02-14 23:59:59")
        #expect(clock.iso8601(Instant(seconds: 1_423_951_200)) == "2015-02-15T00:00:00+02:00")
    }

    @Test("moments are written as elsewhere", arguments: [Int64(0), -1, 1_423_951_200, -62_135_596_800, 253_402_300_799, .max, .min])
    func written(seconds: Int64) {
        #expect(Instant(seconds: seconds).written == Instant(seconds: seconds).iso8601)
        let date = CivilDateTime(utcSeconds: seconds).date
        #expect(date.written == date.iso8601)
    }
}
