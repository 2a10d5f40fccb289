import HoldfastGeometry

extension PolygonIndex {
    /// The area of those parts of valid polygons that lie inside, in square metres.
    ///
    /// A polygon that a disc shows to lie wholly inside or outside needs no overlay.
    /// - Throws: ``Overlay/Failure`` where GEOS gives up.
    /// - Complexity: O(n) for polygons that the boundary does not cut, what GEOS needs for the others.
    func areaInside(_ shape: MultiPolygon) throws(Overlay.Failure) -> Double {
        var sum = 0.0
        for polygon in shape.polygons {
            let box = BoundingBox(of: polygon.outer)
            guard box.intersects(bounds) else { continue }
            let part = MultiPolygon([polygon])
            let centre = Position(longitude: 0.5 * (box.west + box.east), latitude: 0.5 * (box.south + box.north))
            // Edges are straight in longitude and latitude, so no place of the polygon lies outside its box; a margin for
            // the sides of the box, which bend.
            let reach = [box.west, box.east].flatMap { x in
                [box.south, box.north].map { Geodesic.distance(centre, Position(longitude: x, latitude: $0)) }
            }.max() ?? .infinity
            let radius = reach < 100_000 ? reach * 1.01 + 1 : .infinity
            switch standing(of: centre, radiusMetres: radius) {
            case .inside: sum += Geodesic.area(part)
            case .outside: continue
            case .straddles: sum += Geodesic.area(try Overlay.intersection(part, self.shape))
            }
        }
        return sum
    }
}
