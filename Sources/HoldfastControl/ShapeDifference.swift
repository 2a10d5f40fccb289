import HoldfastGeometry

/// What one shape has and the other has not.
struct ShapeDifference {
    var gained = MultiPolygon([])
    var lost = MultiPolygon([])

    init(from: PolygonIndex, to: PolygonIndex) {
        if from.shape == to.shape { return }
        gained = (try? Overlay.difference(to.shape, from.shape)) ?? gained
        lost = (try? Overlay.difference(from.shape, to.shape)) ?? lost
    }
}
