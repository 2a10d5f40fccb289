import Foundation

/// The file that is being written, so that a program that is told to stop leaves no half of it.
enum Unfinished {
    /// Read by the signal handler, which may call nothing but what is safe there: a C string that stays where it is.
    private nonisolated(unsafe) static var path: UnsafeMutablePointer<CChar>?

    static func begin(_ file: String) {
        path = strdup(file)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { number in
                if let path = Unfinished.path { unlink(path) }
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    static func end() {
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
        free(path)
        path = nil
    }
}
