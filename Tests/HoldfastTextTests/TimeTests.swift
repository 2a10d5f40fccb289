import Testing

@testable import HoldfastText

@Suite("Dates and clocks")
struct TimeTests {
    @Test("a day that does not exist is refused", arguments: ["2015-02-30", "2015-02-29", "2015-13-01", "2015-00-10", "1900-02-29"])
    func noSuchDay(text: String) {
        #expect(throws: WrittenTimeFault.noSuchDay) { try WrittenTime.read(text) }
    }

    @Test("Kyiv, winter and summer time of 2015")
    func kyiv() throws {
        let kyiv = try #require(ClockZone(identifier: "Europe/Kyiv"))
        let start = try #require(CivilDate(year: 2015, month: 2, day: 15))
        #expect(kyiv.startOfDay(start).iso8601 == "2015-02-14T22:00:00Z")
        // The clocks went forward on 29 March 2015 at 03:00 and back on 25 October at 04:00 (tz database).
        let spring = try #require(CivilDate(year: 2015, month: 3, day: 29))
        #expect(kyiv.day(spring).seconds == 23 * 3600)
        let autumn = try #require(CivilDate(year: 2015, month: 10, day: 25))
        #expect(kyiv.day(autumn).seconds == 25 * 3600)
        let gap = try #require(CivilDateTime(date: spring, hour: 3, minute: 30))
        #expect(kyiv.read(gap) == .never(at: Instant(seconds: 1_427_590_800)))
        let twice = try #require(CivilDateTime(date: autumn, hour: 3, minute: 30))
        #expect(kyiv.read(twice) == .twice(earlier: Instant(seconds: 1_445_733_000), later: Instant(seconds: 1_445_736_600)))
    }
}
