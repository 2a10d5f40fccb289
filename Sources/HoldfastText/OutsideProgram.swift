import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Another program, run without a shell, with an end to our patience.
public struct OutsideProgram {
    /// Why there is no outcome.
    public enum Failure: Error, Hashable, Sendable {
        case notInstalled
        /// The system's reason.
        case cannotStart(String)
        /// It wrote nothing for so many seconds and was killed.
        case silent(seconds: Int)
        /// It wrote more than this and was killed.
        case tooMuch(bytes: Int)
    }

    /// What it left behind.
    public struct Outcome: Sendable {
        /// Its exit code; 128 and the signal's number where a signal ended it.
        public var code: Int32
        public var output: [UInt8]
        /// What it said on standard error, at most the first 64 KiB.
        public var errors: String
    }

    public var name: String
    /// Set for it beside our own environment.
    public var environment: [String: String]
    public var quietSeconds: Int
    public var maxBytes: Int

    /// - Parameters:
    ///   - name: looked for on the `PATH`.
    ///   - quietSeconds: how long it may write nothing.
    ///   - maxBytes: how much it may write.
    public init(_ name: String, environment: [String: String] = [:], quietSeconds: Int, maxBytes: Int) {
        self.name = name
        self.environment = environment
        self.quietSeconds = quietSeconds
        self.maxBytes = maxBytes
    }

    /// Runs it to its end. Its standard input is empty. Safe from many threads.
    public func run(_ arguments: [String]) throws(Failure) -> Outcome {
        var child: pid_t = 0
        // One at a time, so that no child inherits a pipe that is another's and not yet marked as ours.
        Self.starting.lock()
        guard let out = Channel(), let err = Channel() else {
            Self.starting.unlock()
            throw .cannotStart(String(cString: strerror(errno)))
        }
        let started = start(arguments, out, err, &child)
        Self.starting.unlock()
        out.closeWriting()
        err.closeWriting()
        if started == ENOENT { throw .notInstalled }
        if started != 0 { throw .cannotStart(String(cString: strerror(started))) }
        var isReaped = false
        defer {
            if !isReaped {
                kill(child, SIGKILL)
                var status: Int32 = 0
                while waitpid(child, &status, 0) < 0, errno == EINTR {}
            }
        }
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var deadline = Self.now + Double(quietSeconds)
        while out.isOpen || err.isOpen {
            var polled = [out, err].filter(\.isOpen).map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
            let left = deadline - Self.now
            if left <= 0 { throw .silent(seconds: quietSeconds) }
            let n = poll(&polled, nfds_t(polled.count), Int32(min(left * 1000 + 1, 1_000_000)))
            if n < 0, errno != EINTR { throw .cannotStart(String(cString: strerror(errno))) }
            if n <= 0 { continue }
            for one in polled where one.revents != 0 {
                if one.fd == out.reading { out.read(into: &output) } else { err.read(into: &errors) }
            }
            if output.count > maxBytes { throw .tooMuch(bytes: maxBytes) }
            if errors.count > 1 << 16 { errors.removeLast(errors.count - 1 << 16) }
            deadline = Self.now + Double(quietSeconds)
        }
        var status: Int32 = 0
        while true {
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child || (ended < 0 && errno != EINTR) { break }
            if Self.now > deadline { throw .silent(seconds: quietSeconds) }
            usleep(2000)
        }
        isReaped = true
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return Outcome(code: code, output: output, errors: String(decoding: errors, as: UTF8.self))
    }

    private static let starting = NSLock()

    private static var now: Double { ProcessInfo.processInfo.systemUptime }

    /// 0, or why it did not start.
    private func start(_ arguments: [String], _ out: Channel, _ err: Channel, _ child: inout pid_t) -> Int32 {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, out.writing, 1)
        posix_spawn_file_actions_adddup2(&actions, err.writing, 2)
        // We pass over a closed pipe; it shall end at one.
        var ended = sigset_t()
        sigemptyset(&ended)
        sigaddset(&ended, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &ended)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
        var argv = ([name] + arguments).map { strdup($0) } + [nil]
        var envp = variables.map { strdup($0) } + [nil]
        defer { for text in argv + envp { free(text) } }
        return posix_spawnp(&child, name, &actions, &attributes, &argv, &envp)
    }
}

/// A pipe whose ends no other child inherits.
private final class Channel {
    let reading: Int32
    let writing: Int32
    private(set) var isOpen = true
    private var isWritingOpen = true

    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        reading = ends[0]
        writing = ends[1]
    }

    deinit {
        if isOpen { close(reading) }
        closeWriting()
    }

    func closeWriting() {
        if isWritingOpen { close(writing) }
        isWritingOpen = false
    }

    /// What is there now; closes at the end.
    func read(into bytes: inout [UInt8]) {
        var n = 0
        let more = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            #if canImport(Glibc)
                n = Glibc.read(reading, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                n = Musl.read(reading, buffer.baseAddress, buffer.count)
            #else
                n = Darwin.read(reading, buffer.baseAddress, buffer.count)
            #endif
            count = max(0, n)
        }
        bytes += more
        if n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN) {
            isOpen = false
            close(reading)
        }
    }
}
