import HoldfastText

extension PolygonIndex {
    /// Every polygon of a map file of any format that ``MapFile`` reads, as one shape.
    ///
    /// Where polygons of several features overlap or share edges, their union is used.
    /// - Throws: ``Diagnostics``; `no-polygon` where the file has none.
    public static func read(file: String, layer: String? = nil) throws(Diagnostics) -> (PolygonIndex, SourceRecord) {
        let (features, record) = try MapFile.read(file: file, layer: layer)
        let shapes: [MultiPolygon] = features.compactMap {
            if case .polygon(let shape)? = $0.geometry { shape } else { nil }
        }
        if shapes.allSatisfy(\.isEmpty) { throw Diagnostics(noPolygon(features, file: file)) }
        return (PolygonIndex(try join(shapes, file: file).shape), record)
    }

    /// The fault of a file without polygons.
    public static func noPolygon(_ features: [Feature], file: String) -> Diagnostic {
        let lines = features.contains { !($0.geometry?.lines.isEmpty ?? true) }
        return Diagnostic(
            GeoJSONFault.noPolygon.rawValue, file: file, message: "the file holds no polygon",
            help: lines ? "it holds lines; close them and write them as Polygons" : nil)
    }

    /// Several shapes as one: side by side where they keep apart, otherwise their union, with a note.
    ///
    /// - Parameters:
    ///   - earlier: a map read before, for speed.
    ///   - part: which of the shapes of that map this one follows, counted from 0.
    public static func join(
        _ shapes: [MultiPolygon], file: String, after earlier: EarlierMap? = nil, part: Int = 0
    ) throws(Diagnostics) -> (shape: MultiPolygon, notes: [Diagnostic]) {
        if shapes.count == 1 { return (shapes[0], []) }
        let together = MultiPolygon(shapes.flatMap(\.polygons))
        if together.fault(after: earlier?.shapes, key: -1 - part) == nil { return (together, []) }
        do throws(Overlay.Failure) {
            let note = Diagnostic(
                GeoJSONFault.featuresJoined.rawValue, .note, file: file,
                message: "polygons of several features overlap or share edges; their union is used")
            return (try Overlay.union(together), [note])
        } catch {
            throw Diagnostics(
                Diagnostic(
                    GeoJSONFault.validityUnknown.rawValue, file: file, message: "the polygons of the file cannot be joined"))
        }
    }
}
