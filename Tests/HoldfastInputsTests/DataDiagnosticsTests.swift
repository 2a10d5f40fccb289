import Foundation
import Holdfast
import Testing

/// The page that lists every code with which reading data can end, set a row aside or note it.
@Suite("The page of data diagnostics")
struct DataDiagnosticsTests {
    static let page: String = {
        var out = """
            # Data diagnostics

            What can be wrong with the files that an assessment reads: maps, incidents, events. [Diagnostics.md](Diagnostics.md)
            has the faults of agreement files. This page is made from the program; a test keeps the two alike.

            Each message names the file, the place in it (line and column, row and column, or feature), what is wrong and how to mend it.

            ## Rows of incidents

            A row with one of these is set aside, counted and told; with `--strict` the run is refused. The last five, and an id that
            another row has with other contents, are notes: the row is used.

            | code | rows |
            |---|---|

            """
        for r in RowReason.allCases { out += "| `\(r.rawValue)` | \(r.says) |\n" }
        out += "\n## Rows that `holdfast locate` does not place\n\nThe row is written all the same, with this in its column `locate_note`.\n\n| word | rows |\n|---|---|\n"
        for note in LocatedNote.allCases where note != .placed { out += "| `\(note.word)` | \(note.says) |\n" }
        out += "\n## Maps, lines and zones\n\nAll of these refuse the run, but for the notes `spike-mended` and `features-joined` and the warning `sides-overlap`.\n\n| code | meaning |\n|---|---|\n"
        for f in GeoJSONFault.allCases { out += "| `\(f.rawValue)` | \(f.meaning) |\n" }
        for f in MapFileFault.allCases { out += "| `\(f.rawValue)` | \(f.meaning) |\n" }
        for f in ControlFault.allCases { out += "| `\(f.rawValue)` | \(f.meaning) |\n" }
        out += "\n## JSON\n\n| code | stands for |\n|---|---|\n"
        for k in JSONFault.Kind.allCases { out += "| `\(JSONFault(k, at: 0).code)` | \(words(k)) |\n" }
        out += "\n## Files, tables and what is told only from all of them together\n\n| code | meaning |\n|---|---|\n"
        for (code, meaning) in rest { out += "| `\(code)` | \(meaning) |\n" }
        return out
    }()

    private static func words(_ kind: JSONFault.Kind) -> String {
        switch kind {
        case .empty: "nothing but white space"
        case .notUTF8: "bytes that are not UTF-8 text"
        case .cutOff: "text that ends inside a value"
        case .unexpected: "something else where a value, comma, colon or bracket should stand"
        case .notFinite: "`NaN`, `Infinity` or the like"
        case .badNumber: "a number that JSON does not allow (`01`, `1.`) or that is too large"
        case .badString: "an unknown escape, a lone surrogate or a control character in a text"
        case .duplicateKey: "one object with the same key twice"
        case .tooDeep: "nesting deeper than 64 levels"
        case .trailing: "more text after the value"
        case .notPairs: "coordinates that are not nested arrays of pairs of numbers"
        }
    }

    private static let rest = [
        ("no-such-file", "There is no file of that name."), ("is-a-directory", "The name is that of a folder."),
        ("no-permission", "The file may not be read."), ("empty-file", "The file holds nothing."),
        ("not-text", "The file is not text in UTF-8."), ("cut-row", "A table ends in the middle of a row: the file was cut off."),
        ("header-too-long", "The first line of a table is too long to be a header."), ("row-too-long", "A row of a table is too long."),
        ("missing-column", "A table lacks a column that its format needs."), ("duplicate-column", "A table has a column twice."),
        ("ambiguous-column", "Several columns of a table may hold what places its rows."),
        ("column-exists", "A table already has a column of the name that a new one would get."),
        ("not-a-table", "GeoJSON stands where a table should."), ("zone-twice", "Two zones have one name."),
        ("unknown-header", "A table's header is that of no known format."),
        ("unknown-party", "An events file names a party that the agreement does not declare; likewise `unknown-mechanism`, `unknown-term`, `unknown-zone`."),
        ("unknown-delivery", "An events file tells of a delivery that no term requires."),
        ("term-of-another-kind", "An events file names a term that is not judged by events of that kind."),
        ("latitude-longitude-swapped", "Positions lie on the agreement's ground only when latitude and longitude are exchanged."),
        ("control-without-holder", "Control maps were given, but the agreement does not say who holds what they cover."),
        ("line-without-control", "A line is derived from control, but there are no control maps."),
        ("line-before-control", "A line is derived from control on a date that no map covers."),
        ("zone-beyond-control", "A warning: a zone is deeper than the control maps reach."),
        ("no-line-in-control", "Control on the date has no boundary inside the border."),
        ("no-unit-name", "A feature of a file of units has no text that names it."),
    ]

    @Test("the page is as the program says")
    func page() throws {
        let path = Place.root.appendingPathComponent("Documentation/DataDiagnostics.md")
        if ProcessInfo.processInfo.environment["HOLDFAST_RECORD"] == "1" {
            try Self.page.write(to: path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: path, encoding: .utf8) == Self.page)
    }

    @Test("every reason that a reader gives has words")
    func reasons() throws {
        let rows = """
            id,date,lat,lon,deaths_low,deaths_best,deaths_high,kind,certainty
            ,2015-02-15,48,38,1,1,1,shelling,likely
            b,,48,38,1,1,1,shelling,likely
            c,2015-02-30,48,38,1,1,1,shelling,likely
            d,2015-02-15,148,38,1,1,1,shelling,likely
            e,2015-02-15,48,,1,1,1,shelling,likely
            f,2015-02-15,x,38,1,1,1,shelling,likely
            g,2015-02-15,48,38,1,-1,1,shelling,likely
            h,2015-02-15,48,38,1,1,1,shooting,likely
            i,2015-02-15,48,38,1,1,1,shelling,sure
            j,2015-02-15,48,38,1,5,4,shelling,likely
            k,2015-02-15,48,38,6,5,7,shelling,
            k,2015-02-15,48,38,6,5,7,shelling,
            l,05/06/2015,48,38,6,5,7,shelling,likely
            m,2015-02-15
            """
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("holdfast-\(UUID().uuidString).csv")
        try (rows + "\n").write(to: scratch, atomically: true, encoding: .utf8)
        let table = try IncidentTable.read(files: [scratch.path], IncidentReading(zone: .utc))
        try FileManager.default.removeItem(at: scratch)
        #expect(table.count + table.setAsideCounts.values.reduce(0, +) == 14)
        #expect(table.count == 2)
        for code in Array(table.setAsideCounts.keys) + Array(table.noteCounts.keys) {
            #expect(RowReason(rawValue: code) != nil, "\(code)")
        }
    }
}
