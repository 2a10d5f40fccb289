import HoldfastText
import Testing

@testable import HoldfastAssessment

/// A small generator with a fixed seed, so that a failure can be repeated (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("Sliding windows")
struct SlidingWindowTests {
    private func thing(_ from: Int64, _ to: Int64, _ low: Int = 1, _ best: Int = 1, _ high: Int = 1) -> Weighted {
        Weighted(
            time: InstantInterval(from: Instant(seconds: from), to: Instant(seconds: to)), low: low, best: best, high: high)
    }

    @Test("equal to trying every start, on random intervals", arguments: 0..<60)
    func bruteForce(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        let length = Int64.random(in: 1...12, using: &dice)
        let things = (0..<Int.random(in: 0...12, using: &dice)).map { _ in
            let from = Int64.random(in: 0...40, using: &dice)
            let low = Int.random(in: 0...3, using: &dice)
            let best = low + Int.random(in: 0...2, using: &dice)
            return thing(from, from + Int64.random(in: 1...15, using: &dice), low, best, best + Int.random(in: 0...2, using: &dice))
        }
        let after = Int64.random(in: -10...50, using: &dice)
        let upTo = after + Int64.random(in: 1...30, using: &dice)
        var expected = (low: 0, best: 0, high: 0)
        // Every window of the length whose end lies in (after, upTo].
        for end in (after + 1)...upTo {
            let start = end - length
            var sum = (low: 0, best: 0, high: 0)
            for t in things {
                let (from, to) = (t.time.from.seconds, t.time.to.seconds)
                if from >= start && to <= end { sum.low += t.low }
                if from >= start && from < end { sum.best += t.best }
                if from < end && to > start { sum.high += t.high }
            }
            expected = (max(expected.low, sum.low), max(expected.best, sum.best), max(expected.high, sum.high))
        }
        // A thing longer than a window: laid out evenly over the least number of windows, one of them holds this much.
        for t in things where t.time.seconds > length && t.time.from.seconds >= after && t.time.to.seconds <= upTo {
            let windows = (0..<100).first { Int64($0) * length >= t.time.seconds } ?? 100
            expected.low = max(expected.low, Int((Double(t.low) / Double(windows)).rounded(.up)))
        }
        let found = SlidingWindow(things, length: length).most(endingAfter: Instant(seconds: after), upTo: Instant(seconds: upTo))
        #expect(found.low == expected.low)
        #expect(found.best == expected.best)
        #expect(found.high == expected.high)
    }

    @Test("a window is half-open: at the 168th hour exactly, one second before and after")
    func edge() {
        let week: Int64 = 7 * 86_400
        for (gap, expected) in [(week - 1, 2), (week, 1), (week + 1, 1)] {
            let window = SlidingWindow([thing(0, 1), thing(gap, gap + 1)], length: week)
            let found = window.most(endingAfter: Instant(seconds: -1), upTo: Instant(seconds: 4 * week))
            #expect(found.best == expected, "gap of \(gap) s")
        }
    }

    @Test("the window named begins with the first thing in it")
    func start() {
        let window = SlidingWindow([thing(100, 101), thing(105, 106), thing(300, 301)], length: 10)
        let found = window.most(endingAfter: Instant(seconds: 0), upTo: Instant(seconds: 1000))
        #expect(found.best == 2 && found.bestStart == Instant(seconds: 100))
    }

    @Test("times at the ends of what can be written do not overflow")
    func extremes() {
        let window = SlidingWindow([thing(.min, .max), thing(.max - 1, .max)], length: .max)
        let found = window.most(endingAfter: Instant(seconds: .min), upTo: Instant(seconds: .max))
        #expect(found.high >= 1)
    }
}

@Suite("Share of a disc")
struct PlaceShareTests {
    // Circular segment areas: half the disc at its centre; 0.19550 of it beyond half the radius (πr² − segment, standard table).
    @Test("known shares", arguments: [(-1.0, 0.0), (0.0, 0.5), (1.0, 1.0), (0.5, 0.80450), (-0.5, 0.19550), (2.0, 1.0)])
    func segment(x: Double, share: Double) {
        #expect(abs(discBelow(x) - share) < 5e-6)
    }

    @Test("at the depth, one metre either side, and straddling")
    func depth() {
        let band = DistanceBand(near: -15_000, far: 15_000)
        #expect(PlaceShare(signedDistance: 15_000, radius: 0, band: band) == .inside)
        #expect(PlaceShare(signedDistance: 14_999, radius: 0, band: band) == .inside)
        #expect(PlaceShare(signedDistance: 15_001, radius: 0, band: band) == .outside)
        #expect(PlaceShare(signedDistance: 14_000, radius: 1000, band: band) == .inside)
        #expect(PlaceShare(signedDistance: 16_001, radius: 1000, band: band) == .outside)
        let half = PlaceShare(signedDistance: 15_000, radius: 1000, band: band)
        #expect(!half.isCertain && abs(half.probability - 0.5) < 1e-12)
    }

    @Test("a place that is not known is possible and weighs nothing")
    func unknown() {
        let share = PlaceShare(signedDistance: 0, radius: .infinity, band: DistanceBand(near: 0, far: 1))
        #expect(share.isPossible && !share.isCertain && share.probability == 0)
    }
}

@Suite("Intervals")
struct IntervalTests {
    private func interval(_ a: Int64, _ b: Int64) -> InstantInterval {
        InstantInterval(from: Instant(seconds: a), to: Instant(seconds: b))
    }

    @Test("union and difference")
    func sets() {
        #expect(union([interval(5, 9), interval(0, 3), interval(3, 4), interval(8, 12)]) == [interval(0, 4), interval(5, 12)])
        #expect(less(interval(0, 10), [interval(2, 3), interval(8, 20)]) == [interval(0, 2), interval(3, 8)])
        #expect(less(interval(0, 10), []) == [interval(0, 10)])
        #expect(less(interval(0, 10), [interval(-1, 11)]).isEmpty)
    }

    @Test("a day of which a quarter lies behind entry into force")
    func share() {
        #expect(interval(0, 86_400).share(in: interval(64_800, 1_000_000)) == 0.25)
        #expect(!interval(0, 86_400).lies(in: interval(64_800, 1_000_000)))
        #expect(interval(0, 86_400).touches(interval(86_399, 1_000_000)))
        #expect(!interval(0, 86_400).touches(interval(86_400, 1_000_000)))
    }
}
