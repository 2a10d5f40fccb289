/// The smallest box in longitude and latitude around some positions. Empty while `west > east`.
public struct BoundingBox: Hashable, Sendable {
    public var west: Double
    public var south: Double
    public var east: Double
    public var north: Double

    public init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// A box around nothing.
    public static let empty = BoundingBox(west: .infinity, south: .infinity, east: -.infinity, north: -.infinity)

    public var isEmpty: Bool { !(west <= east && south <= north) }

    public init(of points: some Sequence<Position>) {
        self = .empty
        for p in points { include(p) }
    }

    public init(of lines: [Polyline]) {
        self = .empty
        for line in lines { for p in line.points { include(p) } }
    }

    public init(of shape: MultiPolygon) {
        self = .empty
        for polygon in shape.polygons { for p in polygon.outer { include(p) } }
    }

    public mutating func include(_ p: Position) {
        west = min(west, p.longitude)
        east = max(east, p.longitude)
        south = min(south, p.latitude)
        north = max(north, p.latitude)
    }

    public mutating func include(_ other: BoundingBox) {
        west = min(west, other.west)
        east = max(east, other.east)
        south = min(south, other.south)
        north = max(north, other.north)
    }

    /// Edges of the box count as inside.
    public func contains(_ p: Position) -> Bool {
        p.longitude >= west && p.longitude <= east && p.latitude >= south && p.latitude <= north
    }

    public func intersects(_ other: BoundingBox) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }
}
