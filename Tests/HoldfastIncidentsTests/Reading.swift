import Foundation
import HoldfastIncidents
import HoldfastText

let kyiv = ClockZone(identifier: "Europe/Kyiv") ?? .utc

/// A file in a temporary folder of its own, gone when the value is.
final class TemporaryFile {
    let path: String
    private let folder: URL

    init(_ bytes: [UInt8], name: String = "incidents.csv") throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("holdfast-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let url = folder.appendingPathComponent(name)
        try Data(bytes).write(to: url)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}

/// What reading a text gives: a table, or the faults.
func read(
    _ text: String, name: String = "incidents.csv", format: IncidentFormat? = nil, workers: Int = 1, chunk: Int? = nil
) throws -> Result<IncidentTable, Diagnostics> {
    try read(Array(text.utf8), name: name, format: format, workers: workers, chunk: chunk)
}

func read(
    _ bytes: [UInt8], name: String = "incidents.csv", format: IncidentFormat? = nil, workers: Int = 1, chunk: Int? = nil
) throws -> Result<IncidentTable, Diagnostics> {
    let file = try TemporaryFile(bytes, name: name)
    let options = IncidentReading(format: format, zone: kyiv, workers: workers, chunkBytes: chunk)
    do throws(Diagnostics) { return .success(try IncidentTable.read(files: [file.path], options)) } catch {
        return .failure(error)
    }
}

/// The codes of the faults, in order.
func codes(_ result: Result<IncidentTable, Diagnostics>) -> [String] {
    if case .failure(let faults) = result { faults.all.map(\.code) } else { [] }
}

/// Every column of a table as text, to compare two of them to the last bit.
func everything(_ t: IncidentTable) -> String {
    var out = ""
    for i in 0..<t.count {
        out += "\(t.ids[i])|\(t.from[i])|\(t.to[i])|\(t.longitude[i].bitPattern)|\(t.latitude[i].bitPattern)|"
        out += "\(t.uncertaintyMetres[i])|\(t.deathsLow[i])|\(t.deathsBest[i])|\(t.deathsHigh[i])|\(t.kind[i])|\(t.certainty[i])|"
        out += "\(t.sideA[i])|\(t.sideB[i])|\(t.attributedTo[i])|\(t.place[i])|\(t.remark[i])|\(t.weapon[i])|"
        out += "\(t.calibreMillimetres[i])|\(t.source[i])|\(t.row[i])\n"
    }
    out += "\(t.actors.names)\n\(t.places.names)\n\(t.remarks.names)\n"
    out += "\(t.setAside.map { "\($0.reason) \($0.diagnostic.place) \($0.diagnostic.message)" })\n"
    out += "\(t.notes.map { "\($0.code) \($0.place) \($0.message)" })\n"
    out += "\(t.setAsideCounts.sorted { $0.key < $1.key }) \(t.noteCounts.sorted { $0.key < $1.key })\n"
    out += "\(t.sources.map { "\($0.record.rows) \($0.record.sha256) \($0.covers) \($0.record.licence ?? "")" })"
    return out
}

/// The folder of shared data beside the repository, or the one named by HOLDFAST_SHARED_DATA.
let sharedData: String? = {
    var candidates: [String] = []
    if let named = ProcessInfo.processInfo.environment["HOLDFAST_SHARED_DATA"] { candidates.append(named) }
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
        folder.deleteLastPathComponent()
        if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
            candidates.append(folder.deletingLastPathComponent().appendingPathComponent("shared/data").path)
            break
        }
    }
    return candidates.first { FileManager.default.fileExists(atPath: $0) }
}()

/// Whether a file of the shared data is there; says so where it is not.
func hasData(_ file: String) -> Bool {
    if let sharedData, FileManager.default.fileExists(atPath: "\(sharedData)/\(file)") { return true }
    print("skipped: \(file) is not in the folder of shared data")
    return false
}
