import HoldfastText

extension AgreementReading {
    /// Kinds of incident that a prohibition may be narrowed to, and that may be exempt.
    static let incidentKinds = [
        "state-based", "non-state", "one-sided", "shelling", "small-arms", "sniper", "air-strike", "drone", "explosion", "mine",
        "incursion", "abduction", "weapon-sighting", "live-fire-exercise", "demining", "other",
    ]

    func readTerms(_ node: YAMLNode) -> [Term] {
        let pairs = entries(node, what: "terms", each: "term")
        for pair in pairs { declare(pair, in: \.terms) }
        return pairs.compactMap(readTerm)
    }

    private func readTerm(_ pair: YAMLPair) -> Term? {
        let what = "term '\(pair.name)'"
        guard let fields = fields(pair.value, at: pair.key, what: what, known: Keys.term) else { return nil }
        places.terms[pair.name] = TermPlaces(
            key: pair.key, within: fields["within"], exempt: fields["exempt"], behind: fields["behind"],
            complete: fields["complete"], start: fields["start"])
        let binds = readBinds(in: fields, what: what)
        let rules = fields.present(of: ["prohibits", "withdraws", "requires"])
        if rules.isEmpty {
            report(
                .termWithoutRule, at: pair.key, "\(what) says neither 'prohibits' nor 'withdraws' nor 'requires'",
                help: "add one of the three, as in \"prohibits: use-of-force\"")
        } else if rules.count > 1 {
            report(
                .termWithTwoRules, at: fields.key(rules[1]) ?? pair.key, "\(what) says both '\(rules[0])' and '\(rules[1])'",
                help: "make it two terms, so that each can be judged by itself")
        }
        var until = fields["until"].flatMap { termTime($0, what: "until") }
        let rule = rules.count == 1 ? readRule(rules[0], in: fields, what: what, binds: binds, until: &until) : nil
        let from = fields["from"].flatMap { termTime($0, what: "from") }
        checkTimes(from: from, until: until, in: fields, what: what)
        let within = fields["within"].flatMap { readWithin($0, what: what) }
        let exempt = readExempt(in: fields)
        let sources = readSources(in: fields)
        let says = word("says", in: fields)
        guard let rule, let binds else { return nil }
        return Term(
            id: pair.name, rule: rule, binds: binds, within: within, from: from, until: until, exempt: exempt, sources: sources,
            says: says, line: pair.key.line)
    }

    private func readRule(
        _ name: String, in fields: Fields, what: String, binds: Term.Binds?, until: inout TermTime?
    ) -> Term.Rule? {
        guard let node = fields[name] else { return nil }
        switch name {
        case "withdraws":
            refuse(["kinds", "tolerance", "over", "for", "of", "count"], in: fields, what: "\(what), a withdrawal,")
            return readWithdrawal(node, in: fields, what: what, binds: binds)
        case "prohibits":
            guard let choice = choice(node, what: "prohibits", of: ["use-of-force", "change-of-control"]) else { return nil }
            let withdrawal = ["behind", "start", "complete", "for", "of", "count"]
            if choice == "use-of-force" {
                refuse(withdrawal + ["tolerance", "over"], in: fields, what: "\(what), which prohibits the use of force,")
                return .prohibitsUseOfForce(kinds: readKinds(in: fields))
            }
            refuse(withdrawal + ["kinds", "exempt"], in: fields, what: "\(what), which prohibits a change of control,")
            let tolerance = required("tolerance", in: fields, help: "add the area that may change hands, as in \"tolerance: 2 km2\"; maps are never exact")
                .flatMap { squareMetres($0, what: "tolerance", allowZero: true) }
            let over = required("over", in: fields, help: "add the time over which change is added up, as in \"over: 1 d\"")
                .flatMap { seconds($0, what: "over") }
            guard let tolerance, let over else { return nil }
            return .prohibitsChangeOfControl(toleranceSquareMetres: tolerance, overSeconds: over)
        default:
            guard let choice = choice(node, what: "requires", of: ["access", "delivery"]) else { return nil }
            let others = ["behind", "start", "kinds", "tolerance", "over", "exempt"]
            if choice == "access" {
                refuse(others + ["of", "count", "complete"], in: fields, what: "\(what), which requires access,")
                return required("for", in: fields, help: "add the mechanism that is to have access, as in \"for: joint-centre\"")
                    .flatMap { reference($0, to: [declared.mechanisms], code: .unknownMechanism, noun: "mechanism", from: what) }
                    .map { .requiresAccess(mechanism: $0) }
            }
            refuse(others + ["for", "until"], in: fields, what: "\(what), which requires a delivery,")
            let of = required("of", in: fields, help: "add what is delivered, as in \"of: prisoners\"").flatMap { word($0, what: "of") }
            let count = required("count", in: fields, help: "add how many, as in \"count: 48\"").flatMap { self.count($0, what: "count") }
            if !fields.has("complete") {
                report(
                    .deliveryWithoutDeadline, at: fields.at, "\(what) has no deadline, so it can never be breached",
                    help: "add \"complete: D+3\"; if the text sets none, this is a finding about the text")
            }
            let complete = fields["complete"].flatMap { termTime($0, what: "complete") }
            checkDeadline(complete, at: fields["complete"], what: what)
            until = complete
            guard let of, let count, complete != nil || !fields.has("complete") else { return nil }
            return .requiresDelivery(of: of, count: count)
        }
    }

    /// Keys that are known in terms but have no meaning for this rule.
    private func refuse(_ names: [String], in fields: Fields, what: String) {
        for name in fields.present(of: names) {
            guard let key = fields.key(name) else { continue }
            let help = name == "until" ? "write \"complete\" for the deadline" : "delete the key; \"\(name)\" belongs to another kind of term"
            report(.unknownKey, at: key, "\(what) has no key '\(name)'", help: help)
        }
    }

    private func readKinds(in fields: Fields) -> [String] {
        guard let node = fields["kinds"], let items = items(node, what: "kinds") else { return [] }
        return items.compactMap { choice($0, what: "kinds", of: Self.incidentKinds) }
    }

    private func readExempt(in fields: Fields) -> [String] {
        (words("exempt", in: fields) ?? []).compactMap { node, text in
            if Self.incidentKinds.contains(text) { return text }
            if let near = nearest(to: text, among: Self.incidentKinds) {
                report(.unknownValue, at: node, "'exempt' names the kind '\(text)', which is unknown", help: "write \"\(near)\"")
                return nil
            }
            report(
                .exemptByRemark, at: node, "'\(text)' is not a kind of incident, and exempts only incidents whose remark says so",
                help: "known kinds are \(list(Self.incidentKinds))")
            return text
        }
    }

    private func readBinds(in fields: Fields, what: String) -> Term.Binds? {
        guard fields.has("binds") else { return .all }
        guard let node = fields["binds"] else { return nil }
        if node.text?.trimmingSpaces == "all" { return .all }
        guard let items = items(node, what: "binds") else { return nil }
        if items.isEmpty {
            report(.termBindsNobody, at: node, "\(what) binds nobody", help: "write \"binds: all\", or name the parties")
            return nil
        }
        let ids = items.compactMap {
            reference($0, to: [declared.parties], code: .unknownParty, noun: "party", from: what, besides: [])
        }
        return ids.count == items.count ? .parties(ids) : nil
    }

    private func readWithin(_ node: YAMLNode, what: String) -> String? {
        let id = reference(
            node, to: [declared.zones], code: .unknownZone, noun: "zone", from: what, besides: ["area-of-agreement"])
        guard id == "area-of-agreement" else { return id }
        if places.areaOfAgreement == nil {
            report(
                .areaNotDeclared, at: node, "no area of the agreement is declared, so \(what) holds everywhere",
                help: "add \"area-of-agreement: {file: area.geojson}\" under \"space\" to bound it")
        }
        return nil
    }

    private func readWithdrawal(_ node: YAMLNode, in fields: Fields, what: String, binds: Term.Binds?) -> Term.Rule? {
        let inner = self.fields(node, at: fields.key("withdraws"), what: "'withdraws'", known: Keys.withdraws)
        let weapon = inner.flatMap { required("weapon", in: $0, help: "add what is withdrawn, as in \"weapon: artillery\"") }
            .flatMap { word($0, what: "weapon") }
        let calibre = inner?["calibre"].flatMap { self.calibre($0, what: "calibre") }
        let behind = required("behind", in: fields, help: "add how far, as in \"behind: {line: line-of-contact, depth: 25 km}\"")
            .flatMap { readBehind($0, at: fields.key("behind"), what: what, binds: binds) }
        let start = fields["start"].flatMap { termTime($0, what: "start") }
        if !fields.has("complete") {
            report(
                .withdrawalWithoutDeadline, at: fields.at, "\(what) has no deadline, so it can never be breached",
                help: "add \"complete: D+14\"; if the text sets none, this is a finding about the text")
        }
        let complete = fields["complete"].flatMap { termTime($0, what: "complete") }
        checkStart(start, at: fields["start"], what: what)
        checkDeadline(complete, at: fields["complete"], what: what)
        if let clock, let start, let complete, clock.deadline(complete) <= clock.start(start), let node = fields["complete"] {
            report(
                .completeBeforeStart, at: node, "\(what) is to be complete before it starts",
                help: "it starts at line \(fields["start"]?.line ?? node.line); check the two dates")
        }
        guard let weapon, let behind, complete != nil || !fields.has("complete") else { return nil }
        return .withdraws(Withdrawal(weapon: weapon, calibre: calibre, behind: behind, start: start, complete: complete))
    }

    /// `{line, depth}` for all, or one such for each party.
    private func readBehind(
        _ node: YAMLNode, at key: YAMLNode?, what: String, binds: Term.Binds?
    ) -> [(party: String, line: String, depthMetres: Double)]? {
        func one(_ node: YAMLNode, at key: YAMLNode?, party: String) -> (party: String, line: String, depthMetres: Double)? {
            guard let fields = fields(node, at: key, what: "'behind'", known: Keys.behind) else { return nil }
            let line = required("line", in: fields).flatMap { lineReference($0, from: what) }
            let depth = required("depth", in: fields).flatMap { metres($0, what: "depth") }
            if let depth, let node = fields["depth"] { checkDepth(depth, at: node, what: what) }
            guard let line, let depth else { return nil }
            return (party, line, depth)
        }
        guard case .mapping(let pairs) = node.content, !pairs.contains(where: { $0.name == "line" || $0.name == "depth" }) else {
            return one(node, at: key, party: "all").map { [$0] }
        }
        var rows: [(party: String, line: String, depthMetres: Double)] = []
        var isGood = true
        for pair in pairs {
            guard pair.name == "all" || declared.parties.contains(pair.name) else {
                _ = party(pair.key, from: what)
                isGood = false
                continue
            }
            if let row = one(pair.value, at: pair.key, party: pair.name) { rows.append(row) } else { isGood = false }
        }
        let bound: [String]
        switch binds {
        case .all: bound = declared.parties.ids
        case .parties(let ids): bound = ids
        case nil: bound = []
        }
        let named = pairs.map(\.name)
        for missing in bound where !named.contains(missing) && !named.contains("all") {
            isGood = false
            report(
                .behindMissesParty, at: key ?? node, "\(what) binds '\(missing)' but does not say how far it withdraws",
                help: "add \"\(missing): {line: line-of-contact, depth: 25 km}\" under \"behind\"")
        }
        return isGood ? rows : nil
    }

    private func checkTimes(from: TermTime?, until: TermTime?, in fields: Fields, what: String) {
        checkStart(from, at: fields["from"], what: what)
        guard let node = fields["until"], let until, let clock else { return }
        checkDeadline(until, at: node, what: what)
        guard let from, clock.deadline(until) <= clock.start(from) else { return }
        report(
            .untilBeforeFrom, at: node, "\(what) ends before it begins",
            help: "it begins at line \(fields["from"]?.line ?? node.line); check the two dates")
    }

    private func checkStart(_ start: TermTime?, at node: YAMLNode?, what: String) {
        guard let node, let start, let clock, clock.start(start) < clock.entersIntoForce else { return }
        if case .day(let day) = start, day >= clock.dDay { return }
        report(
            .startBeforeEntryIntoForce, at: node, "\(what) begins before the agreement enters into force",
            help: "nothing is judged before \(clock.dDay.iso8601); write \"D+0\" if that is meant")
    }

    private func checkDeadline(_ deadline: TermTime?, at node: YAMLNode?, what: String) {
        guard let node, let deadline, let clock, clock.deadline(deadline) <= clock.entersIntoForce else { return }
        report(
            .deadlineBeforeEntryIntoForce, at: node,
            "\(what) falls due before the agreement enters into force on \(clock.dDay.iso8601)",
            help: "check the date, or count from entry into force as in \"D+2\"")
    }
}
