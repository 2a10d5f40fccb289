/// Reads JSON (RFC 8259) from UTF-8 bytes, value by value, as its caller asks for them.
///
/// Strict: no trailing commas, no comments, no `NaN`, nesting bounded by ``deepest``, no key twice in one object.
/// Never traps, whatever the bytes. A byte-order mark is skipped.
///
/// The bytes must stay valid while the scanner is used, and must be UTF-8: call ``UTF8Check/firstFault(_:)`` first.
public struct JSONScanner {
    /// How deep arrays and objects may nest.
    public static let deepest = 64

    public let bytes: UnsafeBufferPointer<UInt8>
    /// The next byte to read.
    public internal(set) var offset = 0

    public init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
    }

    /// The next byte that is not white space, `nil` at the end.
    @inline(__always)
    public mutating func peek() -> UInt8? {
        while offset < bytes.count {
            let c = bytes[offset]
            if c > 0x20 { return c }
            guard c == 0x20 || c == 0x0A || c == 0x0D || c == 0x09 else { return c }
            offset &+= 1
        }
        return nil
    }

    /// Whether the next byte that is not white space is `c`, and if so, moves past it.
    @inline(__always)
    public mutating func skip(_ c: UInt8) -> Bool {
        guard peek() == c else { return false }
        offset &+= 1
        return true
    }

    /// Moves past `c`, which must come next.
    public mutating func expect(_ c: UInt8, _ what: String) throws(JSONFault) {
        guard skip(c) else { throw unexpected(what) }
    }

    /// Nothing but white space may follow.
    public mutating func expectEnd() throws(JSONFault) {
        if peek() != nil { throw JSONFault(.trailing, at: offset) }
    }

    /// The fault of finding something other than `what` here.
    public mutating func unexpected(_ what: String) -> JSONFault {
        guard let c = peek() else {
            if offset == 0 || (offset == 3 && bytes[0] == 0xEF) || onlySpaceBefore { return JSONFault(.empty, at: offset) }
            return JSONFault(.cutOff, at: offset, "\(what) is missing")
        }
        let word = wordHere()
        if JSONScanner.notFinite.contains(word.lowercased()) { return JSONFault(.notFinite, at: offset, word) }
        let shown = word.isEmpty ? character(c) : word
        return JSONFault(.unexpected, at: offset, "\(what) should stand here, not \(shown)")
    }

    private static let notFinite: Set<String> = ["nan", "-nan", "infinity", "-infinity", "+infinity", "inf", "-inf", "+inf"]

    private var onlySpaceBefore: Bool { bytes[..<offset].allSatisfy { $0 <= 0x20 || $0 >= 0xBB } }

    private func wordHere() -> String {
        var end = offset
        while end < bytes.count, end < offset + 24, isWord(bytes[end]) { end += 1 }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[offset..<end]), as: UTF8.self)
    }

    private func character(_ c: UInt8) -> String {
        var end = offset + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return "'" + String(decoding: UnsafeBufferPointer(rebasing: bytes[offset..<end]), as: UTF8.self) + "'"
    }

    private func isWord(_ c: UInt8) -> Bool {
        (c >= 0x61 && c <= 0x7A) || (c >= 0x41 && c <= 0x5A) || (c >= 0x30 && c <= 0x39) || c == 0x2B || c == 0x2D
            || c == 0x2E
    }

    // MARK: Objects and arrays

    /// Calls `member` for each key of the object that comes next, with the scanner at the member's value, which `member`
    /// must read. `depth` is how many arrays and objects stand around this one.
    public mutating func object<E: Error>(
        depth: Int, fault: (JSONFault) -> E, _ member: (inout JSONScanner, String, Int) throws(E) -> Void
    ) throws(E) {
        do throws(JSONFault) { try expect(0x7B, "an object") } catch { throw fault(error) }
        if depth >= JSONScanner.deepest { throw fault(JSONFault(.tooDeep, at: offset &- 1)) }
        if skip(0x7D) { return }
        var few: [String] = []
        var many: Set<String> = []
        repeat {
            let key: String
            let at: Int
            do throws(JSONFault) {
                guard peek() == 0x22 else { throw unexpected("a key in quotation marks") }
                at = offset
                key = try string()
                let twice = few.count < 12 ? few.contains(key) : many.contains(key)
                if twice { throw JSONFault(.duplicateKey, at: at, key) }
                if few.count < 12 {
                    few.append(key)
                    if few.count == 12 { many = Set(few) }
                } else {
                    many.insert(key)
                }
                try expect(0x3A, "a colon")
            } catch { throw fault(error) }
            try member(&self, key, at)
        } while skip(0x2C)
        do throws(JSONFault) { try expect(0x7D, "a comma or a closing brace") } catch { throw fault(error) }
    }

    /// Calls `element` for each element of the array that comes next, with the scanner at it; `element` must read it.
    public mutating func array<E: Error>(
        depth: Int, fault: (JSONFault) -> E, _ element: (inout JSONScanner) throws(E) -> Void
    ) throws(E) {
        do throws(JSONFault) { try expect(0x5B, "an array") } catch { throw fault(error) }
        if depth >= JSONScanner.deepest { throw fault(JSONFault(.tooDeep, at: offset &- 1)) }
        if skip(0x5D) { return }
        repeat { try element(&self) } while skip(0x2C)
        do throws(JSONFault) { try expect(0x5D, "a comma or a closing bracket") } catch { throw fault(error) }
    }

    /// The value that comes next. `depth` is how many arrays and objects stand around it.
    public mutating func value(depth: Int = 0) throws(JSONFault) -> JSONValue {
        switch peek() {
        case 0x7B:
            var members: [(key: String, value: JSONValue)] = []
            try object(depth: depth, fault: { $0 }) { (s: inout JSONScanner, key: String, _: Int) throws(JSONFault) in
                members.append((key, try s.value(depth: depth + 1)))
            }
            return .object(members)
        case 0x5B:
            var elements: [JSONValue] = []
            try array(depth: depth, fault: { $0 }) { (s: inout JSONScanner) throws(JSONFault) in
                elements.append(try s.value(depth: depth + 1))
            }
            return .array(elements)
        case 0x22: return .string(try string())
        case 0x74 where word("true"): return .bool(true)
        case 0x66 where word("false"): return .bool(false)
        case 0x6E where word("null"): return .null
        default: return .number(try number())
        }
    }

    /// Moves past `null` if it comes next.
    public mutating func skipNull() -> Bool { peek() == 0x6E && word("null") }

    private mutating func word(_ text: StaticString) -> Bool {
        let n = text.utf8CodeUnitCount
        guard offset + n <= bytes.count else { return false }
        for i in 0..<n where bytes[offset + i] != text.utf8Start[i] { return false }
        if offset + n < bytes.count, isWord(bytes[offset + n]) { return false }
        offset += n
        return true
    }

}
