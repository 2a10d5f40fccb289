import HoldfastAgreement
import HoldfastControl
import HoldfastGeometry
import HoldfastIncidents
import HoldfastText

extension Evidence {
    /// `withdraws`: what the term names may not stand within a depth of each party's line after the deadline.
    ///
    /// Judged from weapons seen (incidents of the kind `weapon-sighting`) and from logged withdrawals.
    /// A weapon attributed to a party is judged against that party's line, wherever it stands; one attributed to nobody
    /// against the line of the party on whose side it stands.
    func judgeWithdrawal(_ term: Term, _ index: Int, _ withdrawal: Withdrawal) -> Judgement {
        guard let complete = withdrawal.complete else {
            return Judgement(status: .undetermined, reasons: ["the text sets no deadline, so nothing is ever overdue"])
        }
        let due = agreement.end(complete)
        let time = InstantInterval(from: max(due, period.from), to: max(due, agreement.inForce(term, within: period).to))
        var judgement = Judgement(status: .undetermined, reasons: [], clockDue: due)
        var dates = LocalDates(zone: agreement.zone)
        let bands = withdrawalBands(term, withdrawal)
        for b in bearings where b.kind == .weaponSighting {
            guard b.time.touches(time), let weapon = fits(Int(b.row), withdrawal) else { continue }
            let share = place(of: b, in: bands, &dates)
            guard share.isPossible else { continue }
            judgement.violations.append(
                Violation(
                    term: UInt16(clamping: index), origin: .incident(b.row),
                    probability: Float(b.time.share(in: time) * share.probability * (weapon.isCertain ? 1 : 0.5)),
                    isCertain: weapon.isCertain && share.isCertain && b.time.lies(in: time),
                    certainty: b.certainty, attributedTo: b.attributedTo, side: b.side,
                    distanceMetres: b.distanceMetres, zones: b.zones, time: b.time, squareMetres: 0))
        }
        let counts = count(judgement.violations)
        let withdrawn = partiesWithdrawn(term)
        let bound = agreement.binds(term)
        let missing = bound.filter { withdrawn[$0] == nil }
        let late = bound.filter { party in withdrawn[party].map { $0 > due } ?? false }
        if counts.low > 0 {
            judgement.status = .breached
            judgement.reasons = ["\(counted(counts.low, "sighting")) within the depth after the deadline of \(local(due))"]
        } else if period.to < due {
            judgement.reasons = ["the deadline of \(local(due)) has not come"]
        } else if counts.high > 0 {
            judgement.reasons = ["\(counted(counts.high, "sighting")) may lie within the depth after the deadline; none certainly does"]
        } else if missing.isEmpty, !late.isEmpty {
            let found = late.map { "\($0) on \(local(withdrawn[$0] ?? due))" }
            judgement.reasons = ["found withdrawn only after the deadline of \(local(due)): \(found.joined(separator: ", ")); whether it was done in time is not known"]
        } else if missing.isEmpty, !bound.isEmpty {
            judgement.status = .met
            judgement.reasons = ["found withdrawn: \(bound.joined(separator: ", "))"]
        } else {
            judgement.reasons = [
                "nobody reported a weapon within the depth, nor that \(missing.joined(separator: " and ")) had withdrawn"
            ]
        }
        return judgement
    }

    /// For each party found withdrawn, by when the first such finding was complete.
    private func partiesWithdrawn(_ term: Term) -> [String: Instant] {
        var out: [String: Instant] = [:]
        for event in events.events {
            guard case .withdrawal = event.fact, event.certainty >= options.standard, event.time.from < period.to,
                event.term == nil || event.term == term.id
            else { continue }
            for party in event.party.map({ [$0] }) ?? agreement.binds(term) {
                out[party] = min(out[party] ?? event.time.to, event.time.to)
            }
        }
        return out
    }

    /// `nil` where the weapon seen is certainly not one the term names.
    private func fits(_ row: Int, _ withdrawal: Withdrawal) -> (isCertain: Bool, Void)? {
        var isCertain = true
        if let seen = table.remarks[table.weapon[row]] {
            guard seen.lowercased() == withdrawal.weapon.lowercased() else { return nil }
        } else {
            isCertain = false
        }
        if let calibre = withdrawal.calibre {
            let seen = Double(table.calibreMillimetres[row])
            if seen.isNaN {
                isCertain = false
            } else if calibre.inclusive ? seen < calibre.millimetres : seen <= calibre.millimetres {
                return nil
            }
        }
        return (isCertain, ())
    }

    private struct Band {
        var party: String
        var partyIndex: Int16
        var track: LineTrack
        var depthMetres: Double
    }

    private func withdrawalBands(_ term: Term, _ withdrawal: Withdrawal) -> [Band] {
        agreement.binds(term).compactMap { party in
            guard let b = withdrawal.behind.first(where: { $0.party == party }) ?? withdrawal.behind.first(where: { $0.party == "all" }),
                let track = ground.line(b.line), let i = agreement.index(ofParty: party)
            else { return nil }
            return Band(party: party, partyIndex: i, track: track, depthMetres: b.depthMetres)
        }
    }

    private func place(of b: Bearing, in bands: [Band], _ dates: inout LocalDates) -> PlaceShare {
        let row = Int(b.row)
        let position = Position(longitude: table.longitude[row], latitude: table.latitude[row])
        guard position.longitude.isFinite, position.latitude.isFinite, !bands.isEmpty else { return .anywhere }
        var result = PlaceShare.outside
        let ofOwner = bands.filter { $0.partyIndex == b.attributedTo }
        if b.attributedTo >= 0, ofOwner.isEmpty { return .outside }
        for band in ofOwner.isEmpty ? bands : ofOwner {
            guard let line = band.track.line(on: dates.date(at: b.time.from)) else { return .anywhere }
            let seenWithin = Double(table.uncertaintyMetres[row])
            let standing = line.standing(of: position, near: [band.depthMetres], radius: seenWithin)
            guard let behind = standing.metresBehind(party: band.party) else { return .anywhere }
            let near = ofOwner.isEmpty ? 0 : -Double.greatestFiniteMagnitude
            let share = PlaceShare(
                signedDistance: behind, radius: seenWithin + line.accuracyMetres, band: DistanceBand(near: near, far: band.depthMetres))
            if share.isCertain, share.probability == 1 { return share }
            if share.isPossible {
                result = PlaceShare(probability: max(result.probability, share.probability), isCertain: false)
            }
        }
        return result
    }
}
