import HoldfastText

/// The keys of one mapping, known ones only.
struct Fields {
    /// Where a missing key is reported: the key that introduces the mapping, or the mapping itself.
    let at: YAMLNode
    /// What the mapping describes, such as `term 'guns-back'`.
    let what: String
    private let pairs: [String: YAMLPair]

    init(at: YAMLNode, what: String, pairs: [String: YAMLPair]) {
        self.at = at
        self.what = what
        self.pairs = pairs
    }

    /// `nil` where the key is absent, or has no value (which was reported).
    subscript(_ name: String) -> YAMLNode? { pairs[name].flatMap { $0.value.isEmpty ? nil : $0.value } }
    func key(_ name: String) -> YAMLNode? { pairs[name]?.key }
    /// Whether the key stands there, with or without a value.
    func has(_ name: String) -> Bool { pairs[name] != nil }
    func present(of names: [String]) -> [String] { names.filter(has) }
}

extension AgreementReading {
    /// Reads a mapping whose keys are fixed.
    func fields(_ node: YAMLNode, at: YAMLNode? = nil, what: String, known: [String]) -> Fields? {
        guard case .mapping(let pairs) = node.content else {
            report(
                .wrongShape, at: node, "\(what) must be keys with values, not \(node.shape)",
                help: "known keys are \(list(known))")
            return nil
        }
        var kept: [String: YAMLPair] = [:]
        for pair in pairs {
            guard known.contains(pair.name) else {
                let near = nearest(to: pair.name, among: known)
                report(
                    .unknownKey, at: pair.key, "\(what) has no key '\(pair.name)'",
                    help: near.map { "write \"\($0)\"" } ?? "known keys are \(list(known))")
                continue
            }
            if pair.value.isEmpty {
                report(
                    .missingValue, at: pair.key, "'\(pair.name)' has no value", help: "write one, or delete the key")
            }
            kept[pair.name] = pair
        }
        return Fields(at: at ?? node, what: what, pairs: kept)
    }

    /// Reads a mapping whose keys are ids of the user's choice.
    func entries(_ node: YAMLNode, what: String, each: String) -> [YAMLPair] {
        guard case .mapping(let pairs) = node.content else {
            report(
                .wrongShape, at: node, "'\(what)' must be keys with values, not \(node.shape)",
                help: "write each \(each) under an id of its own, as in \"north: …\"")
            return []
        }
        return pairs.filter { pair in
            guard isID(pair.name) else {
                report(
                    .badID, at: pair.key, "'\(pair.name)' cannot be the id of a \(each)",
                    help: "an id is made of small letters a to z, digits and hyphens, begins with a letter and is not \"all\", "
                        + "\"any\" or \"none\"; the full name goes under \"name\"")
                return false
            }
            return true
        }
    }

    func isID(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first), text.utf8.count <= 64 else { return false }
        return !["all", "any", "none"].contains(text)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    /// The value of a key that must be there.
    func required(_ name: String, in fields: Fields, help: String? = nil) -> YAMLNode? {
        if !fields.has(name) {
            report(.missingKey, at: fields.at, "\(fields.what) lacks '\(name)'", help: help ?? "add \"\(name): …\"")
        }
        return fields[name]
    }

    /// A single value as text, with spaces at its ends removed.
    func word(_ node: YAMLNode, what: String) -> String? {
        guard let text = node.text else {
            report(.wrongShape, at: node, "'\(what)' must be a single value, not \(node.shape)")
            return nil
        }
        if let hidden = text.unicodeScalars.first(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || (0x7F...0x9F).contains($0.value) }) {
            report(
                .controlCharacter, at: node, "'\(what)' holds the invisible character \(visible(String(hidden)))",
                help: "delete the backslash and what belongs to it")
            return nil
        }
        let trimmed = text.trimmingSpaces
        if trimmed.isEmpty {
            report(.missingValue, at: node, "'\(what)' is empty")
            return nil
        }
        return trimmed
    }

    func word(_ name: String, in fields: Fields) -> String? { fields[name].flatMap { word($0, what: name) } }

    /// A list of values; a single value counts as a list of one.
    func items(_ node: YAMLNode, what: String) -> [YAMLNode]? {
        switch node.content {
        case .list(let items): return items
        case .scalar(_, isEmpty: false): return [node]
        default:
            report(.wrongShape, at: node, "'\(what)' must be a list, not \(node.shape)", help: "write [first, second]")
            return nil
        }
    }

    /// A list that holds mappings: a single mapping is not enough.
    func list(_ node: YAMLNode, what: String) -> [YAMLNode]? {
        guard case .list(let items) = node.content else {
            report(
                .wrongShape, at: node, "'\(what)' must be a list, not \(node.shape)",
                help: "begin each entry with \"- \" on a line of its own")
            return nil
        }
        return items
    }

    func words(_ name: String, in fields: Fields) -> [(node: YAMLNode, text: String)]? {
        guard let node = fields[name], let items = items(node, what: name) else { return nil }
        return items.compactMap { item in word(item, what: name).map { (item, $0) } }
    }

    /// One of a fixed set of words.
    func choice(_ node: YAMLNode, what: String, of known: [String]) -> String? {
        guard let text = word(node, what: what) else { return nil }
        guard known.contains(text) else {
            let near = nearest(to: text, among: known)
            report(
                .unknownValue, at: node, "'\(what)' cannot be '\(text)'",
                help: near.map { "write \"\($0)\"" } ?? "write one of \(list(known))")
            return nil
        }
        return text
    }

    func choice<T: RawRepresentable & CaseIterable>(_ name: String, in fields: Fields, of type: T.Type) -> T?
    where T.RawValue == String {
        fields[name].flatMap { choice($0, what: name, of: T.allCases.map(\.rawValue)) }.flatMap(T.init(rawValue:))
    }

    /// An id that must be declared among `ids`.
    func reference(
        _ node: YAMLNode, to ids: [DeclaredIDs], code: DiagnosticCode, noun: String, from what: String,
        besides: [String] = []
    ) -> String? {
        guard let id = word(node, what: noun) else { return nil }
        if besides.contains(id) || ids.contains(where: { $0.contains(id) }) { return id }
        report(
            code, at: node, "\(what) names \(noun) '\(id)', which is not declared",
            help: help(for: id, among: ids, noun: noun, besides: besides))
        return nil
    }

    private func help(for id: String, among ids: [DeclaredIDs], noun: String, besides: [String]) -> String {
        let known = ids.flatMap(\.ids)
        if let near = nearest(to: id, among: known), let key = ids.lazy.compactMap({ $0.key(near) }).first {
            return "write \"\(near)\", declared at line \(key.line)"
        }
        if let near = nearest(to: id, among: besides) { return "write \"\(near)\"" }
        for (kind, other) in declared.all where other.contains(id) {
            if let key = other.key(id) { return "'\(id)' is \(kind), declared at line \(key.line)" }
        }
        let all = known + besides
        if all.isEmpty { return "the file declares no \(noun); declare it first" }
        return "declared are \(list(all.count > 12 ? Array(all.prefix(12)) + ["…"] : all))"
    }

    /// `a, b and c`.
    func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}
