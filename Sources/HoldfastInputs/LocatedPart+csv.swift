import HoldfastControl
import HoldfastGeometry
import HoldfastText

/// What was found for the rows of a table's stretch: columns of a block in which the stretch begins at `first`.
struct LocatedFindings {
    let columns: SideColumns
    let first: Int
    /// For each row of the stretch where its zones end in `zones`; empty where no zones are asked for.
    var zoneEnds: [Int32] = []
    /// Zone numbers.
    var zones: [Int32] = []

    /// The zones of the rows of a part.
    init(_ columns: SideColumns, first: Int, count: Int, _ ground: LocatedGround) {
        self.columns = columns
        self.first = first
        guard !ground.zones.isEmpty else { return }
        zoneEnds.reserveCapacity(count)
        let dates = ground.index.control.dates
        for i in first..<(first + count) {
            let epoch = Int(columns.epochs[i])
            if dates.indices.contains(epoch) {
                let place = Position(longitude: columns.longitudes[i], latitude: columns.latitudes[i])
                ground.zones(at: place, on: dates[epoch]) { zones.append(Int32(clamping: $0)) }
            }
            zoneEnds.append(Int32(clamping: zones.count))
        }
    }

    /// The zone numbers of a row of the stretch.
    func zones(_ row: Int) -> ArraySlice<Int32> {
        guard zoneEnds.indices.contains(row) else { return [] }
        return zones[(row == 0 ? 0 : Int(zoneEnds[row - 1]))..<Int(zoneEnds[row])]
    }
}

extension LocatedPart {
    /// Writes the stretch with the new columns behind each row into ``output``.
    func writeCSV(_ found: LocatedFindings, _ words: LocatedWords) {
        let bytes = chunk.wholeRows
        let blanks = lines - count
        let missing = short.values.reduce(0) { $0 + words.names.count + width - $1 }
        let zoneBytes = found.zones.reduce(0) { $0 + words.zones[Int($1)].count + 1 }
        let tagBytes = hasTags ? words.tags.reduce(0) { $0 + $1.utf8.count + 1 } : 0
        let room = bytes.count + count * words.mostBytes + (blanks + 1) * words.names.count + missing + zoneBytes + tagBytes
        output = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
            var out = LocatedBytes(buffer)
            var at = 0
            for row in 0..<count {
                let (start, end) = (Int(spans[row].start), Int(spans[row].end))
                if at < start { copyBlank(bytes, at..<start, words, &out) }
                at = end + 1
                let text = end > start && bytes[end - 1] == 0x0D ? end - 1 : end
                out.put(UnsafeBufferPointer(rebasing: bytes[start..<text]))
                if let fields = short[row] { for _ in fields..<width { out.put(words.delimiter) } }
                if hasTags, row == 0 {
                    for tag in words.tags {
                        out.put(words.delimiter)
                        out.put(Array(tag.utf8))
                    }
                } else {
                    writeCells(row, found, words, &out)
                }
                out.put(UnsafeBufferPointer(rebasing: bytes[text..<(end + 1)]))
            }
            if at < bytes.count { copyBlank(bytes, at..<bytes.count, words, &out) }
            if chunk.endsWithoutLineFeed { out.dropLast() }
            filled = out.count
        }
    }

    @inline(__always)
    private func writeCells(_ row: Int, _ found: LocatedFindings, _ words: LocatedWords, _ out: inout LocatedBytes) {
        let i = found.first &+ row
        let epoch = Int(found.columns.epochs[i])
        let delimiter = words.delimiter
        guard notes[row] == .placed, words.dates.indices.contains(epoch) else {
            for _ in words.names { out.put(delimiter) }
            out.put(words.notes[Int(notes[row].rawValue)])
            return
        }
        let metres = found.columns.signedMetres[i]
        out.put(delimiter)
        out.put(words.sides[Int(found.columns.sides[i])])
        out.put(delimiter)
        out.put(metres, decimals: 1, point: words.point)
        out.put(delimiter)
        out.put(found.columns.chainages[i] / 1000, decimals: 3, point: words.point)
        out.put(delimiter)
        if !words.zones.isEmpty {
            // Zones are joined with semicolons, which must stand in quotes where they separate columns too.
            let zones = found.zones(row)
            let quotes = delimiter == 0x3B && zones.count > 1
            if quotes { out.put(0x22) }
            for (n, zone) in zones.enumerated() {
                if n > 0 { out.put(0x3B) }
                out.put(words.zones[Int(zone)])
            }
            if quotes { out.put(0x22) }
            out.put(delimiter)
        }
        out.put(words.dates[epoch])
        if words.hasUncertainty {
            out.put(delimiter)
            out.put(certainty(row, metres, found.columns.sides[i], words).bytes)
        }
        out.put(delimiter)
    }

    /// Whether the side holds for every place within the uncertainty.
    func certainty(_ row: Int, _ metres: Double, _ side: Int16, _ words: LocatedWords) -> LocatedCertainty {
        let uncertainty = Double(uncertainties[row])
        if Int(side) == words.sides.count - 1 { return .no }
        if metres.isNaN || uncertainty.isNaN { return .unknown }
        return abs(metres) > uncertainty ? .yes : .no
    }

    /// Lines without text. One that is made of delimiters gets more of them.
    private func copyBlank(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ words: LocatedWords, _ out: inout LocatedBytes
    ) {
        var hasDelimiter = false
        for i in range {
            if bytes[i] == words.delimiter { hasDelimiter = true }
            let ends = bytes[i] == 0x0A || (bytes[i] == 0x0D && i + 1 < range.upperBound && bytes[i + 1] == 0x0A)
            if ends, hasDelimiter {
                for _ in words.names { out.put(words.delimiter) }
                hasDelimiter = false
            }
            out.put(bytes[i])
        }
    }
}

/// What the column `side_certain` says.
enum LocatedCertainty: String {
    case yes, no, unknown

    private static let words: [[UInt8]] = [Array("yes".utf8), Array("no".utf8), Array("unknown".utf8)]
    var bytes: [UInt8] { Self.words[self == .yes ? 0 : self == .no ? 1 : 2] }
}
