import Foundation
import HoldfastText
import Testing

@testable import HoldfastAgreement

@Suite("The format's schema, skeleton and page")
struct FormatTests {
    static func schema() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(AgreementFile.schema.utf8)) as? [String: Any])
    }

    @Test("the schema knows the keys that the reader knows")
    func keys() throws {
        let schema = try Self.schema()
        let defs = try #require(schema["$defs"] as? [String: Any])
        func names(_ object: Any?) -> Set<String> { Set(((object as? [String: Any])?["properties"] as? [String: Any] ?? [:]).keys) }
        func inner(_ def: String, _ path: String...) -> Any? {
            path.reduce(defs[def]) { ((($0 as? [String: Any])?["properties"]) as? [String: Any])?[$1] }
        }
        #expect(names(schema) == Set(Keys.top))
        for (def, keys) in [
            ("agreement", Keys.agreement), ("party", Keys.party), ("body", Keys.body), ("space", Keys.space), ("file", Keys.file),
            ("line", Keys.line), ("zone", Keys.zone), ("term", Keys.term), ("behind", Keys.behind), ("holding", Keys.holding),
            ("condition", Keys.condition), ("guarantee", Keys.guarantee), ("trigger", Keys.trigger), ("obligation", Keys.obligation),
        ] {
            #expect(names(defs[def]) == Set(keys), "\(def)")
        }
        #expect(names(defs["control"]) == Set(Keys.control))
        #expect(names(defs["side"]) == Set(Keys.side))
        #expect(names(inner("term", "withdraws")) == Set(Keys.withdraws))
        #expect(names(inner("holding", "baseline")) == Set(Keys.baseline))
        #expect(names((defs["sources"] as? [String: Any])?["items"]) == Set(Keys.source))
        #expect((defs["kind"] as? [String: Any])?["enum"] as? [String] == AgreementReading.incidentKinds)
    }

    /// Python's jsonschema judges by the schema, PyYAML's BaseLoader reads scalars as text.
    @Test("the schema accepts every good file and refuses shapes that the reader refuses", .enabled(if: python != nil, "needs python3 with jsonschema and yaml"))
    func validates() throws {
        let python = try #require(Self.python)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("holdfast-schema-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Repository.write(AgreementFile.schema, to: folder.path + "/schema.json")
        try Repository.write(Self.skeleton, to: folder.path + "/skeleton.yaml")
        let good = try Repository.names(in: Repository.corpus + "/good", ending: ".yaml").map { Repository.corpus + "/good/" + $0 }
            + [Repository.root + "/Examples/river-line/agreement.yaml", folder.path + "/skeleton.yaml"]
        let shapes: [DiagnosticCode] = [
            .unknownKey, .missingKey, .badID, .unknownValue, .missingUnit, .unknownUnit, .wrongShape, .notADate, .dateWithoutTime, .noTerms,
            .zoneWithoutWidth, .zoneWithTwoShapes, .lineWithTwoSources, .termWithTwoRules, .termWithoutRule, .conditionWithTwoMeasures,
            .unknownFormatVersion,
        ]
        let bad = shapes.map { Repository.corpus + "/bad/\($0.rawValue).yaml" }
        let script = """
            import json, sys, yaml, jsonschema
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            v = jsonschema.Draft202012Validator(schema)
            n = int(sys.argv[2])
            for i, p in enumerate(sys.argv[3:]):
                errors = list(v.iter_errors(yaml.load(open(p, encoding="utf-8-sig"), Loader=yaml.BaseLoader)))
                if (i < n) == bool(errors):
                    print(p, errors[0].message if errors else "accepted")
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", script, folder.path + "/schema.json", String(good.count)] + good + bad
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(output.isEmpty, "\(output)")
    }

    /// A Python with the two packages, or `nil`.
    static let python: String? = {
        for folder in (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") {
            let path = folder + "/python3"
            guard FileManager.default.isExecutableFile(atPath: String(path)) else { continue }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: String(path))
            process.arguments = ["-c", "import jsonschema, yaml"]
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { continue }
            process.waitUntilExit()
            if process.terminationStatus == 0 { return String(path) }
        }
        print("skipped: no python3 with jsonschema and yaml, so the schema is not tried on files")
        return nil
    }()

    static let skeleton = AgreementFile.skeleton(title: "River Line Cease-fire", parties: ["Norland", "Southland"], day: .epoch)

    @Test(
        "a skeleton passes checking as it stands, whatever the names",
        arguments: [
            ("River Line", ["Norland", "Southland"]), ("", []), ("\"quoted\" \\ title: # no\nbreak", ["A", "A", "a-2"]), ("Мінськ", ["Україна", "ДНР", "ЛНР"]),
            ("none", ["all", "any"]), ("x", ["", " "]), ("\u{F8C0}\u{7F}", ["\u{2028}", "- b", "&c", "*d"]),
        ] as [(String, [String])])
    func skeletons(title: String, parties: [String]) {
        let text = AgreementFile.skeleton(title: title, parties: parties, day: .epoch, timeZone: "Europe/Kyiv")
        let (agreement, diagnostics) = AgreementFile.read(bytes: Array(text.utf8), file: "new.yaml", folder: "")
        #expect(agreement != nil)
        #expect(diagnostics.isEmpty, "\(diagnostics.map { $0.text() }.joined(separator: "\n"))")
    }

    @Test("what a skeleton has in remarks passes too, once its lines are let in")
    func remarks() {
        let text = Self.skeleton.split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
            guard let hash = line.firstIndex(of: "#"), line[..<hash].allSatisfy({ $0 == " " }) else { return line }
            let rest = line[line.index(after: hash)...].drop { $0 == " " }
            // A remark that is format begins with a key; prose does not.
            let isFormat = rest.prefix { $0 != " " && $0 != "{" }.hasSuffix(":") || rest.hasPrefix("- {")
            guard isFormat, !rest.hasPrefix("Check") else { return line }
            return line[..<hash] + line[line.index(hash, offsetBy: 2)...]
        }.joined(separator: "\n").replacingOccurrences(of: "1970-01-01", with: "2015-02-15")
        let (agreement, diagnostics) = AgreementFile.read(bytes: Array(text.utf8), file: "new.yaml", folder: "", filesExist: false)
        #expect(agreement?.terms.count == 5)
        #expect(agreement?.guarantees.count == 1)
        let expected: Set = ["line-without-sides"]
        #expect(Set(diagnostics.map(\.code)).isSubset(of: expected), "\(diagnostics.map { $0.text() }.joined(separator: "\n"))")
    }

    /// Blocks that begin with `holdfast:` are whole files; the others are parts of one.
    @Test("every whole file on the page of the format passes checking")
    func page() throws {
        let page = try Repository.text(Repository.root + "/Documentation/AgreementFormat.md")
        let blocks = page.components(separatedBy: "```yaml\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
        let whole = blocks.filter { $0.hasPrefix("holdfast:") }
        #expect(whole.count >= 3)
        for block in whole {
            let (agreement, diagnostics) = AgreementFile.read(
                bytes: Array(block.utf8), file: "page.yaml", folder: Repository.root + "/Examples/river-line")
            #expect(agreement != nil)
            #expect(!diagnostics.contains { $0.severity != .note }, "\(diagnostics.map { $0.text() }.joined(separator: "\n"))")
        }
        // A part is tried inside a file that declares what it names.
        let parts = blocks.filter { !$0.hasPrefix("holdfast:") }
        #expect(parts.count >= 8)
        for part in parts {
            let key = part.prefix { $0 != ":" }
            let rest = Self.frame.filter { $0.key != key }.map { $0.text }.joined()
            let (agreement, diagnostics) = AgreementFile.read(
                bytes: Array((rest + part).utf8), file: "part.yaml", folder: Repository.root + "/Examples/river-line")
            #expect(agreement != nil, "\(part)\n\(diagnostics.map { $0.text() }.joined(separator: "\n"))")
        }
    }

    /// The river line in its parts, one for each key of the top level.
    static let frame: [(key: Substring, text: String)] = [
        ("holdfast", "holdfast: 1\n"),
        ("agreement", "agreement: {id: t, title: T, enters-into-force: 2024-03-10T06:00, time-zone: Africa/Libreville}\n"),
        ("parties", "parties: {north: {name: N, names-in-data: {ucdp: N}}, south: {name: S, names-in-data: {ucdp: S}}}\n"),
        ("mechanisms", "mechanisms: {joint-centre: {name: J}}\n"),
        ("guarantors", "guarantors: {alliance: {name: A}, power-a: {name: P}}\n"),
        (
            "space",
            """
            space:
              control: {files: "control/*.geojson", held-by: south, rest-held-by: north}
              line-of-contact: {from: control}
              lines: {river: {file: line.geojson, left-held-by: north, right-held-by: south, accuracy: 200 m}}
              zones: {security: {along: line-of-contact, depth: 5 km, width: per-side}, bridge: {file: zones/bridge.geojson}}
              area-of-agreement: {file: area.geojson}

            """
        ),
        (
            "terms",
            """
            terms:
              cease-fire: {prohibits: use-of-force}
              prisoners: {requires: delivery, of: prisoners, count: 48, complete: D+3}

            """
        ),
    ]
}
