import Foundation
import Holdfast
@testable import HoldfastReport
import Testing

@Suite("The page of territory")
struct TerritoryPageTests {
    @Test("it asks for nothing from outside, and lets only its own script run")
    func selfContained() throws {
        let page = TerritorySample.text(TerritorySample.report(), .html)
        for word in [" src=", "<link", "@import", "url(http", "<iframe", "<form", " onload", " onclick", "eval("] { #expect(!page.contains(word), "\(word)") }
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"))
        #expect(page.components(separatedBy: "<script").count == 4)
    }

    @Test("the policy's digest is that of the script, by Python's hashlib", .enabled(if: Reading.hasPython("hashlib"), "python3 is not on this machine"))
    func digest() throws {
        let script = """
            import base64, hashlib, re, sys
            page = sys.stdin.buffer.read().decode()
            text = re.search(r"<script>(.*?)</script>", page, re.S).group(1)
            print(base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() == re.search(r"sha256-([^']*)'", page).group(1))
            """
        let found = try #require(try Reading.python(script, modules: ["hashlib"], input: TerritorySample.report().bytes(as: .html)))
        #expect(found.output == "True\n")
    }

    @Test("nothing from the data is taken for markup or ends the data")
    func hostile() throws {
        let name = "</script><script>alert('x')</script>"
        let map = TerritorySample.map("2024-03-01", [(.party(name), TerritorySample.box(0, 0, 1, 1))])
        var report = TerritoryReport(ControlHistory(maps: [map], restHeldBy: name, gaps: .unknown, maker: name), TerritorySample.options())
        report.title = name
        report.places = [NamedPlace(name: name, position: Position(longitude: 0.5, latitude: 0.5))]
        let page = TerritorySample.text(report, .html)
        #expect(!page.contains("<script>alert"))
        #expect(page.components(separatedBy: "</script>").count == 4)
        let steps = try #require(page.firstMatch(of: /<script type="application\/json" id="steps">(.*?)<\/script>/))
        let data = try #require(JSONSerialization.jsonObject(with: Data(String(steps.output.1).utf8)) as? [String: Any])
        #expect(((data["holders"] as? [[String: Any]])?.first?["name"] as? String) == name)
    }

    @Test(
        "an HTML parser finds nothing wrong", .enabled(if: Reading.hasPython("html5lib"), "python3 with html5lib is not on this machine"),
        arguments: [0, 1, 2])
    func parses(which: Int) throws {
        let report = switch which {
        case 0: TerritorySample.report { $0.units = [.init(name: "west", ground: PolygonIndex(TerritorySample.box(0, 0, 0.5, 1)))] }
        case 1: TerritorySample.long(30)
        default: TerritoryReport(ControlHistory(maps: [], restHeldBy: nil, gaps: .carryForward), TerritoryOptions())
        }
        let script = """
            import html5lib, sys
            p = html5lib.HTMLParser()
            p.parse(sys.stdin.buffer.read())
            print(p.errors)
            """
        let found = try #require(try Reading.python(script, modules: ["html5lib"], input: report.bytes(as: .html)))
        #expect(found.output == "[]\n")
    }

    @Test("without scripts there are a map, a curve and every date")
    func still() {
        let page = TerritorySample.text(TerritorySample.report(), .html)
        #expect(page.contains("<figure class=\"still\">") && page.contains("fill=\"url(#gained)\" fill-rule") && page.contains("fill=\"url(#lost)\" fill-rule"))
        for date in ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-10"] { #expect(page.contains("<span id=\"\(date)\">")) }
        #expect(page.contains("aria-labelledby=\"area-title area-desc\""))
    }

    @Test("ground on both sides of the antimeridian is drawn together")
    func antimeridian() {
        let ground = MultiPolygon(TerritorySample.box(178, -18, 180, -16).polygons + TerritorySample.box(-180, -18, -179, -16).polygons)
        let history = ControlHistory(maps: [TerritorySample.map("2024-03-01", [(.party("south"), ground)])], restHeldBy: nil, gaps: .unknown)
        let page = TerritoryPage(TerritoryReport(history, TerritoryOptions()))
        #expect(page.projection.longitude == 179.5 && page.projection.latitude == -17)
        // Three degrees of longitude at 17° S are 320 km.
        let ends = [178.0, -179].map { page.projection.point(Position(longitude: $0, latitude: -17)).x }
        #expect((ends[1] - ends[0] - 319).magnitude < 2)
    }

    @Test("a date more costs little")
    func small() {
        #expect(TerritorySample.long(200).bytes(as: .html).count < TerritorySample.long(20).bytes(as: .html).count + 180 * 700)
    }
}

@Suite("Shapes packed for a page")
struct PackedShapesTests {
    private struct Edge: Hashable {
        var a: StepShapes.Vertex
        var b: StepShapes.Vertex
    }

    /// Reads the bytes as the page's script does: each layer's directed edges at each step.
    private func unpack(_ bytes: [UInt8], layers: Int, steps: Int) -> [[[Edge: Int]]] {
        var at = 0
        func number() -> Int {
            var value = 0
            var shift = 0
            while at < bytes.count {
                let b = bytes[at]
                at += 1
                value |= Int(b & 127) << shift
                shift += 7
                if b < 128 { break }
            }
            return value
        }
        func signed() -> Int {
            let n = number()
            return n % 2 == 1 ? -(n + 1) / 2 : n / 2
        }
        var out = [[[Edge: Int]]](repeating: [[Edge: Int]](repeating: [:], count: steps), count: layers)
        var (longitude, latitude) = (0, 0)
        for _ in 0..<number() {
            var points: [StepShapes.Vertex] = []
            for _ in 0..<number() {
                longitude += signed()
                latitude += signed()
                points.append(StepShapes.Vertex(Position(longitude: Double(longitude) / 1e6, latitude: Double(latitude) / 1e6)))
            }
            for _ in 0..<number() {
                let code = number()
                let from = number()
                let count = number()
                for step in from..<(from + count) {
                    for (a, b) in zip(points, points.dropFirst()) {
                        out[code / 2][step][code % 2 == 0 ? Edge(a: a, b: b) : Edge(a: b, b: a), default: 0] += 1
                    }
                }
            }
        }
        #expect(at == bytes.count)
        return out
    }

    @Test("every step has the edges that went in, whatever they share", arguments: 0..<20)
    func roundTrip(seed: UInt64) {
        var random = Congruential(state: seed)
        let (layers, steps) = (3, 12)
        var shapes = StepShapes()
        var expected = [[[Edge: Int]]](repeating: [[Edge: Int]](repeating: [:], count: steps), count: layers)
        // Rings over a coarse grid, so that many edges are shared, run both ways or come again later.
        for _ in 0..<40 {
            let layer = Int(random.next(below: 3))
            let from = Int(random.next(below: 12))
            let to = min(steps, from + 1 + Int(random.next(below: 6)))
            let x = Double(random.next(below: 5)) - 2, y = Double(random.next(below: 5)) - 2
            var ring = TerritorySample.box(x, y, x + 1 + Double(random.next(below: 2)), y + 1).polygons[0].outer
            if random.next(below: 2) == 0 { ring.reverse() }
            for (a, b) in zip(ring, ring.dropFirst()) {
                let edge = Edge(a: .init(a), b: .init(b))
                // The same edge of the same layer counts once a step: a boundary runs along it once.
                if (from..<to).contains(where: { expected[layer][$0][edge] != nil }) { continue }
                for step in from..<to { expected[layer][step][edge] = 1 }
                shapes.add(a, b, layer: layer, steps: from..<to)
            }
        }
        let packed = PackedShapes(shapes)
        #expect(packed.tolerance == 0)
        #expect(unpack(packed.bytes, layers: layers, steps: steps) == expected)
    }

    @Test("where detail is left out, no vertex lay farther away than is said")
    func thinned() {
        var shapes = StepShapes()
        // A circle of 30 km, 4,000 vertices.
        let points = (0...4000).map { i in
            let t = Double(i % 4000) / 4000 * 2 * .pi
            return Position(longitude: 0.27 * cos(t), latitude: 0.27 * sin(t))
        }
        shapes.add([Polyline(points)], layer: 0, steps: 0..<1)
        let packed = PackedShapes(shapes, most: 1000)
        #expect(packed.bytes.count <= 1000 && packed.tolerance >= 25)
        var at: [Position] = []
        for edge in unpack(packed.bytes, layers: 1, steps: 1)[0][0].keys { at += [edge.a.position, edge.b.position] }
        let line = LineIndex(unpack(packed.bytes, layers: 1, steps: 1)[0][0].keys.map { Polyline([$0.a.position, $0.b.position]) })
        for p in points { #expect(line.nearest(to: p).metres <= packed.tolerance * 1.01 + 0.2) }
    }
}

/// A generator with a seed (Knuth, MMIX).
private struct Congruential {
    var state: UInt64

    mutating func next(below n: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % n
    }
}
