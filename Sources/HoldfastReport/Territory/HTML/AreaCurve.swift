import HoldfastControl
import HoldfastText

/// Area by date as a curve that stretches with the page, and as a text for those who do not see it.
///
/// The axis does not begin at nought: changes are small beside what is held. It says so.
struct AreaCurve {
    let report: TerritoryReport
    private let rows: [TerritorySeries.Row]
    private let sides: [Int]
    private let low: Double
    private let high: Double
    private let step: Double

    init(_ report: TerritoryReport) {
        self.report = report
        rows = report.series.rows
        // What is left over is the mirror of the others.
        sides = report.series.sides.indices.filter { !report.series.sides[$0].isRest }
        var (low, high) = (Double.infinity, -Double.infinity)
        for row in rows {
            for side in sides {
                guard let area = row.holdings.at(side)?.squareMetres, area.isFinite else { continue }
                low = min(low, area / 1e6)
                high = max(high, area / 1e6)
            }
        }
        if !(low <= high) { (low, high) = (0, 1) }
        let step = Self.step(max(high - low, high * 1e-4, 1e-6))
        self.step = step
        self.low = max(0, (low / step).rounded(.down) * step)
        self.high = max((high / step).rounded(.up) * step, self.low + step)
    }

    /// 1, 2 or 5 times a power of ten that makes at most five parts.
    private static func step(_ span: Double) -> Double {
        var power = 1e-7
        while power < 1e15 {
            for m in [1.0, 2, 5] where span / (m * power) <= 5 { return m * power }
            power *= 10
        }
        return power
    }

    /// Per cent from the left.
    private func x(_ date: CivilDate) -> Double {
        guard let first = rows.first?.date, let last = rows.last?.date, last > first else { return 0 }
        return min(max(Double(date.dayNumber - first.dayNumber) / Double(last.dayNumber - first.dayNumber), 0), 1) * 100
    }

    /// Per cent from the top.
    private func y(_ km2: Double) -> Double { (high - km2) / (high - low) * 100 }

    private func at(_ value: Double) -> String { decimal(value, decimals: 2) }

    var html: String {
        guard let first = rows.first?.date, let last = rows.last?.date else { return "" }
        var grid = ""
        var labels = ""
        var v = low
        while v <= high + step / 2 {
            grid += "M0 \(at(y(v)))H100"
            let places = step < 1 ? 2 : 0
            labels += "<span class=\"y\" style=\"top:\(at(y(v)))%\">\(escaped(fixed(v, places)))</span>"
            v += step
        }
        labels += "<span class=\"x first\" style=\"left:0\">\(first.iso8601)</span>"
        if last > first { labels += "<span class=\"x last\" style=\"left:100%\">\(last.iso8601)</span>" + months(first, last) }
        var out = "<figure>\n<p class=\"soft\">km² held; the axis begins at \(escaped(fixed(low, step < 1 ? 2 : 0))).</p>\n"
        out += "<div class=\"curve\" id=\"curve\"><svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" role=\"img\" aria-labelledby=\"area-title area-desc\" xmlns=\"http://www.w3.org/2000/svg\">"
        out += "<title id=\"area-title\">Area held by date</title><desc id=\"area-desc\">\(escaped(description))</desc>"
        out += "<path d=\"\(grid)\" stroke=\"#566072\" stroke-opacity=\".2\" vector-effect=\"non-scaling-stroke\"/>"
        out += unknown
        for side in sides {
            let look = TerritoryPage.look(side, report.series.sides[side].holder)
            let dash = ["", " stroke-dasharray=\"6 3\"", " stroke-dasharray=\"2 3\"", " stroke-dasharray=\"8 3 2 3\""][side % 4]
            out += "<path d=\"\(path(side))\" fill=\"none\" stroke=\"\(sides.count == 1 ? "#0072b2" : look.colour)\" stroke-width=\"2\"\(dash) stroke-linejoin=\"round\" vector-effect=\"non-scaling-stroke\"/>"
        }
        out += "</svg>\(labels)<i id=\"basemark\"></i><i id=\"cursor\"></i></div>\n"
        if sides.count > 1 {
            out += "<ul class=\"legend\">" + sides.map { side in
                let look = TerritoryPage.look(side, report.series.sides[side].holder)
                let dash = ["", "6 3", "2 3", "8 3 2 3"][side % 4]
                return "<li><svg width=\"30\" height=\"18\" viewBox=\"0 0 30 18\" aria-hidden=\"true\"><path d=\"M1 9H29\" stroke=\"\(look.colour)\" stroke-width=\"2\" stroke-dasharray=\"\(dash)\"/></svg><span>\(escaped(report.name(report.series.sides[side])))</span></li>"
            }.joined() + "</ul>\n"
        }
        return out + "</figure>\n"
    }

    /// A level line from each date to the next: a map holds until there is a new one.
    private func path(_ side: Int) -> String {
        var out = ""
        var isDrawing = false
        for row in rows {
            guard let area = row.holdings.at(side)?.squareMetres, area.isFinite else {
                if isDrawing { out += "H\(at(x(row.date)))" }
                isDrawing = false
                continue
            }
            out += isDrawing ? "H\(at(x(row.date)))V\(at(y(area / 1e6)))" : "M\(at(x(row.date))) \(at(y(area / 1e6)))"
            isDrawing = true
        }
        return out
    }

    /// Grey where no map is valid.
    private var unknown: String {
        var out = ""
        for (row, next) in zip(rows, rows.dropFirst()) where !row.isKnown {
            out += "M\(at(x(row.date))) 0H\(at(x(next.date)))V100H\(at(x(row.date)))Z"
        }
        return out.isEmpty ? "" : "<path d=\"\(out)\" fill=\"#8a93a3\" fill-opacity=\".25\"><title>not known</title></path>"
    }

    /// First days of months or years, at most nine, clear of the ends; a narrow page shows the one nearest to the middle.
    private func months(_ first: CivilDate, _ last: CivilDate) -> String {
        let count = (last.year - first.year) * 12 + last.month - first.month
        let every = [1, 2, 3, 6, 12, 24, 60, 120].first { count / $0 <= 9 } ?? 600
        var marks: [(left: Double, name: String)] = []
        var month = (first.year * 12 + first.month - 1) / every * every + every
        while month < last.year * 12 + last.month {
            if let date = CivilDate(year: month / 12, month: month % 12 + 1, day: 1), x(date) > 20, x(date) < 80 {
                marks.append((x(date), every >= 12 ? String(date.year) : "\(date.year)-\(twoDigits(date.month))"))
            }
            month += every
        }
        let middle = marks.indices.min { (marks[$0].left - 50).magnitude < (marks[$1].left - 50).magnitude }
        return marks.indices.map { i in
            "<span class=\"x\(i == middle ? "" : " alt")\" style=\"left:\(at(marks[i].left))%\">\(marks[i].name)</span>"
        }.joined()
    }

    private var description: String {
        guard let first = report.series.first, let last = report.series.last else { return "No date is known." }
        return sides.map { side in
            let (a, b) = (first.holdings.at(side)?.squareMetres ?? .nan, last.holdings.at(side)?.squareMetres ?? .nan)
            return "\(report.name(report.series.sides[side])): \(report.km2(a)) km² on \(first.date.iso8601), \(report.km2(b)) km² on \(last.date.iso8601)."
        }.joined(separator: " ") + " The table under it gives every date."
    }
}
