import HoldfastGeometry
import HoldfastText

/// A line of contact, a demarcation line or the like, and who stands on its two sides.
public struct LineOnGround: Sendable {
    public var index: LineIndex
    /// The party on the left, looking along the line.
    public var leftHeldBy: String?
    public var rightHeldBy: String?
    /// How far the line as drawn may be from the true one, in metres.
    public var accuracyMetres: Double
    /// `nil` for a line derived from a control map.
    public var record: SourceRecord?

    public init(
        index: LineIndex, leftHeldBy: String?, rightHeldBy: String?, accuracyMetres: Double, record: SourceRecord? = nil
    ) {
        self.index = index
        self.leftHeldBy = leftHeldBy
        self.rightHeldBy = rightHeldBy
        self.accuracyMetres = accuracyMetres
        self.record = record
    }

    /// The lines of a map file, in the order of the file.
    /// - Throws: ``Diagnostics``; `no-line` where the file has none.
    public static func read(
        file: String, layer: String? = nil, leftHeldBy: String?, rightHeldBy: String?, accuracyMetres: Double
    ) throws(Diagnostics) -> LineOnGround {
        let (features, record) = try MapFile.read(file: file, layer: layer)
        let lines = features.flatMap { $0.geometry?.lines ?? [] }
        if lines.isEmpty {
            let polygons = features.contains { !($0.geometry?.polygons.isEmpty ?? true) }
            throw Diagnostics(
                Diagnostic(
                    GeoJSONFault.noLine.rawValue, file: file, message: "the file holds no line",
                    help: polygons ? "it holds polygons; a line is a LineString or MultiLineString" : nil))
        }
        return LineOnGround(
            index: LineIndex(lines), leftHeldBy: leftHeldBy, rightHeldBy: rightHeldBy, accuracyMetres: accuracyMetres,
            record: record)
    }
}
