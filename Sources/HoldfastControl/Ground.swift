import HoldfastGeometry
import HoldfastText

/// The lines, zones and maps of one agreement, read and indexed: what an incident's place is judged against.
public struct Ground: Sendable {
    /// A line by id; `line-of-contact` is the one that distances and sides in reports refer to.
    public var lines: [(id: String, line: LineTrack)] = []
    /// In the order of the agreement.
    public var zones: [(id: String, zone: ZoneOnGround)] = []
    /// The area of the agreement, `nil` for everywhere.
    public var area: PolygonIndex?
    public var border: PolygonIndex?
    public var control: ControlHistory?
    public var places: [NamedPlace] = []
    /// Every file that was read for this.
    public var records: [SourceRecord] = []

    public init() {}

    public func line(_ id: String) -> LineTrack? { lines.first { $0.id == id }?.line }
    public func zone(_ id: String) -> ZoneOnGround? { zones.first { $0.id == id }?.zone }
}

/// A line that stands still, or one that moves with control.
public enum LineTrack: Sendable {
    case fixed(LineOnGround)
    /// Ascending by date; each holds from its date to the next.
    case moving([(date: CivilDate, line: LineOnGround)])

    /// The line as it ran on a day; `nil` before the first known one.
    /// - Complexity: O(log n) in the dates.
    public func line(on date: CivilDate) -> LineOnGround? {
        switch self {
        case .fixed(let line): return line
        case .moving(let dated):
            let next = partitionPoint(dated.count) { dated[$0].date <= date }
            return next == 0 ? nil : dated[next - 1].line
        }
    }
}

public enum ZoneOnGround: Sendable {
    case polygon(PolygonIndex)
    /// Within `depthMetres` of the line on either side, or only on the ground of the party `side`.
    case along(line: String, depthMetres: Double, side: String?)
}
