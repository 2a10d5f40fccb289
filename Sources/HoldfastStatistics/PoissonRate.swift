import CBoostMath

/// A count over an exposure, as a Poisson rate.
public struct PoissonRate: Hashable, Sendable {
    /// Events counted, 0 or more.
    public var count: Int
    /// Days, zone-days, patrol hours: any unit, 0 or more.
    public var exposure: Double

    public init(count: Int, exposure: Double) {
        self.count = count
        self.exposure = exposure
    }

    /// Events per unit of exposure, `nil` where nobody watched.
    public var rate: Double? { exposure > 0 && count >= 0 ? Double(count) / exposure : nil }

    /// Exact interval for the rate, per unit of exposure.
    ///
    /// Method: Garwood, Biometrika 28 (1936): gamma quantiles; the lower end is 0 for a count of 0.
    /// Assumes independent events at a constant rate; clustered events make the true interval wider.
    /// - Parameter level: coverage, 0 to 1 exclusive.
    /// - Returns: `nil` where the exposure is not positive, the count negative or the level out of range.
    /// - Complexity: O(1).
    public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
        guard exposure > 0, exposure.isFinite, count >= 0, level > 0, level < 1 else { return nil }
        let tail = (1 - level) / 2
        let low = count == 0 ? 0 : holdfast_gamma_quantile(Double(count), tail)
        let high = holdfast_gamma_quantile(Double(count) + 1, 1 - tail)
        guard low.isFinite, high.isFinite else { return nil }
        return (low / exposure, high / exposure)
    }
}

/// How one Poisson rate compares with another.
public struct RateRatio: Hashable, Sendable {
    /// First rate over second; infinity where the second counted nothing and the first something.
    public var ratio: Double
    /// Exact confidence limits; `high` is infinity where the second counted nothing.
    public var low: Double
    public var high: Double

    /// The exact ratio of two rates, conditional on the total count.
    ///
    /// Method: given the total, the first count is binomial; its Clopper–Pearson limits π turn into ratio limits
    /// π / (1 − π) × exposure₂ / exposure₁ (Przyborowski and Wilenski, Biometrika 31, 1940; as R's `poisson.test`).
    /// Assumes independent events at constant rates.
    /// - Returns: `nil` where both counts are 0, an exposure is not positive, or the level is out of range.
    /// - Complexity: O(1).
    public init?(_ a: PoissonRate, over b: PoissonRate, level: Double = 0.95) {
        guard let rateA = a.rate, let rateB = b.rate, a.count + b.count > 0, level > 0, level < 1 else { return nil }
        let tail = (1 - level) / 2
        let (m, n) = (Double(a.count), Double(b.count))
        let pLow = a.count == 0 ? 0 : holdfast_beta_quantile(m, n + 1, tail)
        let pHigh = b.count == 0 ? 1 : holdfast_beta_quantile(m + 1, n, 1 - tail)
        guard pLow.isFinite, pHigh.isFinite else { return nil }
        let scale = b.exposure / a.exposure
        low = pLow / (1 - pLow) * scale
        high = pHigh >= 1 ? .infinity : pHigh / (1 - pHigh) * scale
        ratio = b.count == 0 ? .infinity : rateA / rateB
    }
}
