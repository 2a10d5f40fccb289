import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file, or standard input, opened once and read front to back.
///
/// Resident memory is the caller's buffer: the file is never mapped, so a file that is cut or replaced while it is
/// read gives an error and not a crash.
///
/// One thread at a time.
public final class ByteSource {
    /// As the user named it; `-` is standard input.
    public let file: String
    /// Length in bytes where it is known before reading: not for pipes.
    public let totalBytes: Int64?
    /// Bytes handed out so far.
    public private(set) var doneBytes: Int64 = 0
    private let descriptor: Int32
    private let owned: Bool
    /// What is read where there is no descriptor.
    private let held: [UInt8]

    /// Opens a file.
    ///
    /// - Parameter file: a path, or `-` for standard input.
    /// - Throws: `no-such-file`, `is-a-directory`, `no-permission`, `empty-file` or `unreadable`.
    public init(file: String) throws(Diagnostics) {
        self.file = file
        held = []
        if file == "-" {
            descriptor = 0
            owned = false
            totalBytes = nil
            return
        }
        guard !file.isEmpty, !file.utf8.contains(0) else {
            throw Diagnostics(Diagnostic("no-such-file", file: file, message: "the name of the file is empty or holds a NUL"))
        }
        let opened = open(file, O_RDONLY | O_CLOEXEC)
        if opened < 0 { throw Diagnostics(Self.fault(errno, file: file)) }
        var status = stat()
        guard fstat(opened, &status) == 0 else {
            let why = errno
            close(opened)
            throw Diagnostics(Self.fault(why, file: file))
        }
        let type = status.st_mode & S_IFMT
        if type == S_IFDIR {
            close(opened)
            throw Diagnostics(
                Diagnostic(
                    "is-a-directory", file: file, message: "this is a directory, not a file",
                    help: "name the file inside it"))
        }
        if type == S_IFREG, status.st_size == 0 {
            close(opened)
            throw Diagnostics(Self.empty(file))
        }
        descriptor = opened
        owned = true
        totalBytes = type == S_IFREG ? Int64(status.st_size) : nil
        #if os(Linux)
            _ = posix_fadvise(opened, 0, 0, POSIX_FADV_SEQUENTIAL)
        #endif
    }

    /// Bytes in memory under a file's name.
    public init(bytes: [UInt8], file: String) {
        self.file = file
        held = bytes
        descriptor = -1
        owned = false
        totalBytes = Int64(bytes.count)
    }

    deinit { if owned { close(descriptor) } }

    /// The next bytes, at most `buffer.count` of them. Zero means the end.
    ///
    /// - Throws: `unreadable` when the system reports a fault.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostics) -> Int {
        guard let base = buffer.baseAddress, buffer.count > 0 else { return 0 }
        if descriptor < 0 {
            let from = Int(doneBytes)
            let n = min(buffer.count, held.count - from)
            held.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[from..<(from + n)])) }
            doneBytes += Int64(n)
            return n
        }
        while true {
            #if canImport(Glibc)
                let n = Glibc.read(descriptor, base, buffer.count)
            #elseif canImport(Musl)
                let n = Musl.read(descriptor, base, buffer.count)
            #else
                let n = Darwin.read(descriptor, base, buffer.count)
            #endif
            if n >= 0 {
                doneBytes += Int64(n)
                return n
            }
            if errno != EINTR { throw Diagnostics(Self.fault(errno, file: file)) }
        }
    }

    /// The message for a source that holds nothing.
    public static func empty(_ file: String) -> Diagnostic {
        Diagnostic("empty-file", file: file, message: file == "-" ? "standard input is empty" : "the file is empty")
    }

    /// What is wrong with bytes that cannot be text, judged by the first of them; `nil` where nothing is.
    ///
    /// - Parameter head: the first bytes of the file, 8 KiB are enough.
    public static func notText(_ head: UnsafeRawBufferPointer, file: String) -> Diagnostic? {
        func starts(_ magic: [UInt8]) -> Bool { head.count >= magic.count && zip(head, magic).allSatisfy { $0 == $1 } }
        let help: String
        if starts([0x50, 0x4B, 0x03, 0x04]) {
            help = "this is an Excel workbook or a ZIP archive: save the sheet as \"CSV UTF-8\", or unpack the archive"
        } else if starts([0x1F, 0x8B]) {
            help = "the file is compressed: unpack it first (gunzip)"
        } else if starts([0xD0, 0xCF, 0x11, 0xE0]) {
            help = "this is an old Excel workbook: save the sheet as \"CSV UTF-8\""
        } else if starts([0x25, 0x50, 0x44, 0x46]) {
            help = "this is a PDF document"
        } else if starts([0xFF, 0xFE]) || starts([0xFE, 0xFF]) {
            help = "the text is in UTF-16: save it again as UTF-8"
        } else if let start = head.baseAddress, memchr(start, 0, min(8192, head.count)) != nil {
            help = "the file holds NUL bytes; name a text file in UTF-8"
        } else {
            return nil
        }
        return Diagnostic("not-text", file: file, message: "this is not a text file in UTF-8", help: help)
    }

    private static func fault(_ code: Int32, file: String) -> Diagnostic {
        switch code {
        case ENOENT, ENOTDIR:
            Diagnostic("no-such-file", file: file, message: "there is no such file", help: neighbour(of: file))
        case EISDIR:
            Diagnostic("is-a-directory", file: file, message: "this is a directory, not a file", help: "name the file inside it")
        case EACCES, EPERM:
            Diagnostic("no-permission", file: file, message: "the file may not be read by this user")
        default:
            Diagnostic("unreadable", file: file, message: "the file cannot be read: \(String(cString: strerror(code)))")
        }
    }

    /// "did you mean", from the names in the same directory.
    private static func neighbour(of file: String) -> String? {
        let url = URL(fileURLWithPath: file)
        let directory = url.deletingLastPathComponent().path
        guard let opened = opendir(directory) else {
            return "the directory \(directory) does not exist either"
        }
        defer { closedir(opened) }
        var names: [String] = []
        while names.count < 4096, let entry = readdir(opened) {
            names.append(withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            })
        }
        return nearest(to: url.lastPathComponent, among: names.sorted()).map { "did you mean \"\($0)\"?" }
    }
}
