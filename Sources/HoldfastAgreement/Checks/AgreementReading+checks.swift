import HoldfastText

/// Checks across the whole file. They run on what could be read, so they may run beside errors found earlier.
extension AgreementReading {
    func check(_ agreement: Agreement) {
        checkSigned(agreement)
        checkGuarantors(agreement)
        checkControl(agreement)
        checkSides(agreement)
        checkExemptions(agreement)
        checkContradictions(agreement)
        checkBaseline(agreement)
        checkTriggers(agreement)
        checkConsequences(agreement)
    }

    private func checkSigned(_ agreement: Agreement) {
        guard let signed = agreement.signed, signed > agreement.dDay, let node = places.signed else { return }
        report(
            .signedAfterEntryIntoForce, at: node,
            "the agreement was signed on \(signed.iso8601), after it entered into force on \(agreement.dDay.iso8601)",
            help: "check the two dates; some agreements apply from an earlier day, and then this is right")
    }

    private func checkGuarantors(_ agreement: Agreement) {
        for guarantor in agreement.guarantors {
            guard let party = agreement.parties.first(where: { $0.id == guarantor.id || $0.name == guarantor.name }),
                let key = declared.guarantors.key(guarantor.id)
            else { continue }
            report(
                .guarantorIsParty, at: key, "guarantor '\(guarantor.id)' is also party '\(party.id)'",
                help: "a party that guarantees its own conduct adds nothing to its promise; if the text has it so, that is a finding about the text")
        }
    }

    /// Rules, conditions and triggers that need maps of control, where the file names none.
    private func checkControl(_ agreement: Agreement) {
        guard places.control == nil else { return }
        func report(_ what: String, at key: YAMLNode?) {
            guard let key else { return }
            self.report(
                .controlNotDeclared, at: key, "\(what) is judged from maps of control, and the file names none",
                help: "add \"control: {files: control/*.geojson, held-by: …}\" under \"space\", or give the maps when assessing")
        }
        for term in agreement.terms {
            if case .prohibitsChangeOfControl = term.rule { report("term '\(term.id)'", at: places.terms[term.id]?.key) }
        }
        for (name, condition) in [
            ("collapsed", agreement.holding.collapsed), ("failing", agreement.holding.failing), ("strained", agreement.holding.strained),
        ] {
            if let condition, condition.needsControl { report("'\(name)'", at: places.holding[name]) }
        }
        for guarantee in agreement.guarantees {
            if let trigger = guarantee.trigger, trigger.needsControl {
                report("the trigger of guarantee '\(guarantee.id)'", at: places.guarantees[guarantee.id])
            }
        }
    }

    /// Lines whose sides a rule needs to know.
    private func checkSides(_ agreement: Agreement) {
        var needed: [(line: String, by: String)] = []
        for zone in agreement.space.zones {
            if case .along(let line, _, side: .some) = zone.shape { needed.append((line, "zone '\(zone.id)'")) }
        }
        for term in agreement.terms {
            guard case .withdraws(let withdrawal) = term.rule else { continue }
            for row in withdrawal.behind { needed.append((row.line, "term '\(term.id)'")) }
        }
        var reported: Set<String> = []
        for (line, user) in needed where reported.insert(line).inserted {
            let source = line == Self.lineOfContact ? agreement.space.lineOfContact : agreement.space.lines.first { $0.id == line }?.source
            guard let source, let key = declared.lines.key(line) else { continue }
            switch source {
            case .file(_, let left, let right, _):
                if left != nil, right != nil { continue }
                report(
                    .lineWithoutSides, at: key, "line '\(line)' does not say who holds which side, and \(user) depends on it",
                    help: "add \"left-held-by\" and \"right-held-by\", as seen along the direction in which the line is drawn")
            case .control, .movingControl:
                guard let control = agreement.space.control.first, control.restHeldBy == nil, control.parties.count == 1, let key = places.control else { continue }
                report(
                    .lineWithoutSides, at: key, "control does not say who holds the rest, and \(user) depends on it",
                    help: "add \"rest-held-by\" with the party on the other side of line '\(line)'")
            }
        }
    }

    private func checkExemptions(_ agreement: Agreement) {
        for term in agreement.terms {
            guard case .prohibitsUseOfForce(let kinds) = term.rule, let node = places.terms[term.id]?.exempt else { continue }
            // Sightings, exercises and clearance are no use of force to begin with.
            let prohibited = kinds.isEmpty
                ? Self.incidentKinds.filter { !["weapon-sighting", "live-fire-exercise", "demining", "other"].contains($0) } : kinds
            guard prohibited.allSatisfy(term.exempt.contains) else { continue }
            report(
                .exemptionCoversAll, at: node, "term '\(term.id)' exempts every kind that it prohibits, so nothing can breach it",
                help: "name only the kinds that the text allows")
        }
    }

    /// Each term against the earlier ones of the same rule and scope, 50 at most: no text has more.
    private func checkContradictions(_ agreement: Agreement) {
        var earlierByScope: [String: [Term]] = [:]
        for later in agreement.terms {
            guard let place = places.terms[later.id], let scope = scope(later) else { continue }
            let earlierTerms = earlierByScope[scope, default: []]
            if earlierTerms.count < 50 { earlierByScope[scope, default: []].append(later) }
            for earlier in earlierTerms where shareParty(earlier, later) {
                guard let difference = difference(earlier.rule, later.rule) else { continue }
                report(
                    .contradictoryTerms, at: place.key, "terms '\(earlier.id)' and '\(later.id)' ask for the same with different \(difference)",
                    help: "'\(earlier.id)' stands at line \(earlier.line); keep the one that the text means, or tell them apart by "
                        + "party, weapon, calibre or zone")
                break
            }
        }
    }

    /// What two terms have in common that can contradict each other.
    private func scope(_ term: Term) -> String? {
        let within = term.within ?? ""
        switch term.rule {
        case .withdraws(let w):
            let calibre = w.calibre.map { "\($0.inclusive) \($0.millimetres)" } ?? ""
            return "withdraws|\(within)|\(calibre)|\(w.weapon)"
        case .prohibitsChangeOfControl(_, let over): return "control|\(within)|\(over)"
        case .requiresDelivery(let what, _): 
            // By different days they are stages of one delivery.
            return "delivery|\(within)|\(what)|\(term.until.map { "\($0)" } ?? "")"
        case .prohibitsUseOfForce, .requiresAccess: return nil
        }
    }

    private func shareParty(_ a: Term, _ b: Term) -> Bool {
        switch (a.binds, b.binds) {
        case (.all, _), (_, .all): true
        case (.parties(let x), .parties(let y)): x.contains(where: y.contains)
        }
    }

    /// What differs between two rules of the same scope.
    private func difference(_ a: Term.Rule, _ b: Term.Rule) -> String? {
        switch (a, b) {
        case (.withdraws(let x), .withdraws(let y)):
            let depthDiffers = x.behind.contains { p in
                y.behind.contains { q in
                    (p.party == q.party || p.party == "all" || q.party == "all") && p.line == q.line && p.depthMetres != q.depthMetres
                }
            }
            // Deeper by a later day is a withdrawal in stages.
            let deadlineDiffers = x.complete != y.complete
            return depthDiffers == deadlineDiffers ? nil : depthDiffers ? "depths" : "deadlines"
        case (.prohibitsChangeOfControl(let area, _), .prohibitsChangeOfControl(let other, _)): return area != other ? "tolerances" : nil
        case (.requiresDelivery(_, let count), .requiresDelivery(_, let other)): return count != other ? "counts" : nil
        default: return nil
        }
    }

    private func checkBaseline(_ agreement: Agreement) {
        guard let baseline = agreement.holding.baseline, let node = places.baselineTo else { return }
        let clear = agreement.dDay.dayNumber - baseline.to.dayNumber - 1
        guard clear < 14 else { return }
        let latest = agreement.dDay.adding(days: -15).map(\.iso8601)
        let message = clear < 0
            ? "the baseline runs to \(baseline.to.iso8601), beyond entry into force on \(agreement.dDay.iso8601)"
            : "the baseline ends \(clear == 0 ? "on the eve of" : clear == 1 ? "two days before" : "\(clear + 1) days before") "
                + "entry into force on \(agreement.dDay.iso8601)"
        report(
            .baselineIncludesRunUp, at: node, message,
            help: "violence often rises before a cease-fire takes effect, and a baseline that holds the rise flatters it; "
                + (latest.map { "end it by \($0)" } ?? "end it earlier"))
    }
}

extension Holding.Condition {
    fileprivate var needsControl: Bool {
        switch self {
        case .changeOfControl: true
        case .any(let inner), .all(let inner): inner.contains(where: \.needsControl)
        default: false
        }
    }
}

extension Trigger {
    fileprivate var needsControl: Bool {
        switch self {
        case .changeOfControl: true
        case .any(let inner), .all(let inner): inner.contains(where: \.needsControl)
        default: false
        }
    }
}
