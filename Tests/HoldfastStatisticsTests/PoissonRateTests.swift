import Testing

@testable import HoldfastStatistics

@Suite("Poisson rates")
struct PoissonRateTests {
    // Garwood's 95 % limits, from R 4.2.2: poisson.test(count)$conf.int.
    @Test("exact interval of a count", arguments: [(0, 0.0, 3.688879), (3, 0.618672, 8.767273), (10, 4.795389, 18.390356)])
    func garwood(count: Int, low: Double, high: Double) throws {
        let interval = try #require(PoissonRate(count: count, exposure: 1).interval())
        #expect(abs(interval.low - low) < 1e-6)
        #expect(abs(interval.high - high) < 1e-6)
    }

    // R 4.2.2: poisson.test(c(11, 21), c(800, 3011)).
    @Test("exact ratio of two rates")
    func ratio() throws {
        let r = try #require(RateRatio(PoissonRate(count: 11, exposure: 800), over: PoissonRate(count: 21, exposure: 3011)))
        #expect(abs(r.ratio - 1.971488) < 1e-6)
        #expect(abs(r.low - 0.858426) < 1e-6)
        #expect(abs(r.high - 4.277266) < 1e-6)
    }

    @Test("nobody watched: no rate, no ratio")
    func unobserved() {
        #expect(PoissonRate(count: 0, exposure: 0).rate == nil)
        #expect(PoissonRate(count: 0, exposure: 0).interval() == nil)
        #expect(RateRatio(PoissonRate(count: 0, exposure: 1), over: PoissonRate(count: 0, exposure: 1)) == nil)
    }

    @Test("nothing counted in one of the two: one limit is open")
    func oneSided() throws {
        let up = try #require(RateRatio(PoissonRate(count: 4, exposure: 1), over: PoissonRate(count: 0, exposure: 1)))
        #expect(up.ratio == .infinity && up.high == .infinity && up.low > 0)
        let down = try #require(RateRatio(PoissonRate(count: 0, exposure: 1), over: PoissonRate(count: 4, exposure: 1)))
        #expect(down.ratio == 0 && down.low == 0 && down.high.isFinite)
    }
}
