/// Dated maps of who holds what, by one map maker.
public struct ControlFiles: Sendable {
    /// A glob (`control/*.geojson`) or a single file.
    public var files: FilePath
    /// How the maps say who holds a polygon.
    public var sides: ControlSides
    /// The party that holds what the maps leave out, or `nil`: nobody says.
    public var restHeldBy: String?
    /// What a day between two maps shows: the earlier map, the earlier map for at most so many days, or nothing known.
    public var gaps: ControlGaps
    /// The attribute that holds a map's date, `nil` where the file's name does.
    public var dateAttribute: String?
    /// The map maker's name, empty where there is only one.
    public var maker: String

    public init(
        files: FilePath, sides: ControlSides, restHeldBy: String?, gaps: ControlGaps, dateAttribute: String? = nil, maker: String = ""
    ) {
        self.files = files
        self.sides = sides
        self.restHeldBy = restHeldBy
        self.gaps = gaps
        self.dateAttribute = dateAttribute
        self.maker = maker
    }

    /// The parties that hold polygons, in the order of the agreement; at least one.
    public var parties: [String] {
        switch sides {
        case .everything(let party): return [party]
        case .attribute(_, let holders, let others):
            var out: [String] = []
            for holder in holders.map(\.holder) + [others].compactMap(\.self) {
                if case .party(let id) = holder, !out.contains(id) { out.append(id) }
            }
            return out
        }
    }

    /// The first of ``parties``: lines that come from control have it on their left.
    public var heldBy: String { parties.first ?? "" }
}

/// How maps of control say who holds a polygon.
public enum ControlSides: Sendable {
    /// `held-by`: every polygon is ground of this party.
    case everything(heldBy: String)
    /// `side`: an attribute of the polygons says it, by these values, in the order of the file. `others` holds polygons with
    /// any other value, which are an error where it is `nil`.
    case attribute(String, holders: [(value: String, holder: ControlHolder)], others: ControlHolder?)
}

public enum ControlHolder: Hashable, Sendable {
    case party(String)
    case contested
    case unknown
}

public enum ControlGaps: Hashable, Sendable {
    case carryForward
    case carryAtMost(days: Int)
    case unknown
}
