import Foundation
import Testing

/// Each bad input has its message and exit code 2, and nothing is written.
@Suite("Bad input")
struct BadInputTests {
    /// A small valid agreement to spoil.
    static let sound = """
        holdfast: 1
        agreement:
          id: t
          title: Test
          enters-into-force: 2015-02-15T00:00
          time-zone: Europe/Kyiv
        parties:
          north: {name: North, names-in-data: {holdfast: [N]}}
          south: {name: South, names-in-data: {holdfast: [S]}}
        terms:
          cease-fire: {prohibits: use-of-force, binds: all, from: D+0}
        """

    static let incidents = """
        id,from,to,lat,lon,uncertainty_m,kind,side_a,side_b,deaths_best,certainty
        a,2015-02-16,2015-02-16,48.1,38.1,100,shelling,N,S,1,confirmed
        """

    /// Judges an agreement with incidents; whatever happens, no report may be left.
    private func assess(_ scratch: Scratch, _ agreement: String, _ incidents: String = incidents, _ more: [String] = []) throws -> Run {
        try scratch.file("a.yaml", agreement)
        try scratch.file("i.csv", incidents)
        return try holdfast(["assess", "a.yaml", "--incidents", "i.csv", "-o", "report.json"] + more, in: scratch.url)
    }

    private func refused(_ run: Run, _ scratch: Scratch, _ code: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(run.code == 2, "\(run.errors)", sourceLocation: sourceLocation)
        #expect(run.errors.contains(code), "\(run.errors)", sourceLocation: sourceLocation)
        #expect(!scratch.names.contains { $0.contains("report") }, sourceLocation: sourceLocation)
    }

    @Test("the sound pair is judged")
    func sound() throws {
        let scratch = try Scratch()
        let run = try assess(scratch, Self.sound)
        #expect(run.code == 1, "\(run.errors)")
        #expect(scratch.names.contains("report.json"))
    }

    /// The smallest FlatGeobuf head: the format is told by it alone.
    @Test("a format that needs ogr2ogr says what to install where it is missing")
    func noConverter() throws {
        let scratch = try Scratch()
        let space = Self.sound + "\nspace:\n  control: {files: c_20150201.fgb, held-by: south}\n"
        try Data([0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x00]).write(to: scratch.url.appendingPathComponent("c_20150201.fgb"))
        try scratch.file("a.yaml", space)
        let run = try shell("PATH=/nowhere \(Project.holdfast.path) assess a.yaml -o report.json", in: scratch.url)
        refused(run, scratch, "converter-missing")
        #expect(run.errors.contains("apt-get install gdal-bin"))
    }

    @Test("control maps from standard input, compressed")
    func standardInput() throws {
        let scratch = try Scratch()
        try scratch.file("a.yaml", Self.sound + "\nspace:\n  control: {files: c.geojson, held-by: south, date: day}\n")
        try scratch.file("c.geojson", "{\"type\":\"Feature\",\"properties\":{\"day\":20150216},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[9,0],[10,0],[10,1],[9,1],[9,0]]]}}")
        let file = try holdfast(["assess", "a.yaml", "--format", "json", "-q"], in: scratch.url)
        let piped = try shell("gzip -c c.geojson | holdfast assess a.yaml --control - --format json -q", in: scratch.url)
        #expect(file.code == 0 || file.code == 1, "\(file.errors)")
        #expect(piped.code == file.code, "\(piped.errors)")
        // pyproj 3.7 (Karney), the parallel cut into 20,000 edges: 12,308.4639 km².
        #expect(piped.output.contains("\"area_km2\": 12308.464"))
    }

    @Test("no file, a directory, an empty file, a binary file")
    func files() throws {
        let scratch = try Scratch()
        try scratch.file("a.yaml", Self.sound)
        try scratch.file("empty", "")
        try Data([0, 1, 2, 0, 255, 0] + Array("id,from\n".utf8)).write(to: scratch.url.appendingPathComponent("binary"))
        for (name, word) in [("missing", "no such file"), (".", "folder"), ("empty", "empty"), ("binary", "[")] {
            let agreement = try holdfast(["assess", name, "--incidents", "a.yaml", "-o", "report.json"], in: scratch.url)
            refused(agreement, scratch, word)
            let incidents = try holdfast(["assess", "a.yaml", "--incidents", name, "-o", "report.json"], in: scratch.url)
            #expect(incidents.code == 2, "\(incidents.errors)")
            #expect(incidents.errors.contains(name) && incidents.errors.contains("error"), "\(incidents.errors)")
            let checked = try holdfast(["check", name], in: scratch.url)
            #expect(checked.code == 2, "\(checked.output)")
        }
        #expect(!scratch.names.contains { $0.contains("report") })
    }

    @Test("a hundred thousand levels deep, in each notation")
    func deep() throws {
        let n = 100_000
        for text in [
            String(repeating: "[", count: n), String(repeating: "{a: ", count: n), String(repeating: "- ", count: n) + "x",
            "a: " + String(repeating: "[", count: n) + String(repeating: "]", count: n),
        ] {
            let scratch = try Scratch()
            let started = Date()
            let run = try assess(scratch, text)
            refused(run, scratch, "error")
            #expect(Date().timeIntervalSince(started) < 30)
        }
    }

    @Test("an alias bomb")
    func bomb() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for i in 1..<20 { text += "a\(i): &a\(i) [" + Array(repeating: "*a\(i - 1)", count: 9).joined(separator: ", ") + "]\n" }
        let scratch = try Scratch()
        refused(try assess(scratch, text), scratch, "error")
    }

    @Test(
        "faults of the agreement",
        arguments: [
            ("  id: t\n", "  id: t\n  id: u\n", "duplicate"),
            ("Europe/Kyiv", "Europe/Kyjiw", "zone"),
            ("2015-02-15T00:00", "2015-02-30T00:00", "2015-02-30"),
            ("from: D+0}", "from: D+9, until: D+3}", "until"),
            ("from: D+0}", "from: D+0, within: bridge}", "bridge"),
            ("binds: all", "binds: [nroth]", "north"),
        ])
    func agreement(find: String, replace: String, word: String) throws {
        let scratch = try Scratch()
        refused(try assess(scratch, Self.sound.replacingOccurrences(of: find, with: replace)), scratch, word)
    }

    @Test("an unknown unit")
    func unit() throws {
        let scratch = try Scratch()
        let text = Self.sound + "\n  stay: {prohibits: change-of-control, tolerance: 2 acres, over: 1 d}\n"
        refused(try assess(scratch, text), scratch, "acres")
    }

    static let ring = "[[38,48],[39,48],[39,49],[38,49],[38,48]]"

    @Test(
        "faults of a map",
        arguments: [
            ("[[38,48],[39,NaN],[39,49],[38,49],[38,48]]", "error"),
            ("[[38,48],[39,48],[39,49],[38,49]]", "ring"),
            ("[[38,48],[39,49],[39,48],[38,49],[38,48]]", "cross"),
            ("[[38,148],[39,148],[39,149],[38,149],[38,148]]", "latitude"),
            ("[[48,138],[48,139],[49,139],[49,138],[48,138]]", "swapped"),
            ("[[38,48],[39,48]", "error"),
        ])
    func map(ring: String, word: String) throws {
        let scratch = try Scratch()
        try scratch.file("zone.geojson", "{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}")
        let text = Self.sound.replacingOccurrences(of: "from: D+0}", with: "from: D+0, within: z}")
            + "\nspace:\n  zones:\n    z: {file: zone.geojson}\n"
        let run = try assess(scratch, text)
        refused(run, scratch, "zone.geojson")
        #expect(run.errors.lowercased().contains(word), "\(run.errors)")
    }

    @Test("a table cut in the middle of a row")
    func cut() throws {
        let scratch = try Scratch()
        refused(try assess(scratch, Self.sound, Self.incidents + "\nb,2015-02-17,2015-02-17,48.1"), scratch, "i.csv")
        let quoted = try Scratch()
        refused(try assess(quoted, Self.sound, Self.incidents + "\nb,\"2015-02-17,2015"), quoted, "i.csv")
    }

    @Test("a row with a day that does not exist is set aside and told; with --strict it is refused")
    func day() throws {
        let table = Self.incidents + "\nb,2015-02-30,2015-02-30,48.1,38.1,100,shelling,N,S,1,confirmed\n"
        let scratch = try Scratch()
        let run = try assess(scratch, Self.sound, table)
        #expect(run.code == 1)
        #expect(run.errors.contains("row 3") && run.errors.contains("2015-02-30"), "\(run.errors)")
        let strict = try Scratch()
        refused(try assess(strict, Self.sound, table, ["--strict"]), strict, "2015-02-30")
    }

    @Test("a table of which no row can be used is refused", arguments: [
        "b,2015-02-30,,48.1,38.1", "b,2015-02-20,,148.1,38.1", "b,2015-02-20,,48.1,238.1", "b,2015-02-20,2015-02-19,48.1,38.1",
    ])
    func nothingLeft(row: String) throws {
        let scratch = try Scratch()
        refused(try assess(scratch, Self.sound, "id,from,to,lat,lon\n" + row + "\n"), scratch, "row 2")
    }

    @Test("latitude and longitude exchanged, both in range: told from the agreement's ground")
    func swapped() throws {
        let scratch = try Scratch()
        try scratch.file("zone.geojson", "{\"type\":\"Polygon\",\"coordinates\":[\(Self.ring)]}")
        let text = Self.sound + "\nspace:\n  zones:\n    z: {file: zone.geojson}\n"
        let rows = "id,from,lat,lon\na,2015-02-20,38.5,48.5\nb,2015-02-20,38.4,48.6\n"
        refused(try assess(scratch, text, rows), scratch, "swapped")
    }

    @Test("usage: an unknown option, a bad date, nothing to judge by, before entry into force")
    func usage() throws {
        let scratch = try Scratch()
        for more in [["--stadnard", "likely"], ["--as-of", "2015-02-30"], ["--as-of", "2015-02-14"], ["--as-of", "soon"], ["--from", "2019-01-01"]] {
            let run = try assess(scratch, Self.sound, Self.incidents, more)
            #expect(run.code == 2, "\(more): \(run.errors)")
            #expect(!scratch.names.contains { $0.contains("report") })
        }
        let none = try holdfast(["assess", "a.yaml"], in: scratch.url)
        #expect(none.code == 2 && none.errors.contains("--incidents"))
    }
}

@Suite("Output")
struct OutputTests {
    @Test("a full disk: a clear error, no half file", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullDisk() throws {
        let run = try shell("holdfast schema -o /dev/full")
        #expect(run.code == 2)
        #expect(run.errors.contains("disk is full"), "\(run.errors)")
        let piped = try shell("holdfast schema > /dev/full")
        #expect(piped.code == 2)
        #expect(piped.errors.contains("disk is full"), "\(piped.errors)")
    }

    @Test("a closed pipe: a clear error")
    func closedPipe() throws {
        let run = try shell("set -o pipefail; (holdfast schema; echo \"code $?\" >&2) | true")
        // The reader may be gone before or after the first bytes; either way nothing crashes.
        #expect(run.errors.contains("code 2") || run.errors.contains("code 0"), "\(run.errors)")
        let certain = try shell("exec 3> >(exec true); wait $!; holdfast schema >&3; echo \"code $?\" >&2")
        #expect(certain.errors.contains("closed before everything was written"), "\(certain.errors)")
        #expect(certain.errors.contains("code 2"), "\(certain.errors)")
    }

    @Test("a folder that does not exist, a folder as a file, a file that may not be written over")
    func noFolder() throws {
        let scratch = try Scratch()
        #expect(try holdfast(["schema", "-o", "no/such/file"], in: scratch.url).code == 2)
        #expect(try holdfast(["schema", "-o", "."], in: scratch.url).code == 2)
        try scratch.file("there.yaml", "keep me")
        let run = try holdfast(["new", "-o", "there.yaml"], in: scratch.url)
        #expect(run.code == 2 && run.errors.contains("--force"))
        #expect(try String(contentsOf: scratch.url.appendingPathComponent("there.yaml"), encoding: .utf8) == "keep me")
        #expect(scratch.names == ["there.yaml"])
    }

    @Test("a report never takes the place of what it is made from")
    func inputs() throws {
        let scratch = try Scratch()
        try scratch.file("a.yaml", BadInputTests.sound + "\nspace:\n  zones:\n    z: {file: zone.geojson}\n")
        try scratch.file("i.csv", BadInputTests.incidents)
        try scratch.file("zone.geojson", "{\"type\":\"Polygon\",\"coordinates\":[\(BadInputTests.ring)]}")
        for name in ["a.yaml", "i.csv", "./zone.geojson"] {
            let before = try Data(contentsOf: scratch.url.appendingPathComponent(name))
            let run = try holdfast(["assess", "a.yaml", "--incidents", "i.csv", "-o", name, "--format", "text"], in: scratch.url)
            #expect(run.code == 2 && run.errors.contains("would replace"), "\(run.errors)")
            #expect(try Data(contentsOf: scratch.url.appendingPathComponent(name)) == before)
        }
        #expect(try holdfast(["schema", "-o", "a.yaml"], in: scratch.url).code == 2)
        #expect(try holdfast(["assess", "a.yaml", "--incidents", "i.csv", "-o", "report.pdf"], in: scratch.url).code == 2)
        #expect(scratch.names == ["a.yaml", "i.csv", "zone.geojson"])
    }

    @Test("all faults of an events file in one run")
    func events() throws {
        let scratch = try Scratch()
        try scratch.file("a.yaml", BadInputTests.sound)
        try scratch.file("e.csv", "id,kind,from,to,party,mechanism,term\n1,observation,2015-02-30,,,,\n2,observation,2015-02-16,2015-02-17,nroth,centre,\n")
        let run = try holdfast(["assess", "a.yaml", "--events", "e.csv"], in: scratch.url)
        #expect(run.code == 2)
        for word in ["2015-02-30", "nroth", "write \"north\"", "centre"] { #expect(run.errors.contains(word), "\(run.errors)") }
    }

    @Test("what new writes passes check")
    func new() throws {
        let scratch = try Scratch()
        #expect(try holdfast(["new", "--title", "A: \"quoted\" title", "-o", "t.yaml"], in: scratch.url).code == 0)
        let run = try holdfast(["check", "t.yaml"], in: scratch.url)
        #expect(run.code < 2, "\(run.output)")
        #expect(run.output.contains("A: \"quoted\" title"))
    }

    @Test("help and version end with 0")
    func help() throws {
        for arguments in [["--help"], ["--version"], ["assess", "--help"], ["check", "--help"], ["--generate-completion-script", "bash"]] {
            let run = try holdfast(arguments)
            #expect(run.code == 0 && !run.output.isEmpty && run.errors.isEmpty, "\(arguments)")
        }
    }
}
