/// Polygons made ready for "inside or outside, how far from the edge, and what share of a disc".
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
    public let areaSquareMetres: Double
    private let edges: LineIndex

    public init(_ m: MultiPolygon) {
        shape = m
        bounds = BoundingBox(of: m)
        areaSquareMetres = Geodesic.area(m)
        edges = LineIndex(m.rings.map { Polyline($0) })
    }

    public func contains(_ p: Position) -> Containment {
        guard bounds.contains(p) else { return .outside }
        var inside = false
        for ring in shape.rings {
            if ringContains(ring, p) { inside.toggle() }
        }
        return inside ? .inside : .outside
    }

    /// Metres to the nearest edge, at least 0. Infinite where there is none.
    public func distanceToBoundary(_ p: Position) -> Double { edges.nearest(to: p).metres }

    public func standing(of centre: Position, radiusMetres: Double) -> DiscStanding {
        if shape.isEmpty { return .outside }
        if radiusMetres == .infinity { return .straddles }
        if edges.exactDistance(to: centre) < radiusMetres { return .straddles }
        switch contains(centre) {
        case .inside: return .inside
        case .outside: return .outside
        case .boundary: return .straddles
        }
    }

    public func shareOfDisc(centre: Position, radiusMetres: Double) -> Double {
        switch standing(of: centre, radiusMetres: radiusMetres) {
        case .inside: 1
        case .outside: 0
        case .straddles: 0.5
        }
    }
}
