import HoldfastText

/// The keys of each mapping of the format. The JSON Schema has the same; a test compares them.
enum Keys {
    static let top = ["holdfast", "agreement", "parties", "mechanisms", "guarantors", "space", "terms", "holding", "guarantees"]
    static let agreement = ["id", "title", "class", "signed", "enters-into-force", "time-zone", "sources"]
    static let source = ["title", "url", "article", "checked"]
    static let party = ["name", "names-in-data"]
    static let body = ["name"]
    static let space = ["border", "coast", "control", "line-of-contact", "lines", "zones", "area-of-agreement", "places"]
    static let file = ["file", "layer"]
    static let control = ["files", "held-by", "side", "rest-held-by", "gaps", "date", "layer", "maker"]
    static let side = ["attribute", "holders", "others"]
    static let line = ["from", "on", "file", "layer", "left-held-by", "right-held-by", "accuracy"]
    static let zone = ["along", "depth", "width", "side", "file", "layer"]
    static let term = [
        "prohibits", "kinds", "tolerance", "over", "withdraws", "behind", "start", "complete", "requires", "for", "of", "count",
        "binds", "within", "from", "until", "exempt", "sources", "says",
    ]
    static let withdraws = ["weapon", "calibre"]
    static let behind = ["line", "depth"]
    static let holding = ["collapsed", "failing", "strained", "over", "baseline"]
    static let baseline = ["from", "to"]
    static let condition = ["deaths", "violations-of", "at-least", "change-of-control", "rate-ratio", "within", "any", "all"]
    static let guarantee = [
        "guarantors", "for", "trigger", "finder", "clock-starts", "discretion", "veto", "obligations", "cure", "sunset",
        "notice", "sources", "says",
    ]
    static let trigger = [
        "violations-of", "by", "at-least", "within", "standard", "deaths", "change-of-control", "missed-deadline",
        "denied-access", "described", "any", "all",
    ]
    static let obligation = ["kind", "within", "unless"]
}

/// What stands under `agreement`.
struct Header {
    var id: String?
    var title: String?
    var ceasefireClass: CeasefireClass?
    var signed: CivilDate?
    var sources: [TextSource]
}

extension AgreementReading {
    func readVersion(in top: Fields) {
        guard let node = required("holdfast", in: top, help: "begin the file with \"holdfast: 1\", the version of the format"),
            let text = word(node, what: "holdfast"), text != "1"
        else { return }
        report(
            .unknownFormatVersion, at: node, "this program reads version 1 of the format, not '\(text)'", help: "write \"holdfast: 1\"")
    }

    func readHeader(_ node: YAMLNode, at key: YAMLNode?) -> Header? {
        guard let fields = fields(node, at: key, what: "'agreement'", known: Keys.agreement) else { return nil }
        readClock(in: fields)
        var id = required("id", in: fields, help: "add a short id, as in \"id: river-line\"").flatMap { word($0, what: "id") }
        if let written = id, let node = fields["id"], !isID(written) {
            report(
                .badID, at: node, "'\(written)' cannot be the id of an agreement",
                help: "an id is made of small letters a to z, digits and hyphens and begins with a letter")
            id = nil
        }
        let title = required("title", in: fields).flatMap { word($0, what: "title") }
        let signed = fields["signed"].flatMap { day($0, what: "signed") }
        places.signed = fields["signed"]
        return Header(
            id: id, title: title, ceasefireClass: choice("class", in: fields, of: CeasefireClass.self), signed: signed,
            sources: readSources(in: fields))
    }

    func readSources(in fields: Fields) -> [TextSource] {
        guard let node = fields["sources"], let items = list(node, what: "sources") else { return [] }
        return items.compactMap { item in
            guard let source = self.fields(item, what: "a source", known: Keys.source),
                let title = required("title", in: source).flatMap({ word($0, what: "title") })
            else { return nil }
            let checked = source["checked"].flatMap { choice($0, what: "checked", of: ["primary", "secondary"]) }
            return TextSource(
                title: title, url: word("url", in: source), article: word("article", in: source), checked: checked)
        }
    }

    /// Notes an id of a kind; one id must not name two things.
    func declare(_ pair: YAMLPair, in kind: WritableKeyPath<Declarations, DeclaredIDs>, besides allowed: [String] = []) {
        for (noun, ids) in declared.all where !allowed.contains(noun) {
            if let earlier = ids.key(pair.name) {
                report(
                    .idTwice, at: pair.key, "'\(pair.name)' is already the id of \(noun)",
                    help: "that one is declared at line \(earlier.line); give one of the two another id")
                break
            }
        }
        declared[keyPath: kind].declare(pair.name, at: pair.key)
    }

    func readParties(_ node: YAMLNode) -> [Party] {
        var parties: [Party] = []
        var owner: [String: (party: String, line: Int)] = [:]
        for pair in entries(node, what: "parties", each: "party") {
            declare(pair, in: \.parties)
            places.parties[pair.name] = pair.key
            let what = "party '\(pair.name)'"
            guard let fields = fields(pair.value, at: pair.key, what: what, known: Keys.party) else { continue }
            let name = required("name", in: fields).flatMap { word($0, what: "name") }
            let names = namesInData(in: fields, of: pair, owner: &owner)
            if let name { parties.append(Party(id: pair.name, name: name, namesInData: names)) }
        }
        return parties
    }

    private func namesInData(
        in fields: Fields, of pair: YAMLPair, owner: inout [String: (party: String, line: Int)]
    ) -> [String: [String]] {
        guard fields.has("names-in-data") else {
            report(
                .partyWithoutNameInData, at: pair.key, "party '\(pair.name)' has no name in any data, so no incident can be laid to it",
                help: "add \"names-in-data: {ucdp: [the name as the data spell it]}\"")
            return [:]
        }
        guard let node = fields["names-in-data"] else { return [:] }
        guard case .mapping(let vocabularies) = node.content else {
            report(
                .wrongShape, at: node, "'names-in-data' must give names by data set, not \(node.shape)",
                help: "write \"{ucdp: [name, other name]}\"")
            return [:]
        }
        var names: [String: [String]] = [:]
        for vocabulary in entries(node, what: "names-in-data", each: "data set") {
            if vocabulary.value.isEmpty {
                report(.missingValue, at: vocabulary.key, "'\(vocabulary.name)' has no value", help: "write one, or delete the key")
                continue
            }
            for item in items(vocabulary.value, what: vocabulary.name) ?? [] {
                guard let name = word(item, what: vocabulary.name) else { continue }
                let mark = vocabulary.name + "\u{0}" + name
                if let other = owner[mark] {
                    let whose = other.party == pair.name ? "this party" : "party '\(other.party)'"
                    report(
                        .nameInDataTwice, at: item, "the name '\(name)' in \(vocabulary.name) already stands for \(whose)",
                        help: "it stands at line \(other.line); a name in data belongs to one party, once")
                } else {
                    owner[mark] = (pair.name, item.line)
                    names[vocabulary.name, default: []].append(name)
                }
            }
        }
        if vocabularies.isEmpty {
            report(
                .partyWithoutNameInData, at: pair.key, "party '\(pair.name)' has no name in any data, so no incident can be laid to it",
                help: "add \"names-in-data: {ucdp: [the name as the data spell it]}\"")
        }
        return names
    }

    func readMechanisms(_ node: YAMLNode) -> [Mechanism] {
        named(node, what: "mechanisms", each: "mechanism", kind: \.mechanisms).map { Mechanism(id: $0.id, name: $0.name) }
    }

    /// A guarantor may have the id of a party: that is found, with a warning, by a later check.
    func readGuarantors(_ node: YAMLNode) -> [Guarantor] {
        named(node, what: "guarantors", each: "guarantor", kind: \.guarantors, besides: ["a party"])
            .map { Guarantor(id: $0.id, name: $0.name) }
    }

    private func named(
        _ node: YAMLNode, what: String, each: String, kind: WritableKeyPath<Declarations, DeclaredIDs>, besides: [String] = []
    ) -> [(id: String, name: String)] {
        entries(node, what: what, each: each).compactMap { pair in
            declare(pair, in: kind, besides: besides)
            guard let fields = fields(pair.value, at: pair.key, what: "\(each) '\(pair.name)'", known: Keys.body),
                let name = required("name", in: fields).flatMap({ word($0, what: "name") })
            else { return nil }
            return (pair.name, name)
        }
    }
}
