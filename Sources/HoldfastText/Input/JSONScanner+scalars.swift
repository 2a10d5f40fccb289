extension JSONScanner {
    /// The number that comes next, correctly rounded.
    ///
    /// Up to 15 significant digits take one exact multiplication or division by a power of ten (Clinger 1990); more
    /// digits take the standard library's conversion.
    @inline(__always)
    public mutating func number() throws(JSONFault) -> Double {
        guard let first = peek() else { throw unexpected("a value") }
        let start = offset
        var i = start
        let n = bytes.count
        let negative = first == 0x2D
        if negative { i &+= 1 }
        var mantissa: UInt64 = 0
        let digitsFrom = i
        while i < n {
            let d = bytes[i] &- 0x30
            if d > 9 { break }
            mantissa = mantissa &* 10 &+ UInt64(d)
            i &+= 1
        }
        var digits = i &- digitsFrom
        if digits == 0 || (digits > 1 && bytes[digitsFrom] == 0x30) { return try oddNumber() }
        var exponent = 0
        if i < n, bytes[i] == 0x2E {
            i &+= 1
            let from = i
            while i < n {
                let d = bytes[i] &- 0x30
                if d > 9 { break }
                mantissa = mantissa &* 10 &+ UInt64(d)
                i &+= 1
            }
            exponent = from &- i
            if exponent == 0 { return try oddNumber() }
            digits &-= exponent
        }
        if i < n {
            let c = bytes[i]
            if c | 0x20 == 0x65 || c == 0x2E || c == 0x2B || c == 0x2D || c >= 0x41 { return try oddNumber() }
        }
        // At most 19 digits fit 64 bits without wrapping; 2^53 is the last exact integer.
        guard digits <= 19, mantissa <= 1 << 53, exponent >= -22 else { return try oddNumber() }
        offset = i
        let magnitude = exponent == 0 ? Double(mantissa) : Double(mantissa) / powersOfTen[-exponent]
        return negative ? -magnitude : magnitude
    }

    /// The rare forms: exponents, many digits, and what is no number at all.
    @inline(never)
    private mutating func oddNumber() throws(JSONFault) -> Double {
        let start = offset
        var i = start
        let n = bytes.count
        func digit(_ at: Int) -> Bool { at < n && bytes[at] &- 0x30 < 10 }
        if i < n, bytes[i] == 0x2D { i += 1 }
        guard digit(i) else { throw i == n ? JSONFault(.cutOff, at: i, "a number is incomplete") : unexpected("a value") }
        var fine = true
        if bytes[i] == 0x30, digit(i + 1) { fine = false }
        while digit(i) { i += 1 }
        if i < n, bytes[i] == 0x2E {
            i += 1
            if i == n { throw JSONFault(.cutOff, at: i, "a number is incomplete") }
            if !digit(i) { fine = false }
            while digit(i) { i += 1 }
        }
        if i < n, bytes[i] | 0x20 == 0x65 {
            i += 1
            if i < n, bytes[i] == 0x2B || bytes[i] == 0x2D { i += 1 }
            if i == n { throw JSONFault(.cutOff, at: i, "a number is incomplete") }
            if !digit(i) { fine = false }
            while digit(i) { i += 1 }
        }
        if i < n {
            let c = bytes[i]
            if c == 0x2E || c == 0x2B || c == 0x2D || (c >= 0x41 && c != 0x5B && c != 0x5D && c != 0x7B && c != 0x7D) {
                fine = false
                while i < n, i < start + 40, bytes[i] > 0x20, bytes[i] != 0x2C, bytes[i] != 0x5D, bytes[i] != 0x7D { i += 1 }
            }
        }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<i]), as: UTF8.self)
        guard fine, let value = Double(text), value.isFinite else {
            throw JSONFault(.badNumber, at: start, String(text.prefix(40)))
        }
        offset = i
        return value
    }

    /// The text that comes next, its escapes resolved.
    public mutating func string() throws(JSONFault) -> String {
        try expect(0x22, "a text in quotation marks")
        let start = offset
        var i = start
        while i < bytes.count {
            let c = bytes[i]
            if c == 0x22 {
                offset = i + 1
                return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<i]), as: UTF8.self)
            }
            if c == 0x5C { return try escaped(from: start, at: i) }
            if c < 0x20 { throw JSONFault(.badString, at: i, "a control character stands in a text unescaped") }
            i &+= 1
        }
        throw JSONFault(.cutOff, at: bytes.count, "a text has no closing quotation mark")
    }

    private mutating func escaped(from start: Int, at escape: Int) throws(JSONFault) -> String {
        var out = [UInt8](bytes[start..<escape])
        var i = escape
        while i < bytes.count {
            let c = bytes[i]
            if c == 0x22 {
                offset = i + 1
                return String(decoding: out, as: UTF8.self)
            }
            if c < 0x20 { throw JSONFault(.badString, at: i, "a control character stands in a text unescaped") }
            i += 1
            if c != 0x5C {
                out.append(c)
                continue
            }
            guard i < bytes.count else { break }
            let e = bytes[i]
            i += 1
            switch e {
            case 0x22, 0x5C, 0x2F: out.append(e)
            case 0x62: out.append(0x08)
            case 0x66: out.append(0x0C)
            case 0x6E: out.append(0x0A)
            case 0x72: out.append(0x0D)
            case 0x74: out.append(0x09)
            case 0x75:
                var unit = try hex4(i)
                let at = i - 2
                i += 4
                if unit & 0xFC00 == 0xD800, i + 1 < bytes.count, bytes[i] == 0x5C, bytes[i + 1] == 0x75 {
                    let low = try hex4(i + 2)
                    if low & 0xFC00 == 0xDC00 {
                        unit = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
                        i += 6
                    }
                }
                guard let scalar = Unicode.Scalar(unit) else {
                    throw JSONFault(.badString, at: at, "half of a surrogate pair stands alone")
                }
                out.append(contentsOf: String(Character(scalar)).utf8)
            default: throw JSONFault(.badString, at: i - 2, "an unknown escape stands in a text")
            }
        }
        throw JSONFault(.cutOff, at: bytes.count, "a text has no closing quotation mark")
    }

    private func hex4(_ at: Int) throws(JSONFault) -> UInt32 {
        guard at + 4 <= bytes.count else {
            throw JSONFault(.cutOff, at: bytes.count, "a text has no closing quotation mark")
        }
        var value: UInt32 = 0
        for i in at..<(at + 4) {
            let c = bytes[i]
            let digit: UInt8
            switch c {
            case 0x30...0x39: digit = c - 0x30
            case 0x41...0x46: digit = c - 0x37
            case 0x61...0x66: digit = c - 0x57
            default: throw JSONFault(.badString, at: i, "four hexadecimal digits should follow \\u")
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

/// 1 to 1e22: every power of ten that a double holds exactly.
private let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]
