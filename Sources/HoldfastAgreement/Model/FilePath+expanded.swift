import Foundation
import HoldfastGeometry

extension FilePath {
    /// Whether the last part of the path is a pattern (`control/*.geojson`).
    public var isPattern: Bool { lastPart(of: written).contains { $0 == "*" || $0 == "?" } }

    /// The files that a path means: itself, or, where its last part is a pattern, the files of that folder whose names
    /// fit it, in the order of their names. `*` stands for any run of characters, `?` for one; names that begin with a
    /// point, and those that belong to a .shp beside them, are left out. Empty where no file fits, `nil` where the folder cannot be read.
    /// - Complexity: O(n log n) in the files of the folder.
    public func expanded() -> [FilePath]? {
        guard isPattern else { return [self] }
        let pattern = Array(lastPart(of: resolved).unicodeScalars)
        let folder = String(resolved.dropLast(lastPart(of: resolved).count))
        let writtenFolder = String(written.dropLast(lastPart(of: written).count))
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder) } catch { return nil }
        return names.filter { !$0.hasPrefix(".") && !MapFile.isPartOfShapefile($0) && fits(Array($0.unicodeScalars), pattern) }.sorted()
            .map { FilePath(written: writtenFolder + $0, resolved: folder + $0, layer: layer) }
    }

    private func lastPart(of path: String) -> Substring { path.split(separator: "/", omittingEmptySubsequences: false).last ?? "" }
}

/// Wildcard matching that goes back only to the last star: O(n·m) at worst.
private func fits(_ name: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
    var n = 0
    var p = 0
    var star: (pattern: Int, name: Int)?
    while n < name.count {
        if p < pattern.count, pattern[p] == "*" {
            star = (p, n)
            p += 1
        } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
            p += 1
            n += 1
        } else if let last = star {
            star = (last.pattern, last.name + 1)
            p = last.pattern + 1
            n = last.name + 1
        } else {
            return false
        }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
}
