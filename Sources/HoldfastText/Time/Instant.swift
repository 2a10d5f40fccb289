/// A moment on the UTC time line, to the second.
///
/// Range: any `Int64` of seconds; values read from files lie in the years 1 to 9999.
public struct Instant: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public var seconds: Int64

    public init(seconds: Int64) { self.seconds = seconds }

    public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }

    /// The instant `seconds` later; saturates instead of overflowing.
    public func adding(seconds more: Int64) -> Instant {
        let (sum, over) = seconds.addingReportingOverflow(more)
        return Instant(seconds: over ? (more > 0 ? .max : .min) : sum)
    }

    /// ISO 8601 in UTC, such as `2015-02-14T22:00:00Z`.
    public var iso8601: String { CivilDateTime(utcSeconds: seconds).iso8601 + "Z" }
}

/// A half-open stretch of time, `from ..< to`. An incident's time is one of these, never a bare date.
public struct InstantInterval: Hashable, Sendable {
    public var from: Instant
    /// Exclusive end. `to >= from` for every value made by a reader.
    public var to: Instant

    public init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }

    /// Length in seconds; saturates instead of overflowing.
    public var seconds: Int64 {
        let (d, over) = to.seconds.subtractingReportingOverflow(from.seconds)
        return over ? .max : d
    }
}
