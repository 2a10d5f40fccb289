import HoldfastText
import Yams

/// Turns Yams' tree into ours, refusing what the strict subset leaves out.
struct YAMLConversion {
    let source: SourceText
    /// First characters of earlier duplicate keys that were exchanged, by place.
    let renamed: [Position: Unicode.Scalar]
    var found: [Diagnostic] = []
    private var values = 0
    private var isTooDeep = false

    init(source: SourceText, renamed: [Position: Unicode.Scalar]) {
        self.source = source
        self.renamed = renamed
    }

    /// `nil` where the budget is spent; then `found` says so.
    mutating func convert(_ node: Node, depth: Int) -> YAMLNode? {
        let line = node.mark?.line ?? 1
        let column = node.mark?.column ?? 1
        values += 1
        if values > YAMLDocument.mostValues {
            if values == YAMLDocument.mostValues + 1 {
                found.append(
                    source.diagnostic(
                        .tooManyValues, line: line, column: column,
                        "the file holds more than 100,000 values",
                        help: "an agreement needs a few hundred; move lists of data into files of their own"))
            }
            return nil
        }
        if depth > YAMLDocument.greatestDepth {
            if !isTooDeep {
                found.append(YAMLFault.tooDeep(source, line: line, column: column))
                isTooDeep = true
            }
            return nil
        }
        refuseProperties(of: node, line: line, column: column)
        switch node {
        case .scalar(let scalar):
            return self.scalar(scalar, line: line, column: column)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence {
                guard let converted = convert(item, depth: depth + 1) else { return nil }
                items.append(converted)
            }
            return YAMLNode(content: .list(items), line: line, column: column, length: 1)
        case .mapping(let mapping):
            return self.mapping(mapping, line: line, column: column, depth: depth)
        case .alias:
            found.append(alias(line: line, column: column, length: 1))
            return nil
        }
    }

    private mutating func mapping(_ mapping: Node.Mapping, line: Int, column: Int, depth: Int) -> YAMLNode? {
        var pairs: [YAMLPair] = []
        var first: [String: Int] = [:]
        for (keyNode, valueNode) in mapping {
            guard let key = convert(keyNode, depth: depth + 1), let value = convert(valueNode, depth: depth + 1) else {
                return nil
            }
            guard case .scalar(let name, _) = key.content else {
                found.append(
                    source.diagnostic(
                        .keyNotText, line: key.line, column: key.column,
                        "a key must be a word, not \(key.shape)",
                        help: "if no key was meant here, put the value in quotes"))
                continue
            }
            if name == "<<" {
                found.append(
                    source.diagnostic(
                        .mergeKeyNotAllowed, line: key.line, column: key.column, length: key.length,
                        "the merge key '<<' is not part of this format",
                        help: "write the keys out where they are needed, so that each can be read in its place"))
                continue
            }
            if let earlier = first[name] {
                found.append(
                    source.diagnostic(
                        .duplicateKey, line: key.line, column: key.column, length: key.length,
                        "the key '\(name)' stands here a second time", help: "the first is at line \(earlier); keep one of the two"))
                continue
            }
            first[name] = key.line
            pairs.append(YAMLPair(key: key, name: name, value: value))
        }
        let isFlow = source.scalar(line: line, column: column) == "{"
        let length = isFlow ? 1 : (pairs.first.map { $0.key.line == line ? $0.key.length : 1 } ?? 1)
        return YAMLNode(content: .mapping(pairs), line: line, column: column, length: length)
    }

    private mutating func scalar(_ scalar: Node.Scalar, line: Int, column: Int) -> YAMLNode {
        var text = scalar.string
        let isPlain = scalar.style == .plain || scalar.style == .any
        if text.unicodeScalars.contains(where: Stand.isReserved) {
            let startsWithStar = text.unicodeScalars.first == Stand.star
            text = restore(text, line: line, column: column)
            if isPlain, startsWithStar { found.append(alias(line: line, column: column, length: text.unicodeScalars.count)) }
        }
        let length = self.length(of: text, style: scalar.style, line: line, column: column)
        return YAMLNode(
            content: .scalar(text, isEmpty: isPlain && (text.isEmpty || text == "~" || text == "null")), line: line,
            column: column, length: length)
    }

    private func restore(_ text: String, line: Int, column: Int) -> String {
        var scalars = text.unicodeScalars.map { $0 == Stand.star ? "*" : $0 }
        if let first = scalars.first, Stand.isReserved(first) {
            let original = renamed[Position(line: line, column: column)] ?? renamed[Position(line: line, column: column + 1)]
            if let original { scalars[0] = original }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private func length(of text: String, style: Node.Scalar.Style, line: Int, column: Int) -> Int {
        let scalars = source.scalars(line, from: column)
        switch style {
        case .singleQuoted, .doubleQuoted:
            guard let quote = scalars.first else { return 1 }
            var i = scalars.startIndex + 1
            while i < scalars.endIndex, scalars[i] != quote {
                i += scalars[i] == "\\" && quote == "\"" ? 2 : 1
            }
            return min(i + 1, scalars.endIndex) - scalars.startIndex
        case .literal, .folded:
            return 1
        case .any, .plain:
            if scalars.starts(with: text.unicodeScalars) { return max(text.unicodeScalars.count, 1) }
            // A plain text over several lines: mark what stands on the first.
            return max(String(String.UnicodeScalarView(scalars)).trimmingSpaces.unicodeScalars.count, 1)
        }
    }

    /// Tags and anchors begin a node in the text, whatever the parser makes of them.
    private mutating func refuseProperties(of node: Node, line: Int, column: Int) {
        if case .scalar(let s) = node, s.string.isEmpty, s.style == .plain, source.scalar(line: line, column: column) != "!",
            source.scalar(line: line, column: column) != "&"
        {
            return
        }
        // A block mapping begins where its first key does: the key reports what stands there.
        if case .mapping(let m) = node, let key = m.first?.key.mark, key.line == line, key.column == column { return }
        switch source.scalar(line: line, column: column) {
        case "!":
            found.append(
                source.diagnostic(
                    .tagNotAllowed, line: line, column: column, length: wordLength(line: line, column: column),
                    "tags are not part of this format",
                    help: "delete the tag; if the '!' belongs to the value, put the value in quotes"))
        case "&":
            found.append(
                source.diagnostic(
                    .anchorNotAllowed, line: line, column: column, length: wordLength(line: line, column: column),
                    "anchors are not part of this format",
                    help: "delete the anchor and write the value out where it is needed; "
                        + "if the '&' belongs to the value, put the value in quotes"))
        default: break
        }
    }

    private func wordLength(line: Int, column: Int) -> Int {
        source.scalars(line, from: column).prefix { $0 != " " && $0 != "," && $0 != "]" && $0 != "}" }.count
    }

    private func alias(line: Int, column: Int, length: Int) -> Diagnostic {
        source.diagnostic(
            .aliasNotAllowed, line: line, column: column, length: length, "aliases are not part of this format",
            help: "write the value out; if the '*' belongs to the value, as in a pattern of file names, put the value in quotes")
    }
}

extension String {
    /// Without spaces and tabs at either end.
    var trimmingSpaces: String {
        var view = Substring(self)
        while let c = view.first, c == " " || c == "\t" { view.removeFirst() }
        while let c = view.last, c == " " || c == "\t" { view.removeLast() }
        return String(view)
    }
}
