import HoldfastText
import Yams

/// The one document of a file as a tree of ``YAMLNode``.
struct YAMLDocument: Sendable {
    static let greatestDepth = 64
    static let mostValues = 100_000
    /// `nil` where the text is no YAML, or not of the strict subset.
    var root: YAMLNode?
    var diagnostics: [Diagnostic]

    /// Reads checked text (see `CheckedText`).
    ///
    /// Aliases cannot take effect: each `*` is exchanged for a private character before YAML sees the text, so an alias
    /// bomb is a handful of scalars.
    /// - Complexity: O(n) in the text, times one more than the number of duplicate keys, which is bounded (20 in a text of
    ///   100 KB, 2 in one of 1 MB).
    static func read(_ source: SourceText, text: String) -> YAMLDocument {
        onDeepStack { compose(source, text: text) } ?? YAMLDocument(root: nil, diagnostics: [])
    }

    private static func compose(_ source: SourceText, text: String) -> YAMLDocument {
        var lines = source.lines
        for i in lines.indices {
            for j in lines[i].indices where lines[i][j] == "*" { lines[i][j] = Stand.star }
        }
        var renamed: [Position: Unicode.Scalar] = [:]
        // Each round reads the whole text again: fewer for a long one.
        let rounds = min(20, max(2, 2 * CheckedText.mostBytes / max(text.utf8.count, 1)))
        for round in 0..<rounds {
            do {
                let exchanged = String(String.UnicodeScalarView(lines.joined(separator: ["\n"])))
                let parser = try Parser(yaml: exchanged, resolver: .basic, constructor: .default, encoding: .utf8)
                guard let node = try parser.singleRoot() else { return YAMLDocument(root: nil, diagnostics: []) }
                var conversion = YAMLConversion(source: source, renamed: renamed)
                let root = conversion.convert(node, depth: 0)
                return YAMLDocument(root: root, diagnostics: conversion.found)
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                // Yams stops at the first mapping with a duplicate and says where the earlier key stands. That key gets
                // another first character, and the conversion, which knows, names both.
                let at = keyStart(context.mark, in: source)
                guard let original = source.scalar(line: at.line, column: at.column), isWord(original), renamed[at] == nil else {
                    return YAMLDocument(
                        root: nil,
                        diagnostics: [
                            source.diagnostic(
                                .duplicateKey, line: context.mark.line, column: context.mark.column,
                                "the key '\(names.first ?? "")' stands twice among the same keys",
                                help: "keep one of the two")
                        ])
                }
                renamed[at] = original
                lines[at.line - 1][at.column - 1] = Stand.first(round)
            } catch let error as YamlError {
                return YAMLDocument(root: nil, diagnostics: [YAMLFault.diagnostic(error, in: source)])
            } catch {
                return YAMLDocument(
                    root: nil,
                    diagnostics: [source.diagnostic(.yamlSyntax, line: 1, column: 1, "the text cannot be read as YAML")])
            }
        }
        let first = renamed.keys.min { ($0.line, $0.column) < ($1.line, $1.column) } ?? Position(line: 1, column: 1)
        return YAMLDocument(
            root: nil,
            diagnostics: [
                source.diagnostic(
                    .duplicateKey, line: first.line, column: first.column,
                    "this key stands again further down, and it is not the only one that does",
                    help: "give each thing its own key")
            ])
    }

    private static func keyStart(_ mark: Mark, in source: SourceText) -> Position {
        let quoted = source.scalar(line: mark.line, column: mark.column).map { $0 == "\"" || $0 == "'" } ?? false
        return Position(line: mark.line, column: mark.column + (quoted ? 1 : 0))
    }

    private static func isWord(_ s: Unicode.Scalar) -> Bool { s.properties.isAlphabetic || ("0"..."9").contains(s) }
}

struct Position: Hashable, Sendable {
    var line: Int
    var column: Int
}

/// Private characters that stand for others while YAML is read. Input that holds them is refused beforehand.
enum Stand {
    static let star: Unicode.Scalar = "\u{F8C0}"
    /// For the first character of an earlier duplicate key.
    static func first(_ round: Int) -> Unicode.Scalar { Unicode.Scalar(0xF8C1 + UInt32(min(max(round, 0), 0x1F))) ?? star }
    static func isReserved(_ s: Unicode.Scalar) -> Bool { (0xF8C0...0xF8E1).contains(s.value) }
}
