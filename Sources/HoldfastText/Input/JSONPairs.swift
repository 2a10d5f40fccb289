/// Nested arrays of number pairs, flat: what a map file's coordinates are, read without a value for each bracket.
public struct JSONPairs: Sendable {
    /// The first two numbers of each innermost array; further ones (heights) are passed over.
    public var pairs: [SIMD2<Double>] = []
    /// How many arrays stand around a pair: 0 for one pair, 1 for a list, 2 for a list of lists, 3 for one more.
    /// `nil` where there is no pair at all.
    public var levels: Int?
    /// For each innermost list, the end of its stretch in `pairs`. Empty at level 0.
    public var listEnds: [Int] = []
    /// For each list of lists below the outermost (level 3), the end of its stretch in `listEnds`.
    public var groupEnds: [Int] = []

    public init() {}
}

extension JSONScanner {
    /// The nested arrays of pairs that come next, at most three arrays around a pair, evenly nested.
    ///
    /// - Parameter earlier: what was read before; its stretches that stand here again are copied.
    /// - Throws: ``JSONFault``, of kind `notPairs` where it is JSON but of another shape.
    /// - Complexity: O(n) in the bytes; one allocation for each array that grows.
    public mutating func pairs(after earlier: EarlierPairs? = nil) throws(JSONFault) -> JSONPairs {
        var out = JSONPairs()
        let start = offset
        guard peek() == 0x5B else { throw notPairs("coordinates should be an array") }
        var brackets = 0
        while skip(0x5B) {
            brackets += 1
            if brackets > 4 { throw notPairs("coordinates are nested too deep") }
        }
        guard let next = peek() else { throw unexpected("a number") }
        offset = start
        if next == 0x5D {
            try emptyArrays(depth: 0)
            return out
        }
        out.levels = brackets - 1
        if brackets > 1 { out.pairs.reserveCapacity(min((bytes.count &- start) / 24, 1 << 16)) }
        switch brackets {
        case 1: out.pairs.append(try pair())
        case 2: try list(into: &out, earlier)
        case 3:
            try expect(0x5B, "an array")
            repeat { try list(into: &out, earlier) } while skip(0x2C)
            try close()
        default:
            try expect(0x5B, "an array")
            repeat {
                guard skip(0x5B) else { throw notPairs("an array of rings should stand here") }
                if !skip(0x5D) {
                    repeat { try list(into: &out, earlier) } while skip(0x2C)
                    try close()
                }
                out.groupEnds.append(out.listEnds.count)
            } while skip(0x2C)
            try close()
        }
        return out
    }

    private mutating func close() throws(JSONFault) {
        guard skip(0x5D) else { throw unexpected("a comma or a closing bracket") }
    }

    private mutating func notPairs(_ message: String) -> JSONFault {
        if peek() == nil { return unexpected("a closing bracket") }
        return JSONFault(.notPairs, at: offset, message)
    }

    @inline(__always)
    private mutating func list(into out: inout JSONPairs, _ earlier: EarlierPairs?) throws(JSONFault) {
        guard skip(0x5B) else { throw notPairs("an array of positions should stand here") }
        if !skip(0x5D) {
            if let earlier { return try list(into: &out, after: earlier) }
            repeat { out.pairs.append(try pair()) } while skip(0x2C)
            try close()
        }
        out.listEnds.append(out.pairs.count)
    }

    private mutating func list(into out: inout JSONPairs, after earlier: EarlierPairs) throws(JSONFault) {
        var first = true
        repeat {
            _ = peek()
            offset &+= earlier.repeated(bytes, at: offset, into: &out.pairs)
            _ = peek()
            let start = offset
            let pair = try pair()
            out.pairs.append(pair)
            earlier.read(pair, at: start, first: first)
            first = false
        } while skip(0x2C)
        try close()
        earlier.endList()
        out.listEnds.append(out.pairs.count)
    }

    @inline(__always)
    private mutating func pair() throws(JSONFault) -> SIMD2<Double> {
        guard skip(0x5B) else { throw notPairs("a position such as [37.5, 48.1] should stand here") }
        let x = try ordinate()
        guard skip(0x2C) else { throw notPairs("a position needs a longitude and a latitude") }
        let y = try ordinate()
        if !skip(0x5D) { try further() }
        return SIMD2(x, y)
    }

    @inline(__always)
    private mutating func ordinate() throws(JSONFault) -> Double {
        guard let c = peek(), c &- 0x30 < 10 || c == 0x2D else { throw notANumber() }
        return try number()
    }

    /// Heights and measures behind the latitude.
    @inline(never)
    private mutating func further() throws(JSONFault) {
        while skip(0x2C) { _ = try ordinate() }
        try close()
    }

    @inline(never)
    private mutating func notANumber() -> JSONFault {
        switch peek() {
        case nil: return unexpected("a number")
        case 0x22: return JSONFault(.notPairs, at: offset, "a coordinate is a text, not a number; drop the quotation marks")
        case 0x5B: return JSONFault(.notPairs, at: offset, "coordinates are nested unevenly: an array stands where a number should")
        case 0x5D: return JSONFault(.notPairs, at: offset, "a position needs a longitude and a latitude")
        case 0x7B, 0x74, 0x66: return JSONFault(.notPairs, at: offset, "a number should stand here")
        case 0x6E where skipNull(): return JSONFault(.notPairs, at: offset &- 4, "a coordinate is null")
        default: return unexpected("a number")
        }
    }

    private mutating func emptyArrays(depth: Int) throws(JSONFault) {
        guard skip(0x5B) else { throw notPairs("coordinates are nested unevenly") }
        if skip(0x5D) { return }
        if depth > 4 { throw notPairs("coordinates are nested too deep") }
        repeat { try emptyArrays(depth: depth + 1) } while skip(0x2C)
        try close()
    }
}
