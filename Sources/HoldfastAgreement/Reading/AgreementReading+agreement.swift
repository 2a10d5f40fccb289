import HoldfastText

extension AgreementReading {
    /// Reads the whole tree, then checks what hangs together across it.
    ///
    /// - Parameter isComplete: Whether the tree is all that the file holds.
    /// - Returns: `nil` where a part without which there is no agreement could not be read.
    func agreement(_ root: YAMLNode, file: String, sha256: String, isComplete: Bool) -> Agreement? {
        guard let top = fields(root, what: "the file", known: Keys.top) else { return nil }
        readVersion(in: top)
        let header = required("agreement", in: top, help: "add \"agreement:\" with its id, title, entry into force and time zone")
            .flatMap { readHeader($0, at: top.key("agreement")) }

        let parties = required("parties", in: top, help: "add \"parties:\" with each side under an id of its own").map(readParties) ?? []
        if let node = top["parties"], case .mapping(let pairs) = node.content, pairs.isEmpty {
            report(.missingValue, at: node, "'parties' holds no party", help: "add each side under an id of its own")
        }
        let mechanisms = top["mechanisms"].map(readMechanisms) ?? []
        let guarantors = top["guarantors"].map(readGuarantors) ?? []
        if let node = top["space"] { declareSpace(node) }
        let space = top["space"].map { readSpace($0, at: top.key("space")) } ?? Space()
        let terms = readTermsOrReport(in: top)
        let holding = top["holding"].map { readHolding($0, at: top.key("holding")) } ?? Holding()
        let guarantees = top["guarantees"].map(readGuarantees) ?? []

        guard let header, let id = header.id, let title = header.title, let clock else { return nil }
        let agreement = Agreement(
            id: id, title: title, ceasefireClass: header.ceasefireClass, signed: header.signed,
            entersIntoForce: clock.entersIntoForce, dDay: clock.dDay, zone: clock.zone, sources: header.sources,
            parties: parties, mechanisms: mechanisms, guarantors: guarantors, space: space, terms: terms, holding: holding,
            guarantees: guarantees, file: file, sha256: sha256)
        check(agreement)
        return agreement
    }

    private func readTermsOrReport(in top: Fields) -> [Term] {
        guard top.has("terms") else {
            report(
                .noTerms, at: top.at, "the agreement has no terms, so there is nothing to judge",
                help: "add \"terms:\", as in \"cease-fire: {prohibits: use-of-force}\"")
            return []
        }
        guard let node = top["terms"] else { return [] }
        if case .mapping(let pairs) = node.content, pairs.isEmpty {
            report(
                .noTerms, at: node, "the agreement has no terms, so there is nothing to judge",
                help: "add one, as in \"cease-fire: {prohibits: use-of-force}\"")
        }
        return readTerms(node)
    }
}
