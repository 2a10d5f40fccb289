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
    /// Coasts as lines; of polygons their rings.
    public var coast: [Polyline] = []
    /// What terms are judged by.
    public var control: ControlHistory?
    /// By map maker; of several the first is ``control``.
    public var makers: [ControlHistory] = []
    public var places: [NamedPlace] = []
    /// Every file that was read for this.
    public var records: [SourceRecord] = []

    public init() {}

    public func line(_ id: String) -> LineTrack? { lines.first { $0.id == id }?.line }
    public func zone(_ id: String) -> ZoneOnGround? { zones.first { $0.id == id }?.zone }
}

public enum ZoneOnGround: Sendable {
    case polygon(PolygonIndex)
    /// Within `depthMetres` of the line on either side, or only on the ground of the party `side`.
    case along(line: String, depthMetres: Double, side: String?)
}
