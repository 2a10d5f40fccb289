/// Why bytes are not JSON, and at which of them.
public struct JSONFault: Error, Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Nothing but white space.
        case empty
        /// The bytes are not UTF-8 text.
        case notUTF8
        /// The text ends inside a value.
        case cutOff
        /// Something else stands where a value, a comma, a colon or a closing bracket should.
        case unexpected
        /// `NaN`, `Infinity` or the like, which JSON does not know.
        case notFinite
        /// A number that breaks JSON's rules (`01`, `1.`, `+1`) or is beyond the range of a double.
        case badNumber
        /// A text with an unknown escape, a lone surrogate or a control character.
        case badString
        /// One object has the same key twice.
        case duplicateKey
        /// Nested deeper than ``JSONScanner/deepest``.
        case tooDeep
        /// More text after the value.
        case trailing
        /// Well-formed JSON, but not nested arrays of pairs of numbers.
        case notPairs
    }

    public var kind: Kind
    /// Bytes from the start of the text.
    public var offset: Int
    /// What would have fitted, or the offending text, for the message.
    public var detail: String

    public init(_ kind: Kind, at offset: Int, _ detail: String = "") {
        self.kind = kind
        self.offset = offset
        self.detail = detail
    }
}

extension JSONFault {
    /// The stable code of a diagnostic, such as `json-cut-off`.
    public var code: String {
        switch kind {
        case .empty: "empty-file"
        case .notUTF8: "not-utf8"
        case .cutOff: "json-cut-off"
        case .unexpected: "json-syntax"
        case .notFinite: "json-not-finite"
        case .badNumber: "json-number"
        case .badString: "json-text"
        case .duplicateKey: "json-duplicate-key"
        case .tooDeep: "json-too-deep"
        case .trailing: "json-trailing"
        case .notPairs: "wrong-coordinates"
        }
    }

    /// The fault with its line, column and excerpt.
    public func diagnostic(in bytes: [UInt8], file: String) -> Diagnostic {
        let place = Diagnostic.Place.text(in: bytes, offset: offset, length: 1)
        return switch kind {
        case .empty:
            Diagnostic(code, file: file, message: "the file is empty", help: "give a file that holds JSON")
        case .notUTF8:
            Diagnostic(
                code, file: file, place: place, message: "byte \(offset) is not UTF-8 text",
                help: "save the file as UTF-8, or check that it is a text file at all")
        case .cutOff:
            Diagnostic(
                code, file: file, place: place, message: "the file ends in the middle: \(detail)",
                help: "the file seems cut off; fetch it again")
        case .unexpected, .notPairs:
            Diagnostic(code, file: file, place: place, message: detail)
        case .notFinite:
            Diagnostic(
                code, file: file, place: place, message: "\(detail) is no JSON number",
                help: "leave out what has no finite value")
        case .badNumber:
            Diagnostic(code, file: file, place: place, message: "\(detail) is no JSON number")
        case .badString:
            Diagnostic(code, file: file, place: place, message: detail)
        case .duplicateKey:
            Diagnostic(
                code, file: file, place: place, message: "the key \"\(detail)\" stands twice in one object",
                help: "keep one of the two")
        case .tooDeep:
            Diagnostic(
                code, file: file, place: place,
                message: "brackets are nested more than \(JSONScanner.deepest) deep")
        case .trailing:
            Diagnostic(
                code, file: file, place: place, message: "more text stands after the end of the JSON value",
                help: "one file holds one value; line-by-line GeoJSON is not read")
        }
    }
}

extension Diagnostic.Place {
    /// Line, column (in Unicode scalars) and excerpt of a byte of a text.
    ///
    /// In a line of more than 2,000 bytes before the place the excerpt is only the stretch that leads up to it.
    /// - Complexity: O(n) in the bytes before the place.
    public static func text(in bytes: [UInt8], offset: Int, length: Int) -> Diagnostic.Place {
        let at = min(max(offset, 0), bytes.count)
        var line = 1
        var start = 0
        for i in 0..<at where bytes[i] == 0x0A {
            line += 1
            start = i + 1
        }
        if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, at) }
        var column = 1
        for i in start..<at where bytes[i] & 0xC0 != 0x80 { column += 1 }
        var end = at
        while end < bytes.count, end < at + 2000, bytes[end] != 0x0A { end += 1 }
        if at - start > 2000 {
            start = at - 100
            end = at
            while start < at, bytes[start] & 0xC0 == 0x80 { start += 1 }
        }
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return .text(
            line: line, column: column, length: length,
            excerpt: String(decoding: bytes[min(start, end)..<end], as: UTF8.self))
    }
}
