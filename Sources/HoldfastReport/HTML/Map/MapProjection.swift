import Foundation
import HoldfastGeometry

/// Degrees to kilometres east and north of a map's middle.
///
/// Method: transverse Mercator on a sphere of 6,371.0088 km (Snyder, Map Projections, USGS Professional Paper 1395, 1987,
/// equations 8-1 to 8-4), central meridian and origin in the middle of the map. Within 500 km of the middle lengths are
/// true to 1 %. For drawing only: no verdict rests on it.
struct MapProjection {
    let longitude: Double
    let latitude: Double
    private static let radius = 6371.0088

    /// - Parameters: the middle of the map, in degrees.
    init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Kilometres east and north of the middle.
    func point(_ p: Position) -> MapPoint {
        let phi = p.latitude * .pi / 180
        let lambda = Self.wrapped(p.longitude - longitude) * .pi / 180
        let b = min(max(cos(phi) * sin(lambda), -0.999_999), 0.999_999)
        let y = atan2(sin(phi), cos(phi) * cos(lambda)) - latitude * .pi / 180
        return MapPoint(x: Self.radius * atanh(b), y: Self.radius * y)
    }

    /// A difference of longitudes brought between -180 and 180 degrees.
    static func wrapped(_ degrees: Double) -> Double {
        guard degrees.isFinite else { return 0 }
        let d = degrees.remainder(dividingBy: 360)
        return d
    }
}

struct MapPoint: Hashable {
    var x: Double
    var y: Double
}

struct MapBox {
    var west = Double.infinity
    var south = Double.infinity
    var east = -Double.infinity
    var north = -Double.infinity

    var isEmpty: Bool { !(west <= east && south <= north) }
    var width: Double { east - west }
    var height: Double { north - south }

    mutating func include(_ p: MapPoint) {
        west = min(west, p.x)
        east = max(east, p.x)
        south = min(south, p.y)
        north = max(north, p.y)
    }

    func contains(_ p: MapPoint) -> Bool { p.x >= west && p.x <= east && p.y >= south && p.y <= north }
}

/// The window of the map: kilometres to the picture's units.
struct MapFrame {
    static let width = 900.0
    static let left = 44.0
    static let right = 8.0
    static let top = 8.0
    static let bottom = 24.0

    let projection: MapProjection
    /// Units a kilometre.
    let scale: Double
    let height: Double
    /// Kilometres at the window's upper left corner.
    private let originX: Double
    private let originY: Double

    /// Fits a box of kilometres with a margin; the window is 360 to 820 units high.
    init(_ box: MapBox, _ projection: MapProjection) {
        self.projection = projection
        let inner = Self.width - Self.left - Self.right
        let (w, h) = (max(box.width, 4) * 1.08, max(box.height, 4) * 1.08)
        let windowHeight = min(max(inner * h / w, 360), 820)
        scale = min(inner / w, windowHeight / h)
        height = windowHeight + Self.top + Self.bottom
        originX = (box.west + box.east) / 2 - inner / 2 / scale
        originY = (box.south + box.north) / 2 + windowHeight / 2 / scale
    }

    func place(_ p: MapPoint) -> MapPoint {
        MapPoint(x: Self.left + (p.x - originX) * scale, y: Self.top + (originY - p.y) * scale)
    }

    func place(_ p: Position) -> MapPoint { place(projection.point(p)) }

    var window: MapBox { MapBox(west: Self.left, south: Self.top, east: Self.width - Self.right, north: height - Self.bottom) }

    /// The window in kilometres.
    var ground: MapBox {
        let w = window
        return MapBox(
            west: originX, south: originY - (w.north - w.south) / scale, east: originX + (w.east - w.west) / scale, north: originY)
    }
}

/// Shapes as SVG path data, points closer than 0.7 units to the last one left out.
struct PathData {
    private(set) var text = ""
    private var last: MapPoint?

    mutating func add(_ points: [MapPoint], closed: Bool = false) {
        guard points.count > 1 else { return }
        for (i, p) in points.enumerated() {
            if i > 0, i < points.count - 1, let last, abs(p.x - last.x) < 0.7, abs(p.y - last.y) < 0.7 { continue }
            text += (i == 0 ? "M" : "L") + px(p.x) + " " + px(p.y)
            last = p
        }
        if closed { text += "Z" }
    }
}

/// A polygon's ring cut to a box (Sutherland and Hodgman, Communications of the ACM 17, 1974).
func clipped(_ ring: [MapPoint], to box: MapBox) -> [MapPoint] {
    var points = ring
    let edges: [(inside: (MapPoint) -> Bool, cross: (MapPoint, MapPoint) -> MapPoint)] = [
        ({ $0.x >= box.west }, { crossing($0, $1, x: box.west) }), ({ $0.x <= box.east }, { crossing($0, $1, x: box.east) }),
        ({ $0.y >= box.south }, { crossing($0, $1, y: box.south) }), ({ $0.y <= box.north }, { crossing($0, $1, y: box.north) }),
    ]
    for edge in edges {
        guard var previous = points.last else { return [] }
        var out: [MapPoint] = []
        for p in points {
            if edge.inside(p) != edge.inside(previous) { out.append(edge.cross(previous, p)) }
            if edge.inside(p) { out.append(p) }
            previous = p
        }
        points = out
    }
    return points
}

private func crossing(_ a: MapPoint, _ b: MapPoint, x: Double) -> MapPoint {
    MapPoint(x: x, y: a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x))
}

private func crossing(_ a: MapPoint, _ b: MapPoint, y: Double) -> MapPoint {
    MapPoint(x: a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y: y)
}
