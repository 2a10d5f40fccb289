import Foundation
import Holdfast
@testable import HoldfastReport
import Testing

@Suite("The HTML report")
struct HTMLReportTests {
    /// The pictures of a page, one by one.
    private func pictures(_ page: String) -> [String] {
        var out: [String] = []
        var rest = page[...]
        while let from = rest.range(of: "<svg"), let to = rest[from.upperBound...].range(of: "</svg>") {
            out.append(String(rest[from.lowerBound..<to.upperBound]))
            rest = rest[to.upperBound...]
        }
        return out
    }

    @Test("nothing from the data is taken for markup")
    func hostile() {
        let page = Reading.text(Sample.assessment(), .html)
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quoted&quot;"))
        #expect(!page.contains("href=\"javascript"))
        #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x202A...0x202E).contains($0.value) })
    }

    @Test("it asks for nothing from outside")
    func selfContained() {
        let page = Reading.text(Sample.assessment(), .html)
        #expect(page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"))
        for word in ["src=", "<link", "@import", "url(http", "<iframe", "<form", " onload", "javascript:void"] { #expect(!page.contains(word), "\(word)") }
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    }

    @Test("pictures are well-formed and have a text for those who do not see them", arguments: [0, 120, 40_000])
    func wellFormed(n: Int) {
        let all = pictures(Reading.text(Sample.assessment(n), .html))
        #expect(all.count > 2)
        for svg in all {
            #expect(XMLReading(svg).fault == nil)
            #expect(svg.contains("aria-hidden=\"true\"") || svg.contains("role=\"img\" aria-labelledby=\"") && svg.contains("<title id=") && svg.contains("<desc id="))
        }
    }

    @Test("an HTML parser finds nothing wrong", .enabled(if: Reading.hasPython("html5lib"), "python3 with html5lib is not on this machine"), arguments: [0, 120])
    func parses(n: Int) throws {
        let script = """
            import html5lib, sys
            p = html5lib.HTMLParser()
            p.parse(sys.stdin.buffer.read())
            print(p.errors)
            """
        let found = try #require(try Reading.python(script, modules: ["html5lib"], input: Report.data(Sample.assessment(n), as: .html)))
        #expect(found.output == "[]\n")
    }

    @Test("a map of very many positions turns into cells, and the page stays small")
    func small() {
        let few = Reading.text(Sample.assessment(120), .html)
        #expect(few.contains("One mark for the incidents of one position"))
        var a = Sample.assessment(30_000)
        for i in 0..<a.table.count where a.table.longitude[i].isFinite { a.table.longitude[i] += Double(i) * 1e-6 }
        let many = Report.data(a, as: .html)
        #expect(String(decoding: many, as: UTF8.self).contains("each square stands for the incidents in it"))
        #expect(many.count < 800_000)
    }

    @Test("the map says how many incidents it does not show")
    func notDrawn() {
        let a = Sample.assessment(120)
        let marks = MapMarks(a)
        #expect(marks.incidents == 120)
        #expect(marks.withoutPosition == a.table.longitude.count { $0.isNaN })
        #expect(marks.tooVague == a.table.uncertaintyMetres.count { $0 == 30_000 })
        #expect(marks.marks.reduce(0) { $0 + $1.incidents } + marks.withoutPosition + marks.tooVague == 120)
    }

    // PROJ 9.5.1 through pyproj 3.7.2: +proj=tmerc +R=6371008.8 +lat_0=48 +lon_0=38 and +lat_0=-17 +lon_0=179.5.
    @Test("the projection is PROJ's transverse Mercator on a sphere", arguments: [
        (38.0, 48.0, 38.0, 48.0, 0.0, 0.0), (38, 48, 39.5, 48.5, 110.5186, 56.6812), (38, 48, 36, 47, -151.6676, -109.2587),
        (38, 48, 38, 50, 0, 222.3902), (38, 48, 41.25, 46.75, 247.606, -133.8762), (179.5, -17, -179.5, -17, 106.3409, -0.2713),
        (179.5, -17, 179, -18, -52.8769, -111.2664),
    ])
    func projection(lon0: Double, lat0: Double, lon: Double, lat: Double, x: Double, y: Double) {
        let p = MapProjection(longitude: lon0, latitude: lat0).point(Position(longitude: lon, latitude: lat))
        #expect(abs(p.x - x) < 0.0002)
        #expect(abs(p.y - y) < 0.0002)
    }

    @Test("a ring is cut to the window; the square's quarter is known")
    func clip() {
        let square = [(0.0, 0.0), (10, 0), (10, 10), (0, 10)].map { MapPoint(x: $0.0, y: $0.1) }
        let cut = clipped(square, to: MapBox(west: 5, south: 5, east: 20, north: 20))
        #expect(Set(cut) == Set([(5.0, 5.0), (10, 5), (10, 10), (5, 10)].map { MapPoint(x: $0.0, y: $0.1) }))
        #expect(clipped(square, to: MapBox(west: 11, south: 11, east: 20, north: 20)).isEmpty)
    }

    @Test("shades of cells: every count has one, more is never paler", arguments: [1, 2, 7, 100, 1_000_000, Int.max])
    func shades(most: Int) {
        let limits = MapSymbols.limits(most)
        #expect(limits.first?.from == 1)
        #expect(limits.last?.to == most)
        for (a, b) in zip(limits, limits.dropFirst()) {
            #expect(a.to + 1 == b.from)
            #expect(a.shade < b.shade)
        }
    }

    @Test("the real example has its map, its line, its zones and its places")
    func minsk() throws {
        let page = try Reading.text(Reading.minsk(), .html)
        for word in ["Debaltseve", "zone-140", "line-2014-09-19", "COLLAPSED".lowercased(), "Garwood", "50 km"] { #expect(page.contains(word), "\(word)") }
        for svg in pictures(page) { #expect(XMLReading(svg).fault == nil) }
    }
}
