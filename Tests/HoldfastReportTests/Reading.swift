import Foundation
#if canImport(FoundationXML)
import FoundationXML
#endif
import Holdfast

/// Reports read back, by other programs where there are any.
enum Reading {
    static let root: URL = {
        var url = URL(fileURLWithPath: #filePath)
        while url.path != "/", !FileManager.default.fileExists(atPath: url.appendingPathComponent("Package.swift").path) {
            url.deleteLastPathComponent()
        }
        return url
    }()

    static func text(_ a: Assessment, _ format: ReportFormat, width: Int = 80, color: Bool = false) -> String {
        String(decoding: Report.data(a, as: format, style: ReportStyle(color: color, width: width)), as: UTF8.self)
    }

    static func json(_ a: Assessment, _ format: ReportFormat = .json) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(Report.data(a, as: format))) as? [String: Any] ?? [:]
    }

    /// What a Python script prints that gets `input` on standard input; `nil` where there is no Python or a module is missing.
    static func python(_ script: String, modules: [String] = [], input: [UInt8], arguments: [String] = []) throws -> (status: Int32, output: String)? {
        let checked = try run(["-c", (["sys"] + modules).map { "import \($0)" }.joined(separator: "\n")], input: [])
        guard checked?.status == 0 else { return nil }
        return try run(["-c", script] + arguments, input: input)
    }

    static func hasPython(_ modules: String...) -> Bool {
        (try? python("print(1)", modules: modules, input: []))??.status == 0
    }

    private static func run(_ arguments: [String], input: [UInt8]) throws -> (status: Int32, output: String)? {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("holdfast-report-\(UUID().uuidString)")
        try Data(input).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardInput = try FileHandle(forReadingFrom: file)
        let out = Pipe()
        process.standardOutput = out
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = out.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    /// The example of the project, judged to 15 August 2015.
    static func minsk() throws -> Assessment {
        func path(_ name: String) -> String { root.appendingPathComponent("Examples/minsk-ii/\(name)").path }
        let read = AgreementFile.read(path: path("agreement.yaml"))
        guard let agreement = read.agreement else { throw Diagnostics(read.diagnostics) }
        let table = try IncidentTable.read(files: [path("incidents.csv")], IncidentReading(zone: agreement.zone))
        let ground = try Ground.read(for: agreement)
        return assess(
            agreement, incidents: table, ground: ground, events: EventLog(),
            options: AssessmentOptions(asOf: Sample.instant("2015-08-16")))
    }
}

/// The elements of an XML text, their attributes and what is read as text, or where it is not well formed.
final class XMLReading: NSObject, XMLParserDelegate {
    private(set) var elements: [String: Int] = [:]
    private(set) var text = ""
    private(set) var fault: String?

    init(_ xml: String) {
        super.init()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.delegate = self
        if !parser.parse() { fault = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "no reason")" }
    }

    func parser(_: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?, attributes _: [String: String]) {
        elements[name, default: 0] += 1
    }
    func parser(_: XMLParser, foundCharacters characters: String) { text += characters }
}
