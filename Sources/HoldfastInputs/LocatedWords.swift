import HoldfastControl
import HoldfastText

/// The words of the new columns, as bytes, in the table's own manner of writing.
struct LocatedWords: Sendable {
    /// The new columns, by the names that they have without a prefix.
    enum Column: String {
        case side
        case distance = "distance_to_line_m"
        case chainage = "chainage_km"
        case zones
        case map = "control_map"
        case certain = "side_certain"
        case note = "locate_note"

        /// For tables with a row of HXL tags.
        var tag: String {
            switch self {
            case .side: "#status+side"
            case .distance: "#indicator+distance+m"
            case .chainage: "#indicator+chainage+km"
            case .zones: "#geo+zones"
            case .map: "#date+control_map"
            case .certain: "#status+side_certain"
            case .note: "#meta+locate_note"
            }
        }
    }
    let columns: [Column]
    /// Names of the new columns, and HXL tags for them.
    let names: [String]
    let tags: [String]
    let delimiter: UInt8
    /// By number in ``SideIndex/holders``: as words, and as cells.
    let holders: [String]
    let sides: [[UInt8]]
    /// By epoch: `2024-07-08`.
    let dates: [[UInt8]]
    let zones: [[UInt8]]
    let notes: [[UInt8]]
    let hasUncertainty: Bool
    /// `.`, or `,` where the table writes its coordinates so.
    var point: UInt8 = 0x2E
    /// No more bytes than this for a row's new columns, zones not counted.
    let mostBytes: Int

    init(_ ground: LocatedGround, _ header: CSVHeader, prefix: String, hasUncertainty: Bool) {
        delimiter = header.delimiter
        self.hasUncertainty = hasUncertainty
        var columns: [Column] = [.side, .distance, .chainage]
        if !ground.zones.isEmpty { columns.append(.zones) }
        columns.append(.map)
        if hasUncertainty { columns.append(.certain) }
        columns.append(.note)
        self.columns = columns
        names = columns.map { prefix + $0.rawValue }
        tags = columns.map(\.tag)
        holders = ground.index.holders.map(\.word)
        sides = holders.map { Self.cell($0, header.delimiter) }
        dates = ground.index.control.dates.map { Array($0.iso8601.utf8) }
        zones = ground.zones.map { Array($0.id.utf8) }
        notes = LocatedNote.allCases.map { Array($0.word.utf8) }
        // Two numbers of at most 24 bytes, a date, "unknown", a note, delimiters, a line end, and the quotes around zones.
        mostBytes = 48 + 10 + 7 + 24 + 12 + (sides.map(\.count).max() ?? 0)
    }

    /// A text as a cell: in quotes where it holds the delimiter, a quote or a line break.
    static func cell(_ text: String, _ delimiter: UInt8) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return bytes }
        return [0x22] + bytes.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
    }

    /// The header, or another line, with cells behind it and its own line end.
    func line(_ written: [UInt8], with cells: [String]) -> [UInt8] {
        var body = written
        var end: [UInt8] = []
        if body.last == 0x0A { end.insert(body.removeLast(), at: 0) }
        if body.last == 0x0D { end.insert(body.removeLast(), at: 0) }
        for cell in cells { body += [delimiter] + Self.cell(cell, delimiter) }
        return body + end
    }
}
