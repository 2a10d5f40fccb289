import Foundation

/// Something could not be written.
struct OutputFailure: Error {
    var message: String
}

/// Where a report goes: standard output, or a file that appears whole or not at all.
enum Output {
    case standard
    case file(String)

    init(_ path: String?) {
        if let path, path != "-" { self = .file(path) } else { self = .standard }
    }

    var descriptor: Int32 { if case .standard = self { 1 } else { -1 } }

    /// What tells a file from every other, whatever name it goes by; `nil` where there is none.
    static func identity(_ path: String) -> [UInt64]? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return [UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino)]
    }

    func refuseToReplace(unless force: Bool) throws {
        if case .file(let path) = self, !force, Self.identity(path) != nil {
            throw OutputFailure(message: "\(path) exists; --force replaces it")
        }
    }

    func write(_ text: String) throws { try write { put in try put(Array(text.utf8)) } }

    /// Calls `body` with a function that takes the next bytes.
    ///
    /// A file is written beside its place under another name, flushed to disk and renamed; whatever goes wrong, no half
    /// file is left and an earlier file stands as it was.
    func write(_ body: (_ put: ([UInt8]) throws -> Void) throws -> Void) throws {
        switch self {
        case .standard:
            try body { try Self.put($0, 1, "standard output") }
        case .file(let path):
            var status = stat()
            if stat(path, &status) == 0 {
                if status.st_mode & S_IFMT == S_IFDIR { throw OutputFailure(message: "\(path) is a directory; name a file") }
                if status.st_mode & S_IFMT != S_IFREG { return try writeDirectly(path, body) }
            }
            try writeAside(path, body)
        }
    }

    /// Devices and pipes cannot be replaced by a rename.
    private func writeDirectly(_ path: String, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        let descriptor = open(path, O_WRONLY)
        guard descriptor >= 0 else { throw Self.failure(path) }
        defer { close(descriptor) }
        try body { try Self.put($0, descriptor, path) }
    }

    private func writeAside(_ path: String, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        let url = URL(fileURLWithPath: path)
        let aside = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).\(getpid()).part"
        let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path) }
        var isDone = false
        Unfinished.begin(aside)
        defer {
            if !isDone {
                close(descriptor)
                unlink(aside)
            }
            Unfinished.end()
        }
        try body { try Self.put($0, descriptor, path) }
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw Self.failure(path) }
        guard close(descriptor) == 0, rename(aside, path) == 0 else {
            let failure = Self.failure(path)
            unlink(aside)
            isDone = true
            throw failure
        }
        isDone = true
    }

    private static func put(_ bytes: [UInt8], _ descriptor: Int32, _ name: String) throws {
        var written = 0
        while written < bytes.count {
            let n = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written) }
            if n < 0 {
                if errno == EINTR { continue }
                throw failure(name)
            }
            written += n
        }
    }

    private static func failure(_ name: String) -> OutputFailure {
        switch errno {
        case EPIPE: OutputFailure(message: "\(name) was closed before everything was written; the output is cut off")
        case ENOSPC: OutputFailure(message: "cannot write \(name): the disk is full")
        case ENOENT: OutputFailure(message: "cannot write \(name): its folder does not exist")
        case EACCES, EPERM: OutputFailure(message: "cannot write \(name): permission denied")
        case EROFS: OutputFailure(message: "cannot write \(name): the file system is read-only")
        default: OutputFailure(message: "cannot write \(name): \(String(cString: strerror(errno)))")
        }
    }
}
