import HoldfastIncidents
import HoldfastText

/// A stretch of a table's rows while it is worked on: where they stand, what places them, and what is written for them.
///
/// Owned by one thread at a time, and used again for later stretches.
final class LocatedPart: @unchecked Sendable {
    let chunk = CSVChunk()
    let rows: CSVRows
    /// Fields in the header.
    let width: Int
    private let columns: LocatedColumns
    private let commaPoint: Bool
    private let days: LocatedDays
    private let epochs: LocatedEpochs

    /// One entry a row: where it begins and where its line feed stands in the chunk.
    private(set) var spans: [(start: Int32, end: Int32)] = []
    private(set) var longitudes: [Double] = []
    private(set) var latitudes: [Double] = []
    private(set) var rowEpochs: [Int32] = []
    private(set) var notes: [LocatedNote] = []
    /// Metres; NaN where not known. Empty where nothing says.
    private(set) var uncertainties: [Float] = []
    /// How many fields rows have that have too few.
    private(set) var short: [Int: Int] = [:]
    /// Whether the first row holds HXL tags.
    private(set) var hasTags = false
    /// Rows in the chunk, blank lines counted, and the number of each row among them.
    private(set) var lines = 0
    private(set) var numbers: [Int32] = []
    private(set) var cut: CSVChunk.Cut?
    /// Whether the first coordinate with a fraction has a decimal comma; `nil` where there is none.
    private(set) var hasDecimalComma: Bool?
    var output: [UInt8] = []

    init(_ header: CSVHeader, _ columns: LocatedColumns, zone: ClockZone, epochs: LocatedEpochs) {
        rows = CSVRows(columns: header.names.count)
        width = header.names.count
        self.columns = columns
        commaPoint = header.delimiter != 0x2C
        days = LocatedDays(zone)
        self.epochs = epochs
    }

    var count: Int { spans.count }

    /// Takes the rows of the chunk apart.
    func read() {
        spans.removeAll(keepingCapacity: true)
        longitudes.removeAll(keepingCapacity: true)
        latitudes.removeAll(keepingCapacity: true)
        rowEpochs.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
        uncertainties.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        short.removeAll(keepingCapacity: true)
        hasTags = false
        hasDecimalComma = nil
        (lines, cut) = rows.forEach(in: chunk) { take($0) }
    }

    private func take(_ row: CSVRow) {
        var (longitude, latitude) = (Double.nan, Double.nan)
        var epoch: Int32 = -1
        var note = LocatedNote.placed
        if let fault = row.fault {
            note = Self.note(fault)
            if case .ragged(let fields) = fault, fields < width { short[spans.count] = fields }
        } else if chunk.number == 0, spans.isEmpty, row.isTagRow {
            hasTags = true
        } else {
            (longitude, latitude, note) = position(row)
            if note == .placed {
                switch days.day(row.value(columns.time)) {
                case .success(let day):
                    epoch = epochs.epoch(day)
                    if epoch < 0 { note = epoch == LocatedEpochs.beforeMaps ? .beforeMaps : .noMap }
                case .failure(let fault): note = fault.note
                }
            }
            if note != .placed { (longitude, latitude, epoch) = (.nan, .nan, -1) }
        }
        spans.append((row.start, row.end))
        numbers.append(Int32(truncatingIfNeeded: row.number))
        longitudes.append(longitude)
        latitudes.append(latitude)
        rowEpochs.append(epoch)
        notes.append(note)
        if columns.hasUncertainty { uncertainties.append(note == .placed && epoch >= 0 ? uncertainty(row) : .nan) }
    }

    @inline(__always)
    private func position(_ row: CSVRow) -> (Double, Double, LocatedNote) {
        let x = row.value(columns.longitude)
        let y = row.value(columns.latitude)
        if x.isEmpty || y.isEmpty { return (.nan, .nan, x.isEmpty && y.isEmpty ? .noPosition : .halfAPosition) }
        if commaPoint, hasDecimalComma == nil, let point = x.first(where: { $0 == 0x2C || $0 == 0x2E }) {
            hasDecimalComma = point == 0x2C
        }
        do throws(NumberScan.Fault) {
            let longitude = try NumberScan.decimal(x, commaPoint: commaPoint)
            let latitude = try NumberScan.decimal(y, commaPoint: commaPoint)
            guard abs(longitude) <= 180, abs(latitude) <= 90 else { return (.nan, .nan, .outOfRange) }
            return (longitude, latitude, .placed)
        } catch {
            return (.nan, .nan, error == .tooLarge ? .outOfRange : .notANumber)
        }
    }

    private func uncertainty(_ row: CSVRow) -> Float {
        func number(_ column: Int) -> Double? {
            do throws(NumberScan.Fault) { return try NumberScan.decimal(row.value(column), commaPoint: commaPoint) } catch { return nil }
        }
        switch columns.uncertainty {
        case .none: return .nan
        case .metres(let metres): return metres
        case .column(let column):
            guard let metres = number(column), metres >= 0 else { return .nan }
            return Float(metres)
        case .wherePrecision(let column): return IncidentTable.radiusMetres(wherePrecision: number(column).flatMap { Int(exactly: $0) })
        }
    }

    private static func note(_ fault: CSVRow.Fault) -> LocatedNote {
        switch fault {
        case .ragged: .raggedRow
        case .strayQuote: .strayQuote
        case .notUTF8: .notUTF8
        }
    }
}

extension CSVRow {
    /// A row of HXL tags, such as `#date+start`, under the header.
    fileprivate var isTagRow: Bool {
        var tags = 0
        for i in 0..<fieldCount {
            let field = value(i)
            if field.isEmpty { continue }
            if field[0] != 0x23 { return false }
            tags += 1
        }
        return tags > 0
    }
}
