import HoldfastAgreement
import HoldfastControl
import HoldfastGeometry
import HoldfastText

extension Ground {
    /// Reads every line, zone and map that an agreement names.
    ///
    /// - Parameters:
    ///   - controlFiles: globs or files to read instead of the agreement's control maps.
    ///   - makers: maps of control that are read already, by map maker; then none are read here.
    /// - Throws: all faults of all files together.
    public static func read(
        for agreement: Agreement, controlFiles: [String] = [], makers: [ControlHistory] = []
    ) throws(Diagnostics) -> Ground {
        var reading = GroundReading(agreement)
        if makers.isEmpty { reading.readControl(controlFiles) } else { reading.use(makers) }
        reading.readBorder()
        reading.readCoast()
        reading.readLines()
        reading.readZones()
        if !reading.faults.isEmpty { throw Diagnostics(reading.faults) }
        return reading.ground
    }
}

/// One reading of an agreement's files; gathers faults instead of stopping at the first.
private struct GroundReading {
    let agreement: Agreement
    var ground = Ground()
    var faults: [Diagnostic] = []
    private var contact: LineHistory?

    init(_ agreement: Agreement) { self.agreement = agreement }

    /// Runs a reader and keeps its faults.
    private mutating func attempt<T>(_ body: () throws(Diagnostics) -> T) -> T? {
        do throws(Diagnostics) { return try body() } catch {
            faults.append(contentsOf: error.all)
            return nil
        }
    }

    mutating func readControl(_ files: [String]) {
        let declared = agreement.space.control
        if !files.isEmpty, declared.isEmpty {
            faults.append(
                Diagnostic(
                    "control-without-holder", file: agreement.file,
                    message: "control maps were given, but the agreement does not say who holds what they cover",
                    help: "add to the agreement's space: control: {files: \(files[0]), held-by: PARTY}"))
            return
        }
        // Maps given in place of the agreement's are read as those of its first map maker.
        for (i, maker) in declared.enumerated() where files.isEmpty || i == 0 {
            let globs = files.isEmpty ? [maker.files.resolved] : files
            let how = ControlReading(maker, agreement)
            let read = attempt { () throws(Diagnostics) in try ControlHistory.read(globs, how) }
            guard let read else { continue }
            ground.makers.append(read)
        }
        use(ground.makers)
    }

    mutating func use(_ makers: [ControlHistory]) {
        ground.makers = makers
        ground.control = makers.first
        var seen: Set<SourceRecord> = []
        for record in makers.flatMap(\.records) where seen.insert(record).inserted { ground.records.append(record) }
    }

    mutating func readCoast() {
        guard let file = agreement.space.coast else { return }
        let read = attempt { () throws(Diagnostics) in try MapFile.readCoast(file: file.resolved, layer: file.layer) }
        guard let read else { return }
        ground.records.append(record(read.record, file))
        ground.coast = read.lines
    }

    mutating func readBorder() {
        if let file = agreement.space.border { ground.border = polygon(file) }
        if let file = agreement.space.areaOfAgreement { ground.area = polygon(file) }
        if let file = agreement.space.places {
            ground.places = attempt { () throws(Diagnostics) in try NamedPlace.read(file: file.resolved, layer: file.layer) } ?? []
        }
    }

    private mutating func polygon(_ file: FilePath) -> PolygonIndex? {
        guard let read = attempt({ () throws(Diagnostics) in try PolygonIndex.read(file: file.resolved, layer: file.layer) }) else { return nil }
        ground.records.append(record(read.1, file))
        return read.0
    }

    /// The report names a file as the agreement does, so that it reads the same wherever it was made.
    private func record(_ record: SourceRecord, _ file: FilePath) -> SourceRecord {
        var r = record
        r.file = file.written
        return r
    }

    mutating func readLines() {
        var sources: [(id: String, source: LineSource)] = []
        if let contact = agreement.space.lineOfContact { sources.append(("line-of-contact", contact)) }
        sources.append(contentsOf: agreement.space.lines)
        for (id, source) in sources {
            if let track = track(id, source) { ground.lines.append((id, track)) }
        }
    }

    private mutating func track(_ id: String, _ source: LineSource) -> LineTrack? {
        switch source {
        case .file(let file, let left, let right, let accuracy):
            guard let line = attempt({ () throws(Diagnostics) in
                try LineOnGround.read(
                    file: file.resolved, layer: file.layer, leftHeldBy: left, rightHeldBy: right, accuracyMetres: accuracy)
            }) else { return nil }
            if let r = line.record { ground.records.append(record(r, file)) }
            return .fixed(line)
        case .control(let date):
            let day = date ?? agreement.dDay
            guard let control = ground.control else { return missingControl(id) }
            guard control.epoch(on: day) != nil else {
                let dates = control.dates.first.flatMap { a in control.dates.last.map { "\(a.iso8601) to \($0.iso8601)" } }
                faults.append(
                    Diagnostic(
                        "line-before-control", file: agreement.file,
                        message: "the line '\(id)' is derived from control on \(day.iso8601), but the control maps run from \(dates ?? "no date")",
                        help: "write a date within the maps, or give the line a file of its own"))
                return nil
            }
            let lines = control.epoch(on: day).map { line(of: control, epoch: $0) } ?? []
            if lines.isEmpty { return noBoundary(id, day) }
            return .fixed(
                LineOnGround(
                    index: LineIndex(lines), leftHeldBy: control.heldBy, rightHeldBy: otherSide(control), accuracyMetres: 0))
        case .movingControl:
            guard let control = ground.control else { return missingControl(id) }
            let lines = linesOfContact(control)
            if lines.edges().isEmpty { return noBoundary(id, agreement.dDay) }
            let line = MovingLine(
                dates: control.dates, lines: lines, gaps: control.gaps, leftHeldBy: control.heldBy,
                rightHeldBy: otherSide(control))
            // Once here, and not by every thread that asks first.
            _ = line.index
            return .moving(line)
        }
    }

    private var cut: ContactCut { ContactCut(coast: ground.coast, toleranceMetres: 2000) }

    /// Of every map, once for all lines that come from control.
    private mutating func linesOfContact(_ control: ControlHistory) -> LineHistory {
        if let known = contact { return known }
        let lines = control.linesOfContact(border: ground.border, cut: cut)
        contact = lines
        return lines
    }

    /// Of one map.
    private func line(of control: ControlHistory, epoch: Int) -> [Polyline] {
        var one = ShapeHistory()
        one.append(control.held.shapes.shape(epoch))
        let territory = TerritoryHistory(holder: control.held.holder, shapes: one)
        return control.linesOfContact(of: territory, border: ground.border, cut: cut).lines(0)
    }

    /// Who holds the ground on the other side, where one party can be named.
    private func otherSide(_ control: ControlHistory) -> String? {
        if let rest = control.restHeldBy { return rest }
        let others = control.territories.compactMap { territory -> String? in
            if case .party(let id) = territory.holder, id != control.heldBy { id } else { nil }
        }
        return others.count == 1 ? others[0] : nil
    }

    private mutating func missingControl(_ id: String) -> LineTrack? {
        // Faults of the control files themselves were told already.
        if faults.isEmpty {
            faults.append(
                Diagnostic(
                    "line-without-control", file: agreement.file,
                    message: "the line '\(id)' is derived from control, but there are no control maps",
                    help: "add 'control' to the agreement's space, or give --control"))
        }
        return nil
    }

    private mutating func noBoundary(_ id: String, _ date: CivilDate) -> LineTrack? {
        faults.append(
            Diagnostic(
                "no-line-in-control", file: agreement.file,
                message: "control on \(date.iso8601) has no boundary inside the border, so the line '\(id)' does not exist",
                help: "check the control map of that date and the border file"))
        return nil
    }

    mutating func readZones() {
        for zone in agreement.space.zones {
            switch zone.shape {
            case .file(let file):
                if let p = polygon(file) { ground.zones.append((zone.id, .polygon(p))) }
            case .along(let line, let depth, let side):
                ground.zones.append((zone.id, .along(line: line, depthMetres: depth, side: side)))
            }
        }
    }
}
