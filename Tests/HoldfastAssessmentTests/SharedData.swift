import Foundation
import Holdfast

/// Where things are that tests read.
enum Place {
    static let root: URL = {
        var url = URL(fileURLWithPath: #filePath)
        while url.path != "/", !FileManager.default.fileExists(atPath: url.appendingPathComponent("Package.swift").path) {
            url.deleteLastPathComponent()
        }
        return url
    }()

    static func inProject(_ path: String) -> String { root.appendingPathComponent(path).path }

    /// Published data that does not come with the project: `HOLDFAST_SHARED_DATA`, or beside the checkout.
    static let data: URL? = {
        let named = ProcessInfo.processInfo.environment["HOLDFAST_SHARED_DATA"].map { URL(fileURLWithPath: $0) }
        let beside = root.deletingLastPathComponent().appendingPathComponent("shared/data")
        return [named, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    static func ucdp(_ edition: String) -> String? {
        let name = edition == "22.1" ? "ged-22.1-ukraine-2014-2021.csv" : "ged-20.1-ukraine.csv"
        return data.map { $0.appendingPathComponent("ucdp-ged-ukraine/\(name)").path }.flatMap {
            FileManager.default.fileExists(atPath: $0) ? $0 : nil
        }
    }
}

/// A value out of a JSON file, by path.
struct Expected {
    let value: Any?

    init(oracle file: String) throws {
        let data = try Data(contentsOf: Place.root.appendingPathComponent("Tests/Oracles/\(file)"))
        value = try JSONSerialization.jsonObject(with: data)
    }
    private init(_ value: Any?) { self.value = value }

    subscript(_ path: String...) -> Expected {
        path.reduce(self) { at, key in Expected((at.value as? [String: Any])?[key]) }
    }
    var int: Int? { (value as? NSNumber)?.intValue }
    var double: Double? { (value as? NSNumber)?.doubleValue }
    var string: String? { value as? String }
    var array: [Expected] { (value as? [Any] ?? []).map { Expected($0) } }
    var keys: [String] { (value as? [String: Any] ?? [:]).keys.sorted() }
}

/// An agreement of the project with its evidence, judged as the command does it.
func judged(
    _ example: String, incidents: [String], events: [String] = [], asOf: String, standard: Certainty = .likely
) throws -> Assessment {
    let read = AgreementFile.read(path: Place.inProject("Examples/\(example)/agreement.yaml"))
    guard let agreement = read.agreement else { throw Diagnostics(read.diagnostics) }
    let table = try IncidentTable.read(files: incidents, IncidentReading(zone: agreement.zone))
    let log = events.isEmpty ? EventLog() : try EventLog.read(files: events, zone: agreement.zone)
    let ground = try Ground.read(for: agreement)
    guard case .date(let date) = try WrittenTime.read(asOf) else { throw WrittenTimeFault.notADate }
    return assess(
        agreement, incidents: table, ground: ground, events: log,
        options: AssessmentOptions(asOf: agreement.zone.day(date).to, standard: standard))
}

/// Rows of a plain CSV file (no quotes, `#` lines passed over) by column name.
func readTable(_ path: String) throws -> [[String: String]] {
    let text = try String(contentsOfFile: Place.inProject(path), encoding: .utf8)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { a, _ in a }) }
}
