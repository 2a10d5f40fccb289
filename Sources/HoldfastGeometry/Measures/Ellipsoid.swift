import Foundation

/// WGS84 (NIMA TR8350.2): the ellipsoid all positions lie on.
enum WGS84 {
    /// Equatorial radius in metres.
    static let a = 6_378_137.0
    static let f = 1 / 298.257_223_563
    /// First eccentricity squared.
    static let e2 = f * (2 - f)
    static let e = e2.squareRoot()
    /// Polar radius in metres.
    static let b = a * (1 - f)
    /// The smallest radius of curvature: along the meridian at the equator.
    static let smallestRadius = a * (1 - e2)
    /// The largest radius of curvature: at the poles.
    static let largestRadius = a / (1 - e2).squareRoot()
    /// No geodesic is longer (half a meridian).
    static let longestGeodesic = 20_003_931.5

    static let radians = Double.pi / 180
}

/// A vector in earth-centred, earth-fixed coordinates, metres: x to 0° E on the equator, z to the North Pole.
typealias Vector = SIMD3<Double>

@inline(__always) func dot(_ a: Vector, _ b: Vector) -> Double { a.x * b.x + a.y * b.y + a.z * b.z }

extension Position {
    /// The outward normal of the ellipsoid here; also used for its parts, which are the sines and cosines.
    @inline(__always) var normal: Vector {
        let phi = latitude * WGS84.radians
        let lambda = longitude * WGS84.radians
        let c = cos(phi)
        return Vector(c * cos(lambda), c * sin(lambda), sin(phi))
    }

    /// The point on the ellipsoid's surface, from its normal.
    @inline(__always) static func earthCentred(normal n: Vector) -> Vector {
        let across = WGS84.a / (1 - WGS84.e2 * n.z * n.z).squareRoot()
        return Vector(across * n.x, across * n.y, across * (1 - WGS84.e2) * n.z)
    }

    @inline(__always) var earthCentred: Vector { Self.earthCentred(normal: normal) }

    /// The point `t` of the way to `b` on the edge that is straight in longitude and latitude.
    @inline(__always) func along(_ b: Position, _ t: Double) -> Position {
        Position(
            longitude: longitude + t * (b.longitude - longitude), latitude: latitude + t * (b.latitude - latitude))
    }
}
