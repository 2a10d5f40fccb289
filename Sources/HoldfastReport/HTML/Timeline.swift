import Foundation
import HoldfastAssessment
import HoldfastStatistics
import HoldfastText

/// Incidents and deaths by week, as two bar charts over one time axis.
struct Timeline {
    /// More weeks than this share bars.
    static let mostBars = 800
    private static let left = 44.0
    private static let right = 890.0
    private static let height = 150.0

    /// One bar: one week, or several where there are too many.
    private struct Bar {
        var from: Instant
        var to: Instant
        var incidents: Bounds
        var deaths: Bounds
        var isObserved: Bool?
    }

    let a: Assessment
    private let bars: [Bar]
    /// Weeks in a bar.
    private let weeksEach: Int

    init(_ a: Assessment) {
        self.a = a
        let each = max(1, (a.weeks.count + Self.mostBars - 1) / Self.mostBars)
        weeksEach = each
        var bars: [Bar] = []
        for (i, w) in a.weeks.enumerated() {
            if i % each == 0 {
                bars.append(Bar(from: w.time.from, to: w.time.to, incidents: w.incidents, deaths: w.deaths, isObserved: w.isObserved))
                continue
            }
            var bar = bars[bars.count - 1]
            bar.to = w.time.to
            bar.incidents = Self.sum(bar.incidents, w.incidents)
            bar.deaths = Self.sum(bar.deaths, w.deaths)
            if w.isObserved == false || bar.isObserved == false { bar.isObserved = false }
            bars[bars.count - 1] = bar
        }
        self.bars = bars
    }

    private static func sum(_ x: Bounds, _ y: Bounds) -> Bounds {
        var out = Bounds()
        out.low = x.low &+ y.low
        out.best = x.best &+ y.best
        out.high = x.high &+ y.high
        return out
    }

    var html: String {
        guard let first = bars.first, let last = bars.last, last.to > first.from else { return "" }
        let top = 46.0
        let second = top + Self.height + 52
        let total = second + Self.height + 40
        var out = "<figure>\n<div class=\"picture\" tabindex=\"0\" role=\"region\" aria-label=\"Timeline\">\n"
        out += "<svg viewBox=\"0 0 900 \(px(total))\" role=\"img\" aria-labelledby=\"time-title time-desc\" xmlns=\"http://www.w3.org/2000/svg\">\n"
        out += "<title id=\"time-title\">Incidents and deaths by week</title>\n<desc id=\"time-desc\">\(escaped(description))</desc>\n"
        out += "<defs><pattern id=\"unseen\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"1.5\" height=\"5\" fill=\"#8a93a3\"/></pattern></defs>\n"
        let each = weeksEach == 1 ? "week" : "\(weeksEach) weeks"
        out += chart("Incidents by \(each)", top, titleAbove: 30, bars.map(\.incidents), band: band)
        out += chart("Deaths by \(each)", second, titleAbove: 10, bars.map(\.deaths), band: deathsMean.map { ($0, nil) })
        out += axis(top + Self.height, labels: false) + axis(second + Self.height, labels: true)
        out += baselineMark(second + Self.height) + entry(top - 16, second + Self.height)
        out += "</svg>\n</div>\n" + legend + "<figcaption>\(notes.map(escaped).joined(separator: " "))</figcaption>\n</figure>\n"
        return out + table
    }

    /// Mean of a bar's incidents at the baseline's rate, with the exact interval of that rate.
    private var band: (mean: Double, interval: (low: Double, high: Double)?)? {
        guard let b = a.rates.baseline, let mean = b.perDay else { return nil }
        let days = 7 * Double(weeksEach)
        let interval = PoissonRate(count: b.incidentsObserved, exposure: b.exposure).interval()
        return (mean * days, interval.map { ($0.low * days, $0.high * days) })
    }

    private var deathsMean: Double? {
        guard let b = a.rates.baseline, b.exposure > 0 else { return nil }
        return Double(b.deaths.best) / b.exposure * 7 * Double(weeksEach)
    }

    private func x(_ at: Instant) -> Double {
        guard let first = bars.first, let last = bars.last else { return Self.left }
        let share = Double(at.seconds - first.from.seconds) / Double(max(last.to.seconds - first.from.seconds, 1))
        return Self.left + min(max(share, 0), 1) * (Self.right - Self.left)
    }

    private func chart(_ title: String, _ top: Double, titleAbove: Double, _ values: [Bounds], band: (mean: Double, interval: (low: Double, high: Double)?)?) -> String {
        let bottom = top + Self.height
        let tallest = values.reduce(1) { max($0, $1.best) }
        let widest = values.reduce(1) { max($0, $1.high) }
        let wanted = max(Double(min(widest, tallest * 2)), Double(tallest), band?.interval?.high ?? band?.mean ?? 0)
        let step = Self.step(wanted)
        let most = (wanted / step).rounded(.up) * step
        func y(_ v: Double) -> Double { bottom - min(v, most) / most * Self.height }

        var out = "<text class=\"strong\" x=\"\(px(Self.left))\" y=\"\(px(top - titleAbove))\">\(title)</text>\n"
        if let band {
            if let i = band.interval {
                out += "<rect x=\"\(px(Self.left))\" y=\"\(px(y(i.high)))\" width=\"\(px(Self.right - Self.left))\" height=\"\(px(max(y(i.low) - y(i.high), 0.5)))\" fill=\"#56b4e9\" fill-opacity=\".35\"/>"
            }
            out += "<path d=\"M\(px(Self.left)) \(px(y(band.mean)))H\(px(Self.right))\" stroke=\"#0072b2\" stroke-width=\"1.3\" stroke-dasharray=\"6 4\"/>\n"
        }
        var line = ""
        var label = ""
        var v = 0.0
        while v <= most + step / 2 {
            line += "M\(px(Self.left)) \(px(y(v)))H\(px(Self.right))"
            label += "<text class=\"quiet end\" x=\"\(px(Self.left - 6))\" y=\"\(px(y(v) + 4))\">\(grouped(Int(v)))</text>"
            v += step
        }
        out += "<path d=\"\(line)\" stroke=\"#566072\" stroke-opacity=\".18\"/>\(label)\n"
        var unseen = ""
        var before = ""
        var since = ""
        var whiskers = ""
        for (bar, value) in zip(bars, values) {
            let (from, to) = (x(bar.from), x(bar.to))
            let gap = min(1, (to - from) * 0.2)
            if bar.isObserved == false { unseen += "M\(px(from)) \(px(top))H\(px(to))V\(px(bottom))H\(px(from))Z" }
            if value.best > 0 {
                let path = "M\(decimal(from + gap / 2, decimals: 2)) \(px(bottom))V\(px(y(Double(value.best))))H\(decimal(to - gap / 2, decimals: 2))V\(px(bottom))Z"
                if bar.to <= a.agreement.entersIntoForce { before += path } else { since += path }
            }
            if value.low != value.high {
                whiskers += "M\(decimal((from + to) / 2, decimals: 2)) \(px(y(Double(value.low))))V\(px(y(Double(value.high))))"
            }
        }
        if !unseen.isEmpty { out += "<path d=\"\(unseen)\" fill=\"url(#unseen)\" fill-opacity=\".35\"/>\n" }
        if !before.isEmpty { out += "<path d=\"\(before)\" fill=\"#9aa3b2\"/>\n" }
        if !since.isEmpty { out += "<path d=\"\(since)\" fill=\"#d55e00\"/>\n" }
        if !whiskers.isEmpty {
            let width = min(1.4, max(0.6, (Self.right - Self.left) / Double(bars.count) * 0.25))
            out += "<path d=\"\(whiskers)\" fill=\"none\" stroke=\"#1d2430\" stroke-opacity=\".55\" stroke-width=\"\(decimal(width, decimals: 2))\"/>\n"
        }
        return out
    }

    /// A step of 1, 2 or 5 times a power of ten that makes at most five parts.
    private static func step(_ most: Double) -> Double {
        var power = 1.0
        while power < 1e15 {
            for m in [1.0, 2, 5] where most / (m * power) <= 5 { return m * power }
            power *= 10
        }
        return power
    }

    private func axis(_ y: Double, labels: Bool) -> String {
        guard let first = bars.first, let last = bars.last else { return "" }
        let zone = a.agreement.zone
        let (from, to) = (zone.civil(at: first.from).date, zone.civil(at: last.to).date)
        let months = (to.year - from.year) * 12 + to.month - from.month
        // Every month, quarter, year, … so that at most 16 labels stand.
        let every = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].first { months / $0 <= 16 } ?? 6000
        var out = "<path d=\"M\(px(Self.left)) \(px(y))H\(px(Self.right))"
        var text = ""
        var month = (from.year * 12 + from.month - 1) / every * every
        while month <= to.year * 12 + to.month - 1 {
            if let date = CivilDate(year: month / 12, month: month % 12 + 1, day: 1), zone.startOfDay(date) >= first.from, zone.startOfDay(date) <= last.to {
                let at = x(zone.startOfDay(date))
                out += "M\(px(at)) \(px(y))v5"
                if at < Self.right - 22 {
                    text += "<text class=\"quiet\(month / every % 2 == 0 ? "" : " alt")\" x=\"\(px(at - 2))\" y=\"\(px(y + 18))\">\(every >= 12 ? String(date.year) : date.year.description + "-" + twoDigits(date.month))</text>"
                }
            }
            month += every
        }
        return out + "\" stroke=\"#566072\" fill=\"none\"/>" + (labels ? text : "") + "\n"
    }

    /// A thick stroke under the days of the baseline.
    private func baselineMark(_ y: Double) -> String {
        guard let b = a.rates.baseline, let first = bars.first, b.time.to > first.from else { return "" }
        return "<path d=\"M\(px(x(b.time.from))) \(px(y + 2))H\(px(x(b.time.to)))\" stroke=\"#0072b2\" stroke-width=\"4\"><title>days of the baseline</title></path>\n"
    }

    private func entry(_ top: Double, _ bottom: Double) -> String {
        let at = x(a.agreement.entersIntoForce)
        let isLate = at > 640
        return "<path d=\"M\(px(at)) \(px(top))V\(px(bottom))\" stroke=\"#1d2430\" stroke-width=\"1.5\"/>"
            + "<text class=\"halo\(isLate ? " end" : "")\" x=\"\(px(at + (isLate ? -5 : 5)))\" y=\"\(px(top + 4))\">entry into force, \(escaped(LocalClock(zone: a.agreement.zone).moment(a.agreement.entersIntoForce)))</text>\n"
    }

    private var legend: String {
        func item(_ inside: String, _ words: String) -> String {
            "<li><svg width=\"30\" height=\"18\" viewBox=\"0 0 30 18\" aria-hidden=\"true\">\(inside)</svg><span>\(escaped(words))</span></li>"
        }
        var out = item("<rect x=\"9\" y=\"2\" width=\"12\" height=\"15\" fill=\"#9aa3b2\"/>", "before entry into force (best)")
        out += item("<rect x=\"9\" y=\"2\" width=\"12\" height=\"15\" fill=\"#d55e00\"/>", "since (best)")
        out += item("<path d=\"M15 1V17\" stroke=\"#1d2430\" stroke-width=\"1.4\"/>", "low to high")
        if a.rates.baseline != nil {
            out += item("<path d=\"M1 9H29\" stroke=\"#0072b2\" stroke-width=\"4\"/>", "days of the baseline")
        }
        if band != nil {
            out += item("<rect x=\"1\" y=\"5\" width=\"28\" height=\"8\" fill=\"#56b4e9\" fill-opacity=\".35\"/><path d=\"M1 9H29\" stroke=\"#0072b2\" stroke-width=\"1.3\" stroke-dasharray=\"6 4\"/>", "mean of the baseline; for incidents with its exact 95 % interval")
        }
        if bars.contains(where: { $0.isObserved == false }) {
            out += item("<rect x=\"1\" y=\"2\" width=\"28\" height=\"15\" fill=\"url(#unseen)\" fill-opacity=\".5\" stroke=\"#8a93a3\"/>", "not all of it observed")
        }
        return "<ul class=\"legend\">\(out)</ul>\n"
    }

    private var notes: [String] {
        var out = ["Weeks run from Monday to Sunday, local time. Best counts an incident where its interval starts; low what certainly, high what possibly happened in the week."]
        if let b = a.rates.baseline {
            let clock = LocalClock(zone: a.agreement.zone)
            var says = "Baseline: \(clock.days(b.time)), \(counted(b.incidents, "incident"))"
            if let band {
                says += ", \(fixed(band.mean, 1)) a \(weeksEach == 1 ? "week" : "bar")"
                if let i = band.interval { says += " (\(fixed(i.low, 1)) to \(fixed(i.high, 1)); Garwood, if incidents were independent)" }
            }
            out.append(says + ".")
        }
        if weeksEach > 1 { out.append("Each bar sums \(weeksEach) weeks; its low and high are sums as well.") }
        let most = bars.reduce((incidents: 0, deaths: 0)) { (max($0.incidents, $1.incidents.best), max($0.deaths, $1.deaths.best)) }
        let cut = bars.contains { $0.deaths.high / 2 > most.deaths || $0.incidents.high / 2 > most.incidents }
        if cut { out.append("Whiskers that reach beyond twice the tallest bar are cut at the top.") }
        return out
    }

    private var description: String {
        let total = bars.reduce(0) { $0 &+ $1.incidents.best }
        var says = "\(counted(a.weeks.count, "week")) with \(counted(total, "incident")) in all."
        if let worst = a.worstWeeks(1).first {
            says += " The worst week since entry into force began on \(worst.from.iso8601): \(counted(worst.incidents.best, "incident")), \(counted(worst.deaths.best, "death"))."
        }
        return says + " The table under the charts gives every week's figures."
    }

    private var table: String {
        let quiet = a.weeks.filter { $0.incidents.high == 0 && $0.deaths.high == 0 }.count
        let busy = a.weeks.filter { $0.incidents.high > 0 || $0.deaths.high > 0 }
        let shown = Array(busy.prefix(1040))
        var says = "\(counted(quiet, "week")) without any incident \(quiet == 1 ? "is" : "are") left out."
        if busy.count > shown.count { says += " \(grouped(busy.count - shown.count)) later weeks stand in the JSON report." }
        return folded(
            "The charts' figures as a table",
            HTMLReport.weekTable("Incidents and deaths by week", shown, entry: a.agreement.entersIntoForce).html + "<p class=\"soft\">\(says)</p>")
    }
}
