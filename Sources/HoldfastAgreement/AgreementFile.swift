import HoldfastText

/// The agreement as a file: reading, checking, its JSON Schema and a skeleton to begin with.
public enum AgreementFile {
    /// At most this many faults are reported for one file.
    public static let mostFaults = 200

    /// Reads and checks one file.
    ///
    /// - Parameter path: A file, or `-` for standard input; then relative paths in the agreement resolve against the
    ///   working directory, and the diagnostics name the file `-`.
    /// - Returns: The agreement, `nil` exactly when there is at least one error; and everything found, sorted by line
    ///   and column. At most 1 MB is read.
    public static func read(path: String) -> (agreement: Agreement?, diagnostics: [Diagnostic]) {
        func fault(_ code: DiagnosticCode, _ message: String, _ help: String) -> (agreement: Agreement?, diagnostics: [Diagnostic]) {
            (nil, [Diagnostic(code.rawValue, code.severity, file: path, message: message, help: help)])
        }
        do {
            let bytes = try NamedFile.bytes(of: path, limit: CheckedText.mostBytes + 1)
            return read(bytes: bytes, file: path, folder: path == "-" ? "" : folder(of: path))
        } catch .missing {
            return fault(.noSuchFile, "there is no such file", "check the spelling, capitals included")
        } catch .directory {
            return fault(.fileIsADirectory, "this is a folder, not a file", "name the agreement file in it")
        } catch .unreadable(let reason) {
            return fault(.fileNotReadable, "the file cannot be read: \(reason)", "check who may read it")
        } catch {
            return fault(.emptyFile, "the file is empty", "\"holdfast new\" writes a file to begin with")
        }
    }

    /// Reads and checks an agreement that is already in memory.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte-order mark, at most 1 MB.
    ///   - file: The name to use in diagnostics and in ``Agreement/file``.
    ///   - folder: Against which relative paths resolve; empty for the working directory.
    ///   - filesExist: Whether the files that the agreement names exist and are to be looked at. With `false` nothing is
    ///     read from disk.
    /// - Complexity: O(n) in the bytes, plus the files looked at.
    public static func read(
        bytes: [UInt8], file: String, folder: String, filesExist: Bool = true
    ) -> (agreement: Agreement?, diagnostics: [Diagnostic]) {
        let checked: (source: SourceText, text: String)
        switch CheckedText.read(bytes, file: file) {
        case .failure(let diagnostic): return (nil, [diagnostic])
        case .success(let text): checked = text
        }
        let document = YAMLDocument.read(checked.source, text: checked.text)
        guard let root = document.root else {
            if !document.diagnostics.isEmpty { return (nil, sorted(document.diagnostics, in: checked.source)) }
            return (nil, [nothing(file)])
        }
        if root.isEmpty { return (nil, [nothing(file)]) }
        if let long = checked.source.lines.firstIndex(where: { $0.count > CheckedText.longestLine }) {
            let line = long + 1
            return (
                nil,
                [
                    checked.source.diagnostic(
                        .lineTooLong, line: line, column: CheckedText.longestLine + 1,
                        "this line is longer than 20,000 characters", help: "break it into several; nothing in an agreement is that long")
                ]
            )
        }
        let reading = AgreementReading(source: checked.source, folder: folder, filesExist: filesExist)
        let agreement = reading.agreement(root, file: file, sha256: SourceRecord.sha256(bytes), isComplete: document.diagnostics.isEmpty)
        // What YAML itself already faulted is not faulted again for what stands in it.
        let places = Set(document.diagnostics.map(\.place))
        let found = document.diagnostics + reading.found.filter { !places.contains($0.place) }
        return (found.contains { $0.severity == .error } ? nil : agreement, sorted(found, in: checked.source))
    }

    private static func nothing(_ file: String) -> Diagnostic {
        Diagnostic(
            DiagnosticCode.emptyFile.rawValue, file: file, message: "the file holds no agreement, only comments or blank lines",
            help: "\"holdfast new\" writes a file to begin with")
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// By place; at one place in the order in which they were found.
    private static func sorted(_ found: [Diagnostic], in source: SourceText) -> [Diagnostic] {
        func position(_ d: Diagnostic) -> (Int, Int) {
            if case .text(let line, let column, _, _) = d.place { return (line, column) }
            return (0, 0)
        }
        let order = found.indices.sorted { a, b in
            let (p, q) = (position(found[a]), position(found[b]))
            return p == q ? a < b : p < q
        }
        var all = order.map { found[$0] }
        guard all.count > mostFaults else { return all }
        // Errors come before warnings where not all can be shown.
        let rest = all.count - mostFaults
        let errors = all.filter { $0.severity == .error }
        all = errors.count > mostFaults ? Array(errors.prefix(mostFaults)) : Array(all.prefix(mostFaults))
        if !errors.isEmpty, !all.contains(where: { $0.severity == .error }) { all[mostFaults - 1] = errors[0] }
        all.append(
            Diagnostic(
                DiagnosticCode.tooManyFaults.rawValue, .note, file: source.file, message: "\(rest) further faults are not shown",
                help: "mend these and check again"))
        return all
    }
}
