import Foundation
import HoldfastGeometry
import HoldfastText

/// What a map file must hold at least.
enum MapContent {
    case polygon, line, point
    /// Lines or polygons.
    case coast

    /// GeoJSON types that satisfy it.
    var types: [String] {
        switch self {
        case .polygon: ["Polygon", "MultiPolygon"]
        case .line: ["LineString", "MultiLineString"]
        case .point: ["Point", "MultiPoint"]
        case .coast: MapContent.line.types + MapContent.polygon.types
        }
    }
}

/// What is wrong with a file that was named.
enum FileFault: Error, Hashable {
    case missing, directory, empty, notGeoJSON
    /// The machine's reason, such as `Permission denied`.
    case unreadable(String)
    /// No geometry of the wanted type.
    case lacks(MapContent)
}

/// A file on disk, looked at in passes of a bounded size.
enum NamedFile {
    static let passBytes = 1 << 20

    /// Up to `limit` bytes of a file.
    static func bytes(of path: String, limit: Int) throws(FileFault) -> [UInt8] {
        var all: [UInt8] = []
        try read(path) { pass in
            all.append(contentsOf: pass.prefix(max(0, limit - all.count)))
            return all.count < limit
        }
        return all
    }

    /// Finds a geometry of the wanted type by the values of its `"type"` members; what the coordinates are worth is for
    /// the reader of maps. Reads only as far as the first. What is in a file of another format is for the reader of maps too.
    static func check(_ path: String, holds wanted: MapContent) throws(FileFault) {
        var sawAny = false
        var isObject = true
        var isFound = false
        var carried: [UInt8] = []
        try read(path) { pass in
            if !sawAny, MapFile.isConverted(pass) {
                (sawAny, isFound) = (true, true)
                return false
            }
            let buffer = carried + pass
            if !sawAny, let first = buffer.first(where: { !isSpace($0) && ![0xEF, 0xBB, 0xBF].contains($0) }) {
                sawAny = true
                // GeoJSON text sequences begin each object with a record separator.
                isObject = first == 0x7B || first == 0x1E
            }
            isFound = isFound || holdsType(wanted, in: buffer)
            carried = Array(buffer.suffix(128))
            return isObject && !isFound
        }
        if !sawAny { throw .empty }
        if !isObject { throw .notGeoJSON }
        if !isFound { throw .lacks(wanted) }
    }

    private static func isSpace(_ b: UInt8) -> Bool { b == 0x20 || b == 0x0A || b == 0x0D || b == 0x09 }

    private static func holdsType(_ wanted: MapContent, in buffer: [UInt8]) -> Bool {
        let key = Array("\"type\"".utf8)
        let values = wanted.types.map { Array("\"\($0)\"".utf8) }
        return buffer.withUnsafeBufferPointer { b in
            var i = 0
            while i + key.count < b.count {
                guard b[i] == 0x22, b[i + 1] == 0x74, (0..<key.count).allSatisfy({ b[i + $0] == key[$0] }) else {
                    i += 1
                    continue
                }
                var j = i + key.count
                while j < b.count, isSpace(b[j]) { j += 1 }
                if j < b.count, b[j] == 0x3A {
                    j += 1
                    while j < b.count, isSpace(b[j]) { j += 1 }
                    for value in values where j + value.count <= b.count {
                        if (0..<value.count).allSatisfy({ b[j + $0] == value[$0] }) { return true }
                    }
                }
                i += key.count
            }
            return false
        }
    }

    /// Hands out a file pass by pass until `each` returns `false`.
    private static func read(_ path: String, each: ([UInt8]) -> Bool) throws(FileFault) {
        let isStandardInput = path == "-"
        let file = isStandardInput ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(reason(errno)) }
        defer { if !isStandardInput { close(file) } }
        var status = stat()
        if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw .directory }
        var pass = [UInt8](repeating: 0, count: passBytes)
        while true {
            let n = pass.withUnsafeMutableBytes { buffer in
                #if canImport(Glibc)
                Glibc.read(file, buffer.baseAddress, buffer.count)
                #else
                Darwin.read(file, buffer.baseAddress, buffer.count)
                #endif
            }
            if n < 0 {
                if errno == EINTR { continue }
                throw .unreadable(reason(errno))
            }
            if n == 0 { return }
            if !each(Array(pass.prefix(n))) { return }
        }
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
