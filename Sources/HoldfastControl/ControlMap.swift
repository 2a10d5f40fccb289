import HoldfastGeometry
import HoldfastText

/// Who holds a place.
public enum Holder: Hashable, Sendable {
    /// A party's id.
    case party(String)
    /// The map says that it is contested, or map makers disagree.
    case contested
    /// The map says who does not hold it, and nothing says who does.
    case nobodySays
    /// No map is valid on the date, the map says unknown, or the place lies exactly on a boundary.
    case unknown
}

/// What one holder held on one date.
public struct Territory: Sendable {
    public var holder: Holder
    public var shape: MultiPolygon

    public init(holder: Holder, shape: MultiPolygon) {
        self.holder = holder
        self.shape = shape
    }
}

/// Who held what on one date, by one map maker: what a ``ControlHistory`` is made from.
public struct ControlMap: Sendable {
    public var date: CivilDate
    /// At most one for each holder; they do not overlap.
    public var territories: [Territory]
    public var record: SourceRecord

    public init(date: CivilDate, territories: [Territory], record: SourceRecord) {
        self.date = date
        self.territories = territories
        self.record = record
    }
}

/// What holds on a date for which there is no map.
public enum Gaps: Hashable, Sendable {
    /// The last map before it, however old.
    case carryForward
    /// The last map before it if it is at most so many days old.
    case carryAtMost(days: Int)
    /// Nothing is known.
    case unknown
}

/// How maps say who holds a polygon.
public enum SideNaming: Hashable, Sendable {
    /// Every polygon shows ground that this party holds.
    case everything(heldBy: String)
    /// A property of each feature names the holder, by these values; `others` holds what has any other value, which is a
    /// fault where it is `nil`.
    case attribute(String, holders: [String: Holder], others: Holder? = nil)
}
