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
}
