/// Why a row of a table could not be placed on the maps: what the column `locate_note` says.
public enum LocatedNote: UInt8, CaseIterable, Sendable {
    /// It could; the note is empty.
    case placed
    case raggedRow
    case strayQuote
    case notUTF8
    case noPosition
    case halfAPosition
    case notANumber
    case outOfRange
    case noDate
    case notADate
    case impossibleDate
    case impossibleTime
    case ambiguousDate
    case beforeMaps
    case noMap

    /// One word for the table.
    public var word: String {
        switch self {
        case .placed: ""
        case .raggedRow: "ragged-row"
        case .strayQuote: "stray-quote"
        case .notUTF8: "not-utf8"
        case .noPosition: "no-position"
        case .halfAPosition: "half-a-position"
        case .notANumber: "not-a-number"
        case .outOfRange: "coordinates-out-of-range"
        case .noDate: "no-date"
        case .notADate: "not-a-date"
        case .impossibleDate: "impossible-date"
        case .impossibleTime: "impossible-time"
        case .ambiguousDate: "ambiguous-date"
        case .beforeMaps: "before-maps"
        case .noMap: "no-map"
        }
    }

    /// What is so, to stand behind a count of rows.
    public var says: String {
        switch self {
        case .placed: "placed"
        case .raggedRow: "with another number of fields than the header"
        case .strayQuote: "with a quote where none may stand"
        case .notUTF8: "with a byte that is not UTF-8"
        case .noPosition: "without a position"
        case .halfAPosition: "with a latitude or a longitude alone"
        case .notANumber: "with text where a coordinate should stand"
        case .outOfRange: "with a latitude beyond 90 or a longitude beyond 180 degrees"
        case .noDate: "without a date"
        case .notADate: "with a date that cannot be read"
        case .impossibleDate: "with a day that the calendar does not have"
        case .impossibleTime: "with a time that no clock shows"
        case .ambiguousDate: "with a date that may be day first or month first"
        case .beforeMaps: "before the first map"
        case .noMap: "of a day for which no map holds"
        }
    }

    /// Whether the row itself is at fault, not what is known about its day or place.
    public var isFault: Bool {
        switch self {
        case .placed, .noPosition, .noDate, .beforeMaps, .noMap: false
        default: true
        }
    }
}

/// What became of the rows of a table.
public struct LocatedSummary: Sendable {
    /// Rows of data; blank lines and a row of HXL tags do not count.
    public var rows = 0
    /// How many could not be placed, and the number of the first of them (the header is row 1), by reason.
    public var unplaced: [LocatedNote: (count: Int, firstRow: Int)] = [:]
    /// Rows on each side, by the side's word.
    public var sides: [(side: String, rows: Int)] = []

    public var placed: Int { rows - unplaced.values.reduce(0) { $0 + $1.count } }

    mutating func count(_ note: LocatedNote, _ rows: Int, first: Int) {
        if rows == 0 { return }
        unplaced[note] = (rows + (unplaced[note]?.count ?? 0), min(first, unplaced[note]?.firstRow ?? .max))
    }
}
