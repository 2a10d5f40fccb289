import HoldfastControl
import HoldfastGeometry
import HoldfastText

/// What the page shows where scripts do not run: the last date, and what was gained and lost since the first.
struct TerritoryPicture {
    let page: TerritoryPage
    private let frame: MapFrame

    init(_ page: TerritoryPage) {
        self.page = page
        var box = MapBox()
        let b = page.box
        for (x, y) in [(b.west, b.south), (b.east, b.south), (b.east, b.north), (b.west, b.north)] {
            box.include(page.projection.point(Position(longitude: x, latitude: y)))
        }
        frame = MapFrame(box, page.projection)
    }

    var html: String {
        let report = page.report
        let w = frame.window
        // The patterns serve the legend too, so they stand in a picture of their own that is always there.
        var out = """
            <svg width="0" height="0" class="patterns" style="position:absolute" aria-hidden="true"><defs>
            <pattern id="gained" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#0072b2" fill-opacity=".42"/><path d="M-1 9L9 -1M-5 5L5 -5M3 13L13 3" stroke="#0072b2" stroke-width="1.5"/></pattern>
            <pattern id="lost" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#e69f00" fill-opacity=".42"/><path d="M-1 -1L9 9M-5 3L5 13M3 -5L13 5" stroke="#e69f00" stroke-width="1.5"/></pattern>
            </defs></svg>

            """
        out += "<figure class=\"still\">\n<div class=\"picture\" tabindex=\"0\" role=\"region\" aria-label=\"Map\">\n"
        out += "<svg viewBox=\"0 0 900 \(px(frame.height))\" role=\"img\" aria-labelledby=\"still-title still-desc\" xmlns=\"http://www.w3.org/2000/svg\">\n"
        out += "<title id=\"still-title\">Ground held</title>\n<desc id=\"still-desc\">\(escaped(description))</desc>\n"
        out += "<defs><clipPath id=\"still-window\"><rect x=\"\(px(w.west))\" y=\"\(px(w.south))\" width=\"\(px(w.width))\" height=\"\(px(w.height))\"/></clipPath></defs>\n"
        out += "<g clip-path=\"url(#still-window)\">\n" + MapGrid(frame).lines + ground() + border() + MapLabels(report.places, frame).svg + "</g>\n"
        out += "<rect x=\"\(px(w.west))\" y=\"\(px(w.south))\" width=\"\(px(w.width))\" height=\"\(px(w.height))\" fill=\"none\" stroke=\"#8a93a3\"/>\n"
        out += MapGrid(frame).ticks + MapGrid(frame).scaleBar + MapGrid(frame).northArrow
        return out + "</svg>\n</div>\n<figcaption>\(escaped(description))</figcaption>\n</figure>\n"
    }

    private var description: String {
        let report = page.report
        guard let first = report.series.first, let last = report.series.last else { return "No map is valid on any of the dates." }
        var says = "Ground held on \(last.date.iso8601)"
        if first.epoch != last.epoch { says += ", with what \(report.name(.party(report.history.heldBy))) gained and lost since \(first.date.iso8601)" }
        return says + ". With scripts allowed this map steps through \(counted(report.series.rows.count, "date"))."
    }

    private func ground() -> String {
        let history = page.report.history
        guard let first = page.report.series.first?.epoch, let last = page.report.series.last?.epoch else { return "" }
        var out = ""
        for (i, territory) in history.territories.enumerated() {
            let look = TerritoryPage.look(i, territory.holder)
            out += "<path d=\"\(area(territory.shapes.shape(last)))\" fill=\"\(look.colour)\" fill-opacity=\".3\" fill-rule=\"evenodd\" stroke=\"\(look.colour)\" stroke-width=\".8\"/>\n"
        }
        if first != last {
            do throws(Overlay.Failure) {
                let change = try history.held.shapes.difference(from: first, to: last)
                for (shape, id, stroke) in [(change.gained, "gained", "#0072b2"), (change.lost, "lost", "#e69f00")] where !shape.isEmpty {
                    out += "<path d=\"\(area(shape))\" fill=\"url(#\(id))\" fill-rule=\"evenodd\" stroke=\"\(stroke)\" stroke-width=\"1.5\"/>\n"
                }
            } catch {
                // The map still shows the last date; the report's remarks say that maps could not be compared.
            }
        }
        return out
    }

    private func border() -> String {
        guard let border = page.report.options.border else { return "" }
        return "<path d=\"\(area(border.shape))\" fill=\"none\" stroke=\"#566072\" stroke-width=\"1.2\" stroke-dasharray=\"7 3 1.5 3\"/>\n"
    }

    private func area(_ shape: MultiPolygon) -> String {
        let w = frame.window
        let cut = MapBox(west: w.west - 20, south: w.south - 20, east: w.east + 20, north: w.north + 20)
        var path = PathData()
        for ring in shape.rings { path.add(clipped(ring.map(frame.place), to: cut), closed: true) }
        return path.text
    }
}
