import Foundation

extension Geodesic {
    /// The area on the ellipsoid, in square metres: outer rings less their holes, whatever their winding.
    ///
    /// Edges are straight in longitude and latitude, so the area is an integral that needs no geodesic:
    /// the sum over edges of the mean of q(φ), the area between the equator and latitude φ for one radian of
    /// longitude, times the edge's difference of longitude. q is closed (Snyder, "Map Projections: A Working
    /// Manual", USGS 1395, eq. 3-12); its mean along an edge is taken by Gauss–Legendre quadrature on pieces short enough
    /// that the error is below 1e-12 of the area. A polygon of geodesic edges, each a hundredth as long, converges to
    /// the same value.
    /// - Complexity: O(n) for n positions.
    public static func area(_ m: MultiPolygon) -> Double {
        var total = 0.0
        for polygon in m.polygons {
            total += area(ring: polygon.outer).magnitude
            for hole in polygon.holes { total -= area(ring: hole).magnitude }
        }
        return max(0, total)
    }

    /// The signed area of one closed ring, positive when it runs counter-clockwise.
    public static func area(ring: [Position]) -> Double {
        guard ring.count >= 4 else { return 0 }
        return ring.withUnsafeBufferPointer { area(along: $0, above: strip(latitude: ring[0].latitude)) }
    }

    /// The area between a line and a parallel, in square metres: positive where the line runs west above it.
    ///
    /// - Parameter reference: ``strip(latitude:)`` of the parallel. Near the line's latitudes it keeps rounding small.
    static func area(along line: UnsafeBufferPointer<Position>, above reference: Double) -> Double {
        guard line.count >= 2 else { return 0 }
        var sum = 0.0
        for i in 1..<line.count {
            let a = line[i - 1]
            let b = line[i]
            let width = (b.longitude - a.longitude) * WGS84.radians
            if width == 0 { continue }
            sum -= width * (meanStrip(a.latitude, b.latitude) - reference)
        }
        return sum
    }

    /// The area between the equator and a latitude in degrees for each radian of longitude, in square metres.
    static func strip(latitude: Double) -> Double { strip(sin(latitude * WGS84.radians)) }

    /// The area between the equator and a latitude for each radian of longitude, in square metres.
    private static func strip(_ sine: Double) -> Double {
        let es = WGS84.e * sine
        return 0.5 * WGS84.b * WGS84.b * (sine / (1 - es * es) + atanh(es) / WGS84.e)
    }

    /// The mean of ``strip(_:)`` over latitudes from `south` to `north` (degrees), equally weighted.
    private static func meanStrip(_ south: Double, _ north: Double) -> Double {
        let span = (north - south).magnitude
        if span <= 0.1 {
            // Two points: error below span⁵/4320, relative 1e-17.
            let middle = 0.5 * (south + north) * WGS84.radians
            let half = 0.5 * (north - south) * WGS84.radians * 0.577_350_269_189_625_8
            return 0.5 * (strip(sin(middle - half)) + strip(sin(middle + half)))
        }
        // Three points on pieces of at most half a degree.
        let pieces = min(720, Int(min(span, 360) * 2) + 1)
        let step = (north - south) / Double(pieces)
        var sum = 0.0
        for i in 0..<pieces {
            let middle = (south + (Double(i) + 0.5) * step) * WGS84.radians
            let half = 0.5 * step * WGS84.radians * 0.774_596_669_241_483_4
            sum += 5 * strip(sin(middle - half)) + 8 * strip(sin(middle)) + 5 * strip(sin(middle + half))
        }
        return sum / (18 * Double(pieces))
    }

    /// The length on the ellipsoid of a line whose edges are straight in longitude and latitude, in metres.
    ///
    /// For edges of a few kilometres it is the sum of the geodesic distances; a long edge along a parallel is longer than
    /// the geodesic between its ends, which leaves the parallel. Three-point Gauss–Legendre quadrature of the line element
    /// on pieces of at most half a degree; relative error below 1e-10 up to 89° of latitude.
    public static func length(_ l: Polyline) -> Double {
        guard l.points.count >= 2 else { return 0 }
        var total = 0.0
        for i in 1..<l.points.count { total += length(from: l.points[i - 1], to: l.points[i]) }
        return total
    }

    /// The length of one edge that is straight in longitude and latitude, in metres.
    public static func length(from a: Position, to b: Position) -> Double {
        let east = (b.longitude - a.longitude) * WGS84.radians
        let north = (b.latitude - a.latitude) * WGS84.radians
        let span = max(east.magnitude, north.magnitude) / WGS84.radians
        guard span.isFinite else { return .nan }
        if span == 0 { return 0 }
        let pieces = min(1440, Int(min(span, 720) * 2) + 1)
        let step = 1 / Double(pieces)
        var sum = 0.0
        for i in 0..<pieces {
            let middle = (Double(i) + 0.5) * step
            let half = 0.5 * step * 0.774_596_669_241_483_4
            sum += 5 * element(a, middle - half, east, north) + 8 * element(a, middle, east, north)
                + 5 * element(a, middle + half, east, north)
        }
        return sum * step / 18
    }

    private static func element(_ a: Position, _ t: Double, _ east: Double, _ north: Double) -> Double {
        let phi = a.latitude * WGS84.radians + t * north
        let s = sin(phi)
        let w = 1 - WGS84.e2 * s * s
        let acrossParallel = WGS84.a / w.squareRoot()
        let alongMeridian = acrossParallel * (1 - WGS84.e2) / w
        let x = acrossParallel * cos(phi) * east
        let y = alongMeridian * north
        return (x * x + y * y).squareRoot()
    }
}
