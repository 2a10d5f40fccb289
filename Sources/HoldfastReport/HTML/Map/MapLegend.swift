import HoldfastAssessment
import HoldfastText

extension MapPicture {
    /// What the shapes mean, as a list that wraps on narrow pages.
    func legend(_ f: MapFrame) -> String {
        var items: [(svg: String, words: String)] = []
        for (i, line) in shapes.lines(on: day).enumerated() {
            items.append((swatch("<path d=\"M1 9L29 9\" fill=\"none\" \(Self.stroke(i).attributes)/>"), line.id + (line.date.map { " on \($0.iso8601)" } ?? "")))
        }
        for zone in shapes.zones {
            switch zone.shape {
            case .polygon:
                items.append((swatch("<rect x=\"2\" y=\"3\" width=\"26\" height=\"12\" fill=\"#56b4e9\" fill-opacity=\".18\" stroke=\"#0072b2\" stroke-dasharray=\"4 3\"/>"), "\(zone.id) (zone)"))
            case .along(_, let depth, let side):
                let i = bandOrder.firstIndex(of: zone.id) ?? 0
                items.append((
                    swatch("<rect x=\"2\" y=\"3\" width=\"26\" height=\"12\" fill=\"\(MapBands.tint(i, of: bandOrder.count))\" stroke=\"#0072b2\" stroke-opacity=\".55\"/>"),
                    "\(zone.id): \(decimal(depth / 1000, decimals: 1)) km \(side.map { "on the side of \($0)" } ?? "on each side")"
                ))
            }
        }
        if let control = a.ground.control, let epoch = control.epoch(on: day) {
            items.append((swatch("<rect x=\"2\" y=\"3\" width=\"26\" height=\"12\" fill=\"url(#held)\" stroke=\"#8a93a3\"/>"), "held by \(control.heldBy), map of \(control.dates[epoch].iso8601)"))
        }
        if a.ground.border != nil {
            items.append((swatch("<path d=\"M1 9L29 9\" stroke=\"#7b8494\" stroke-width=\"1.2\" stroke-dasharray=\"7 3 1.5 3\"/>"), "border"))
        }
        let symbols = MapSymbols(marks, f)
        if marks.marks.count > Self.mostMarks {
            for limit in MapSymbols.limits(symbols.mostInCell) {
                let words = limit.from == limit.to ? counted(limit.from, "incident") : "\(grouped(limit.from)) to \(grouped(limit.to)) incidents"
                items.append((swatch("<rect x=\"8\" y=\"2\" width=\"14\" height=\"14\" fill=\"\(MapSymbols.shades[limit.shade])\"/>"), words))
            }
        } else if !marks.marks.isEmpty {
            for s in MapMarks.Standing.allCases.reversed() where marks.marks.contains(where: { $0.standing == s }) {
                items.append((swatch(MapSymbols.symbol(s, x: 15, y: 9, r: 6, title: nil)), s.words))
            }
            let most = marks.marks.reduce(0) { max($0, $1.best) }
            for n in sizes(most) {
                let r = symbols.radius(deaths: n)
                let side = max(18, (2 * r + 4).rounded(.up))
                items.append((
                    "<svg width=\"\(px(side))\" height=\"\(px(side))\" viewBox=\"0 0 \(px(side)) \(px(side))\" aria-hidden=\"true\"><circle cx=\"\(px(side / 2))\" cy=\"\(px(side / 2))\" r=\"\(px(r))\" fill=\"none\" stroke=\"#566072\"/></svg>",
                    counted(n, "death")
                ))
            }
        }
        return "<ul class=\"legend\">" + items.map { "<li>\($0.svg)<span>\(escaped($0.words))</span></li>" }.joined() + "</ul>\n"
    }

    /// Ids of the zones along a line, deepest first, as they are drawn.
    private var bandOrder: [String] {
        let bands: [(offset: Int, id: String, depth: Double)] = shapes.zones.enumerated().compactMap { offset, zone in
            if case .along(_, let depth, _) = zone.shape { (offset, zone.id, depth) } else { nil }
        }
        return bands.sorted { ($1.depth, $0.offset) < ($0.depth, $1.offset) }.map(\.id)
    }

    private func swatch(_ inside: String) -> String { "<svg width=\"30\" height=\"18\" viewBox=\"0 0 30 18\" aria-hidden=\"true\">\(inside)</svg>" }

    /// Round figures that show how size grows.
    private func sizes(_ most: Int) -> [Int] {
        let steps = [1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]
        let fitting = steps.filter { $0 <= most }
        guard let last = fitting.last, fitting.count > 2 else { return fitting }
        return [1, fitting[fitting.count / 2], last]
    }
}
