import HoldfastText

/// One feature of a map file.
public struct Feature: Sendable {
    /// Counted from 1 in the file.
    public var number: Int
    /// `nil` where the file says `null`.
    public var geometry: Geometry?
    public var properties: [(key: String, value: JSONValue)]
    /// What was mended on reading.
    public var notes: [Diagnostic]

    public init(
        number: Int, geometry: Geometry?, properties: [(key: String, value: JSONValue)] = [], notes: [Diagnostic] = []
    ) {
        self.number = number
        self.geometry = geometry
        self.properties = properties
        self.notes = notes
    }

    /// A property's value, `nil` where the feature has none of that name.
    public func property(_ key: String) -> JSONValue? { properties.first { $0.key == key }?.value }
}
