import HoldfastAssessment
import HoldfastText

/// One row for each violation, as RFC 4180 with line feeds, the header always there.
///
/// A text cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe in front, so that no
/// spreadsheet takes it for a formula. Numbers and moments are never changed.
struct CSVReport {
    static let header = [
        "id", "term", "incident", "from", "to", "local_day", "lon", "lat", "uncertainty_m", "distance_to_line_m", "zones",
        "side", "attributed_to", "certainty", "ruling", "probability", "deaths_low", "deaths_best", "deaths_high", "kind",
        "place", "side_a", "side_b", "area_km2", "source_file", "source_row",
    ]

    let a: Assessment

    init(_ a: Assessment) { self.a = a }

    /// - Parameter write: gets pieces of about ``Report/chunk`` bytes.
    func render(to write: ([UInt8]) throws -> Void) throws {
        let reader = ViolationReader(a)
        var days = LocalDays(zone: a.agreement.zone)
        var out = Array((Self.header.joined(separator: ",") + "\n").utf8)
        out.reserveCapacity(Report.chunk)
        for i in a.violations.indices {
            row(reader.facts(i), &days, &out)
            if out.count >= Report.chunk - 4096 {
                try write(out)
                out.removeAll(keepingCapacity: true)
            }
        }
        if !out.isEmpty { try write(out) }
    }

    private func row(_ f: ViolationFacts, _ days: inout LocalDays, _ out: inout [UInt8]) {
        func text(_ s: String?) {
            // Characters that steer a terminal or reverse the writing are shown as \u{…}.
            if let s { Self.append(text: visible(s), to: &out) }
            out.append(0x2C)
        }
        func plain(_ s: String?) {
            if var s { s.withUTF8 { out.append(contentsOf: $0) } }
            out.append(0x2C)
        }
        func number(_ v: Double?, _ decimals: Int) { plain(v.map { decimal($0, decimals: decimals) }) }
        text(f.id)
        text(f.term)
        text(f.incidents.joined(separator: ";"))
        plain(f.time.from.written)
        plain(f.time.to.written)
        plain(days.day(f.time.from).written)
        number(f.position?.lon, 7)
        number(f.position?.lat, 7)
        number(f.uncertaintyMetres, 1)
        number(f.distanceMetres, 1)
        text(f.zones.joined(separator: ";"))
        text(f.side)
        text(f.attributedTo ?? "unknown")
        plain(f.certainty.word)
        plain(f.ruling)
        number(f.probability, 4)
        plain(f.deaths.map { String($0.low) })
        plain(f.deaths.map { String($0.best) })
        plain(f.deaths.map { String($0.high) })
        plain(f.kind)
        text(f.place)
        text(f.sideA)
        text(f.sideB)
        number(f.areaSquareKilometres, 3)
        text(f.source.flatMap { a.sources.at($0)?.file })
        if let n = f.row { out.append(contentsOf: String(n).utf8) }
        out.append(0x0A)
    }

    /// A text cell: guarded against formulas, quoted where it must be.
    static func append(text: String, to out: inout [UInt8]) {
        var text = text
        text.withUTF8 { utf8 in
            guard let first = utf8.first else { return }
            let quoted = utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
            if quoted { out.append(0x22) }
            switch first {
            case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: out.append(0x27)
            default: break
            }
            if quoted {
                for c in utf8 {
                    if c == 0x22 { out.append(0x22) }
                    out.append(c)
                }
                out.append(0x22)
            } else {
                out.append(contentsOf: utf8)
            }
        }
    }
}

/// Local days of moments that mostly come in order: the calendar is asked once for each run of a day.
struct LocalDays {
    let zone: ClockZone
    /// A stretch of UTC seconds over which the offset is known to stand.
    private var block: Range<Int64> = 0..<0
    private var offset: Int64 = 0

    init(zone: ClockZone) { self.zone = zone }

    /// - Complexity: O(1); two look-ups of the zone when a new day is entered.
    mutating func day(_ at: Instant) -> CivilDate {
        if block.contains(at.seconds) { return CivilDateTime(utcSeconds: at.adding(seconds: offset).seconds).date }
        let (day, rest) = at.seconds.quotientAndRemainder(dividingBy: 86_400)
        let (from, over) = (rest < 0 ? day - 1 : day).multipliedReportingOverflow(by: 86_400)
        let to = Instant(seconds: from).adding(seconds: 86_400)
        let (first, last) = (zone.offset(at: Instant(seconds: from)), zone.offset(at: to))
        guard !over, first == last, from < to.seconds else { return zone.civil(at: at).date }
        block = from..<to.seconds
        offset = first
        return CivilDateTime(utcSeconds: at.adding(seconds: offset).seconds).date
    }
}
