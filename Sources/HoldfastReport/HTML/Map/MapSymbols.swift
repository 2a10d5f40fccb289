import HoldfastText

/// Marks as shapes: standing is told by shape and filling as well as by colour.
struct MapSymbols {
    let marks: MapMarks
    let f: MapFrame
    /// Units of radius for the square root of a death.
    private let unit: Double

    init(_ marks: MapMarks, _ f: MapFrame) {
        self.marks = marks
        self.f = f
        let most = marks.marks.reduce(1) { max($0, $1.best) }
        unit = min(4, 26 / Double(most).squareRoot())
    }

    func radius(deaths: Int) -> Double { max(3, unit * Double(max(deaths, 0)).squareRoot()) }

    /// Discs of uncertainty in one even shade, then the marks, the largest first so that none is hidden.
    var symbols: String {
        var out = ""
        if marks.marks.count <= MapPicture.mostDiscs {
            for m in marks.marks {
                let r = m.uncertaintyMetres / 1000 * f.scale
                guard r > 4 else { continue }
                let p = f.place(m.position)
                out += "<circle cx=\"\(px(p.x))\" cy=\"\(px(p.y))\" r=\"\(px(r))\" />"
            }
            if !out.isEmpty { out = "<g fill=\"#1d2430\" opacity=\".06\" aria-hidden=\"true\">" + out + "</g>\n" }
        }
        for m in marks.worst {
            let p = f.place(m.position)
            let says = "\(m.place ?? "no name"): \(counted(m.incidents, "incident")), \(counted(m.best, "death")) (\(grouped(m.low))–\(grouped(m.high))), \(m.standing.words)"
            out += Self.symbol(m.standing, x: p.x, y: p.y, r: radius(deaths: m.best), title: says)
        }
        return out
    }

    static func symbol(_ s: MapMarks.Standing, x: Double, y: Double, r: Double, title: String?) -> String {
        let inside = title.map { "<title>\(escaped($0))</title>" } ?? ""
        switch s {
        case .confirmed:
            return "<circle cx=\"\(px(x))\" cy=\"\(px(y))\" r=\"\(px(r))\" fill=\"#d55e00\" fill-opacity=\".62\" stroke=\"#8f3f00\" stroke-width=\"1\">\(inside)</circle>\n"
        case .likely:
            return "<circle cx=\"\(px(x))\" cy=\"\(px(y))\" r=\"\(px(r))\" fill=\"#e69f00\" fill-opacity=\".28\" stroke=\"#8a5f00\" stroke-width=\"1.8\">\(inside)</circle>\n"
        case .possible:
            return "<circle cx=\"\(px(x))\" cy=\"\(px(y))\" r=\"\(px(r))\" fill=\"#fff\" fill-opacity=\".4\" stroke=\"#8a5f00\" stroke-width=\"1.4\" stroke-dasharray=\"2.5 2\">\(inside)</circle>\n"
        case .undetermined:
            let d = r * 1.25
            let path = "M\(px(x)) \(px(y - d))L\(px(x + d)) \(px(y))L\(px(x)) \(px(y + d))L\(px(x - d)) \(px(y))Z"
            return "<path d=\"\(path)\" fill=\"#fff\" fill-opacity=\".35\" stroke=\"#0072b2\" stroke-width=\"1.8\">\(inside)</path>\n"
        }
    }

    static let cell = 14.0

    /// Incidents counted in squares, five shades.
    var cells: String {
        let (counts, columns) = cellCounts
        let w = f.window
        let most = counts.values.max() ?? 1
        var out = ""
        for (key, n) in counts.sorted(by: { $0.key < $1.key }) {
            let (x, y) = (w.west + Double(key % columns) * Self.cell, w.south + Double(key / columns) * Self.cell)
            let shade = Self.shade(n, most)
            let side = Self.cell * (0.45 + 0.11 * Double(shade))
            let at = (Self.cell - side) / 2
            out += "<rect x=\"\(px(x + at))\" y=\"\(px(y + at))\" width=\"\(px(side))\" height=\"\(px(side))\" fill=\"\(Self.shades[shade])\"><title>\(escaped(counted(n, "incident")))</title></rect>\n"
        }
        return out
    }

    static let shades = ["#fdd0a2", "#fdae6b", "#f1822f", "#c9560a", "#7f2704"]

    /// 0 to 4 by equal steps of the count's number of bits.
    static func shade(_ n: Int, _ most: Int) -> Int {
        func bits(_ v: Int) -> Int { Int.bitWidth - max(v, 1).leadingZeroBitCount - 1 }
        let top = bits(most)
        return top == 0 ? 4 : min(4, bits(n) * 5 / (top + 1))
    }

    /// Largest count of each shade.
    static func limits(_ most: Int) -> [(shade: Int, from: Int, to: Int)] {
        var out: [(shade: Int, from: Int, to: Int)] = []
        var from = 1
        while from <= most {
            let (double, over) = from.multipliedReportingOverflow(by: 2)
            let to = min(over ? most : double - 1, most)
            let s = shade(from, most)
            if let last = out.last, last.shade == s { out[out.count - 1].to = to } else { out.append((s, from, to)) }
            if over { break }
            from = double
        }
        return out
    }

    /// The most incidents in one cell.
    var mostInCell: Int { cellCounts.counts.values.max() ?? 1 }

    /// Incidents by cell, numbered row by row, and the cells in a row.
    private var cellCounts: (counts: [Int: Int], columns: Int) {
        var counts: [Int: Int] = [:]
        let w = f.window
        let columns = Int((w.width / Self.cell).rounded(.up)) + 1
        for m in marks.marks {
            let p = f.place(m.position)
            guard w.contains(p) else { continue }
            counts[Int((p.y - w.south) / Self.cell) * columns + Int((p.x - w.west) / Self.cell), default: 0] += m.incidents
        }
        return (counts, columns)
    }
}
