import HoldfastText

extension AgreementReading {
    func readHolding(_ node: YAMLNode, at key: YAMLNode?) -> Holding {
        var holding = Holding()
        guard let fields = fields(node, at: key, what: "'holding'", known: Keys.holding) else { return holding }
        let hasBaseline = fields.has("baseline")
        func condition(_ name: String) -> Holding.Condition? {
            places.holding[name] = fields.key(name)
            return fields[name].flatMap { self.condition($0, at: fields.key(name), what: "'\(name)'", hasBaseline: hasBaseline) }
        }
        holding.collapsed = condition("collapsed")
        holding.failing = condition("failing")
        holding.strained = condition("strained")
        holding.overSeconds = fields["over"].flatMap { seconds($0, what: "over") }
        holding.baseline = fields["baseline"].flatMap { readBaseline($0, at: fields.key("baseline")) }
        return holding
    }

    private func readBaseline(_ node: YAMLNode, at key: YAMLNode?) -> (from: CivilDate, to: CivilDate)? {
        guard let fields = fields(node, at: key, what: "'baseline'", known: Keys.baseline) else { return nil }
        let from = required("from", in: fields).flatMap { day($0, what: "from") }
        let to = required("to", in: fields).flatMap { day($0, what: "to") }
        guard let from, let to else { return nil }
        if to < from, let node = fields["to"] {
            report(
                .baselineInverted, at: node, "the baseline ends on \(to.iso8601), before it begins on \(from.iso8601)",
                help: "exchange the two dates")
            return nil
        }
        places.baselineTo = fields["to"]
        return (from, to)
    }

    private func condition(_ node: YAMLNode, at key: YAMLNode?, what: String, hasBaseline: Bool) -> Holding.Condition? {
        guard let fields = fields(node, at: key, what: what, known: Keys.condition),
            let measure = measure(of: ["deaths", "violations-of", "change-of-control", "rate-ratio", "any", "all"], in: fields)
        else { return nil }
        switch measure {
        case "any", "all":
            refuseWindow(["within", "at-least"], in: fields, measure: measure)
            guard let node = fields[measure], let items = conditions(node, what: measure) else { return nil }
            let inner = items.compactMap { condition($0, at: $0, what: "a condition", hasBaseline: hasBaseline) }
            guard inner.count == items.count else { return nil }
            return measure == "any" ? .any(inner) : .all(inner)
        case "rate-ratio":
            refuseWindow(["within", "at-least"], in: fields, measure: measure)
            if !hasBaseline {
                report(
                    .rateWithoutBaseline, at: fields.key(measure) ?? node, "'rate-ratio' compares with a baseline, and none is given",
                    help: "add \"baseline: {from: …, to: …}\" under \"holding\"")
            }
            return fields[measure].flatMap { ratio($0, what: measure) }.map { .rateRatio(atLeast: $0) }
        case "violations-of":
            let of = fields[measure].flatMap { termReference($0, from: what, allowAny: true) }
            let count = required("at-least", in: fields, help: "add how many, as in \"at-least: 10\"")
                .flatMap { self.count($0, what: "at-least") }
            guard let within = window(in: fields), let count, let of else { return nil }
            return .violations(of: of == "any" ? nil : of, count: count, withinSeconds: within)
        case "deaths":
            refuseWindow(["at-least"], in: fields, measure: measure)
            let count = fields[measure].flatMap { self.count($0, what: measure) }
            guard let within = window(in: fields), let count else { return nil }
            return .deaths(count: count, withinSeconds: within)
        default:
            refuseWindow(["at-least"], in: fields, measure: measure)
            let area = fields[measure].flatMap { squareMetres($0, what: measure) }
            guard let within = window(in: fields), let area else { return nil }
            return .changeOfControl(squareMetres: area, withinSeconds: within)
        }
    }

    /// The one measure that a condition names.
    func measure(of known: [String], in fields: Fields) -> String? {
        let present = fields.present(of: known)
        if present.isEmpty {
            report(
                .conditionWithoutMeasure, at: fields.at, "\(fields.what) does not say what is measured",
                help: "add one of \(list(known)), as in \"{\(known.contains("deaths") ? "deaths: 25, " : "")within: 7 d}\"")
            return nil
        }
        if present.count > 1 {
            report(
                .conditionWithTwoMeasures, at: fields.key(present[1]) ?? fields.at,
                "a condition measures one thing, and this one names '\(present[0])' and '\(present[1])'",
                help: "write \"any: [{\(present[0]): …}, {\(present[1]): …}]\", or \"all: […]\" if both are needed")
            return nil
        }
        return present[0]
    }

    func window(in fields: Fields) -> Int64? {
        required("within", in: fields, help: "add the window of time, as in \"within: 7 d\"").flatMap { seconds($0, what: "within") }
    }

    /// The entries of `any` or `all`, at least one.
    func conditions(_ node: YAMLNode, what: String) -> [YAMLNode]? {
        guard let items = list(node, what: what) else { return nil }
        if items.isEmpty {
            report(.conditionWithoutMeasure, at: node, "'\(what)' holds no condition", help: "write at least one, or delete the key")
            return nil
        }
        return items
    }

    func refuseWindow(_ names: [String], in fields: Fields, measure: String) {
        for name in fields.present(of: names) {
            report(
                .unknownKey, at: fields.key(name) ?? fields.at, "a condition on '\(measure)' has no key '\(name)'", help: "delete the key")
        }
    }

    /// A term's id, or `any`.
    func termReference(_ node: YAMLNode, from what: String, allowAny: Bool = false) -> String? {
        reference(node, to: [declared.terms], code: .unknownTerm, noun: "term", from: what, besides: allowAny ? ["any"] : [])
    }
}
