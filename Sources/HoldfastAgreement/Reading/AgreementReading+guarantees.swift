import HoldfastText

extension AgreementReading {
    func readGuarantees(_ node: YAMLNode) -> [Guarantee] {
        entries(node, what: "guarantees", each: "guarantee").compactMap(readGuarantee)
    }

    private func readGuarantee(_ pair: YAMLPair) -> Guarantee? {
        let what = "guarantee '\(pair.name)'"
        places.guarantees[pair.name] = pair.key
        guard let fields = fields(pair.value, at: pair.key, what: what, known: Keys.guarantee) else { return nil }
        let guarantors = required("guarantors", in: fields, help: "add who gives the guarantee, as in \"guarantors: [alliance]\"")
            .flatMap { references($0, key: "guarantors", to: [declared.guarantors], code: .unknownGuarantor, noun: "guarantor", from: what) }
        let beneficiaries = readBeneficiaries(in: fields, what: what)
        let trigger = fields["trigger"].flatMap { readTrigger($0, at: fields.key("trigger"), what: "the trigger of \(what)") }
        let bodies = [declared.mechanisms, declared.guarantors, declared.parties]
        let finder = fields["finder"].flatMap { reference($0, to: bodies, code: .unknownBody, noun: "finder", from: what) }
        let guarantee = Guarantee(
            id: pair.name, guarantors: guarantors ?? [], beneficiaries: beneficiaries ?? [], trigger: trigger, finder: finder,
            clockStarts: choice("clock-starts", in: fields, of: ClockStart.self),
            discretion: choice("discretion", in: fields, of: Discretion.self),
            veto: fields["veto"].flatMap { readVeto($0, bodies: bodies, what: what) },
            obligations: readObligations(in: fields, what: what), cureSeconds: fields["cure"].flatMap { seconds($0, what: "cure") },
            sunset: fields["sunset"].flatMap { span($0, what: "sunset") },
            notice: fields["notice"].flatMap { span($0, what: "notice") }, sources: readSources(in: fields),
            says: word("says", in: fields), line: pair.key.line)
        reportGaps(fields, what: what)
        return guarantors == nil ? nil : guarantee
    }

    /// What historical guarantees leave open, each a finding.
    private func reportGaps(_ fields: Fields, what: String) {
        func gap(_ key: String, _ code: DiagnosticCode, _ message: String, _ help: String) {
            if !fields.has(key) { report(code, at: fields.at, "\(what) \(message)", help: help) }
        }
        gap(
            "trigger", .guaranteeWithoutTrigger, "does not say what sets it off",
            "add \"trigger: {violations-of: …, at-least: …, within: …}\", or \"trigger: {described: …}\" for the text's words")
        gap(
            "finder", .guaranteeWithoutFinder, "does not say who finds that it is set off",
            "add \"finder: …\" with a mechanism, guarantor or party; if the text names none, that is a finding about the text")
        gap(
            "clock-starts", .guaranteeWithoutClockStart, "does not say when its clock starts",
            "add \"clock-starts: event\", \"finding\" or \"notification\"; if the text is silent, that is a finding about the text")
        gap(
            "discretion", .guaranteeWithoutDiscretion, "does not say whether guarantors may choose not to act",
            "add \"discretion: none\", \"own-satisfaction\", \"as-deemed-necessary\" or \"constitutional-process\"")
        gap(
            "veto", .guaranteeWithoutVeto, "does not say who can stop it",
            "add \"veto: none\", \"any-guarantor\" or the ids of those who can")
        gap(
            "obligations", .guaranteeWithoutObligation, "obliges nobody to do anything",
            "add \"obligations:\" with a list such as \"- {kind: consult, within: 24 h}\"")
    }

    private func references(
        _ node: YAMLNode, key: String, to ids: [DeclaredIDs], code: DiagnosticCode, noun: String, from what: String
    ) -> [String]? {
        guard let items = items(node, what: key) else { return nil }
        if items.isEmpty {
            report(.missingValue, at: node, "'\(key)' is empty", help: "name at least one \(noun)")
            return nil
        }
        let found = items.compactMap { reference($0, to: ids, code: code, noun: noun, from: what) }
        return found.count == items.count ? found : nil
    }

    private func readBeneficiaries(in fields: Fields, what: String) -> [String]? {
        guard let node = fields["for"] else { return [] }
        if node.text?.trimmingSpaces == "all" { return [] }
        return references(node, key: "for", to: [declared.parties], code: .unknownParty, noun: "party", from: what)
    }

    private func readVeto(_ node: YAMLNode, bodies: [DeclaredIDs], what: String) -> VetoRule? {
        switch node.text?.trimmingSpaces {
        case "none": return VetoRule.none
        case "any-guarantor": return .anyGuarantor
        case let word?:
            if !bodies.contains(where: { $0.contains(word) }), let near = nearest(to: word, among: ["none", "any-guarantor"]) {
                report(.unknownValue, at: node, "'veto' cannot be '\(word)'", help: "write \"\(near)\"")
                return nil
            }
        case nil: break
        }
        return references(node, key: "veto", to: bodies, code: .unknownBody, noun: "body", from: what).map(VetoRule.named)
    }

    private func readObligations(in fields: Fields, what: String) -> [Obligation] {
        guard let node = fields["obligations"], let items = list(node, what: "obligations") else { return [] }
        if items.isEmpty {
            report(
                .guaranteeWithoutObligation, at: node, "\(what) obliges nobody to do anything",
                help: "add an entry such as \"- {kind: consult, within: 24 h}\"")
        }
        return items.compactMap { item in
            guard let inner = self.fields(item, what: "an obligation of \(what)", known: Keys.obligation) else { return nil }
            let kindNode = required("kind", in: inner, help: "add one of \(list(Obligation.Kind.allCases.map(\.rawValue)))")
            let kind = kindNode.flatMap { choice($0, what: "kind", of: Obligation.Kind.allCases.map(\.rawValue)) }
                .flatMap(Obligation.Kind.init(rawValue:))
            if !inner.has("within") {
                report(
                    .guaranteeWithoutDeadline, at: item, "\(what) sets no deadline for this obligation",
                    help: "add \"within: 24 h\"; if the text says \"immediately\" or nothing, that is a finding about the text")
            }
            let within = inner["within"].flatMap { span($0, what: "within") }
            let unless = inner["unless"].flatMap { choice($0, what: "unless", of: ["cured"]) }
            if unless != nil, !fields.has("cure"), let node = inner["unless"] {
                report(
                    .cureWithoutLimit, at: node, "\(what) spares a breach that was cured, but sets no time for the cure",
                    help: "add \"cure: 72 h\" to the guarantee; without it a late cure counts as well as an early one")
            }
            return kind.map { Obligation(kind: $0, within: within, unless: unless) }
        }
    }

    private func readTrigger(_ node: YAMLNode, at key: YAMLNode?, what: String) -> Trigger? {
        let measures = ["violations-of", "deaths", "change-of-control", "missed-deadline", "denied-access", "described", "any", "all"]
        guard let fields = fields(node, at: key, what: what, known: Keys.trigger), let measure = measure(of: measures, in: fields) else {
            return nil
        }
        let extra = ["by", "at-least", "standard", "within"]
        switch measure {
        case "violations-of":
            return readViolationsTrigger(fields, what: what)
        case "any", "all":
            refuseWindow(extra, in: fields, measure: measure)
            guard let node = fields[measure], let items = conditions(node, what: measure) else { return nil }
            let inner = items.compactMap { readTrigger($0, at: $0, what: what) }
            guard inner.count == items.count else { return nil }
            return measure == "any" ? .any(inner) : .all(inner)
        case "described":
            refuseWindow(extra, in: fields, measure: measure)
            return fields[measure].flatMap { word($0, what: measure) }.map(Trigger.described)
        case "missed-deadline":
            refuseWindow(extra, in: fields, measure: measure)
            return fields[measure].flatMap { termReference($0, from: what) }.map { .missedDeadline(of: $0) }
        case "change-of-control":
            refuseWindow(["by", "at-least", "standard"], in: fields, measure: measure)
            let area = fields[measure].flatMap { squareMetres($0, what: measure) }
            guard let within = window(in: fields), let area else { return nil }
            return .changeOfControl(squareMetres: area, withinSeconds: within)
        default:
            refuseWindow(["by", "at-least", "standard"], in: fields, measure: measure)
            let count = fields[measure].flatMap { self.count($0, what: measure) }
            guard let within = window(in: fields), let count else { return nil }
            return measure == "deaths" ? .deaths(count: count, withinSeconds: within) : .deniedAccess(count: count, withinSeconds: within)
        }
    }

    private func readViolationsTrigger(_ fields: Fields, what: String) -> Trigger? {
        let of = fields["violations-of"].flatMap { termReference($0, from: what) }
        let count = required("at-least", in: fields, help: "add how many, as in \"at-least: 10\"")
            .flatMap { self.count($0, what: "at-least") }
        var by: Trigger.By? = .anyParty
        if let node = fields["by"] {
            switch reference(
                node, to: [declared.parties], code: .unknownParty, noun: "party", from: what, besides: ["same-party", "any-party"])
            {
            case "same-party": by = .sameParty
            case "any-party": by = .anyParty
            case let party?: by = .party(party)
            case nil: by = nil
            }
        }
        var standard: String? = "likely"
        if let node = fields["standard"] { standard = choice(node, what: "standard", of: ["confirmed", "likely", "possible"]) }
        guard let within = window(in: fields), let of, let count, let by, let standard else { return nil }
        return .violations(of: of, by: by, count: count, withinSeconds: within, standard: standard)
    }
}
