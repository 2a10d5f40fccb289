import HoldfastGeometry

/// The stretches of lines that lie inside the border and away from it.
func cut(_ lines: [Polyline], along border: PolygonIndex, withinMetres tolerance: Double) -> [Polyline] {
    lines
}
