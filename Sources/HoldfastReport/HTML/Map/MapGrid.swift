import HoldfastGeometry
import HoldfastText

/// Graticule, its labels on the edges, scale bar and north arrow.
struct MapGrid {
    let f: MapFrame
    private let step: Double
    private let places: Int

    init(_ f: MapFrame) {
        self.f = f
        // About five lines across the larger side; a degree of latitude is 111.2 km.
        let degrees = max(f.ground.height, f.ground.width * 0.7) / 111.2 / 5
        let steps: [(Double, Int)] = [(0.01, 2), (0.02, 2), (0.05, 2), (0.1, 1), (0.2, 1), (0.5, 1), (1, 0), (2, 0), (5, 0), (10, 0), (20, 0)]
        (step, places) = steps.first { $0.0 >= degrees } ?? (30, 0)
    }

    private func meridians() -> [Double] { multiples(around: f.projection.longitude, limit: 180) }
    private func parallels() -> [Double] { multiples(around: f.projection.latitude, limit: 90).filter { $0.magnitude < 89.9 } }

    /// Multiples of the step within a dozen steps of the middle.
    private func multiples(around middle: Double, limit: Double) -> [Double] {
        let first = (middle / step).rounded()
        return (-12...12).map { (first + Double($0)) * step }.filter { ($0 - middle).magnitude <= limit }
    }

    var lines: String {
        var path = PathData()
        let (lon, lat) = (f.projection.longitude, f.projection.latitude)
        for m in meridians() {
            path.add((-20...20).map { f.place(Position(longitude: m, latitude: min(max(lat + Double($0) * step / 2, -89.9), 89.9))) })
        }
        for p in parallels() {
            path.add((-24...24).map { f.place(Position(longitude: lon + min(max(Double($0) * step / 2, -89), 89), latitude: p)) })
        }
        return "<path d=\"\(path.text)\" fill=\"none\" stroke=\"#566072\" stroke-opacity=\".22\" stroke-width=\".8\"/>\n"
    }

    var ticks: String {
        let w = f.window
        var out = ""
        for m in meridians() {
            guard let x = crossing({ f.place(Position(longitude: m, latitude: $0)) }, from: -89.9, to: 89.9, y: w.north)?.x, x > w.west + 16, x < w.east - 24 else { continue }
            let shown = MapProjection.wrapped(m)
            out += "<path d=\"M\(px(x)) \(px(w.north))v5\" stroke=\"#566072\"/><text class=\"quiet mid\" x=\"\(px(x))\" y=\"\(px(w.north + 17))\">\(escaped(coordinate(shown, "E", "W", places: places)))</text>"
        }
        for p in parallels() {
            let lon = f.projection.longitude
            guard let y = crossing({ f.place(Position(longitude: lon + $0, latitude: p)) }, from: -89, to: 89, x: w.west)?.y, y > w.south + 8, y < w.north - 8 else { continue }
            out += "<path d=\"M\(px(w.west)) \(px(y))h-5\" stroke=\"#566072\"/><text class=\"quiet mid\" x=\"\(px(w.west - 10))\" y=\"\(px(y))\" transform=\"rotate(-90 \(px(w.west - 10)) \(px(y)))\">\(escaped(coordinate(p, "N", "S", places: places)))</text>"
        }
        return out + "\n"
    }

    /// Where a curve that rises or falls throughout meets an edge, by halving.
    private func crossing(_ at: (Double) -> MapPoint, from: Double, to: Double, x: Double? = nil, y: Double? = nil) -> MapPoint? {
        func side(_ t: Double) -> Bool { x.map { at(t).x > $0 } ?? y.map { at(t).y > $0 } ?? false }
        var (low, high) = (from, to)
        let start = side(low)
        guard start != side(high) else { return nil }
        for _ in 0..<48 {
            let middle = (low + high) / 2
            if side(middle) == start { low = middle } else { high = middle }
        }
        return at(high)
    }

    /// A round length of at most a quarter of the window.
    var scaleBar: String {
        let w = f.window
        let longest = w.width / 4 / f.scale
        var length = 1.0
        for candidate in [2.0, 5, 10, 20, 50, 100, 200, 500, 1000, 2000] where candidate <= longest { length = candidate }
        let (x, y, size) = (w.west + 14, w.north - 16, length * f.scale)
        return "<g><rect x=\"\(px(x - 8))\" y=\"\(px(y - 20))\" width=\"\(px(size + 16))\" height=\"30\" fill=\"#fff\" fill-opacity=\".85\"/>"
            + "<path d=\"M\(px(x)) \(px(y - 5))V\(px(y))H\(px(x + size))V\(px(y - 5))M\(px(x + size / 2)) \(px(y - 3))V\(px(y))\" fill=\"none\" stroke=\"#1d2430\" stroke-width=\"1.5\"/>"
            + "<text class=\"mid\" x=\"\(px(x + size / 2))\" y=\"\(px(y - 7))\">\(decimal(length, decimals: 0)) km</text></g>\n"
    }

    var northArrow: String {
        let (x, y) = (f.window.east - 24, f.window.south + 14)
        return "<g><circle cx=\"\(px(x))\" cy=\"\(px(y + 16))\" r=\"20\" fill=\"#fff\" fill-opacity=\".85\"/>"
            + "<path d=\"M\(px(x)) \(px(y))L\(px(x + 6)) \(px(y + 17))L\(px(x)) \(px(y + 13))L\(px(x - 6)) \(px(y + 17))Z\" fill=\"#1d2430\"/><text class=\"mid strong\" x=\"\(px(x))\" y=\"\(px(y + 31))\">N</text></g>\n"
    }
}
