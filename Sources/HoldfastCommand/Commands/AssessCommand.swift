import ArgumentParser
import Foundation
import HoldfastAgreement
import HoldfastAssessment
import HoldfastControl
import HoldfastIncidents
import HoldfastInputs
import HoldfastReport
import HoldfastText

struct AssessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess",
        abstract: "Say whether a truce holds: verdict, terms, violations, what is not known.",
        discussion: """
            Reads the agreement, what was reported and who holds what, and prints the assessment. Incident files are UCDP GED \
            as published (any edition since 17.1), Holdfast's own CSV, or GeoJSON points; the format is told by content. \
            Name the agreement first: --incidents, --events and --control take every name up to the next option.

            Examples:
              holdfast assess truce.yaml --incidents GEDEvent.csv --as-of 2021-12-31
              holdfast assess truce.yaml --incidents a.csv --incidents b.geojson --events events.csv -o report.html
              cat incidents.csv | holdfast assess truce.yaml --incidents - --format json

            Exit codes: 0 the truce holds and no term is breached, 1 anything else, 2 bad input or usage.
            """)

    @Argument(help: "The agreement file; - is standard input.", completion: .file(extensions: ["yaml", "yml"]))
    var agreement: String

    @Option(
        parsing: .upToNextOption,
        help: "Incident files; - is standard input. An incident told by two files is counted once, from the first.",
        completion: .file())
    var incidents: [String] = []

    @Option(help: "Format of the incident files: ucdp-ged, holdfast-csv or geojson. Told by content if left out.")
    var incidentFormat: IncidentFormat?

    @Option(
        parsing: .upToNextOption, help: "Control maps (files, folders or quoted patterns) instead of those the agreement names.",
        completion: .file())
    var control: [String] = []

    @Option(
        parsing: .upToNextOption, help: "Events files: access, deliveries, withdrawals, watching.",
        completion: .file(extensions: ["csv"]))
    var events: [String] = []

    @Option(
        name: .customLong("as-of"),
        help: "Moment of the assessment: 2021-12-31 (to the end of that day) or 2021-12-31T18:00. The end of the data if left out.")
    var asOf: String?

    @Option(help: "Start of the period instead of the day of entry into force: 2015-03-01 or 2015-03-01T06:00.")
    var from: String?

    @Option(help: "Least certain grade that counts: confirmed, likely or possible.")
    var standard: Standard = .likely

    @Option(help: "Format of the report: text, json, html, csv or geojson. Told by the output file's name if left out.")
    var format: ReportFormat?

    @Option(name: [.customShort("o"), .long], help: "File to write instead of standard output.", completion: .file())
    var output: String?

    @Option(help: "Colour: auto, always or never.")
    var color: ColorChoice = .auto

    @Flag(help: "Refuse to judge (exit code 2) when any row of the incidents cannot be used.")
    var strict = false

    @Flag(name: [.customShort("q"), .long], help: "No progress, no remarks on standard error.")
    var quiet = false

    func run() throws {
        let form = try ReportFormat.chosen(format, output, stem: "report")
        guard [agreement].filter({ $0 == "-" }).count + (incidents + events + control).filter({ $0 == "-" }).count <= 1 else {
            throw BadUsage("standard input (-) can be read only once")
        }
        let read = AgreementFile.read(path: agreement)
        guard let agreement = read.agreement else {
            Terminal.warn(read.diagnostics.filter { $0.severity == .error }, color)
            throw Finished.badInput
        }
        let warnings = read.diagnostics.count { $0.severity == .warning }
        if warnings > 0, !quiet {
            Terminal.warn("\(self.agreement): \(warnings) finding\(warnings == 1 ? "" : "s") in the text itself; holdfast check \(self.agreement) lists \(warnings == 1 ? "it" : "them")")
        }
        let assessment = try judge(agreement)
        let target = Output(output)
        try refuseToReplaceInputs(agreement)
        let style = ReportStyle(color: Terminal.usesColor(color, target.descriptor), width: Terminal.width(target.descriptor))
        try target.write { put in
            try Report.render(assessment, as: form, style: style, to: put)
        }
        if let output, output != "-", !quiet { Terminal.warn("wrote \(output): \(assessment.verdict.status.rawValue)") }
        if assessment.verdict.status != .holding || assessment.terms.contains(where: { $0.status == .breached }) {
            throw Finished.findings
        }
    }

    /// Reads everything before it judges, so that one run tells all that is wrong.
    private func judge(_ agreement: Agreement) throws -> Assessment {
        var faults: [Diagnostic] = []
        func attempt<T>(_ body: () throws(Diagnostics) -> T) -> T? {
            do throws(Diagnostics) { return try body() } catch {
                faults.append(contentsOf: error.all)
                return nil
            }
        }
        guard !incidents.isEmpty || !events.isEmpty || !control.isEmpty || !agreement.space.control.isEmpty else {
            throw BadUsage("nothing to judge by: give --incidents, --events or --control")
        }
        let ground = attempt { () throws(Diagnostics) in try Ground.read(for: agreement, controlFiles: control) }
        let progress = Progress("reading incidents", isQuiet: quiet)
        var reading = IncidentReading(zone: agreement.zone)
        reading.format = incidentFormat
        reading.progress = { done, total in progress.report(done, total) }
        let table =
            incidents.isEmpty
            ? IncidentTable() : attempt { () throws(Diagnostics) in try IncidentTable.read(files: incidents, reading) }
        progress.finish()
        let log = events.isEmpty ? EventLog() : attempt { () throws(Diagnostics) in try EventLog.read(files: events, zone: agreement.zone, checking: { $0.faults(under: agreement) }) }
        if let table {
            if let ground { faults.append(contentsOf: table.swappedCoordinates(on: ground)) }
            faults.append(contentsOf: unusableRows(table))
        }
        guard let ground, let table, let log, faults.isEmpty else {
            Terminal.warn(faults, color)
            throw Finished.badInput
        }
        if !quiet {
            // What concerns a file as a whole, such as a column that is passed over.
            Terminal.warn(table.notes.filter { $0.place == .file || isHeader($0) } + ground.makers.flatMap(\.notes), color)
        }
        let options = AssessmentOptions(
            asOf: try moment(asOf, "--as-of", agreement, end: true) ?? (try endOfData(agreement, table, log, ground)),
            from: try moment(from, "--from", agreement, end: false), standard: standard.certainty)
        if options.asOf <= agreement.entersIntoForce {
            throw BadUsage(
                "--as-of \(asOf ?? "(the end of the data)") is not after entry into force, \(agreement.zone.civil(at: agreement.entersIntoForce).iso8601); there is nothing to judge yet")
        }
        if let start = options.from, start < agreement.zone.startOfDay(agreement.dDay) {
            throw BadUsage(
                "--from \(from ?? "") is before the day of entry into force, \(agreement.dDay.iso8601); a baseline in the agreement says what went before")
        }
        if let start = options.from, start >= options.asOf {
            throw BadUsage("--from \(from ?? "") is not before the as-of moment \(agreement.zone.civil(at: options.asOf).iso8601)")
        }
        if options.asOf > agreement.entersIntoForce.adding(seconds: 200 * 366 * 86_400) {
            throw BadUsage("--as-of \(asOf ?? "") lies more than 200 years after entry into force")
        }
        return assess(agreement, incidents: table, ground: ground, events: log, options: options)
    }

    private func isHeader(_ d: Diagnostic) -> Bool {
        if case .cell(let row, _, _) = d.place { row == 1 } else { false }
    }

    /// A report never takes the place of something it was made from.
    private func refuseToReplaceInputs(_ agreement: Agreement) throws {
        guard let output, output != "-", let target = Output.identity(output) else { return }
        let space = agreement.space
        var named = [self.agreement] + incidents + events
        let lines = ([space.lineOfContact].compactMap { $0 } + space.lines.map(\.source)).compactMap { source -> FilePath? in
            if case .file(let file, _, _, _) = source { file } else { nil }
        }
        let zones = space.zones.compactMap { zone -> FilePath? in if case .file(let file) = zone.shape { file } else { nil } }
        let single = [space.border, space.coast, space.areaOfAgreement, space.places].compactMap { $0 }
        for path in single + space.control.map(\.files) + lines + zones {
            named += path.expanded().map { $0.map(\.resolved) } ?? []
        }
        for path in control { named += (FilePath(written: path, resolved: path).expanded() ?? []).map(\.resolved) + [path] }
        if let same = named.first(where: { Output.identity($0) == target }) {
            throw BadUsage("-o \(output) would replace \(same), which the report is made from; name another file")
        }
    }

    /// Rows set aside are told; they are a fault when nothing else is left, or when `--strict` asks for it.
    private func unusableRows(_ table: IncidentTable) -> [Diagnostic] {
        let count = table.setAsideCounts.reduce(0) { $0 + $1.value }
        guard count > 0 else { return [] }
        let shown = table.setAside.prefix(strict ? 50 : 3).map(\.diagnostic)
        if strict || table.count == 0 {
            return shown.map { d in
                var d = d
                d.severity = .error
                return d
            }
        }
        if !quiet {
            Terminal.warn(Array(shown), color)
            let more = count > shown.count ? ", the first \(shown.count) above" : ""
            Terminal.warn("\(count) row\(count == 1 ? "" : "s") set aside\(more); the report says how many for which reason, --strict refuses them")
        }
        return []
    }

    private func moment(_ text: String?, _ option: String, _ agreement: Agreement, end: Bool) throws -> Instant? {
        guard let text else { return nil }
        do throws(WrittenTimeFault) {
            switch try WrittenTime.read(text) {
            case .date(let date): return end ? agreement.zone.day(date).to : agreement.zone.startOfDay(date)
            case .local(let local): return agreement.zone.instant(of: local)
            case .instant(let i): return i
            }
        } catch {
            switch error {
            case .noSuchDay: throw BadUsage("\(option) \(text): the calendar has no such day")
            case .noSuchTime: throw BadUsage("\(option) \(text): no such time of day")
            case .notADate: throw BadUsage("\(option) \(text): write a date such as 2021-12-31 or a time such as 2021-12-31T18:00")
            }
        }
    }

    /// The last moment that anything given speaks of, so that the answer does not depend on today's date.
    private func endOfData(_ agreement: Agreement, _ table: IncidentTable, _ log: EventLog, _ ground: Ground) throws -> Instant {
        var end = agreement.entersIntoForce
        let latest = table.to.indices.max { table.to[$0] < table.to[$1] }
        if let latest { end = max(end, Instant(seconds: table.to[latest])) }
        for e in log.events { end = max(end, e.time.to) }
        if end > agreement.entersIntoForce.adding(seconds: 200 * 366 * 86_400) {
            let told = latest.map { "; row \(table.row[$0]) of the incidents ends last" } ?? ""
            throw BadUsage("the data end at \(end.iso8601), more than 200 years after entry into force\(told): give --as-of, or mend the row")
        }
        for source in table.sources { for c in source.covers { end = max(end, c.to) } }
        if let last = ground.control?.dates.last { end = max(end, agreement.zone.day(last).to) }
        return end
    }
}

extension IncidentFormat: ExpressibleByArgument {}

/// The words of `--standard`.
enum Standard: String, CaseIterable, ExpressibleByArgument {
    case confirmed, likely, possible

    var certainty: Certainty {
        switch self {
        case .confirmed: .confirmed
        case .likely: .likely
        case .possible: .possible
        }
    }
}
