/// A place on the ground: longitude and latitude in degrees on WGS84.
///
/// Readers only make positions with −180 ≤ longitude ≤ 180 and −90 ≤ latitude ≤ 90, both finite.
public struct Position: Hashable, Sendable {
    /// Degrees east of Greenwich.
    public var longitude: Double
    /// Degrees north of the equator.
    public var latitude: Double

    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Whether both are finite and within ±180 and ±90.
    public var isOnEarth: Bool { longitude.magnitude <= 180 && latitude.magnitude <= 90 }
}
