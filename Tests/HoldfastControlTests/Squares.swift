import Foundation
import HoldfastControl
import HoldfastGeometry
import HoldfastText

/// Boxes in longitude and latitude, whose area on the ellipsoid is known in closed form.
enum Squares {
    /// Square metres: Snyder, USGS Professional Paper 1395, equation 3-12, WGS84.
    static func area(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Double {
        let a = 6_378_137.0
        let f = 1 / 298.257_223_563
        let e2 = f * (2 - f)
        let e = e2.squareRoot()
        func q(_ latitude: Double) -> Double {
            let s = sin(latitude * .pi / 180)
            return (1 - e2) * (s / (1 - e2 * s * s) - log((1 - e * s) / (1 + e * s)) / (2 * e))
        }
        return a * a / 2 * (east - west) * .pi / 180 * (q(north) - q(south))
    }

    static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> MultiPolygon {
        MultiPolygon([
            Polygon(outer: [(west, south), (east, south), (east, north), (west, north), (west, south)].map {
                Position(longitude: $0.0, latitude: $0.1)
            }),
        ])
    }

    static func date(_ text: String) throws -> CivilDate {
        guard case .date(let date) = try WrittenTime.read(text) else { throw WrittenTimeFault.notADate }
        return date
    }

    static func history(
        _ maps: [(day: String, ground: [(Holder, MultiPolygon)])], rest: String? = nil, gaps: Gaps = .carryForward,
        maker: String = ""
    ) throws -> ControlHistory {
        ControlHistory(
            maps: try maps.map { map in
                ControlMap(
                    date: try date(map.day), territories: map.ground.map { Territory(holder: $0.0, shape: $0.1) },
                    record: SourceRecord(file: map.day, format: "geojson", sha256: "", rows: 1))
            }, restHeldBy: rest, gaps: gaps, maker: maker)
    }

    static func near(_ a: Double?, _ b: Double, _ relative: Double = 1e-9) -> Bool {
        guard let a else { return false }
        return (a - b).magnitude <= relative * max(1, b.magnitude)
    }
}
