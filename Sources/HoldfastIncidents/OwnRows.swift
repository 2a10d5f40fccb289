import HoldfastText

/// Turns rows of Holdfast's own incident table into incidents. A value of one thread.
struct OwnRows {
    let columns: OwnColumns
    let starts: DayStartTable
    let commaPoint: Bool

    static let kinds = WordTable(IncidentKind.allCases.map { ($0.word, $0) })
    static let certainties = WordTable(Certainty.allCases.map { ($0.word, $0) })

    /// What is odd about a row that is used all the same.
    struct Odd: OptionSet {
        let rawValue: UInt8
        static let bestAboveHigh = Odd(rawValue: 2)
        static let lowAboveBest = Odd(rawValue: 4)
        static let ungraded = Odd(rawValue: 8)
        static let noUncertainty = Odd(rawValue: 16)
    }

    func incident(_ row: CSVRow) throws(RowFault) -> (values: IncidentValues, odd: Odd) {
        var v = IncidentValues()
        var odd: Odd = []
        v.id = row.cell(columns.id)
        if v.id.isEmpty { throw RowFault("no-id", columns.id, "the row has no id") }
        guard let from = try OwnTime.read(row, columns.from, starts) else {
            throw RowFault("no-date", columns.from, "the row has no date")
        }
        (v.from, v.to) = try OwnTime.interval(
            from, try OwnTime.read(row, columns.to, starts), columns.to, starts)
        (v.longitude, v.latitude) = try row.position(
            longitude: columns.longitude, latitude: columns.latitude, commaPoint: commaPoint)
        if let metres = try row.decimal(columns.uncertainty, commaPoint: commaPoint) {
            if metres < 0 { throw RowFault("negative-uncertainty", columns.uncertainty, "a radius in metres cannot be negative") }
            if !v.latitude.isNaN { v.uncertainty = Float(metres) }
        } else if !v.latitude.isNaN {
            odd.insert(.noUncertainty)
        }
        let kind = row.cell(columns.kind)
        if !kind.isEmpty {
            guard let known = Self.kinds.value(kind) else { throw Self.unknown("kind", columns.kind, row, Self.kinds.all) }
            v.kind = known
        }
        let best = try row.deaths(columns.best)
        let low = try row.deaths(columns.low)
        let high = try row.deaths(columns.high)
        v.deathsBest = best ?? low ?? 0
        v.deathsLow = low ?? v.deathsBest
        v.deathsHigh = high ?? max(v.deathsBest, v.deathsLow)
        if v.deathsBest > v.deathsHigh { odd.insert(.bestAboveHigh) }
        if v.deathsLow > v.deathsBest { odd.insert(.lowAboveBest) }
        let written = row.cell(columns.certainty)
        if !written.isEmpty {
            guard let known = Self.certainties.value(written) else {
                throw Self.unknown("certainty", columns.certainty, row, Self.certainties.all)
            }
            v.certainty = known
        } else if let graded = try grade(row) {
            v.certainty = graded
        } else {
            v.certainty = .possible
            odd.insert(.ungraded)
        }
        if let calibre = try row.decimal(columns.calibre, commaPoint: commaPoint) {
            guard calibre > 0 else { throw RowFault("not-a-calibre", columns.calibre, "a calibre in millimetres is above zero") }
            v.calibre = Float(calibre)
        }
        v.sideA = row.cell(columns.sideA)
        v.sideB = row.cell(columns.sideB)
        v.by = row.cell(columns.by)
        v.place = row.cell(columns.place)
        v.weapon = row.cell(columns.weapon)
        v.remark = row.cell(columns.remark)
        return (v, odd)
    }

    /// Certainty from the source's reliability (A to F) and the information's credibility (1 to 6).
    private func grade(_ row: CSVRow) throws(RowFault) -> Certainty? {
        let letter = row.cell(columns.reliability)
        let digit = row.cell(columns.credibility)
        if letter.isEmpty, digit.isEmpty { return nil }
        var reliability = 6
        if !letter.isEmpty {
            reliability = Int((letter[0] | 0x20) &- 0x60)
            guard letter.count == 1, (1...6).contains(reliability) else {
                throw RowFault("unknown-grade", columns.reliability, "the reliability of a source is a letter from A to F")
            }
        }
        var credibility = 6
        if !digit.isEmpty {
            credibility = row.code(columns.credibility) ?? 0
            guard (1...6).contains(credibility) else {
                throw RowFault("unknown-grade", columns.credibility, "the credibility of information is a number from 1 to 6")
            }
        }
        return Certainty(reliability: reliability, credibility: credibility)
    }

    static func unknown(_ what: String, _ column: Int, _ row: CSVRow, _ known: [String]) -> RowFault {
        let near = nearest(to: row.text(column).lowercased(), among: known)
        return RowFault(
            "unknown-\(what)", column, "this is no \(what) that Holdfast knows",
            help: near.map { "did you mean \"\($0)\"?" } ?? "write one of: \(known.joined(separator: ", "))")
    }
}

extension Certainty {
    /// From the two grades of the Admiralty system: reliability of the source, 1 (A) to 6 (F), and credibility of the
    /// information, 1 to 6. A or B with 1 or 2 is confirmed; A to C with 1 to 3 is likely; all else is possible.
    public init(reliability: Int, credibility: Int) {
        if (1...2).contains(reliability), (1...2).contains(credibility) {
            self = .confirmed
        } else if (1...3).contains(reliability), (1...3).contains(credibility) {
            self = .likely
        } else {
            self = .possible
        }
    }
}
