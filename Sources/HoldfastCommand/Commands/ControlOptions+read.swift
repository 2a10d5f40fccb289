import HoldfastAgreement
import HoldfastControl
import HoldfastGeometry
import HoldfastInputs
import HoldfastText

/// The maps of control that a command works on, read.
struct ControlInputs {
    /// At least one, each with at least one map; in the order of the options or of the agreement.
    var makers: [ControlHistory]
    var border: (index: PolygonIndex, record: SourceRecord)?
    /// Coasts as lines; of polygons their rings.
    var coast: (lines: [Polyline], record: SourceRecord)?
    /// Where one was given; its lines and zones are for the caller to read.
    var agreement: Agreement?
    /// The zone whose days the dates are.
    var zone: ClockZone
    /// Remarks of the readers, most of them on what was mended.
    var notes: [Diagnostic]
}

extension ControlOptions {
    /// Reads the maps, border, coast and agreement that the options name. Tells every fault at once.
    ///
    /// - Parameters:
    ///   - color: for faults on standard error.
    ///   - isQuiet: no progress on standard error.
    /// - Throws: ``Finished/badInput`` once the faults are told, ``BadUsage``.
    func read(color: ColorChoice = .auto, isQuiet: Bool = false) throws -> ControlInputs {
        var faults: [Diagnostic] = []
        func attempt<T>(_ body: () throws(Diagnostics) -> T) -> T? {
            do throws(Diagnostics) { return try body() } catch {
                faults += error.all
                return nil
            }
        }
        let agreement = try readAgreement(color)
        let zone = timeZone?.zone ?? agreement?.zone ?? .utc
        let border = (border.map(path) ?? agreement?.space.border).flatMap { file in
            attempt { () throws(Diagnostics) in try PolygonIndex.read(file: file.resolved, layer: file.layer) }
        }
        let coast = (coast.map(path) ?? agreement?.space.coast).flatMap { file in
            attempt { () throws(Diagnostics) in try MapFile.readCoast(file: file.resolved, layer: file.layer) }
        }
        var makers: [ControlHistory] = []
        let progress = Progress("reading maps", counted: "files", isQuiet: isQuiet)
        defer { progress.finish() }
        for (globs, reading) in try sources(agreement, zone) {
            var reading = reading
            reading.progress = { progress.report(Int64($0), Int64($1)) }
            let read = attempt { () throws(Diagnostics) in try ControlHistory.read(globs, reading) }
            if let read { makers.append(read) }
        }
        if !faults.isEmpty {
            Terminal.warn(faults, color)
            throw Finished.badInput
        }
        return ControlInputs(
            makers: makers, border: border.map { ($0.0, $0.1) }, coast: coast, agreement: agreement, zone: zone,
            notes: makers.flatMap(\.notes))
    }

    private func path(_ file: String) -> FilePath { FilePath(written: file, resolved: file) }

    private func readAgreement(_ color: ColorChoice) throws -> Agreement? {
        guard let agreement else { return nil }
        let read = AgreementFile.read(path: agreement)
        guard let agreement = read.agreement else {
            Terminal.warn(read.diagnostics.filter { $0.severity == .error }, color)
            throw Finished.badInput
        }
        return agreement
    }

    /// What is read, and how, by map maker.
    private func sources(_ agreement: Agreement?, _ zone: ClockZone) throws -> [(globs: [String], reading: ControlReading)] {
        let declared = agreement?.space.control ?? []
        var sources = declared.map { (globs: [$0.files.resolved], reading: ControlReading($0, zone: zone)) }
        if !maker.isEmpty {
            // A map maker of the agreement keeps what the agreement says of it.
            sources = maker.map { one in
                let known = sources.first { $0.reading.maker == one.name } ?? sources.first
                var reading = known?.reading ?? ControlReading(naming: .everything(heldBy: "held"), zone: zone)
                reading.maker = one.name
                return ([one.path], reading)
            }
        } else if !control.isEmpty {
            sources = [(control, sources.first?.reading ?? ControlReading(naming: .everything(heldBy: "held"), zone: zone))]
        }
        if sources.isEmpty {
            throw BadUsage("the agreement names no maps of control; name files, a folder or a quoted pattern")
        }
        for i in sources.indices { override(&sources[i].reading) }
        try refuseSameParty(sources.map(\.reading))
        return sources
    }

    /// What the options say goes before what the agreement says.
    private func override(_ reading: inout ControlReading) {
        if let side {
            var holders: [String: Holder] = [:]
            var others: Holder?
            reading.firstParty = nil
            for (value, holder) in sides.flatMap(\.pairs) {
                if value == "*" { others = holder } else { holders[value] = holder }
                if reading.firstParty == nil, case .party(let id) = holder { reading.firstParty = id }
            }
            reading.naming = .attribute(side, holders: holders, others: others)
        }
        if let heldBy {
            if case .attribute = reading.naming { reading.firstParty = heldBy } else { reading.naming = .everything(heldBy: heldBy) }
        }
        if let restHeldBy { reading.restHeldBy = restHeldBy }
        if let gaps { reading.gaps = gaps.gaps }
        if let date { reading.dateAttribute = date }
        if let layer { reading.layer = layer }
    }

    private func refuseSameParty(_ readings: [ControlReading]) throws {
        for reading in readings {
            if case .everything(let party) = reading.naming, party == reading.restHeldBy {
                throw BadUsage("'\(party)' cannot hold both what the maps show and the rest")
            }
        }
    }
}

extension ControlInputs {
    /// Without a border nobody knows what of the boundary is no line of contact.
    func tellWithoutBorder() {
        guard border == nil else { return }
        Terminal.warn("note: without --border the line of contact is the whole boundary of the ground held, coast and border included")
    }
}
