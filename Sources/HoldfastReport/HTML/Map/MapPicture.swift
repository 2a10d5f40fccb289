import Foundation
import HoldfastAssessment
import HoldfastGeometry
import HoldfastText

/// The map of a report: line, zones, incidents, places, with scale bar, north arrow and graticule, as SVG in a figure.
struct MapPicture {
    /// More marks than this are drawn as cells.
    static let mostMarks = 2500
    static let mostDiscs = 600

    let a: Assessment
    let day: CivilDate
    let marks: MapMarks
    let shapes: GroundShapes
    /// `nil` where there is nothing to draw.
    let frame: MapFrame?
    /// Marks outside the window.
    private(set) var beyond = 0

    init(_ a: Assessment) {
        self.a = a
        day = a.agreement.zone.civil(at: a.period.to.adding(seconds: -1)).date
        marks = MapMarks(a)
        shapes = GroundShapes(a.ground)
        frame = Self.fit(marks, shapes.lines(on: day), shapes.zones)
        if let frame { beyond = marks.marks.filter { !frame.window.contains(frame.place($0.position)) }.reduce(0) { $0 + $1.incidents } }
    }

    /// The window: the marks, without a few far ones that would leave the rest less than three quarters of its width or
    /// height; and what lies near them of the lines and zones. Lines and zones alone where there are hardly any marks.
    private static func fit(_ marks: MapMarks, _ lines: [GroundShapes.Line], _ zones: [GroundShapes.Zone]) -> MapFrame? {
        var fixed = lines.flatMap(\.parts).flatMap { $0 }
        for zone in zones {
            if case .polygon(let polygons) = zone.shape { fixed += polygons.flatMap(\.outer) }
        }
        let spots = marks.marks.map(\.position)
        guard let start = spots.first ?? fixed.first else { return nil }
        var degrees = MapBox()
        for p in spots.count >= 5 ? spots : fixed + spots {
            degrees.include(MapPoint(x: start.longitude + MapProjection.wrapped(p.longitude - start.longitude), y: p.latitude))
        }
        let projection = MapProjection(longitude: (degrees.west + degrees.east) / 2, latitude: (degrees.south + degrees.north) / 2)
        let at = spots.map(projection.point)
        var box = MapBox()
        for p in at { box.include(p) }
        guard at.count >= 5 else {
            for p in fixed { box.include(projection.point(p)) }
            return MapFrame(box, projection)
        }
        if at.count >= 20 {
            let (xs, ys) = (at.map(\.x).sorted(), at.map(\.y).sorted())
            let (low, high) = (at.count / 50, at.count - 1 - at.count / 50)
            let core = MapBox(west: xs[low], south: ys[low], east: xs[high], north: ys[high])
            if core.width < box.width * 0.75 || core.height < box.height * 0.75 { box = core }
        }
        let margin = max(box.width, box.height, 4) * 0.3
        let near = MapBox(west: box.west - margin, south: box.south - margin, east: box.east + margin, north: box.north + margin)
        for p in fixed.map(projection.point) where near.contains(p) { box.include(p) }
        return MapFrame(box, projection)
    }

    /// The figure with legend, notes and table.
    var html: String {
        guard let frame else {
            return "<p>There is no map: no violation has a position, and the agreement names no line and no zone.</p>\n"
        }
        var out = "<figure>\n<div class=\"picture\" tabindex=\"0\" role=\"region\" aria-label=\"Map\">\n" + svg(frame) + "</div>\n"
        out += legend(frame)
        out += "<figcaption>\(notes(frame).map(escaped).joined(separator: " "))</figcaption>\n</figure>\n"
        return out + table()
    }

    private func svg(_ f: MapFrame) -> String {
        let w = f.window
        var out = "<svg viewBox=\"0 0 \(px(MapFrame.width)) \(px(f.height))\" role=\"img\" aria-labelledby=\"map-title map-desc\" xmlns=\"http://www.w3.org/2000/svg\">\n"
        out += "<title id=\"map-title\">\(escaped("Map of incidents judged against \(a.agreement.title)"))</title>\n<desc id=\"map-desc\">\(escaped(description))</desc>\n"
        out += "<defs><clipPath id=\"window\"><rect x=\"\(px(w.west))\" y=\"\(px(w.south))\" width=\"\(px(w.width))\" height=\"\(px(w.height))\"/></clipPath>"
        out += "<pattern id=\"held\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"2\" height=\"6\" fill=\"#8a93a3\" fill-opacity=\".35\"/></pattern>"
        let bands = MapBands(shapes, day, f)
        out += bands.clips + "</defs>\n"
        out += "<rect x=\"\(px(w.west))\" y=\"\(px(w.south))\" width=\"\(px(w.width))\" height=\"\(px(w.height))\" fill=\"#fbfaf6\"/>\n<g clip-path=\"url(#window)\">\n"
        out += bands.svg + territory(f) + MapGrid(f).lines + polygonZones(f) + lines(f)
        out += marks.marks.count > Self.mostMarks ? MapSymbols(marks, f).cells : MapSymbols(marks, f).symbols
        out += MapLabels(a.ground.places, f).svg + "</g>\n"
        out += "<rect x=\"\(px(w.west))\" y=\"\(px(w.south))\" width=\"\(px(w.width))\" height=\"\(px(w.height))\" fill=\"none\" stroke=\"#566072\"/>\n"
        return out + MapGrid(f).ticks + MapGrid(f).scaleBar + MapGrid(f).northArrow + "</svg>\n"
    }

    private var description: String {
        let drawn = marks.incidents - marks.withoutPosition - marks.tooVague - beyond
        var says = "\(counted(drawn, "incident")) at \(counted(marks.marks.count, "mark")), drawn by position, deaths and certainty"
        let lines = shapes.lines(on: day).map(\.id)
        if !lines.isEmpty { says += ", with the line\(lines.count == 1 ? "" : "s") \(lines.joined(separator: ", "))" }
        if !shapes.zones.isEmpty { says += " and the zone\(shapes.zones.count == 1 ? "" : "s") \(shapes.zones.map(\.id).joined(separator: ", "))" }
        return says + ". The table under the map gives the places with most deaths."
    }

    private func territory(_ f: MapFrame) -> String {
        var out = ""
        if let control = a.ground.control, let epoch = control.epoch(on: day) {
            out += "<path d=\"\(area(control.held.shapes.shape(epoch).polygons, f))\" fill=\"url(#held)\" fill-rule=\"evenodd\" stroke=\"#8a93a3\" stroke-width=\"1\"/>\n"
        }
        if let border = a.ground.border {
            out += "<path d=\"\(area(border.shape.polygons, f))\" fill=\"none\" stroke=\"#7b8494\" stroke-width=\"1.2\" stroke-dasharray=\"7 3 1.5 3\"/>\n"
        }
        return out
    }

    private func area(_ polygons: [Polygon], _ f: MapFrame) -> String {
        let w = f.window
        let cut = MapBox(west: w.west - 20, south: w.south - 20, east: w.east + 20, north: w.north + 20)
        var path = PathData()
        for ring in polygons.flatMap(\.rings) { path.add(clipped(ring.map(f.place), to: cut), closed: true) }
        return path.text
    }

    private func polygonZones(_ f: MapFrame) -> String {
        var out = ""
        for zone in shapes.zones {
            guard case .polygon(let polygons) = zone.shape else { continue }
            out += "<path d=\"\(area(polygons, f))\" fill=\"#56b4e9\" fill-opacity=\".18\" fill-rule=\"evenodd\" stroke=\"#0072b2\" stroke-width=\"1.4\" stroke-dasharray=\"4 3\"><title>\(escaped("zone " + zone.id))</title></path>\n"
        }
        return out
    }

    private func lines(_ f: MapFrame) -> String {
        var out = ""
        for (i, line) in shapes.lines(on: day).enumerated().reversed() {
            var path = PathData()
            for part in line.parts { path.add(part.map(f.place)) }
            let stroke = Self.stroke(i)
            out += "<path d=\"\(path.text)\" fill=\"none\" stroke=\"#fff\" stroke-width=\"\(px(stroke.width + 2))\" stroke-opacity=\".8\"/>"
            out += "<path d=\"\(path.text)\" fill=\"none\" \(stroke.attributes)><title>\(escaped(line.id))</title></path>\n"
        }
        return out
    }

    /// The line of contact is solid, further lines are broken.
    static func stroke(_ i: Int) -> (width: Double, attributes: String) {
        i == 0
            ? (2.6, "stroke=\"#1d2430\" stroke-width=\"2.6\" stroke-linejoin=\"round\"")
            : (1.8, "stroke=\"#1d2430\" stroke-width=\"1.8\" stroke-linejoin=\"round\" stroke-dasharray=\"\(i % 2 == 1 ? "8 4" : "2 4")\"")
    }

    private func notes(_ f: MapFrame) -> [String] {
        let m = f.projection
        var out: [String] = []
        if marks.marks.count > Self.mostMarks {
            out.append("\(grouped(marks.marks.count)) positions are too many for marks: each square stands for the incidents in it, darker for more.")
        } else if !marks.marks.isEmpty {
            out.append("One mark for the incidents of one position and one standing; its area grows with their deaths (best).")
        }
        if marks.marks.count <= Self.mostDiscs, marks.marks.contains(where: { $0.uncertaintyMetres / 1000 * f.scale > 4 }) {
            out.append("Grey discs: where the incidents may have been, as far as their sources know.")
        }
        let left = marks.withoutPosition + marks.tooVague
        if left > 0 {
            out.append(
                "\(grouped(left)) of \(counted(marks.incidents, "incident")) \(left == 1 ? "is" : "are") not drawn: \(grouped(marks.tooVague)) known only to worse than 25 km, \(grouped(marks.withoutPosition)) without a position.")
        }
        if beyond > 0 { out.append("\(counted(beyond, "incident")) beyond the edge of the map.") }
        if shapes.zones.contains(where: { if case .along = $0.shape { true } else { false } }) {
            out.append("Zones along a line are drawn to scale.")
        }
        out.append("Projection: transverse Mercator about \(coordinate(m.latitude, "N", "S")), \(coordinate(m.longitude, "E", "W")), WGS84 degrees on a sphere; drawn for orientation, no figure is measured on it.")
        return out
    }

    private func table() -> String {
        let worst = marks.worst
        if worst.isEmpty { return "" }
        var table = HTMLTable(
            "Positions with most deaths",
            [
                .init(title: "place"), .init(title: "lon", isNumber: true), .init(title: "lat", isNumber: true), .init(title: "standing"),
                .init(title: "incidents", isNumber: true), .init(title: "deaths: best", isNumber: true), .init(title: "low", isNumber: true),
                .init(title: "high", isNumber: true),
            ])
        for m in worst.prefix(40) {
            table.rows.append([
                escaped(m.place ?? "no name"), fixed(m.position.longitude, 4), fixed(m.position.latitude, 4), escaped(m.standing.words),
                grouped(m.incidents), grouped(m.best), grouped(m.low), grouped(m.high),
            ])
        }
        let more = worst.count - min(worst.count, 40)
        return folded(
            "The map's figures as a table",
            table.html + (more > 0 ? "<p class=\"soft\">\(grouped(more)) more; the CSV and GeoJSON reports list every violation.</p>" : ""))
    }
}

/// `48.12° N`.
func coordinate(_ degrees: Double, _ positive: String, _ negative: String, places: Int = 2) -> String {
    decimal(degrees.magnitude, decimals: places) + "° " + (degrees < 0 ? negative : positive)
}
