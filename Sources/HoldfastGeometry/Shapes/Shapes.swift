/// A line of any number of points. An edge is straight in longitude and latitude (RFC 7946, section 3.1.1).
public struct Polyline: Hashable, Sendable {
    public var points: [Position]

    public init(_ points: [Position]) { self.points = points }
}

/// One outer ring and its holes. Rings are closed (first == last) and edges straight in longitude and latitude.
public struct Polygon: Hashable, Sendable {
    public var outer: [Position]
    public var holes: [[Position]]

    public init(outer: [Position], holes: [[Position]] = []) {
        self.outer = outer
        self.holes = holes
    }

    /// The outer ring, then the holes.
    public var rings: [[Position]] { [outer] + holes }
}

/// Any number of polygons that do not overlap.
public struct MultiPolygon: Hashable, Sendable {
    public var polygons: [Polygon]

    public init(_ polygons: [Polygon]) { self.polygons = polygons }

    /// Every ring of every polygon, outer rings before their holes.
    public var rings: [[Position]] { polygons.flatMap(\.rings) }

    /// Whether no ring has a position.
    public var isEmpty: Bool { polygons.allSatisfy { $0.outer.isEmpty } }
}

/// What a feature of a map file shows.
public enum Geometry: Sendable {
    case point(Position)
    case multiPoint([Position])
    case line(Polyline)
    case multiLine([Polyline])
    /// A polygon or several.
    case polygon(MultiPolygon)
}

extension Geometry {
    /// The lines of a line or several, otherwise none.
    public var lines: [Polyline] {
        switch self {
        case .line(let line): [line]
        case .multiLine(let lines): lines
        default: []
        }
    }

    /// The positions of a point or several, otherwise none.
    public var points: [Position] {
        switch self {
        case .point(let point): [point]
        case .multiPoint(let points): points
        default: []
        }
    }

    /// The polygons, otherwise none.
    public var polygons: [Polygon] {
        if case .polygon(let shape) = self { shape.polygons } else { [] }
    }
}
