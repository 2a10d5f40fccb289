import HoldfastText

/// How the maps of one map maker are read: who holds what they show, of which date they are, what a day without one means.
public struct ControlReading: Sendable {
    public var naming: SideNaming
    /// The party that comes first among the holders where the maps name several: lines of contact have it on their left.
    public var firstParty: String?
    /// The party that holds what no map covers.
    public var restHeldBy: String?
    public var gaps: Gaps
    /// The map maker's name, empty where it does not matter.
    public var maker: String
    /// The property that holds a feature's date, for files whose names hold none; `date` where nothing is said.
    public var dateAttribute: String?
    /// The layer to read of files that hold several.
    public var layer: String?
    /// The zone whose days the dates are, for properties that hold a moment.
    public var zone: ClockZone
    /// Called with how many files are read, and of how many; from any thread.
    public var progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?

    public init(
        naming: SideNaming, firstParty: String? = nil, restHeldBy: String? = nil, gaps: Gaps = .carryForward,
        maker: String = "", dateAttribute: String? = nil, layer: String? = nil, zone: ClockZone = .utc
    ) {
        self.naming = naming
        self.firstParty = firstParty
        self.restHeldBy = restHeldBy
        self.gaps = gaps
        self.maker = maker
        self.dateAttribute = dateAttribute
        self.layer = layer
        self.zone = zone
    }
}
