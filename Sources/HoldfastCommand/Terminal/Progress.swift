import Foundation
import Synchronization

/// Tells on standard error how far a reading has come, once it takes longer than a second.
final class Progress: Sendable {
    private struct State {
        var started = Date()
        var lastTold = Date.distantPast
        var told = false
    }
    private let what: String
    private let counted: String?
    private let isQuiet: Bool
    private let onTerminal = Terminal.isTerminal(2)
    private let state = Mutex(State())

    /// - Parameter counted: what is counted, such as `files`; bytes if left out.
    init(_ what: String, counted: String? = nil, isQuiet: Bool) {
        self.what = what
        self.counted = counted
        self.isQuiet = isQuiet
    }

    func report(_ done: Int64, _ total: Int64?) {
        if isQuiet { return }
        let line: String? = state.withLock { s in
            let now = Date()
            guard now.timeIntervalSince(s.started) > 1, now.timeIntervalSince(s.lastTold) > (onTerminal ? 0.2 : 2) else { return nil }
            s.lastTold = now
            s.told = true
            if let counted { return "\(what): \(done) of \(total ?? 0) \(counted)" }
            let megabytes = "\(done / 1_000_000) MB"
            guard let total, total > 0 else { return "\(what): \(megabytes)" }
            return "\(what): \(megabytes) of \(total / 1_000_000) MB, \(done * 100 / total) %"
        }
        if let line { FileHandle.standardError.write(Data((onTerminal ? "\r\u{1B}[K\(line)" : line + "\n").utf8)) }
    }

    /// Clears the line.
    func finish() {
        let told = state.withLock { $0.told }
        if told, onTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
