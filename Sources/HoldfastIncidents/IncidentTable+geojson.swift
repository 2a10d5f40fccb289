import HoldfastGeometry
import HoldfastText

extension IncidentTable {
    /// Reads points of GeoJSON as incidents: the properties are named as the columns of Holdfast's own table.
    ///
    /// The properties become rows of that table and go through the same reader, so that each word means the same in
    /// both. The whole file is held in memory while it is read.
    mutating func readGeoJSON(_ source: ByteSource, head: [UInt8], _ options: IncidentReading) throws(Diagnostics) {
        var bytes = head
        if let total = source.totalBytes { bytes.reserveCapacity(Int(clamping: total)) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let result: Result<Int, Diagnostics> = buffer.withUnsafeMutableBytes { raw in
                do throws(Diagnostics) { return .success(try source.read(into: raw)) } catch { return .failure(error) }
            }
            let n = try result.get()
            if n == 0 { break }
            bytes += buffer[..<n]
            options.progress?(source.doneBytes, source.totalBytes)
        }
        if let fault = bytes.withUnsafeBytes({ ByteSource.notText($0, file: source.file) }) { throw Diagnostics(fault) }
        let sha256 = SourceRecord.sha256(bytes)
        let features = try GeoJSON.read(bytes, file: source.file)
        bytes = []
        let rows = FeatureRows(features, file: source.file)
        let scan = try CSVScan(source: ByteSource(bytes: rows.csv, file: source.file))
        var search = ColumnSearch(scan.header, file: source.file)
        let columns = OwnColumns(&search)
        if !search.faults.isEmpty {
            throw Diagnostics(
                search.faults.map {
                    var fault = $0
                    fault.code = "missing-property"
                    fault.place = .file
                    fault.message = fault.message.replacing("column '", with: "property '")
                    fault.help = fault.help?.replacing("the column \"", with: "the property \"")
                    return fault
                })
        }
        let gathering = try gather(scan, 1, options, unit: .feature, idColumn: "id") {
            [header = scan.header, file = source.file, zone = options.zone] in
            OwnWorker(columns, header: header, file: file, zone: zone, tagRow: false).part
        }
        gathering.end { rows.placed($0) }
        self = gathering.table
        for (feature, geometry) in rows.notPoints {
            setAsideCounts["not-a-point", default: 0] += 1
            guard setAsideCounts["not-a-point", default: 0] <= RowFaults.kept else { continue }
            setAside.append(
                SetAsideRow(
                    reason: "not-a-point",
                    diagnostic: Diagnostic(
                        "not-a-point", .warning, file: source.file,
                        place: .feature(feature, path: "geometry", longitude: nil, latitude: nil),
                        message: "the feature is a \(geometry), an incident is a point")))
        }
        notes += OwnColumns.misspelt(scan.header, file: source.file).map {
            var note = $0
            if case .cell(_, let column, _) = note.place { note.message = "property '\(column ?? "")' is not read" }
            note.code = "unknown-property"
            note.place = .file
            return note
        }
        let record = SourceRecord(
            file: source.file, format: IncidentFormat.geoJSON.rawValue, sha256: sha256, rows: features.count,
            licence: gathering.licences.isEmpty ? nil : gathering.licences.joined(separator: "; "))
        sources.append(IncidentSource(record: record, vocabulary: "holdfast", covers: [], counts: "incidents"))
    }
}

/// Features as rows of Holdfast's own table.
private struct FeatureRows {
    private(set) var csv: [UInt8] = []
    private(set) var notPoints: [(feature: Int, geometry: String)] = []
    private let positions: [Position?]

    init(_ features: [Feature], file: String) {
        var names: [String] = []
        var numbers: [String: Int] = [:]
        for feature in features {
            for (key, _) in feature.properties {
                let folded = CSVHeader.folded(key)
                if folded == "lat" || folded == "lon" || numbers[key] != nil { continue }
                numbers[key] = names.count
                names.append(key)
            }
        }
        for name in names + ["lat", "lon"] { Self.write(name, to: &csv) }
        csv[csv.count - 1] = 0x0A
        var positions: [Position?] = []
        for feature in features {
            var position: Position?
            switch feature.geometry {
            case .none: break
            case .point(let p): position = p
            case .multiPoint(let points) where points.count == 1: position = points[0]
            case .some(let other):
                notPoints.append((feature.number, other.word))
                // An empty line keeps the numbers of the features behind it.
                csv.append(0x0A)
                positions.append(nil)
                continue
            }
            positions.append(position)
            var fields = [String](repeating: "", count: names.count)
            for (key, value) in feature.properties {
                if let n = numbers[key] { fields[n] = Self.text(value) }
            }
            for field in fields { Self.write(field, to: &csv) }
            Self.write(position.map { "\($0.latitude)" } ?? "", to: &csv)
            Self.write(position.map { "\($0.longitude)" } ?? "", to: &csv)
            csv[csv.count - 1] = 0x0A
        }
        self.positions = positions
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let s): return s
        case .number(let n): return Int(exactly: n).map { String($0) } ?? "\(n)"
        case .bool(let b): return b ? "true" : "false"
        default: return ""
        }
    }

    /// A field in quotes and a comma.
    private static func write(_ field: String, to csv: inout [UInt8]) {
        csv.append(0x22)
        for c in field.utf8 where c != 0 {
            csv.append(c)
            if c == 0x22 { csv.append(c) }
        }
        csv.append(0x22)
        csv.append(0x2C)
    }

    /// A message about a row, as one about the feature it was made of.
    func placed(_ diagnostic: Diagnostic) -> Diagnostic {
        guard case .cell(let row, let column, let value) = diagnostic.place else { return diagnostic }
        var copy = diagnostic
        let number = row - 1
        let position = positions.indices.contains(number - 1) ? positions[number - 1] : nil
        copy.place = .feature(
            number, path: column.map { "properties.\($0)" } ?? "properties", longitude: position?.longitude,
            latitude: position?.latitude)
        if let value, !value.isEmpty, value != "\"\"" { copy.message += ": \(value)" }
        return copy
    }
}

extension Geometry {
    fileprivate var word: String {
        switch self {
        case .point: "Point"
        case .multiPoint: "MultiPoint"
        case .line: "LineString"
        case .multiLine: "MultiLineString"
        case .polygon: "Polygon"
        }
    }
}
