import HoldfastAgreement
import HoldfastControl
import HoldfastGeometry
import HoldfastIncidents
import HoldfastText

extension Evidence {
    /// `prohibits: use-of-force`: every reported use of force between the parties in the term's time and place.
    ///
    /// An incident whose interval or disc of uncertainty reaches over an edge is a violation with a probability:
    /// the share of its interval in the term's time times the share of its disc in the term's place.
    /// - Complexity: O(n) in the incidents, spread over all cores.
    func judgeUseOfForce(_ term: Term, _ index: Int, _ kinds: KindSet) -> Judgement {
        let time = agreement.inForce(term, within: period)
        guard time.to > time.from else {
            return Judgement(
                status: .undetermined, reasons: ["not in force within the period"], clockDue: term.until.map(agreement.end))
        }
        let exempt = KindSet(term.exempt.compactMap(IncidentKind.init(word:)))
        let exemptRemarks = Set(term.exempt)
        let exemptNumbers = Set(table.remarks.names.indices.filter { exemptRemarks.contains(table.remarks.names[$0].lowercased()) }.map { UInt32($0) })
        let place = TermPlace(term.within, ground)
        let runs = inRuns(of: bearings.count, atLeast: 8192) { rows -> (violations: [Violation], exempted: Int) in
            var found: [Violation] = []
            var exempted = 0
            var dates = LocalDates(zone: agreement.zone)
            for b in bearings[rows] {
                let kind = b.kind
                let isExempt =
                    exempt.contains(kind) || (!exemptNumbers.isEmpty && exemptNumbers.contains(table.remark[Int(b.row)]))
                guard kinds.contains(kind) || isExempt, b.time.touches(time) else { continue }
                let share = place.share(of: b, table: table, &dates)
                guard share.isPossible else { continue }
                if isExempt {
                    exempted += 1
                    continue
                }
                let who = agreement.weight(of: b.attributedTo, under: term)
                guard who.share > 0 else { continue }
                let inTime = b.time.lies(in: time)
                found.append(
                    Violation(
                        term: UInt16(clamping: index), origin: .incident(b.row),
                        probability: Float(b.time.share(in: time) * share.probability * who.share),
                        isCertain: inTime && share.isCertain && who.isCertain, certainty: b.certainty,
                        attributedTo: b.attributedTo, side: b.side, distanceMetres: b.distanceMetres, zones: b.zones,
                        time: b.time, squareMetres: 0))
            }
            return (found, exempted)
        }
        var violations = runs.first?.violations ?? []
        violations.reserveCapacity(runs.reduce(0) { $0 + $1.violations.count })
        for run in runs.dropFirst() { violations.append(contentsOf: run.violations) }
        var judgement = Judgement(status: .undetermined, reasons: [], violations: violations)
        judgement.exempted = runs.reduce(0) { $0 + $1.exempted }
        let counts = count(violations)
        let observed = effort.covers(time, zone: term.within)
        judgement.status = status(counts, below: below(violations), observed: observed)
        judgement.reasons = reasons(counts, violations, observed: observed, time)
        return judgement
    }

    private func reasons(_ c: ViolationCounts, _ violations: [Violation], observed: Bool, _ time: InstantInterval) -> [String] {
        var out: [String] = []
        if c.low > 0 {
            let range = c.low == c.high ? "" : " (between \(grouped(c.low)) and \(grouped(c.high)))"
            out.append("\(counted(max(c.best, c.low), "violation"))\(range) at the standard '\(options.standard.word)'")
        } else if c.high > 0 {
            out.append("\(counted(c.high, "report")) may or may not lie in the term's time and place; none certainly does")
        } else if observed, violations.isEmpty {
            out.append("none reported, and the sources cover the whole time")
        }
        let below = below(violations)
        if below > 0 { out.append("\(counted(below, "report")) below the standard '\(options.standard.word)' not counted") }
        if !observed {
            out.append(
                !violations.isEmpty
                    ? "no source covers the whole time from \(local(time.from)) to \(local(time.to)), so there may be more"
                    : "none reported, but no source covers the whole time from \(local(time.from)) to \(local(time.to)): not observed is not quiet")
        }
        return out
    }
}

/// Where a term binds.
struct TermPlace: Sendable {
    private enum Shape: Sendable {
        /// No zone: what counts is the area of the agreement, measured already.
        case area
        case polygon(PolygonIndex)
        case along(LineTrack, depthMetres: Double, side: String?)
        /// The zone could not be placed: possible everywhere.
        case unknown
    }
    private let shape: Shape

    init(_ zone: String?, _ ground: Ground) {
        guard let zone else {
            shape = .area
            return
        }
        switch ground.zone(zone) {
        case .polygon(let polygon): shape = .polygon(polygon)
        case .along(let line, let depth, let side):
            shape = ground.line(line).map { .along($0, depthMetres: depth, side: side) } ?? .unknown
        case nil: shape = .unknown
        }
    }

    func share(of b: Bearing, table: IncidentTable, _ dates: inout LocalDates) -> PlaceShare {
        let row = Int(b.row)
        let zoneShare: PlaceShare
        switch shape {
        case .area: return b.area
        case .unknown: return .anywhere
        case .polygon(let polygon):
            let position = Position(longitude: table.longitude[row], latitude: table.latitude[row])
            zoneShare = PlaceShare(of: position, radius: Double(table.uncertaintyMetres[row]), in: polygon)
        case .along(let track, let depth, let side):
            zoneShare = share(of: b, table, track, depth, side, &dates)
        }
        if !b.area.isCertain {
            return PlaceShare(
                probability: min(zoneShare.probability, b.area.probability), isCertain: !zoneShare.isPossible)
        }
        return zoneShare
    }

    private func share(
        of b: Bearing, _ table: IncidentTable, _ track: LineTrack, _ depth: Double, _ side: String?,
        _ dates: inout LocalDates
    ) -> PlaceShare {
        let row = Int(b.row)
        let position = Position(longitude: table.longitude[row], latitude: table.latitude[row])
        guard position.longitude.isFinite, position.latitude.isFinite else { return .anywhere }
        let line: LineOnDay?
        if case .fixed(let fixed) = track { line = LineOnDay(fixed) } else { line = track.line(on: dates.date(at: b.time.from)) }
        guard let line else { return .anywhere }
        let radius = Double(table.uncertaintyMetres[row]) + line.accuracyMetres
        let standing = line.standing(of: position, near: [depth], radius: Double(table.uncertaintyMetres[row]))
        if let side {
            guard let behind = standing.metresBehind(party: side) else { return .anywhere }
            return PlaceShare(signedDistance: behind, radius: radius, band: DistanceBand(near: 0, far: depth))
        }
        return PlaceShare(signedDistance: standing.metres, radius: radius, band: DistanceBand(near: -depth, far: depth))
    }
}
