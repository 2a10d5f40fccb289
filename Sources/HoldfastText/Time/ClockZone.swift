import Foundation

/// The time zone of an agreement: local readings to instants and back.
public struct ClockZone: Hashable, Sendable {
    /// The IANA name as written, such as `Europe/Kyiv`.
    public let identifier: String
    private let zone: TimeZone

    /// `nil` when the machine knows no zone of that name. Fixed abbreviations such as `EST` are refused:
    /// an agreement needs a zone whose clock changes are on record. `UTC` is accepted.
    public init?(identifier: String) {
        guard identifier == "UTC" || identifier.contains("/"), let zone = TimeZone(identifier: identifier) else {
            return nil
        }
        self.identifier = identifier
        self.zone = zone
    }

    private init(utc: Void) {
        identifier = "UTC"
        zone = TimeZone(secondsFromGMT: 0) ?? TimeZone.current
    }

    public static let utc = ClockZone(utc: ())

    /// Seconds by which local time is ahead of UTC at an instant.
    public func offset(at instant: Instant) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds))))
    }

    /// What the local clock shows at an instant.
    public func civil(at instant: Instant) -> CivilDateTime {
        CivilDateTime(utcSeconds: instant.adding(seconds: offset(at: instant)).seconds)
    }

    /// What a local reading can mean.
    public enum Reading: Hashable, Sendable {
        /// The clock shows it once.
        case once(Instant)
        /// The clock shows it twice, when it is set back.
        case twice(earlier: Instant, later: Instant)
        /// The clock never shows it, when it is set forward; `at` is the change itself.
        case never(at: Instant)
    }

    /// The instants at which the local clock shows `local`.
    public func read(_ local: CivilDateTime) -> Reading {
        let utc = Instant(seconds: local.secondsIfUTC)
        let before = offset(at: utc.adding(seconds: -86_400))
        let after = offset(at: utc.adding(seconds: 86_400))
        let a = utc.adding(seconds: -before)
        if before == after { return .once(a) }
        let b = utc.adding(seconds: -after)
        let aFits = offset(at: a) == before
        let bFits = offset(at: b) == after
        if aFits && bFits { return a == b ? .once(a) : .twice(earlier: min(a, b), later: max(a, b)) }
        if aFits { return .once(a) }
        if bFits { return .once(b) }
        // In the gap: find the change between the two candidates.
        var low = min(a, b).seconds
        var high = max(a, b).seconds
        while high - low > 1 {
            let mid = low + (high - low) / 2
            if offset(at: Instant(seconds: mid)) == before { low = mid } else { high = mid }
        }
        return .never(at: Instant(seconds: high))
    }

    /// The instant meant by a local reading: the first of two where the clock shows it twice,
    /// the moment of the change where the clock never shows it.
    public func instant(of local: CivilDateTime) -> Instant {
        switch read(local) {
        case .once(let i): i
        case .twice(let earlier, _): earlier
        case .never(let at): at
        }
    }

    /// The first instant of a local day.
    public func startOfDay(_ date: CivilDate) -> Instant { instant(of: CivilDateTime(startOf: date)) }

    /// The local day as a stretch of time: 23, 24 or 25 hours.
    public func day(_ date: CivilDate) -> InstantInterval {
        let from = startOfDay(date)
        let to = date.adding(days: 1).map(startOfDay) ?? from.adding(seconds: 86_400)
        return InstantInterval(from: from, to: to)
    }
}

/// Local midnights by day number, remembered: a reader asks for the same days a million times.
///
/// A value of one thread; copies share nothing.
public struct DayStarts {
    public let zone: ClockZone
    private var known: [Int: Int64] = [:]

    public init(zone: ClockZone) { self.zone = zone }

    /// UTC seconds at which the local day `dayNumber` (days since 1970-01-01) begins.
    /// - Complexity: O(1), a calendar look-up the first time a day is asked for.
    public mutating func seconds(dayNumber: Int) -> Int64 {
        if let s = known[dayNumber] { return s }
        let s: Int64
        if let date = CivilDate(dayNumber: dayNumber) {
            s = zone.startOfDay(date).seconds
        } else {
            s = Int64(clamping: dayNumber) &* 86_400
        }
        known[dayNumber] = s
        return s
    }
}
