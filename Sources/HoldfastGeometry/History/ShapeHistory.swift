/// Shapes that follow each other, one an epoch: 0, 1, 2 and so on.
public struct ShapeHistory: Sendable {
    private var shapes: [MultiPolygon] = []
    /// The box around all shapes.
    public private(set) var bounds = BoundingBox.empty

    public init() {}

    /// How many epochs there are.
    public var count: Int { shapes.count }

    /// Adds the shape of the next epoch; it may be empty.
    ///
    /// - Parameter shape: valid polygons; either winding.
    public mutating func append(_ shape: MultiPolygon) {
        shapes.append(shape)
        bounds.include(BoundingBox(of: shape))
    }

    /// The shape of an epoch, outer rings counter-clockwise and holes clockwise; empty outside `0 ..< count`.
    public func shape(_ epoch: Int) -> MultiPolygon {
        guard shapes.indices.contains(epoch) else { return MultiPolygon([]) }
        return shapes[epoch]
    }

    /// The area of an epoch's shape on the ellipsoid, in square metres, by ``Geodesic/area(_:)``.
    public func areaSquareMetres(_ epoch: Int) -> Double { Geodesic.area(shape(epoch)) }

    /// Whether two epochs have the same shape.
    public func isSame(_ a: Int, _ b: Int) -> Bool { shape(a) == shape(b) }

    /// What was gained and lost between two epochs.
    ///
    /// - Throws: ``Overlay/Failure`` where GEOS gives up.
    public func difference(from a: Int, to b: Int) throws(Overlay.Failure) -> ShapeDifference {
        try ShapeDifference(from: PolygonIndex(shape(a)), to: PolygonIndex(shape(b)))
    }

    /// Every edge of every shape once for each stretch of epochs through which it stands, the inside on its left.
    public func edges() -> [TimedEdge] {
        var open: [TimedEdge: Int32] = [:]
        var out: [TimedEdge] = []
        for epoch in 0..<count {
            var next: [TimedEdge: Int32] = [:]
            for ring in shape(epoch).ringsWithInsideOnTheLeft where ring.points.count >= 2 {
                for i in 1..<ring.points.count {
                    let edge = TimedEdge(a: ring.points[i - 1], b: ring.points[i], from: 0, to: 0)
                    next[edge] = open[edge] ?? Int32(clamping: epoch)
                }
            }
            for (edge, from) in open where next[edge] == nil {
                out.append(TimedEdge(a: edge.a, b: edge.b, from: from, to: Int32(clamping: epoch)))
            }
            open = next
        }
        for (edge, from) in open { out.append(TimedEdge(a: edge.a, b: edge.b, from: from, to: Int32(clamping: count))) }
        return out
    }
}
