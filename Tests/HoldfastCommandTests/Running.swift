import Foundation
import Testing

/// What a run of the command printed and how it ended.
struct Run {
    var code: Int32
    var output: String
    var errors: String
}

enum Project {
    static let root: URL = {
        var url = URL(fileURLWithPath: #filePath)
        while url.path != "/", !FileManager.default.fileExists(atPath: url.appendingPathComponent("Package.swift").path) {
            url.deleteLastPathComponent()
        }
        return url
    }()

    /// The command as built beside the tests.
    static let holdfast: URL = {
        let folder = URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        let beside = folder.appendingPathComponent("holdfast")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        return root.appendingPathComponent(".build/debug/holdfast")
    }()

    static let data: URL? = {
        let named = ProcessInfo.processInfo.environment["HOLDFAST_SHARED_DATA"].map { URL(fileURLWithPath: $0) }
        let beside = root.deletingLastPathComponent().appendingPathComponent("shared/data")
        return [named, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0.path) }
    }()
}

/// Runs the command in a folder, the project's root if none is given.
func holdfast(_ arguments: [String], in folder: URL = Project.root, input: Data? = nil) throws -> Run {
    try run(Project.holdfast.path, arguments, in: folder, input: input)
}

/// Runs a line of shell; `holdfast` is the command as built.
func shell(_ line: String, in folder: URL = Project.root) throws -> Run {
    try run("/bin/bash", ["-c", line], in: folder, input: nil)
}

private func run(_ program: String, _ arguments: [String], in folder: URL, input: Data?) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = Project.holdfast.deletingLastPathComponent().path + ":" + (environment["PATH"] ?? "")
    environment["NO_COLOR"] = "1"
    process.environment = environment
    // Files, not pipes: a child that prints much never waits for its reader.
    let scratch = try Scratch()
    let out = scratch.url.appendingPathComponent("out")
    let err = scratch.url.appendingPathComponent("err")
    try Data().write(to: out)
    try Data().write(to: err)
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    if let input {
        let file = scratch.url.appendingPathComponent("in")
        try input.write(to: file)
        process.standardInput = try FileHandle(forReadingFrom: file)
    } else {
        process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    return Run(
        code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
        output: String(decoding: try Data(contentsOf: out), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: err), as: UTF8.self))
}

/// A folder that goes away with the value.
final class Scratch {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("holdfast-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        do { try FileManager.default.removeItem(at: url) } catch { print("left behind: \(url.path)") }
    }

    @discardableResult
    func file(_ name: String, _ text: String) throws -> String {
        let path = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: path)
        return path.path
    }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path).sorted()) ?? [] }
}
