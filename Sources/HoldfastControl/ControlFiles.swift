import Foundation
import HoldfastGeometry
import HoldfastText

/// The files that a name, a folder or a pattern means, sorted by name.
func filesMatching(_ pattern: String) throws(Diagnostics) -> [String] {
    var isFolder: ObjCBool = false
    let files = FileManager.default
    if files.fileExists(atPath: pattern, isDirectory: &isFolder) {
        guard isFolder.boolValue else { return [pattern] }
        let base = pattern.hasSuffix("/") ? pattern : pattern + "/"
        let names: [String]
        do { names = try files.contentsOfDirectory(atPath: pattern) } catch {
            throw Diagnostics(
                Diagnostic("no-permission", file: pattern, message: "the folder may not be read by this user"))
        }
        let found = names.filter { !$0.hasPrefix(".") && MapFile.hasMapName($0) }
        if found.isEmpty {
            throw Diagnostics(
                Diagnostic(
                    ControlFault.noFiles.rawValue, file: pattern, message: "the folder holds no map file",
                    help: "names of map files end in .geojson, .json, .geojson.gz, .shp, .zip, .kml, .kmz, .gpkg or .fgb"))
        }
        return found.sorted().map { base + $0 }
    }
    guard pattern.contains(where: { "*?[".contains($0) }) else {
        // Says why there is none, and what name is near.
        _ = try ByteSource(file: pattern)
        return [pattern]
    }
    // What lies beside a .shp is read with it.
    let found = expand(pattern).filter { !MapFile.isPartOfShapefile($0) }
    if found.isEmpty {
        throw Diagnostics(
            Diagnostic(ControlFault.noFiles.rawValue, file: pattern, message: "no file has a name that fits this pattern"))
    }
    return found
}

private func expand(_ pattern: String) -> [String] {
    var matches = glob_t()
    defer { globfree(&matches) }
    guard glob(pattern, 0, nil, &matches) == 0, let paths = matches.gl_pathv else { return [] }
    return (0..<Int(clamping: matches.gl_pathc)).compactMap { i in paths[i].map { String(cString: $0) } }.sorted()
}

/// The first YYYYMMDD or YYYY-MM-DD in the last part of a path that stands free of other digits.
///
/// - Throws: `WrittenTimeFault` where such a group is there but the calendar has no such day.
func dateInName(_ path: String) throws(WrittenTimeFault) -> CivilDate? {
    let name = Array((path.split(separator: "/").last ?? "").utf8)
    var wrong: WrittenTimeFault?
    var i = 0
    while i < name.count {
        guard isDigit(name[i]) else {
            i += 1
            continue
        }
        var end = i
        while end < name.count, isDigit(name[end]) { end += 1 }
        var fields: (Int, Int, Int)?
        if end - i == 8 {
            fields = (number(name[i..<(i + 4)]), number(name[(i + 4)..<(i + 6)]), number(name[(i + 6)..<end]))
        } else if end - i == 4, end + 6 <= name.count, name[end] == 0x2D || name[end] == 0x5F, name[end + 3] == name[end],
            name[(end + 1)..<(end + 3)].allSatisfy(isDigit), name[(end + 4)..<(end + 6)].allSatisfy(isDigit),
            end + 6 == name.count || !isDigit(name[end + 6])
        {
            fields = (number(name[i..<end]), number(name[(end + 1)..<(end + 3)]), number(name[(end + 4)..<(end + 6)]))
            end += 6
        }
        if let fields {
            if let date = CivilDate(year: fields.0, month: fields.1, day: fields.2) { return date }
            wrong = .noSuchDay
        }
        i = end
    }
    if let wrong { throw wrong }
    return nil
}

private func isDigit(_ c: UInt8) -> Bool { c &- 0x30 < 10 }

private func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) } }
