import Foundation

/// Published data that does not come with the project: in the folder that HOLDFAST_SHARED_DATA names, or in
/// ../shared/data beside the project.
enum SharedData {
    static let folder: String? = {
        let files = FileManager.default
        if let named = ProcessInfo.processInfo.environment["HOLDFAST_SHARED_DATA"], files.fileExists(atPath: named) {
            return named
        }
        var root = URL(fileURLWithPath: #filePath)
        while root.path != "/", !files.fileExists(atPath: root.appendingPathComponent("Package.swift").path) {
            root.deleteLastPathComponent()
        }
        let beside = root.deletingLastPathComponent().appendingPathComponent("shared/data").path
        return files.fileExists(atPath: beside) ? beside : nil
    }()

    static let isThere: Bool = {
        let there = folder.map { FileManager.default.fileExists(atPath: $0 + "/control-ukraine/deepstate-daily.tar.xz") } ?? false
        if !there { print("tests of the daily control maps are skipped: the folder control-ukraine is missing") }
        return there
    }()

    static var border: String { (folder ?? "") + "/border-ukraine/ukraine-1991-natural-earth-50m.geojson" }

    /// The 769 daily maps, unpacked into a temporary folder.
    static let dailyMaps: String? = {
        guard let folder, isThere else { return nil }
        let target = FileManager.default.temporaryDirectory.appendingPathComponent(
            "holdfast-control-\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            let tar = Process()
            tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            tar.arguments = ["tar", "xJf", folder + "/control-ukraine/deepstate-daily.tar.xz", "-C", target.path]
            try tar.run()
            tar.waitUntilExit()
            return tar.terminationStatus == 0 ? target.appendingPathComponent("data").path : nil
        } catch {
            print("the daily control maps cannot be unpacked: \(error)")
            return nil
        }
    }()
}
