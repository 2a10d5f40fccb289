extension DiagnosticCode {
    /// The page `Documentation/Diagnostics.md`: each code with its severity, meaning and mending, and a real message.
    ///
    /// - Parameter corpus: The text output for the corpus file of each code, keyed by code.
    public static func documentation(corpus: [String: String]) -> String {
        var page = """
            # Messages of the agreement file

            This page is made from the catalogue of codes and from the real output for the files in `Tests/Corpus/bad`.
            Do not edit it: run the tests with `HOLDFAST_RECORD=1`.

            An error makes the file invalid (exit code 2). A warning is a finding: the file is valid, and the exit code is 1.
            A note is information (exit code 0). Codes are stable: scripts may rely on them.

            | code | severity | meaning |
            |---|---|---|

            """
        for code in allCases {
            page += "| [`\(code.rawValue)`](#\(code.rawValue)) | \(code.severity.rawValue) | \(code.meaning) |\n"
        }
        for code in allCases {
            page += "\n## \(code.rawValue)\n\n\(code.severity.rawValue.capitalizedFirst). \(code.meaning) \(code.mending)\n"
            if let example = corpus[code.rawValue] { page += "\n```text\n\(example)```\n" }
        }
        return page
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
