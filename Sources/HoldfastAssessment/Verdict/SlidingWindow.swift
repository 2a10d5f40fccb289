import HoldfastText

/// Something with a weight that happened within an interval, for sliding windows.
struct Weighted: Sendable {
    var time: InstantInterval
    /// Weight that counts for sure, most likely, and at most.
    var low: Int
    var best: Int
    var high: Int
}

/// The greatest sum that any window of one length holds, as a function of where the window starts.
///
/// A window is half-open, `start ..< start + length`. `low` counts what lies wholly inside, `high` what touches it,
/// `best` what starts in it. A thing longer than a window lies wholly in none, but some window holds its even share of it. So two things exactly one length apart never share a window.
struct SlidingWindow: Sendable {
    private let length: Int64
    private let low: Steps
    private let best: Steps
    private let high: Steps
    /// Things longer than a window, with what at least one window of any tiling holds of each.
    private let long: [(time: InstantInterval, share: Int)]

    /// - Parameters:
    ///   - things: in any order.
    ///   - length: seconds, more than 0.
    /// - Complexity: O(n) for n things within 500,000 years of each other.
    init(_ things: [Weighted], length: Int64) {
        self.length = max(1, length)
        let w = self.length
        let byFrom = ascendingOrder(things.count, by: { things[$0].time.from.seconds }).map { $0.map { things[Int($0)] } } ?? things
        let byTo = ascendingOrder(byFrom.count, by: { byFrom[$0].time.to.seconds }).map { $0.map { byFrom[Int($0)] } } ?? byFrom
        long = things.filter { $0.low > 0 && $0.time.seconds > w }.map { t in
            let tiles = Int((t.time.seconds - 1) / w + 1)
            return (t.time, (t.low + tiles - 1) / tiles)
        }
        // A window from s holds a thing wholly iff to - w <= s <= from; touches it iff from - w < s < to;
        // holds its start iff from - w < s <= from.
        low = Steps(
            opens: byTo.lazy.filter { $0.low > 0 && $0.time.seconds <= w }.map { ($0.time.to.adding(seconds: -w).seconds, $0.low) },
            closes: byFrom.lazy.filter { $0.low > 0 && $0.time.seconds <= w }.map { ($0.time.from.adding(seconds: 1).seconds, $0.low) })
        best = Steps(
            opens: byFrom.lazy.filter { $0.best > 0 }.map { ($0.time.from.adding(seconds: 1 - w).seconds, $0.best) },
            closes: byFrom.lazy.filter { $0.best > 0 }.map { ($0.time.from.adding(seconds: 1).seconds, $0.best) })
        high = Steps(
            opens: byFrom.lazy.filter { $0.high > 0 }.map { ($0.time.from.adding(seconds: 1 - w).seconds, $0.high) },
            closes: byTo.lazy.filter { $0.high > 0 }.map { (max($0.time.to, $0.time.from.adding(seconds: 1)).seconds, $0.high) })
    }

    /// The greatest sums over the windows that end after `after` and not after `upTo`.
    func most(endingAfter after: Instant, upTo: Instant) -> (low: Int, best: Int, high: Int, bestStart: Instant?) {
        let from = after.adding(seconds: 1 - length).seconds
        let to = upTo.adding(seconds: -length).seconds
        guard from <= to else { return (0, 0, 0, nil) }
        let b = best.most(from: from, to: to)
        // Windows that tile a thing and all count: one of them holds at least its even share, rounded up.
        let share = long.reduce(0) { most, t in
            t.time.from >= after && t.time.to <= upTo ? max(most, t.share) : most
        }
        return (max(share, low.most(from: from, to: to).value), b.value, high.most(from: from, to: to).value, b.at.map { Instant(seconds: $0) })
    }
}

/// A step function of whole seconds, 0 far to the left.
private struct Steps: Sendable {
    private var keys: [Int64] = []
    /// Value from the key on.
    private var values: [Int] = []

    /// - Parameters: `opens` and `closes` ascend by key.
    init(opens: some Sequence<(Int64, Int)>, closes: some Sequence<(Int64, Int)>) {
        var a = opens.makeIterator()
        var b = closes.makeIterator()
        var open = a.next()
        var close = b.next()
        var value = 0
        func put(_ keys: inout [Int64], _ values: inout [Int], _ key: Int64) {
            if keys.last == key { values[values.count - 1] = value } else {
                keys.append(key)
                values.append(value)
            }
        }
        while open != nil || close != nil {
            if let c = close, c.0 <= (open?.0 ?? .max) {
                value = value.subtractingReportingOverflow(c.1).partialValue
                put(&keys, &values, c.0)
                close = b.next()
            } else if let o = open {
                value = value.addingReportingOverflow(o.1).partialValue
                put(&keys, &values, o.0)
                open = a.next()
            }
        }
    }

    /// The greatest value on `from ... to` and the last place of the first stretch where it stands: for windows, the
    /// one that begins with the first thing in it.
    /// - Complexity: O(log n + steps between).
    func most(from: Int64, to: Int64) -> (value: Int, at: Int64?) {
        let low = partitionPoint(keys.count) { keys[$0] <= from }
        var most = low > 0 ? max(0, values[low - 1]) : 0
        var stretch: Int? = most > 0 ? low : nil
        var i = low
        while i < keys.count, keys[i] <= to {
            if values[i] > most {
                most = values[i]
                stretch = i + 1
            }
            i += 1
        }
        return (most, stretch.map { $0 < keys.count ? min(keys[$0] - 1, to) : to })
    }
}
