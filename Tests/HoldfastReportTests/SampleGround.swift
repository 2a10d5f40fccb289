import HoldfastControl
import HoldfastGeometry

func sampleLine(_ points: [Position]) -> LineOnGround {
    LineOnGround(index: LineIndex([Polyline(points)]), leftHeldBy: "north", rightHeldBy: "south", accuracyMetres: 0, record: nil)
}

func samplePolygon(_ ring: [Position]) -> PolygonIndex {
    PolygonIndex(MultiPolygon([Polygon(outer: ring)]))
}

func samplePlace(_ name: String, _ longitude: Double, _ latitude: Double) -> NamedPlace {
    NamedPlace(name: name, position: Position(longitude: longitude, latitude: latitude))
}
