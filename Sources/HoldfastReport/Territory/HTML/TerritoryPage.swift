import Foundation
import HoldfastControl
import HoldfastGeometry
import HoldfastText

/// A page with a map that steps through the dates; it needs no other file and no network.
///
/// Its script draws from the shapes packed into the page. Without scripts the page shows the first and the last date, the
/// curve and the table.
struct TerritoryPage {
    let report: TerritoryReport
    let projection: MapProjection
    let packed: PackedShapes
    /// The box of all that is drawn of the holders, in degrees.
    let box: BoundingBox
    /// The line of contact by step, none for steps that are not known.
    private let lines: LineHistory?

    init(_ report: TerritoryReport) {
        self.report = report
        let box = Self.box(report)
        self.box = box.isEmpty ? BoundingBox(west: -1, south: -1, east: 1, north: 1) : box
        projection = MapProjection(longitude: (self.box.west + self.box.east) / 2, latitude: (self.box.south + self.box.north) / 2)
        lines = report.series.rows.contains { $0.line != nil } ? report.history.linesOfContact(border: report.options.border, cut: report.options.cut) : nil
        packed = PackedShapes(Self.shapes(report, lines))
    }

    /// Around the ground of all holders, else the border. Ground on both sides of the antimeridian is taken to lie together: the
    /// box then reaches beyond ±180 degrees.
    private static func box(_ report: TerritoryReport) -> BoundingBox {
        var box = BoundingBox.empty
        for territory in report.history.territories { box.include(territory.shapes.bounds) }
        if box.isEmpty, let border = report.options.border { box = border.bounds }
        guard box.east - box.west > 180 else { return box }
        var around = BoundingBox.empty
        for territory in report.history.territories {
            for edge in territory.shapes.edges() {
                around.include(Position(longitude: edge.a.longitude < 0 ? edge.a.longitude + 360 : edge.a.longitude, latitude: edge.a.latitude))
            }
        }
        return around.east - around.west < box.east - box.west ? around : box
    }

    /// The layers: each holder's ground, then `line` and `border`.
    private static func shapes(_ report: TerritoryReport, _ lines: LineHistory?) -> StepShapes {
        var shapes = StepShapes()
        let steps = StepsOfEpochs(report.series.rows)
        func add(_ edges: [TimedEdge], layer: Int) {
            for edge in edges { shapes.add(edge.a, edge.b, layer: layer, steps: steps.steps(Int(edge.from)..<Int(edge.to))) }
        }
        for (layer, territory) in report.history.territories.enumerated() { add(territory.shapes.edges(), layer: layer) }
        let layer = report.history.territories.count
        if let lines { add(lines.edges(), layer: layer) }
        if let border = report.options.border {
            shapes.add(border.shape.ringsWithInsideOnTheLeft, layer: layer + 1, steps: 0..<report.series.rows.count)
        }
        return shapes
    }

    /// - Complexity: O(n) for n distinct edges, O(r) for r rows.
    func page() -> [UInt8] {
        let title = report.title ?? "Who held what"
        let span = report.series.rows.first.map { first in
            report.series.rows.last.map { first.date == $0.date ? first.date.iso8601 : "\(first.date.iso8601) to \($0.date.iso8601)" } ?? ""
        } ?? "no dates"
        var out = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src \(PageScript.policy)">
            <meta name="referrer" content="no-referrer">
            <title>\(escaped(title)): territory, \(escaped(span))</title>
            <style>
            \(Style.sheet)
            \(TerritoryStyle.sheet)
            </style>
            </head>
            <body>
            <header>
            <p class="kicker">Territory</p>
            <h1>\(escaped(title))</h1>
            <p class="soft">\(escaped(span)). \(escaped(report.mapsInWords)). \(escaped(report.gapsInWords))</p>
            </header>
            <main>

            """
        out += figures()
        if report.series.rows.isEmpty {
            out += "<p>No date lies in the span that was asked for.</p>\n"
        } else {
            out += section("where", "Where the line runs", stage() + TerritoryPicture(self).html + legend() + notes())
            out += section("curve-title", "How much", AreaCurve(report).html)
            out += section("fastest", "Fastest changes", fastest())
            out += section("units", "By unit", units())
            out += section("rows", "Every date", rows())
        }
        out += section("sources", "Sources", sources())
        out += "</main>\n" + footer
        if !report.series.rows.isEmpty {
            out += "<script type=\"application/json\" id=\"steps\">\(steps())</script>\n"
            out += "<script type=\"text/plain\" id=\"shapes\">\(Data(packed.bytes).base64EncodedString())</script>\n"
            out += "<script>\(PageScript.text)</script>\n"
        }
        return Array((out + "</body>\n</html>\n").utf8)
    }

    private func section(_ id: String, _ title: String, _ body: String) -> String {
        body.isEmpty ? "" : "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(escaped(title))</h2>\n\(body)</section>\n"
    }

    /// The controls and the canvas; shown once the script runs.
    private func stage() -> String {
        let rows = report.series.rows
        guard let first = rows.first, let last = rows.last else { return "" }
        let holders = report.history.territories
        let choice = holders.count < 2 ? "" : "<label>ground of <select id=\"shown\">"
            + holders.enumerated().map { "<option value=\"\($0.offset)\">\(escaped(report.name($0.element.holder)))</option>" }.joined() + "</select></label>"
        return """
            <div class="stage" id="stage">
            <div class="bar">
            <button type="button" id="back" aria-label="one step back">◀</button><button type="button" id="play" aria-pressed="false">▶ Play</button><button type="button" id="ahead" aria-label="one step ahead">▶</button>
            <label>day <input type="date" id="date" min="\(first.date.iso8601)" max="\(last.date.iso8601)"></label>
            <select id="speed" aria-label="speed"><option value="2">2 a second</option><option value="8" selected>8 a second</option><option value="30">30 a second</option></select>
            </div>
            <input type="range" id="step" min="0" max="\(rows.count - 1)" value="\(rows.count - 1)" step="1" aria-label="day">
            <p id="now" aria-live="polite"></p>
            <div class="canvas"><canvas id="map" role="img" tabindex="0" aria-label="Map" aria-describedby="keys"></canvas>
            <div class="zoom"><button type="button" id="closer" aria-label="closer">+</button><button type="button" id="wider" aria-label="wider">−</button><button type="button" id="whole">whole</button><button type="button" id="change">to the change</button></div></div>
            <div class="bar"><fieldset><legend>Gained and lost</legend>
            <label><input type="radio" name="differ" value="base" id="since-base" checked> since <input type="date" id="base" aria-label="since" min="\(first.date.iso8601)" max="\(last.date.iso8601)" value="\(first.date.iso8601)"></label>
            <label><input type="radio" name="differ" value="before" id="since-before"> since the step before</label>
            <label><input type="radio" name="differ" value="none" id="since-none"> not shown</label>\(choice)</fieldset></div>
            <p class="soft" id="keys">Keys: ← and → step; with the map in focus Home and End, Page Up and Page Down (30 steps), space plays, + − 0 zoom. Drag a map that is zoomed in; Ctrl and the wheel zoom.</p>
            </div>

            """
    }

    private var footer: String {
        """
        <footer>
        <p>Made by Holdfast from the maps named above; the same maps give the same page. Areas are geodesic, on the WGS84 ellipsoid.</p>
        <p>Control is who holds ground (de facto); the border is the legal line (de jure). A map of control says nothing of right.
        This page takes no side and must not be used to choose targets.</p>
        </footer>

        """
    }
}

/// Which steps show an epoch.
struct StepsOfEpochs {
    /// Each step's epoch, that of the step before where none holds.
    private let epochs: [Int]

    init(_ rows: [TerritorySeries.Row]) {
        var last = -1
        epochs = rows.map { row in
            last = max(last, row.epoch ?? last)
            return last
        }
    }

    /// The steps that show one of these epochs.
    func steps(_ range: Range<Int>) -> Range<Int> {
        let from = partitionPoint(epochs.count) { epochs[$0] < range.lowerBound }
        return from..<max(from, partitionPoint(epochs.count) { epochs[$0] < range.upperBound })
    }
}
