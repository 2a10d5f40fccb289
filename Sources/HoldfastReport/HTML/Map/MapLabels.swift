import HoldfastControl
import HoldfastGeometry
import HoldfastText

/// Names of places, each where it covers no earlier name, or left out.
struct MapLabels {
    private(set) var svg = ""

    /// - Complexity: O(p²) for p places inside the window, at most 200.
    init(_ places: [NamedPlace], _ f: MapFrame) {
        var taken: [MapBox] = []
        let w = f.window
        // Keep names clear of the north arrow and the scale bar.
        taken.append(MapBox(west: w.east - 46, south: w.south, east: w.east, north: w.south + 52))
        taken.append(MapBox(west: w.west, south: w.north - 38, east: w.west + w.width / 4 + 24, north: w.north))
        for place in places.filter({ w.contains(f.place($0.position)) }).prefix(200) {
            let p = f.place(place.position)
            let name = cut(visible(place.name), to: 32)
            // Wide enough for the larger letters of narrow pages.
            let (width, height) = (Double(displayWidth(name)) * 7.6 + 4, 16.0)
            let spots: [(dx: Double, dy: Double, anchor: String, left: Double)] = [
                (6, 4.5, "", 6), (-6, 4.5, " end", -6 - width), (0, -7, " mid", -width / 2), (0, 16, " mid", -width / 2),
            ]
            for spot in spots {
                let box = MapBox(west: p.x + spot.left, south: p.y + spot.dy - height + 3, east: p.x + spot.left + width, north: p.y + spot.dy + 3)
                guard box.west >= w.west, box.east <= w.east, box.south >= w.south, box.north <= w.north,
                    !taken.contains(where: { $0.west < box.east && box.west < $0.east && $0.south < box.north && box.south < $0.north })
                else { continue }
                taken.append(box)
                svg += "<rect x=\"\(px(p.x - 1.8))\" y=\"\(px(p.y - 1.8))\" width=\"3.6\" height=\"3.6\" fill=\"#1d2430\" stroke=\"#fff\" stroke-width=\".8\"/>"
                svg += "<text class=\"halo\(spot.anchor)\" x=\"\(px(p.x + spot.dx))\" y=\"\(px(p.y + spot.dy))\">\(escaped(name))</text>\n"
                break
            }
        }
    }
}
