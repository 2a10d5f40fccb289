import ArgumentParser
import Foundation
import HoldfastText

/// When to colour.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument { case auto, always, never }

enum Terminal {
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Colour on a terminal unless the user or NO_COLOR says otherwise.
    static func usesColor(_ choice: ColorChoice, _ descriptor: Int32) -> Bool {
        switch choice {
        case .always: true
        case .never: false
        case .auto:
            isTerminal(descriptor) && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
                && ProcessInfo.processInfo.environment["TERM"] != "dumb"
        }
    }

    /// Columns of the terminal, 80 where the output is none.
    static func width(_ descriptor: Int32) -> Int {
        var size = winsize()
        if isTerminal(descriptor), ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            return min(max(Int(size.ws_col), 60), 120)
        }
        return 80
    }

    /// Writes a line to standard error.
    static func warn(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    static func warn(_ diagnostics: [Diagnostic], _ choice: ColorChoice) {
        let color = usesColor(choice, 2)
        for d in diagnostics { warn(d.text(color: color)) }
    }
}
