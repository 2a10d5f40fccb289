import HoldfastText

/// Polygons made ready for "inside or outside, how far from the edge, and what share of a disc". Safe to use from many
/// threads at once; what a question needs is built when it is first asked.
public struct PolygonIndex: Sendable {
    public enum Containment: Sendable {
        case inside
        /// Exactly on an edge or a corner.
        case boundary
        case outside
    }

    /// Where a disc lies.
    public enum DiscStanding: Sendable {
        /// Wholly inside; its rim may touch the boundary.
        case inside
        /// Wholly outside; its rim may touch the boundary.
        case outside
        /// On both sides of the boundary.
        case straddles
    }

    public let shape: MultiPolygon
    public let bounds: BoundingBox
    private let prepared = Prepared()

    public init(_ m: MultiPolygon) {
        shape = m
        bounds = BoundingBox(of: m)
    }

    /// The area on the ellipsoid, in square metres, by ``Geodesic/area(_:)``.
    public var areaSquareMetres: Double { prepared.area.value { Geodesic.area(shape) } }

    /// The boundary as lines, every ring one, the inside on the left.
    public var boundary: LineIndex { prepared.lines.value { LineIndex(shape.ringsWithInsideOnTheLeft) } }

    var stripes: Stripes { prepared.stripes.value { Stripes(shape) } }

    /// Whether a position lies inside, exactly, for edges that are straight in longitude and latitude.
    ///
    /// Even–odd rule over a ray to the east; the side of each edge by an exact predicate.
    /// - Complexity: O(k) for the k edges in one of n stripes of latitude, a handful as a rule; no allocation.
    public func contains(_ p: Position) -> Containment {
        guard bounds.contains(p) else { return .outside }
        return stripes.contains(p)
    }

    /// Metres to the nearest edge, at least 0, within ``LineIndex/Nearest/errorBoundMetres``. Infinite where there is none.
    public func distanceToBoundary(_ p: Position) -> Double { boundary.nearest(to: p).metres }

    /// Where the disc of radius `radiusMetres` around `centre` lies.
    ///
    /// A disc whose rim only touches the boundary, within a millimetre, lies on one side. Where the fast distance cannot
    /// tell, ``LineIndex/exactDistance(to:)`` does. A centre exactly on the boundary straddles, whatever the radius; so does
    /// a disc of infinite radius unless there is no polygon.
    public func standing(of centre: Position, radiusMetres: Double) -> DiscStanding {
        if shape.isEmpty { return .outside }
        if !(radiusMetres < WGS84.longestGeodesic) { return .straddles }
        let side: DiscStanding
        switch contains(centre) {
        case .boundary: return .straddles
        case .inside: side = .inside
        case .outside: side = .outside
        }
        if radiusMetres <= 0 { return side }
        let found = boundary.nearest(to: centre)
        if found.metres > radiusMetres + found.errorBoundMetres { return side }
        if found.metres < radiusMetres - found.errorBoundMetres - 0.001 { return .straddles }
        return boundary.exactDistance(to: centre) < radiusMetres - 0.001 ? .straddles : side
    }
}

/// What is built when it is first needed, shared by all copies of an index.
private final class Prepared: Sendable {
    let area = Once<Double>()
    let lines = Once<LineIndex>()
    let stripes = Once<Stripes>()
}
