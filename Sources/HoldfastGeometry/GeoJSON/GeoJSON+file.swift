import Foundation
import HoldfastText

extension GeoJSON {
    /// A file's bytes, or why there are none.
    public static func readFile(_ path: String) throws(Diagnostics) -> [UInt8] {
        func fault(_ code: GeoJSONFault, _ message: String, _ help: String? = nil) -> Diagnostics {
            Diagnostics(Diagnostic(code.rawValue, file: path, message: message, help: help))
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let why = errno
            if why == ENOENT || why == ENOTDIR {
                throw fault(.fileMissing, "there is no such file", "check the name; it is relative to the working folder")
            }
            throw fault(.fileUnreadable, "the file cannot be opened: \(String(cString: strerror(why)))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw fault(.fileUnreadable, "the file cannot be read") }
        if status.st_mode & S_IFMT == S_IFDIR {
            throw fault(.fileIsFolder, "this is a folder", "name a GeoJSON file in it")
        }
        var bytes: [UInt8] = []
        var room = max(Int(clamping: status.st_size), 0) + 1
        while true {
            var failed = false
            let at = bytes.count
            // Reads into the array's spare room, then again until the file's end.
            bytes.append(contentsOf: [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                count = 0
                while count < buffer.count {
                    let n = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                    if n < 0, errno == EINTR { continue }
                    failed = n < 0
                    if n <= 0 { break }
                    count += n
                }
            })
            if failed { throw fault(.fileUnreadable, "the file cannot be read: \(String(cString: strerror(errno)))") }
            if bytes.count - at < room { return bytes }
            room = 1 << 20
        }
    }
}
