import HoldfastAgreement
import HoldfastIncidents

/// Which party each name in the data stands for, and whether a row is between the parties.
struct ActorMatching: Sendable {
    /// What a name in the data is to the agreement.
    private static let notAParty: Int16 = -2
    private static let unnamed: Int16 = -1
    /// For each source, party index by actor number.
    private var partyOf: [[Int16]] = []

    /// Sources with the vocabulary `holdfast` may use a party's id, its name, or its name in any vocabulary;
    /// others only the names listed under their own vocabulary.
    init(_ agreement: Agreement, _ table: IncidentTable) {
        for source in table.sources {
            var byName: [String: Int16] = [:]
            for (i, party) in agreement.parties.enumerated() {
                var names: [String] = []
                if source.vocabulary == "holdfast" {
                    names = [party.id, party.name] + party.namesInData.sorted { $0.key < $1.key }.flatMap(\.value)
                } else {
                    names = party.namesInData[source.vocabulary] ?? []
                }
                for name in names where byName[name] == nil { byName[name] = Int16(clamping: i) }
            }
            partyOf.append(table.actors.names.map { byName[$0] ?? Self.notAParty })
        }
    }

    /// The party of an actor in a source; `nil` where the row names none or a stranger.
    func party(_ actor: UInt32, source: UInt16) -> Int16? {
        let p = lookUp(actor, source: source)
        return p >= 0 ? p : nil
    }

    private func lookUp(_ actor: UInt32, source: UInt16) -> Int16 {
        guard actor != NameTable.none, Int(source) < partyOf.count, Int(actor) < partyOf[Int(source)].count else {
            return Self.unnamed
        }
        return partyOf[Int(source)][Int(actor)]
    }

    /// The names in a row that are no party's.
    func strangers(_ table: IncidentTable, _ row: Int) -> [String] {
        var out: [String] = []
        for actor in [table.sideA[row], table.sideB[row], table.attributedTo[row]]
        where lookUp(actor, source: table.source[row]) == Self.notAParty {
            if let name = table.actors[actor], !out.contains(name) { out.append(name) }
        }
        return out
    }

    /// Whether a row lies between the parties: its named sides are parties, and not one and the same.
    /// A row that names nobody may lie between them; force against civilians counts when side A is a party.
    func isBetweenParties(_ table: IncidentTable, _ row: Int) -> Bool {
        let source = table.source[row]
        let a = lookUp(table.sideA[row], source: source)
        let b = lookUp(table.sideB[row], source: source)
        let by = lookUp(table.attributedTo[row], source: source)
        if table.kind[row] == .oneSided { return a >= 0 || (a == Self.unnamed && by >= 0) }
        if a == Self.notAParty || b == Self.notAParty || by == Self.notAParty { return false }
        if a >= 0 && b >= 0 { return a != b }
        return true
    }
}
