import Foundation

/// Distances over long lines by a closed formula.
enum Lambert {
    /// The distance between two places, in metres, within about 10 m over half the earth's circumference and far less below
    /// 1,000 km; not for antipodes.
    ///
    /// Method: W. D. Lambert, "The distance between two widely separated points on the surface of the earth", J. Washington
    /// Academy of Sciences 32 (1942): the central angle between the reduced latitudes, with the flattening's first-order terms.
    static func distance(_ p: Position, _ q: Position) -> Double {
        let b1 = atan((1 - WGS84.f) * tan(p.latitude * WGS84.radians))
        let b2 = atan((1 - WGS84.f) * tan(q.latitude * WGS84.radians))
        let half = 0.5 * (q.longitude - p.longitude) * WGS84.radians
        let (mean, difference) = (0.5 * (b1 + b2), 0.5 * (b2 - b1))
        let (s, c) = (sin(difference), sin(half))
        let h = min(1, s * s + cos(b1) * cos(b2) * c * c)
        let angle = 2 * asin(h.squareRoot())
        guard angle > 0 else { return 0 }
        let (sm, cm, cd) = (sin(mean), cos(mean), cos(difference))
        let x = (angle - sin(angle)) * sm * sm * cd * cd / max(1 - h, 1e-12)
        let y = (angle + sin(angle)) * cm * cm * s * s / h
        return WGS84.a * (angle - 0.5 * WGS84.f * (x + y))
    }
}
