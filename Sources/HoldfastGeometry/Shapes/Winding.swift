extension MultiPolygon {
    /// Every ring as a line along which the inside lies on the left: outer rings counter-clockwise, holes clockwise.
    public var ringsWithInsideOnTheLeft: [Polyline] {
        polygons.flatMap { polygon in
            [Polyline(wound(polygon.outer, counterClockwise: true))]
                + polygon.holes.map { Polyline(wound($0, counterClockwise: false)) }
        }
    }
}

private func wound(_ ring: [Position], counterClockwise: Bool) -> [Position] {
    runsCounterClockwise(ring) == counterClockwise ? ring : ring.reversed()
}

/// By the area in the plane of longitude and latitude, whose sign for a ring that does not cross itself is that of the area
/// on the ellipsoid.
private func runsCounterClockwise(_ ring: [Position]) -> Bool {
    guard let origin = ring.first, ring.count >= 4 else { return false }
    var sum = 0.0
    var last = SIMD2(0.0, 0.0)
    for p in ring {
        let next = SIMD2(p.longitude - origin.longitude, p.latitude - origin.latitude)
        sum += last.x * next.y - next.x * last.y
        last = next
    }
    return sum > 0
}
