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
    (Geodesic.area(ring: ring) > 0) == counterClockwise ? ring : ring.reversed()
}
