import Foundation
import HoldfastGeometry
import HoldfastText

/// Zones along a line: the line drawn as broad as the zone is deep, the deepest first. A zone on one side only is cut
/// along the line.
struct MapBands {
    private(set) var clips = ""
    private(set) var svg = ""

    init(_ shapes: GroundShapes, _ day: CivilDate, _ f: MapFrame) {
        let lines = shapes.lines(on: day)
        var bands: [(id: String, line: GroundShapes.Line, depth: Double, side: String?)] = []
        for zone in shapes.zones {
            guard case .along(let id, let depth, let side) = zone.shape, let line = lines.first(where: { $0.id == id }), depth > 0 else { continue }
            bands.append((zone.id, line, depth, side))
        }
        bands = bands.enumerated().sorted { ($1.element.depth, $0.offset) < ($0.element.depth, $1.offset) }.map(\.element)
        for (i, band) in bands.enumerated() {
            var path = PathData()
            for part in band.line.parts { path.add(part.map(f.place)) }
            let width = 2 * band.depth / 1000 * f.scale
            var clip = ""
            if let side = band.side, let left = Self.isLeft(side, band.line), let part = band.line.parts.first, band.line.parts.count == 1, part.count > 1 {
                var region = PathData()
                region.add(Self.region(part.map(f.place), left: left, far: MapFrame.width * 4), closed: true)
                clips += "<clipPath id=\"side\(i)\"><path d=\"\(region.text)\"/></clipPath>"
                clip = " clip-path=\"url(#side\(i))\""
            }
            let round = "fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\""
            svg += "<g\(clip)><title>\(escaped("zone \(band.id), \(decimal(band.depth / 1000, decimals: 1)) km from \(band.line.id)"))</title>"
            svg += "<path d=\"\(path.text)\" \(round) stroke=\"#0072b2\" stroke-opacity=\".55\" stroke-width=\"\(px(width + 1.6))\"/>"
            svg += "<path d=\"\(path.text)\" \(round) stroke=\"\(Self.tint(i, of: bands.count))\" stroke-width=\"\(px(width))\"/></g>\n"
        }
    }

    /// Paler for deeper zones.
    static func tint(_ i: Int, of n: Int) -> String {
        let tints = ["#eef4f9", "#dde9f3", "#cbdeed", "#b9d3e6"]
        return tints[n <= 1 ? 1 : min(i, tints.count - 1)]
    }

    private static func isLeft(_ side: String, _ line: GroundShapes.Line) -> Bool? {
        side == line.left ? true : side == line.right ? false : nil
    }

    /// The part of the picture on one side of a line: the line, prolonged at both ends, closed by an arc far outside.
    /// y grows downwards, so the left of the line's direction is reached by turning clockwise on the screen's angles.
    private static func region(_ line: [MapPoint], left: Bool, far: Double) -> [MapPoint] {
        guard let first = line.first, let last = line.last, line.count > 1 else { return [] }
        let middle = MapPoint(x: (first.x + last.x) / 2, y: (first.y + last.y) / 2)
        func out(_ from: MapPoint, _ to: MapPoint) -> Double {
            let (dx, dy) = (to.x - from.x, to.y - from.y)
            let d = max((dx * dx + dy * dy).squareRoot(), 1e-9)
            let end = MapPoint(x: to.x + dx / d * far * 2, y: to.y + dy / d * far * 2)
            return atan2(end.y - middle.y, end.x - middle.x)
        }
        // The general direction of each end, not that of its last few metres.
        let n = line.count
        let a = out(line[min(n - 1, max(1, n / 10))], first)
        let b = out(line[max(0, n - 1 - max(1, n / 10))], last)
        var turn = (a - b).truncatingRemainder(dividingBy: 2 * .pi)
        // On a screen with y downwards, counter-clockwise as seen is a falling angle.
        if left, turn > 0 { turn -= 2 * .pi }
        if !left, turn < 0 { turn += 2 * .pi }
        var points = line
        for i in 0...24 {
            let angle = b + turn * Double(i) / 24
            points.append(MapPoint(x: middle.x + cos(angle) * far, y: middle.y + sin(angle) * far))
        }
        return points
    }
}
