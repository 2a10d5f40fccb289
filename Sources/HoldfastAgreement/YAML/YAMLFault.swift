import HoldfastText
import Yams

/// Errors of the YAML parser in plain words.
enum YAMLFault {
    static func diagnostic(_ error: YamlError, in source: SourceText) -> Diagnostic {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            return located(problem, context: context, mark: mark, in: source)
        default:
            return source.diagnostic(.yamlSyntax, line: 1, column: 1, "the text cannot be read as YAML")
        }
    }

    static func tooDeep(_ source: SourceText, line: Int, column: Int) -> Diagnostic {
        source.diagnostic(
            .tooDeep, line: line, column: column, "values stand inside one another more than 64 levels deep here",
            help: "an agreement needs fewer than ten levels; look for brackets or dashes without an end")
    }

    private static func located(_ problem: String, context: YamlError.Context?, mark: Mark, in source: SourceText) -> Diagnostic {
        var line = min(max(mark.line, 1), source.lines.count)
        var column = mark.line > source.lines.count ? 1 : max(mark.column, 1)
        if problem.hasPrefix("Maximum nesting level") { return tooDeep(source, line: line, column: column) }
        if problem.hasPrefix("but found another document") {
            return source.diagnostic(
                .severalDocuments, line: line, column: column, length: 3,
                "a second document begins here", help: "one agreement a file: keep what follows in a file of its own")
        }
        if let tab = tab(at: line, in: source), problem.contains("tab character") || problem.contains("cannot start any token") {
            return source.diagnostic(
                .tabInIndentation, line: tab.line, column: tab.column, "a tab indents this line",
                help: "indent with spaces, two for each level")
        }
        let reading = plain(
            problem, at: source.scalar(line: line, column: column), after: source.scalar(line: line, column: column - 1))
        // An opening that is never closed is of more use than the place where the text ran out.
        if reading.isAboutOpening, let context {
            line = min(max(context.mark.line, 1), source.lines.count)
            column = max(context.mark.column, 1)
        }
        return source.diagnostic(.yamlSyntax, line: line, column: column, reading.message, help: reading.help)
    }

    /// The first line at or within three above `line` that is indented by a tab.
    private static func tab(at line: Int, in source: SourceText) -> Position? {
        for number in stride(from: line, through: max(1, line - 3), by: -1) {
            var column = 1
            for s in source.scalars(number) {
                if s == "\t" { return Position(line: number, column: column) }
                guard s == " " else { break }
                column += 1
            }
        }
        return nil
    }

    private struct Wording {
        var message: String
        var help: String
        var isAboutOpening = false
    }

    private static func plain(_ problem: String, at found: Unicode.Scalar?, after previous: Unicode.Scalar?) -> Wording {
        let colon = "a value that holds a colon followed by a space must stand in quotes; keys of one level begin in the same column"
        switch problem {
        case "mapping values are not allowed in this context":
            return Wording(message: "a ':' stands where no key can end", help: colon)
        case "mapping keys are not allowed in this context", "block sequence entries are not allowed in this context":
            return Wording(
                message: "a new key or list entry cannot begin here", help: "begin it on a line of its own, indented like its neighbours")
        case "could not find expected ':'":
            return Wording(
                message: "a ':' is missing after the key that begins here",
                help: "write \"key: value\", with a space behind the colon; a text that goes on over several lines is indented "
                    + "further than its key", isAboutOpening: true)
        case "did not find expected key" where previous == "'" || previous == "\"":
            return Wording(
                message: "the text goes on after its closing quotation mark",
                help: "within single quotes write '' for an apostrophe, or put the whole text in double quotes")
        case "did not find expected key":
            return Wording(
                message: "no key can begin here", help: "keys of one level begin in the same column, each as \"key: value\"")
        case "did not find expected '-' indicator":
            return Wording(
                message: "a list entry was expected here", help: "begin each entry with \"- \", all in the same column")
        case "did not find expected ',' or ']'":
            return Wording(
                message: "the list that begins here with '[' is not closed", help: "put commas between the entries and a ']' at the end",
                isAboutOpening: true)
        case "did not find expected ',' or '}'":
            return Wording(
                message: "what begins here with '{' is not closed", help: "put commas between the keys and a '}' at the end",
                isAboutOpening: true)
        case "found unexpected end of stream", "found unexpected document indicator":
            return Wording(
                message: "the quotes that open here are never closed", help: "put the same quotation mark at the end of the text",
                isAboutOpening: true)
        case "found unknown escape character", "did not find expected hexdecimal number", "found invalid Unicode character escape code":
            return Wording(
                message: "a backslash in double quotes is followed by what has no meaning there",
                help: "write \"\\\\\" for a backslash, or use single quotes")
        case "did not find expected comment or line break":
            return Wording(
                message: "a value cannot begin with '>' or '|' here",
                help: "put the value in quotes, as in calibre: \">= 100 mm\"")
        case "did not find expected node content":
            return Wording(
                message: "a value was expected here", help: "write a value, or put what stands here in quotes")
        case "did not find expected alphabetic or numeric character":
            return Wording(message: "a value cannot begin with '&' or '*'", help: "put the value in quotes")
        case "found character that cannot start any token":
            if let found, found == "@" || found == "`" || found == "%" {
                return Wording(message: "a value cannot begin with '\(found)'", help: "put the value in quotes")
            }
            return Wording(message: "no value can begin with this character", help: "put the value in quotes")
        case "did not find expected <document start>":
            return Wording(
                message: "the text goes on where it should have ended",
                help: "the file is one set of keys; keys of the top level begin in the first column")
        default:
            if problem.contains("tag") || problem.contains("URI") || problem.contains("'!'") {
                return Wording(message: "a value cannot begin with '!'", help: "put the value in quotes")
            }
            if problem.contains("directive") || problem.contains("version") || problem.contains("YAML document") {
                return Wording(message: "a line cannot begin with '%' here", help: "delete the line, or put the value in quotes")
            }
            if problem.contains("indentation indicator") || problem.contains("tab character") {
                return Wording(message: "the text that follows '|' or '>' is not indented as it should be", help: "indent it with spaces, further than its key")
            }
            return Wording(message: "the text cannot be read as YAML here", help: "check indentation, colons and quotes on this line and the one above")
        }
    }
}
