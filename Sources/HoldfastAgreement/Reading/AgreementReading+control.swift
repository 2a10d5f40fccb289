import HoldfastText

extension AgreementReading {
    /// One map maker, or a list of several.
    func readControl(_ node: YAMLNode, at key: YAMLNode?) -> [ControlFiles] {
        guard case .list(let items) = node.content else { return readMaker(node, at: key).map { [$0] } ?? [] }
        if items.isEmpty {
            report(.missingValue, at: key ?? node, "'control' is an empty list", help: "name maps, or delete the key")
        }
        var makers: Set<String> = []
        var out: [ControlFiles] = []
        for item in items {
            guard let read = readMaker(item, at: item) else { continue }
            if items.count > 1, case .mapping(let pairs) = item.content {
                let named = pairs.first { $0.name == "maker" }
                if named == nil {
                    report(
                        .missingKey, at: item, "one of several map makers lacks 'maker'",
                        help: "add \"maker: NAME\" to each, so that reports can say whose map it is")
                } else if let named, !read.maker.isEmpty, !makers.insert(read.maker).inserted {
                    report(
                        .makerTwice, at: named.value, "the map maker '\(read.maker)' stands here twice",
                        help: "give each its own name; several files of one map maker go under one pattern")
                }
            }
            out.append(read)
        }
        return out
    }

    private func readMaker(_ node: YAMLNode, at key: YAMLNode?) -> ControlFiles? {
        guard let fields = fields(node, at: key, what: "'control'", known: Keys.control) else { return nil }
        var files = required("files", in: fields).flatMap { pattern($0, what: "files", holding: .polygon) }
        files?.layer = word("layer", in: fields)
        let sides = readSides(in: fields, at: node)
        let rest = fields["rest-held-by"].flatMap { party($0, from: "'control'") }
        if case .everything(let heldBy)? = sides, heldBy == rest, let node = fields["rest-held-by"] {
            report(
                .samePartyOnBothSides, at: node, "'\(heldBy)' cannot hold both what the polygons cover and the rest",
                help: "name the other party, or delete \"rest-held-by\"")
        }
        let gaps = fields["gaps"].flatMap(readGaps) ?? .carryForward
        guard let files, let sides else { return nil }
        return ControlFiles(
            files: files, sides: sides, restHeldBy: rest, gaps: gaps, dateAttribute: word("date", in: fields),
            maker: word("maker", in: fields) ?? "")
    }

    private func readSides(in fields: Fields, at node: YAMLNode) -> ControlSides? {
        guard fields.has("side") else {
            return required(
                "held-by", in: fields,
                help: "add the party that holds what the polygons cover, as in \"held-by: south\", or \"side\" where an attribute says it"
            ).flatMap { party($0, from: "'control'") }.map { .everything(heldBy: $0) }
        }
        if fields.has("held-by") {
            report(
                .controlWithTwoHolders, at: fields.key("held-by") ?? node, "both 'held-by' and 'side' say who holds what the polygons cover",
                help: "keep \"held-by\" where it is always the same party, \"side\" where an attribute says it")
            return nil
        }
        guard let side = fields["side"],
            let inner = self.fields(side, at: fields.key("side"), what: "'side'", known: Keys.side)
        else { return nil }
        let attribute = required("attribute", in: inner, help: "add the name of the attribute that says who holds a polygon")
            .flatMap { word($0, what: "attribute") }
        let listed = required("holders", in: inner, help: "add what its values mean, as in \"holders: {occupied: south, grey: contested}\"")
        let others = inner["others"].flatMap { holder($0, from: "'others'") }
        guard let listed else { return nil }
        guard case .mapping(let pairs) = listed.content else {
            report(
                .wrongShape, at: listed, "'holders' must be values with their holders, not \(listed.shape)",
                help: "write {occupied: south, grey: contested}")
            return nil
        }
        var holders: [(value: String, holder: ControlHolder)] = []
        for pair in pairs {
            if pair.value.isEmpty {
                report(.missingValue, at: pair.key, "'\(pair.name)' has no value", help: "write who holds it: a party, contested or unknown")
            } else if let holder = holder(pair.value, from: "'holders'") {
                holders.append((pair.name, holder))
            }
        }
        guard let attribute, holders.count == pairs.count, others != nil || !inner.has("others") else { return nil }
        let all = holders.map(\.holder) + [others].compactMap(\.self)
        guard all.contains(where: { if case .party = $0 { true } else { false } }) else {
            report(
                .sideWithoutParty, at: listed, "no value of '\(attribute)' stands for a party",
                help: "name the party at the values that mean its ground, as in \"occupied: south\"")
            return nil
        }
        return .attribute(attribute, holders: holders, others: others)
    }

    private func holder(_ node: YAMLNode, from what: String) -> ControlHolder? {
        reference(
            node, to: [declared.parties], code: .unknownParty, noun: "party", from: what, besides: ["contested", "unknown"]
        ).map { declared.parties.contains($0) ? .party($0) : $0 == "contested" ? .contested : .unknown }
    }

    private func readGaps(_ node: YAMLNode) -> ControlGaps? {
        guard let text = word(node, what: "gaps") else { return nil }
        switch text {
        case "carry-forward": return .carryForward
        case "unknown": return .unknown
        default: break
        }
        if let near = nearest(to: text, among: ["carry-forward", "unknown"]) {
            report(.unknownValue, at: node, "'gaps' cannot be '\(text)'", help: "write \"\(near)\"")
        } else if text.first?.isNumber != true {
            report(
                .unknownValue, at: node, "'gaps' cannot be '\(text)'",
                help: "write carry-forward, unknown, or a number of days as in \"30 d\"")
        } else {
            switch span(node, what: "gaps") {
            case .days(let days): return .carryAtMost(days: days)
            case nil: break
            default: report(.unknownUnit, at: node, "'gaps' is counted in whole days", help: "write it as in \"30 d\"")
            }
        }
        return nil
    }
}
