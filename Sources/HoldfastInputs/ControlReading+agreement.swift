import HoldfastAgreement
import HoldfastControl
import HoldfastText

extension ControlReading {
    /// How an agreement says that the maps of one map maker are to be read.
    public init(_ declared: ControlFiles, _ agreement: Agreement) { self.init(declared, zone: agreement.zone) }

    /// The same with another zone.
    public init(_ declared: ControlFiles, zone: ClockZone) {
        let naming: SideNaming
        switch declared.sides {
        case .everything(let party): naming = .everything(heldBy: party)
        case .attribute(let name, let holders, let others):
            naming = .attribute(
                name, holders: Dictionary(holders.map { ($0.value, Holder($0.holder)) }) { first, _ in first },
                others: others.map(Holder.init))
        }
        self.init(
            naming: naming, firstParty: declared.heldBy, restHeldBy: declared.restHeldBy, gaps: Gaps(declared.gaps),
            maker: declared.maker, dateAttribute: declared.dateAttribute, layer: declared.files.layer, zone: zone)
    }
}

extension Holder {
    fileprivate init(_ holder: ControlHolder) {
        switch holder {
        case .party(let id): self = .party(id)
        case .contested: self = .contested
        case .unknown: self = .unknown
        }
    }
}

extension Gaps {
    fileprivate init(_ gaps: ControlGaps) {
        switch gaps {
        case .carryForward: self = .carryForward
        case .carryAtMost(let days): self = .carryAtMost(days: days)
        case .unknown: self = .unknown
        }
    }
}
