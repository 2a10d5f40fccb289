import Foundation
import Holdfast
@testable import HoldfastReport
import Testing

@Suite("Territory as text")
struct TerritoryTextTests {
    /// km² by the closed form, as the report writes it.
    private func km2(_ west: Double, _ east: Double) -> String {
        fixed(TerritorySample.squareMetres(west, east, 1) / 1e6, 1)
    }

    @Test("areas are those of the closed form, and changes are told against the row above")
    func areas() {
        let text = TerritorySample.text(TerritorySample.report(), .text, width: 100)
        for area in [km2(0, 1), km2(0, 1.5), km2(0.25, 1.5)] { #expect(text.contains(area), "\(area) in\n\(text)") }
        #expect(text.contains("+" + km2(1, 1.5)))
        #expect(text.contains("−" + km2(0, 0.25)))
        // 1 of 2 degrees.
        #expect(text.contains("50.00 %") && text.contains("75.00 %") && text.contains("62.50 %"))
        #expect(text.contains("border: \(fixed(TerritorySample.squareMetres(0, 2, 1) / 1e6, 0)) km² within the border"))
        #expect(text.contains("contested") && text.contains("north (the rest)"))
    }

    @Test("days without a map are named, and what stands for them")
    func gaps() {
        let text = TerritorySample.text(TerritorySample.report(), .text)
        #expect(text.contains("4 maps, of 2024-03-01 to 2024-03-10. 6 of 10 days have no map: 2024-03-04 to\n2024-03-09"))
        let open = TerritorySample.text(TerritorySample.report(gaps: .unknown) { $0.every = .days(1) }, .text)
        #expect(open.contains("2024-03-05  no map"))
        #expect(open.contains("On 6 of 10 dates no map is valid"))
        let aged = TerritorySample.text(TerritorySample.report { $0.every = .days(1) }, .text, width: 120)
        #expect(aged.components(separatedBy: "\n").contains { $0.contains("2024-03-05") && $0.hasSuffix("2024-03-03") })
    }

    @Test("many dates are thinned to a screen, the first and the last among them")
    func thinned() {
        let text = TerritorySample.text(TerritorySample.long(150), .text)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 45)
        #expect(text.contains("12 of 150 dates"))
        #expect(text.contains("2024-01-01  ") && text.contains("2024-05-29  "))
    }

    @Test("the row of blocks rises from the least to the most, as wide as the terminal", arguments: [60, 80, 120])
    func spark(width: Int) throws {
        let lines = TerritorySample.text(TerritorySample.long(150), .text, width: width).components(separatedBy: "\n")
        let bar = try #require(lines.first { $0.contains("▁") })
        #expect(displayWidth(bar) == width - 2)
        let levels = bar.drop { $0 == " " }.map { "▁▂▃▄▅▆▇█".firstIndex(of: $0).map { "▁▂▃▄▅▆▇█".distance(from: "▁▂▃▄▅▆▇█".startIndex, to: $0) } ?? -1 }
        #expect(levels.first == 0 && levels.last == 7 && levels == levels.sorted())
        let ends = try #require(lines.first { $0.hasPrefix("  2024-01-01 ") && $0.hasSuffix(" 2024-05-29") })
        #expect(displayWidth(ends) == width - 2)
    }

    @Test("no line is wider than the terminal; colour only where it is asked for", arguments: [60, 80, 100])
    func narrow(width: Int) {
        for report in [TerritorySample.report(), TerritorySample.long(50)] {
            let plain = TerritorySample.text(report, .text, width: width)
            #expect(!plain.contains("\u{1B}"))
            for line in plain.components(separatedBy: "\n") { #expect(displayWidth(line) <= width, "\(line)") }
            let coloured = TerritorySample.text(report, .text, width: width, color: true)
            #expect(coloured.contains("\u{1B}[1m"))
            #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
        }
    }

    @Test("nothing from the data steers the terminal")
    func hostile() {
        let map = TerritorySample.map("2024-03-01", [(.party("a\u{1B}[31mb"), TerritorySample.box(0, 0, 1, 1))])
        var report = TerritoryReport(ControlHistory(maps: [map], restHeldBy: nil, gaps: .unknown), TerritoryOptions())
        report.title = "x\u{202E}y"
        for format in ReportFormat.allCases {
            let text = TerritorySample.text(report, format)
            #expect(!text.unicodeScalars.contains { $0.value == 0x1B || format != .json && format != .geojson && (0x202A...0x202E).contains($0.value) }, "\(format)")
        }
    }
}
