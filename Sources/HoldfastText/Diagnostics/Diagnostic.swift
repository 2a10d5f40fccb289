/// Something wrong, or worth knowing, in what a user gave: where, what, and how to mend it.
public struct Diagnostic: Hashable, Sendable, Error {
    public enum Severity: String, Hashable, Sendable, Comparable {
        case error, warning, note

        public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
        private var rank: Int { self == .error ? 0 : self == .warning ? 1 : 2 }
    }

    /// Where in the file.
    public enum Place: Hashable, Sendable {
        /// The file as a whole.
        case file
        /// A stretch of a line of text. Line and column count from 1, the column in Unicode scalars.
        /// `excerpt` is the real line, without its line break.
        case text(line: Int, column: Int, length: Int, excerpt: String)
        /// A table's row (the header is row 1, as a spreadsheet counts) and column name, with what stands there.
        case cell(row: Int, column: String?, value: String?)
        /// A feature of a map file, counted from 1, and where in it, with a position if that helps.
        case feature(Int, path: String, longitude: Double?, latitude: Double?)
    }

    /// Stable and documented, such as `unknown-guarantor`.
    public var code: String
    public var severity: Severity
    /// The file as the user named it.
    public var file: String
    public var place: Place
    /// One sentence without a full stop: what is wrong, in the user's words.
    public var message: String
    /// How to mend it, or `nil` where the message says it.
    public var help: String?

    public init(
        _ code: String, _ severity: Severity = .error, file: String, place: Place = .file, message: String,
        help: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.file = file
        self.place = place
        self.message = message
        self.help = help
    }
}

/// All faults of one run. What a reader throws when it cannot go on.
public struct Diagnostics: Error, Sendable {
    public var all: [Diagnostic]

    public init(_ all: [Diagnostic]) { self.all = all }
    public init(_ one: Diagnostic) { all = [one] }
}
