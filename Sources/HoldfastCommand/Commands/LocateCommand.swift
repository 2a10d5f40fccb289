import ArgumentParser
import Foundation
import HoldfastAgreement
import HoldfastControl
import HoldfastGeometry
import HoldfastInputs
import HoldfastText

struct LocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locate",
        abstract: "Add to any table of places who held each, how far from the line of contact, and in which zones.",
        discussion: """
            Each row keeps its place and all its bytes; new columns stand behind: side (who held the place on that day, contested, \
            unknown or nobody), distance_to_line_m (positive on the ground of the first party of the maps, negative elsewhere), \
            chainage_km (along the line of contact of that day), zones (with --agreement or --zone), control_map (the date of the \
            map), side_certain (where an uncertainty is known), locate_note (why a row could not be placed). Longitude, latitude \
            and day are found by the names of the columns, or named. Tables of any length need the same memory.

            Examples:
              holdfast locate control/ --held-by south --incidents GEDEvent.csv -o located.csv
              holdfast locate 'maps/*.geojson' --incidents acled.csv --border border.geojson --lon longitude --lat latitude
              holdfast locate --agreement truce.yaml --incidents incidents.csv --zone bridge=bridge.geojson | head
              xz -dc reports.csv.xz | holdfast locate control/ --incidents - --time-zone Europe/Kyiv > located.csv

            Exit codes: 0 done, 1 rows without a place on the maps under --strict, 2 bad input or usage.
            """)

    @OptionGroup(title: "Maps of control")
    var control: ControlOptions

    @Option(help: "The table: CSV with commas, semicolons or tabs; - is standard input.", completion: .file())
    var incidents: String

    @Option(name: [.customShort("o"), .long], help: "File to write instead of standard output; - is standard output.", completion: .file())
    var output: String?

    @Option(help: ArgumentHelp("The column of longitudes, degrees east.", valueName: "column"))
    var lon: String?

    @Option(help: ArgumentHelp("The column of latitudes, degrees north.", valueName: "column"))
    var lat: String?

    @Option(help: ArgumentHelp("The column of days or moments.", valueName: "column"))
    var time: String?

    @Option(
        help: ArgumentHelp(
            "How far the true place may lie from the one given: a column of metres (or UCDP's where_prec), or a radius such as 500 or \"2 km\". uncertainty_m and UCDP's where_prec are found by themselves.",
            valueName: "column or radius"))
    var uncertainty: String?

    @Option(help: "A zone: its name and a file with its polygon; may be given several times.", completion: .file())
    var zone: [ZoneFileOption] = []

    @Option(help: "What stands before the names of the new columns.")
    var prefix = ""

    @Option(help: "csv, or geojsonseq: one feature a line. Told by the output file's name if left out.")
    var format: LocatedForm?

    @Flag(help: "Exit with 2 where any row is faulty, with 1 where any lies outside the maps' time or has no place.")
    var strict = false

    @Option(help: "Colour: auto, always or never.")
    var color: ColorChoice = .auto

    @Flag(name: [.customShort("q"), .long], help: "No progress, no remarks on standard error.")
    var quiet = false

    func run() throws {
        try refuseToReplaceInputs()
        let inputs = try control.read(color: color, isQuiet: quiet)
        if !quiet {
            Terminal.warn(inputs.notes, color)
            inputs.tellWithoutBorder()
        }
        guard inputs.makers.count == 1, let maps = inputs.makers.first else {
            throw BadUsage("several map makers are given; locate takes one at a time")
        }
        do {
            try locate(maps, inputs)
        } catch let faults as Diagnostics {
            Terminal.warn(faults.all, color)
            throw Finished.badInput
        }
    }

    private func locate(_ maps: ControlHistory, _ inputs: ControlInputs) throws {
        var cut = ContactCut()
        if let coast = inputs.coast { cut.coast = coast.lines }
        let (zones, lines) = try zonesAndLines(inputs)
        let ground = LocatedGround(
            maps, linesOfContact: maps.linesOfContact(border: inputs.border?.index, cut: cut), zones: zones, lines: lines)
        var reading = LocatedReading(zone: inputs.zone)
        (reading.longitude, reading.latitude, reading.time, reading.prefix) = (lon, lat, time, prefix)
        reading.uncertainty = uncertainty.map(Self.uncertainty)
        reading.form = form
        let progress = Progress("placing rows", isQuiet: quiet)
        reading.progress = { done, total in progress.report(done, total) }
        var table = try LocatedTable(try ByteSource(file: incidents), on: ground, reading)
        if !quiet { tellColumns(table, inputs.zone) }
        var isWhole = true
        try Output(output).write { put in
            let summary = try table.write(to: put)
            progress.finish()
            if !quiet { tell(summary, maps) }
            if summary.rows > 0, summary.placed == 0 {
                Terminal.warn("error: not one row could be placed")
                throw Finished.badInput
            }
            if strict, summary.unplaced.keys.contains(where: \.isFault) { throw Finished.badInput }
            isWhole = summary.placed == summary.rows
        }
        if strict, !isWhole { throw Finished.findings }
    }

    /// The zones of the agreement and those named by options, and the lines along which they lie.
    private func zonesAndLines(
        _ inputs: ControlInputs
    ) throws(Diagnostics) -> (zones: [(id: String, zone: ZoneOnGround)], lines: [(id: String, line: LineTrack)]) {
        var zones: [(id: String, zone: ZoneOnGround)] = []
        var lines: [(id: String, line: LineTrack)] = []
        if let agreement = inputs.agreement, !agreement.space.zones.isEmpty {
            let ground = try Ground.read(for: agreement, makers: inputs.makers)
            (zones, lines) = (ground.zones, ground.lines)
        }
        for one in zone {
            if zones.contains(where: { $0.id == one.name }) {
                throw Diagnostics(
                    Diagnostic("zone-twice", file: one.path, message: "a zone is already called '\(one.name)'", help: "give it another name"))
            }
            zones.append((one.name, .polygon(try PolygonIndex.read(file: one.path).0)))
        }
        return (zones, lines)
    }

    private var form: LocatedForm {
        if let format { return format }
        let ending = output.map { URL(fileURLWithPath: $0).pathExtension.lowercased() } ?? ""
        return ["geojsonl", "geojsons", "geojsonseq", "ndjson"].contains(ending) ? .geojsonseq : .csv
    }

    /// A radius in metres, or the name of a column.
    private static func uncertainty(_ text: String) -> LocatedReading.Uncertainty {
        for (unit, metres) in [("km", 1000.0), ("m", 1), ("", 1)] where text.hasSuffix(unit) {
            let number = text.dropLast(unit.count).trimmingCharacters(in: .whitespaces)
            if let value = Double(number), value.isFinite, value >= 0 { return .metres(value * metres) }
        }
        return .column(text)
    }

    private func tellColumns(_ table: LocatedTable, _ zone: ClockZone) {
        let used = table.usedColumns
        var text = "\(incidents): places by \(used.longitude) and \(used.latitude), days (\(zone.identifier)) by \(used.time)"
        if let uncertainty = used.uncertainty { text += ", uncertainty by \(uncertainty)" }
        Terminal.warn(visible(text))
    }

    private func tell(_ summary: LocatedSummary, _ maps: ControlHistory) {
        let sides = summary.sides.map { "\($0.side) \(grouped($0.rows))" }.joined(separator: ", ")
        var text = "\(counted(summary.rows, "row")), \(grouped(summary.placed)) placed" + (sides.isEmpty ? "" : ": \(sides)")
        for note in LocatedNote.allCases {
            guard let (count, first) = summary.unplaced[note] else { continue }
            var says = note.says
            if note == .beforeMaps, let date = maps.dates.first { says += ", \(date.iso8601)" }
            text += "\n  \(grouped(count)) \(says) (\(note.word)), \(count == 1 ? "row" : "the first is row") \(first)"
        }
        for line in text.split(separator: "\n") { Terminal.warn(visible(String(line))) }
    }

    /// The located table never takes the place of something it is made from.
    private func refuseToReplaceInputs() throws {
        guard let output, output != "-", let target = Output.identity(output) else { return }
        let named = [incidents] + control.control + control.maker.map(\.path) + zone.map(\.path)
            + [control.border, control.coast, control.agreement].compactMap { $0 }
        if let same = named.first(where: { Output.identity($0) == target }) {
            throw BadUsage("-o \(output) would replace \(same), which the table is made from; name another file")
        }
    }
}

extension LocatedForm: ExpressibleByArgument {}

/// `NAME=FILE`.
struct ZoneFileOption: ExpressibleByArgument {
    var name: String
    var path: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else { return nil }
        name = String(argument[..<equals])
        path = String(argument[argument.index(after: equals)...])
        if name.isEmpty || path.isEmpty || name.contains(";") { return nil }
    }
}
