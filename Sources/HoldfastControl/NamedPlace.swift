import HoldfastGeometry
import HoldfastText

/// A town or another place with a name, for maps and tables.
public struct NamedPlace: Hashable, Sendable {
    public var name: String
    public var position: Position

    public init(name: String, position: Position) {
        self.name = name
        self.position = position
    }

    /// The points of a map file that have the property `name`, in the order of the file.
    /// - Throws: ``Diagnostics``; `no-point` where the file has none.
    public static func read(file: String, layer: String? = nil) throws(Diagnostics) -> [NamedPlace] {
        let (features, _) = try MapFile.read(file: file, layer: layer)
        var places: [NamedPlace] = []
        for feature in features {
            guard let name = feature.property("name")?.string, !name.isEmpty else { continue }
            for point in feature.geometry?.points ?? [] { places.append(NamedPlace(name: name, position: point)) }
        }
        if places.isEmpty {
            throw Diagnostics(
                Diagnostic(
                    GeoJSONFault.noPoint.rawValue, file: file, message: "the file holds no named point",
                    help: "give each Point feature a property \"name\""))
        }
        return places
    }
}
