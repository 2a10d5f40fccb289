import CProj
import Foundation

/// Distances, areas and lengths on the WGS84 ellipsoid, in metres and square metres.
public enum Geodesic {
    // PROJ's struct of constants: filled once, only read afterwards.
    private static let ellipsoid: geod_geodesic = {
        var g = geod_geodesic()
        geod_init(&g, WGS84.a, WGS84.f)
        return g
    }()

    /// The length of the shortest line on the ellipsoid, in metres; accurate to 15 nanometres.
    ///
    /// Method: Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), as in PROJ's geodesic.h.
    /// - Returns: NaN when a coordinate is not finite or a latitude is beyond ±90.
    public static func distance(_ a: Position, _ b: Position) -> Double {
        var metres = 0.0
        withUnsafePointer(to: ellipsoid) {
            geod_inverse($0, a.latitude, a.longitude, b.latitude, b.longitude, &metres, nil, nil)
        }
        return metres
    }

    /// The direction of the shortest line from `a` to `b` as it leaves `a`, in degrees clockwise from north (−180 to 180).
    public static func azimuthDegrees(from a: Position, to b: Position) -> Double {
        var azimuth = 0.0
        withUnsafePointer(to: ellipsoid) {
            geod_inverse($0, a.latitude, a.longitude, b.latitude, b.longitude, nil, &azimuth, nil)
        }
        return azimuth
    }

    /// Where the geodesic from `from` arrives after `metres`, setting out at `azimuthDegrees` clockwise from north.
    ///
    /// Method: as ``distance(_:_:)``. The longitude lies within ±180.
    public static func destination(from: Position, azimuthDegrees: Double, metres: Double) -> Position {
        var latitude = 0.0
        var longitude = 0.0
        withUnsafePointer(to: ellipsoid) {
            geod_direct($0, from.latitude, from.longitude, azimuthDegrees, metres, &latitude, &longitude, nil)
        }
        return Position(longitude: longitude, latitude: latitude)
    }
}
