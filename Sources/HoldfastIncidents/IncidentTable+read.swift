import HoldfastText

extension IncidentTable {
    /// Reads files of incidents into one table, one after the other, each by its own format.
    ///
    /// Every row is used or set aside with a reason: ``count`` and ``setAsideCounts`` add up to the rows of
    /// ``sources``. The result is the same for any number of workers.
    ///
    /// - Parameters:
    ///   - files: paths; `-` is standard input. ``sources`` has one entry for each, in this order.
    ///   - options: format, zone, workers, progress.
    /// - Throws: all faults of all files that keep a file as a whole from being read: `no-such-file`, `empty-file`,
    ///   `not-text`, `unknown-header`, `missing-column`, `duplicate-column`, `cut-row`, ….
    /// - Complexity: O(n) in the bytes; memory for the columns and a chunk a worker, however large the file.
    public static func read(files: [String], _ options: IncidentReading) throws(Diagnostics) -> IncidentTable {
        var table = IncidentTable()
        var faults: [Diagnostic] = []
        if files.count > Int(UInt16.max) {
            throw Diagnostics(
                Diagnostic("too-many-files", file: files[0], message: "more than \(UInt16.max) files of incidents are given"))
        }
        for file in files {
            do throws(Diagnostics) {
                let source = try ByteSource(file: file)
                let head = try Self.head(source)
                let json = head.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && !isMark($0) } == 0x7B
                if options.format == .geoJSON || (options.format == nil && json) {
                    try table.readGeoJSON(source, head: head, options)
                } else {
                    try table.readCSV(source, head: head, options)
                }
            } catch {
                faults += error.all
            }
        }
        if !faults.isEmpty { throw Diagnostics(faults) }
        return table
    }

    private static func isMark(_ byte: UInt8) -> Bool { byte == 0xEF || byte == 0xBB || byte == 0xBF }

    /// The first bytes, to see what the file is.
    private static func head(_ source: ByteSource) throws(Diagnostics) -> [UInt8] {
        var head = [UInt8](repeating: 0, count: 4096)
        var held = 0
        while held < 4096 {
            let result: Result<Int, Diagnostics> = head.withUnsafeMutableBytes { raw in
                do throws(Diagnostics) {
                    return .success(try source.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[held...])))
                } catch { return .failure(error) }
            }
            let n = try result.get()
            if n == 0 { break }
            held += n
        }
        head.removeSubrange(held...)
        if head.isEmpty { throw Diagnostics(ByteSource.empty(source.file)) }
        return head
    }

    private mutating func readCSV(_ source: ByteSource, head: [UInt8], _ options: IncidentReading) throws(Diagnostics) {
        let workers = max(1, options.workers)
        // Chunks that stay in a core's cache; smaller for small files, so that each worker has some.
        var chunk = 512 << 10
        if let total = source.totalBytes { chunk = min(chunk, max(64 << 10, Int(total) / (workers * 2))) }
        let scan = try CSVScan(
            source: source, prefix: head, chunkBytes: options.chunkBytes ?? chunk,
            assumed: options.format == .holdfastCSV ? nil : UCDPColumns.assumed)
        let header = scan.header
        let file = source.file
        let zone = options.zone
        var extra: [Diagnostic] = []
        if header.delimiter != 0x2C {
            extra.append(
                Diagnostic(
                    "delimiter", .note, file: source.file,
                    message: "the columns are separated by a \(header.delimiterWord), not a comma; numbers may have a decimal comma"))
        }
        if scan.rowsBefore == 0 {
            extra.append(
                Diagnostic(
                    "no-header", .warning, file: source.file,
                    message: "the file has no header; its \(header.names.count) columns are read in the order in which UCDP publishes them"))
        }
        let isUCDP: Bool
        switch options.format {
        case .ucdpGED: isUCDP = true
        case .holdfastCSV: isUCDP = false
        default:
            isUCDP = UCDPColumns.recognises(header)
            if !isUCDP, !OwnColumns.recognises(header) {
                throw Diagnostics(Self.unknownHeader(header, file: source.file))
            }
        }
        var search = ColumnSearch(header, file: source.file)
        let gathering: IncidentGathering
        if isUCDP {
            let columns = UCDPColumns(&search)
            if !search.faults.isEmpty { throw Diagnostics(search.faults) }
            gathering = try gather(scan, workers, options, idColumn: header.names[columns.id]) {
                UCDPWorker(columns, header: header, file: file, zone: zone).part
            }
        } else {
            let columns = OwnColumns(&search)
            if !search.faults.isEmpty { throw Diagnostics(search.faults) }
            extra += OwnColumns.misspelt(header, file: source.file)
            gathering = try gather(scan, workers, options, idColumn: header.names[columns.id]) {
                OwnWorker(columns, header: header, file: file, zone: zone, tagRow: true).part
            }
        }
        gathering.end()
        self = gathering.table
        notes += extra
        let format: IncidentFormat = isUCDP ? .ucdpGED : .holdfastCSV
        var record = SourceRecord(file: source.file, format: format.rawValue, sha256: scan.sha256, rows: gathering.rows)
        if isUCDP {
            record.licence = "CC BY 4.0"
            let edition = Edition(fileName: source.file)
            record.edition = edition.map { "\($0.number) (from the file name)" }
            sources.append(
                IncidentSource(
                    record: record, vocabulary: "ucdp",
                    covers: gathering.covers(isCandidate: edition?.isCandidate ?? false, zone: options.zone),
                    counts: "fatal events"))
        } else {
            record.licence = gathering.licences.isEmpty ? nil : gathering.licences.joined(separator: "; ")
            sources.append(IncidentSource(record: record, vocabulary: "holdfast", covers: [], counts: "incidents"))
        }
    }

    mutating func gather(
        _ scan: CSVScan, _ workers: Int, _ options: IncidentReading, unit: IncidentGathering.Unit = .row, idColumn: String,
        makeWorker: @escaping @Sendable () -> (CSVChunk) -> CSVReading<IncidentPart>.Outcome
    ) throws(Diagnostics) -> IncidentGathering {
        let gathering = IncidentGathering(
            table: self, file: scan.source.file, unit: unit, idColumn: idColumn, totalBytes: scan.source.totalBytes)
        self = IncidentTable()  // the only copy is the gathering's, or each append would copy it
        do throws(Diagnostics) {
            try CSVReading.run(
                scan, workers: workers, progress: options.progress, makeWorker: makeWorker,
                merge: { gathering.append($0, rowsBefore: $1) })
        } catch {
            self = gathering.table
            throw error
        }
        return gathering
    }

    private static func unknownHeader(_ header: CSVHeader, file: String) -> Diagnostic {
        let wanted = ["id", "from", "date", "lat", "lon", "type_of_violence", "date_start", "where_prec"]
        let near = header.names.compactMap { name in
            nearest(to: CSVHeader.folded(name), among: wanted).flatMap { $0 == name ? nil : "\"\(name)\" is near \"\($0)\"" }
        }
        return Diagnostic(
            "unknown-header", file: file, place: .cell(row: 1, column: nil, value: listed(header.names)),
            message: "the columns are neither UCDP GED's (id, type_of_violence, date_start, date_end, date_prec, where_prec, "
                + "latitude, longitude, side_a, side_b, best, high, low) nor Holdfast's own (id, from or date, lat, lon, …)",
            help: near.isEmpty
                ? "rename the columns as Documentation/IncidentFormats.md has them, or name the format"
                : near.prefix(5).joined(separator: "; "))
    }
}

extension IncidentGathering {
    /// The time in which UCDP looked for events everywhere the file covers: whole calendar years, or for a candidate
    /// file the months it holds.
    func covers(isCandidate: Bool, zone: ClockZone) -> [InstantInterval] {
        var bounds: (CivilDate, CivilDate)?
        if isCandidate {
            guard days.first <= days.last, let first = CivilDate(dayNumber: days.first),
                let last = CivilDate(dayNumber: days.last),
                let from = CivilDate(year: first.year, month: first.month, day: 1),
                let to = CivilDate(
                    year: last.year, month: last.month, day: CivilDate.daysIn(month: last.month, year: last.year))
            else { return [] }
            bounds = (from, to)
        } else if years.first <= years.last, let from = CivilDate(year: years.first, month: 1, day: 1),
            let to = CivilDate(year: years.last, month: 12, day: 31)
        {
            bounds = (from, to)
        }
        guard let (from, to) = bounds else { return [] }
        return [InstantInterval(from: zone.startOfDay(from), to: zone.day(to).to)]
    }
}
