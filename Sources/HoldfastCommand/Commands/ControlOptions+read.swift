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
        let border = (border ?? agreement?.space.border?.resolved).flatMap { file in
            attempt { () throws(Diagnostics) in try PolygonIndex.read(file: file) }
        }
        let coast = coast.flatMap { file in attempt { () throws(Diagnostics) in try readCoast(file) } }
        var makers: [ControlHistory] = []
        for (globs, reading) in try sources(agreement, zone) {
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

    private func readAgreement(_ color: ColorChoice) throws -> Agreement? {
        guard let agreement else { return nil }
        let read = AgreementFile.read(path: agreement)
        guard let agreement = read.agreement else {
            Terminal.warn(read.diagnostics.filter { $0.severity == .error }, color)
            throw Finished.badInput
        }
        return agreement
    }

    private func readCoast(_ file: String) throws(Diagnostics) -> (lines: [Polyline], record: SourceRecord) {
        let (features, record) = try GeoJSON.read(file: file)
        var lines: [Polyline] = []
        for feature in features {
            if case .polygon(let shape)? = feature.geometry { lines += shape.ringsWithInsideOnTheLeft }
            lines += feature.geometry?.lines ?? []
        }
        if lines.isEmpty {
            throw Diagnostics(
                Diagnostic(GeoJSONFault.noLine.rawValue, file: file, message: "the file holds neither lines nor polygons"))
        }
        return (lines, record)
    }

    /// What is read, and how, by map maker.
    private func sources(_ agreement: Agreement?, _ zone: ClockZone) throws -> [(globs: [String], reading: ControlReading)] {
        let declared = agreement?.space.control
        var reading = ControlReading(naming: .everything(heldBy: heldBy ?? declared?.heldBy ?? "held"), zone: zone)
        reading.restHeldBy = restHeldBy ?? declared?.restHeldBy
        switch declared?.gaps {
        case nil, .carryForward: break
        case .carryAtMost(let days): reading.gaps = .carryAtMost(days: days)
        case .unknown: reading.gaps = .unknown
        }
        if let gaps { reading.gaps = gaps.gaps }
        if let side {
            var holders: [String: Holder] = [:]
            var others: Holder?
            var first = heldBy
            for (value, holder) in sides.flatMap(\.pairs) {
                if value == "*" { others = holder } else { holders[value] = holder }
                if first == nil, case .party(let id) = holder { first = id }
            }
            reading.naming = .attribute(side, holders: holders, others: others)
            reading.firstParty = first
        }
        reading.dateAttribute = date
        reading.layer = layer
        if !maker.isEmpty {
            return maker.map { one in
                var of = reading
                of.maker = one.name
                return ([one.path], of)
            }
        }
        if !control.isEmpty { return [(control, reading)] }
        guard let declared else {
            throw BadUsage("the agreement names no maps of control; name files, a folder or a quoted pattern")
        }
        return [([declared.files.resolved], reading)]
    }
}
