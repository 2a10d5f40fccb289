import HoldfastText

extension MapFile {
    /// The coasts of a file: its lines, and the rings of its polygons.
    ///
    /// - Throws: ``Diagnostics``; `no-line` where the file has neither.
    public static func readCoast(
        file: String, layer: String? = nil
    ) throws(Diagnostics) -> (lines: [Polyline], record: SourceRecord) {
        let (features, record) = try read(file: file, layer: layer)
        var lines: [Polyline] = []
        for feature in features {
            if case .polygon(let shape)? = feature.geometry { lines += shape.ringsWithInsideOnTheLeft }
            lines += feature.geometry?.lines ?? []
        }
        if lines.isEmpty {
            throw Diagnostics(
                Diagnostic(GeoJSONFault.noLine.rawValue, file: file, message: "the file holds neither lines nor polygons"))
        }
        return (lines, record)
    }
}
