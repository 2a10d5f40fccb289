import HoldfastAgreement
import HoldfastIncidents
import HoldfastText

/// Where, when and how long anyone was in a position to see the use of force. Zero observed is not the same as not observed.
struct ObservationEffort: Sendable {
    /// Disjoint, ascending; the whole area.
    private let everywhere: [InstantInterval]
    /// By zone id, including `everywhere`.
    private let inZone: [String: [InstantInterval]]
    /// Whether any source says what it covers.
    let isStated: Bool

    /// What the incident sources cover by their own rules, and what missions logged as watched, less what they were denied.
    ///
    /// - Parameter standard: watching logged at a lesser grade does not count.
    init(_ agreement: Agreement, _ table: IncidentTable, _ events: EventLog, standard: Certainty) {
        // Watching logged for another term says nothing of the use of force.
        func isOfForce(_ id: String?) -> Bool {
            guard let id, let term = agreement.terms.first(where: { $0.id == id }) else { return true }
            if case .prohibitsUseOfForce = term.rule { return true }
            return false
        }
        let bySources = table.sources.flatMap(\.covers)
        var watched: [(mechanism: String?, zone: String?, time: InstantInterval)] = []
        var denied: [(mechanism: String?, zone: String?, time: InstantInterval)] = []
        for event in events.events {
            switch event.fact {
            case .observation where isOfForce(event.term) && event.certainty >= standard: watched.append((event.mechanism, event.zone, event.time))
            case .access(.denial): denied.append((event.mechanism, event.zone, event.time))
            default: break
            }
        }
        func effective(zone: String?) -> [InstantInterval] {
            var out = bySources
            for w in watched where w.zone == nil || w.zone == zone {
                // A body that names itself cannot have watched while it was kept out of the same ground.
                let blocks = denied.filter { d in
                    w.mechanism != nil && d.mechanism == w.mechanism && (d.zone == nil || d.zone == zone)
                }
                out.append(contentsOf: less(w.time, blocks.map(\.time)))
            }
            return union(out)
        }
        everywhere = effective(zone: nil)
        var zones: [String: [InstantInterval]] = [:]
        for zone in Set(watched.compactMap(\.zone) + denied.compactMap(\.zone)) { zones[zone] = effective(zone: zone) }
        inZone = zones
        isStated = !bySources.isEmpty || !watched.isEmpty
    }

    /// Whether all of `time` was watched.
    func covers(_ time: InstantInterval, zone: String?) -> Bool {
        if time.to <= time.from { return true }
        return (zone.flatMap { inZone[$0] } ?? everywhere).contains { $0.from <= time.from && $0.to >= time.to }
    }

    /// Whether the whole area was watched at a moment.
    /// - Complexity: O(log n) in the stretches watched.
    func isWatching(at instant: Instant) -> Bool {
        let next = partitionPoint(everywhere.count) { everywhere[$0].from <= instant }
        return next > 0 && instant < everywhere[next - 1].to
    }

    /// Seconds of `time` that were watched over the whole area.
    func seconds(in time: InstantInterval) -> Int64 {
        everywhere.reduce(0) { $0 + max(0, min($1.to, time.to).seconds - max($1.from, time.from).seconds) }
    }
}

/// The union of intervals as disjoint ascending ones; touching ones are joined.
/// - Complexity: O(n log n).
func union(_ intervals: [InstantInterval]) -> [InstantInterval] {
    var out: [InstantInterval] = []
    for i in intervals.filter({ $0.to > $0.from }).sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
        if let last = out.last, i.from <= last.to {
            out[out.count - 1].to = max(last.to, i.to)
        } else {
            out.append(i)
        }
    }
    return out
}

/// What is left of an interval when others are taken out.
func less(_ whole: InstantInterval, _ blocks: [InstantInterval]) -> [InstantInterval] {
    var left: [InstantInterval] = []
    var from = whole.from
    for b in union(blocks) where b.to > whole.from && b.from < whole.to {
        if b.from > from { left.append(InstantInterval(from: from, to: b.from)) }
        from = max(from, b.to)
    }
    if from < whole.to { left.append(InstantInterval(from: from, to: whole.to)) }
    return left
}
