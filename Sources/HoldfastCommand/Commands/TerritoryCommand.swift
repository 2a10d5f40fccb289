import ArgumentParser
import HoldfastAgreement
import HoldfastControl
import HoldfastGeometry
import HoldfastReport
import HoldfastText

struct TerritoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "territory",
        abstract: "Say who held how much, date by date, where the line ran, and what was gained and lost.",
        discussion: """
            Reads dated maps of control, one a day, a week or a month, and prints areas on the ellipsoid, shares, changes and \
            the length of the line of contact. A map's date stands in its file's name (YYYYMMDD or YYYY-MM-DD) or in a \
            property. Without --border the line is the whole boundary of the ground held.

            Examples:
              holdfast territory maps/ --border border.geojson
              holdfast territory maps/ --border border.geojson --every 1m --units provinces.geojson
              holdfast territory maps/ --border border.geojson --from 2025-01-01 -o territory.html
              holdfast territory --agreement truce.yaml --format csv -o territory.csv
              holdfast territory --maker first=maps-a/ --maker second=maps-b/ --border border.geojson
              holdfast territory maps/ --side occupied_by --sides north=north,south=south,both=contested

            GeoJSON holds ground and line at the first and the last date, and for every date what was gained and lost since \
            the one before; --all-shapes adds ground and line at every date, some 100 kB for each of a large country. Every \
            feature says by date and until when it holds, for QGIS's temporal controller.

            Exit codes: 0 written, 2 bad input or usage.
            """)

    @OptionGroup var maps: ControlOptions

    @Option(help: "First date, such as 2024-07-08; that of the first map if left out.")
    var from: String?

    @Option(help: "Last date; that of the last map if left out.")
    var to: String?

    @Option(help: "A row every so many days, weeks or months, such as 7d, 2w or 1m; for every map if left out.")
    var every: String?

    @Option(help: "Places to divide by: a file with named polygons, such as provinces.", completion: .file())
    var units: String?

    @Option(help: ArgumentHelp("The attribute that names a unit; its first text if left out.", valueName: "attribute"))
    var unitName: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Square kilometres that a share is a share of, such as an official figure: 603628.", valueName: "km2"))
    var officialArea: Double?

    @Option(help: "Who states that figure; stands beside it in the report.")
    var officialSource: String?

    @Option(help: "How near to border or coast, in metres, the line counts as running along it.")
    var tolerance: Double = 2000

    @Option(help: "How many of the fastest changes are listed, at most 1000.")
    var fastest = 5

    @Option(help: "Towns for the map: a file with named points.", completion: .file())
    var places: String?

    @Option(help: "What heads the report.")
    var title: String?

    @Flag(help: "GeoJSON: ground and line at every date.")
    var allShapes = false

    @Option(help: "Format of the report: text, json, html, csv or geojson. Told by the output file's name if left out.")
    var format: ReportFormat?

    @Option(name: [.customShort("o"), .long], help: "File to write instead of standard output.", completion: .file())
    var output: String?

    @Option(help: "Colour: auto, always or never.")
    var color: ColorChoice = .auto

    @Flag(name: [.customShort("q"), .long], help: "No progress, no remarks on standard error.")
    var quiet = false

    func run() throws {
        let form = try ReportFormat.chosen(format, output, stem: "territory")
        let span = try chosenSpan()
        let interval = try every.map { try Self.interval($0) } ?? .everyMap
        try refuseOddNumbers()
        if allShapes, form != .geojson { throw BadUsage("--all-shapes goes with --format geojson") }
        let inputs = try maps.read(color: color, isQuiet: quiet)
        let combined = try combined(inputs.makers)
        guard let history = combined?.history ?? inputs.makers.first else { throw BadUsage("no maps of control were read") }
        let beside = try readBeside(inputs)
        var options = TerritoryOptions()
        options.from = span.from
        options.to = span.to
        options.every = interval
        options.border = inputs.border?.index
        options.officialArea = officialArea.map { TerritoryOptions.OfficialArea(squareMetres: $0 * 1e6, source: officialSource ?? "") }
        options.units = beside.units
        options.cut.coast = inputs.coast?.lines ?? []
        options.cut.toleranceMetres = tolerance
        options.fastestCount = fastest
        try refuseEmptySpan(history, options)
        var report = TerritoryReport(history, options)
        report.title = title ?? inputs.agreement?.title
        for party in inputs.agreement?.parties ?? [] { report.names[party.id] = party.name }
        report.places = beside.places
        report.combined = combined
        if combined != nil { report.records = inputs.makers.flatMap(\.records) }
        report.records += [inputs.border?.record, inputs.coast?.record].compactMap(\.self) + beside.records
        report.showsAllShapes = allShapes
        try refuseToReplaceInputs(report)
        if !quiet { Terminal.warn(inputs.notes, color) }
        // The other forms say so themselves.
        if !quiet, form == .csv || form == .geojson { inputs.tellWithoutBorder() }
        let target = Output(output)
        let style = ReportStyle(color: Terminal.usesColor(color, target.descriptor), width: Terminal.width(target.descriptor))
        try target.write { put in try report.render(as: form, style: style, to: put) }
        if let output, output != "-", !quiet { Terminal.warn("wrote \(output)") }
    }

    // MARK: What is asked for

    private func chosenSpan() throws -> (from: CivilDate?, to: CivilDate?) {
        let (first, last) = (try day(from, "--from"), try day(to, "--to"))
        if let first, let last, last < first {
            throw BadUsage("--from \(first.iso8601) is after --to \(last.iso8601)")
        }
        return (first, last)
    }

    private func day(_ text: String?, _ option: String) throws -> CivilDate? {
        guard let text else { return nil }
        do throws(WrittenTimeFault) {
            if case .date(let date) = try WrittenTime.read(text) { return date }
        } catch {
            throw BadUsage("\(option) \(text): \(error == .noSuchDay ? "the calendar has no such day" : "write a day such as 2024-07-08")")
        }
        throw BadUsage("\(option) \(text): write a day without a time, such as 2024-07-08")
    }

    /// `7`, `7d`, `2w`, `1m`, with or without a space, or a word.
    static func interval(_ text: String) throws -> TerritoryOptions.Interval {
        let words: [String: TerritoryOptions.Interval] = [
            "map": .everyMap, "day": .days(1), "week": .weeks(1), "month": .months(1), "quarter": .months(3), "year": .months(12),
        ]
        if let interval = words[text.lowercased()] { return interval }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        guard let n = Int(digits), n <= 10_000 else { throw Self.noInterval(text, unit, words.keys.sorted()) }
        if n == 0 { throw BadUsage("--every \(text): a step is at least one day") }
        switch unit {
        case "", "d", "day", "days": return .days(n)
        case "w", "week", "weeks": return .weeks(n)
        case "m", "month", "months": return .months(n)
        case "y", "year", "years": return .months(n * 12)
        default: throw Self.noInterval(text, unit, words.keys.sorted())
        }
    }

    private static func noInterval(_ text: String, _ unit: String, _ words: [String]) -> BadUsage {
        let meant = nearest(to: unit.isEmpty ? text : unit, among: words + ["days", "weeks", "months", "years"]).map { "; did you mean \($0)?" } ?? ""
        return BadUsage("--every \(text): write a number of days, weeks or months, such as 7d, 2w or 1m\(meant)")
    }

    private func refuseOddNumbers() throws {
        if let officialArea, !(officialArea > 0 && officialArea < 510_100_000) {
            throw BadUsage("--official-area \(officialArea): square kilometres, more than 0 and less than the Earth's surface")
        }
        if officialSource != nil, officialArea == nil { throw BadUsage("--official-source goes with --official-area") }
        if !(tolerance >= 0 && tolerance <= 1_000_000) { throw BadUsage("--tolerance \(tolerance): metres, 0 to 1000000") }
        if !(0...1000).contains(fastest) { throw BadUsage("--fastest \(fastest): a number from 0 to 1000") }
        if unitName != nil, units == nil { throw BadUsage("--unit-name goes with --units") }
    }

    /// The maps of several makers as one history, with how they differ.
    private func combined(_ makers: [ControlHistory]) throws -> CombinedControl? {
        if makers.count < 2 { return nil }
        do throws(Overlay.Failure) { return try ControlHistory.combined(makers) } catch {
            throw BadUsage("the maps of \(makers.map(\.maker).joined(separator: ", ")) cannot be laid over each other (\(error.operation)); run it once for each --maker")
        }
    }

    private func refuseEmptySpan(_ history: ControlHistory, _ options: TerritoryOptions) throws {
        guard let first = history.dates.first, let last = history.dates.last else { return }
        let (from, to) = (options.from ?? first, options.to ?? last)
        let run = first == last ? "the only map is of \(first.iso8601)" : "the maps run from \(first.iso8601) to \(last.iso8601)"
        if from > to {
            throw BadUsage(options.from == nil ? "--to \(to.iso8601) is before the first map: \(run)" : "--from \(from.iso8601) is after the last map: \(run); --to says how long it stands")
        }
        if to.dayNumber - from.dayNumber > 200 * 366 { throw BadUsage("from \(from.iso8601) to \(to.iso8601) are more than 200 years") }
        if to < first { throw BadUsage("no map is valid from \(from.iso8601) to \(to.iso8601): \(run)") }
        // The newest map on or before the end is the one that reaches farthest into the span.
        if !history.dates.contains(where: { $0 >= from && $0 <= to }), history.epoch(on: from) == nil {
            throw BadUsage("no map is valid from \(from.iso8601) to \(to.iso8601) by --gaps: \(run)")
        }
    }

    /// A report never takes the place of something it was made from.
    private func refuseToReplaceInputs(_ report: TerritoryReport) throws {
        guard let output, output != "-", let target = Output.identity(output) else { return }
        let read = report.sources.map(\.file) + [maps.agreement].compactMap(\.self)
        if let same = read.first(where: { Output.identity($0) == target }) {
            throw BadUsage("\(output) is \(same), from which the report is made; write it elsewhere")
        }
    }
}
