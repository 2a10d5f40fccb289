extension CSVChunk {
    /// Finds the delimiters and line ends outside quotes in the held bytes, which begin at the start of a row, and
    /// ends ``rowBytes`` behind the last line end outside quotes.
    ///
    /// Quotes count as RFC 4180 has them: a field that begins with one ends with one, and two inside stand for one.
    /// A quote anywhere else breaks the count of pairs; the bytes are then walked again one by one, where such a quote
    /// is text and is marked, so that a single wrong quote costs its own row and not the rest of the file.
    ///
    /// - Returns: whether the bytes behind ``rowBytes`` end inside a quoted field.
    /// - Complexity: O(n) in the held bytes, 64 at a time.
    func findStructure() -> Bool {
        let blocks = (length + 63) / 64
        (bytes + length).initialize(repeating: 0, count: blocks * 64 - length)
        let quote = SIMD16<UInt8>(repeating: 0x22)
        let comma = SIMD16<UInt8>(repeating: delimiter)
        let feed = SIMD16<UInt8>(repeating: 0x0A)
        let raw = UnsafeRawPointer(bytes)
        var inside: UInt64 = 0  // all ones while a block begins inside quotes
        var lastQuote: UInt64 = 0  // bit 0: the byte before the block is a quote
        var lastSeparator: UInt64 = 1  // bit 0: the byte before the block ends a field
        var owed: UInt64 = 0  // bit 0: the byte before the block is a closing quote, still to be judged
        for b in 0..<blocks {
            var q: UInt64 = 0
            var s: UInt64 = 0
            var high = SIMD16<UInt8>(repeating: 0)
            for part in 0..<4 {
                let v = raw.loadUnaligned(fromByteOffset: b &* 64 &+ part &* 16, as: SIMD16<UInt8>.self)
                let shift = UInt64(truncatingIfNeeded: part &* 16)
                q |= ByteMasks.bits(v .== quote) &<< shift
                s |= ByteMasks.bits((v .== comma) .| (v .== feed)) &<< shift
                high |= v
            }
            let halves = unsafeBitCast(high, to: SIMD2<UInt64>.self)
            wide[b] = (halves[0] | halves[1]) & 0x8080_8080_8080_8080 != 0
            if q == 0 {
                // No quote here: the commonest block of all.
                if owed & ~s & 1 != 0, !mayFollowClosing(b &* 64) { return walk() }
                separators[b] = s & ~inside
                lastQuote = 0
                owed = 0
                lastSeparator = (s & ~inside) &>> 63
                continue
            }
            let within = ByteMasks.prefixParity(q) ^ inside
            let real = s & ~within & ~q
            let opening = q & within
            let closing = q & ~within
            // An opening quote stands behind a separator, or behind the quote that it doubles.
            let before = (q &<< 1) | lastQuote | (real &<< 1) | lastSeparator
            if opening & ~before != 0 { return walk() }
            // A closing quote stands before a separator, a quote, or the end of the line.
            let follows = (closing &<< 1) | owed
            var wrong = follows & ~(real | q)
            while wrong != 0 {
                let at = b &* 64 &+ wrong.trailingZeroBitCount
                if !mayFollowClosing(at) { return walk() }
                wrong &= wrong &- 1
            }
            separators[b] = real
            lastQuote = q &>> 63
            lastSeparator = real &>> 63
            owed = closing &>> 63
            inside = UInt64(bitPattern: Int64(bitPattern: within) &>> 63)
        }
        irregular = false
        endRows(blocks)
        return inside != 0
    }

    /// Whether the byte at `at` may stand behind a closing quote although it is no separator: the carriage return
    /// of a line end, or the end of what is held.
    private func mayFollowClosing(_ at: Int) -> Bool { at >= length || bytes[at] == 0x0D }

    private func endRows(_ blocks: Int) {
        rowBytes = 0
        for b in stride(from: blocks - 1, through: 0, by: -1) {
            var bits = separators[b]
            while bits != 0 {
                let top = 63 - bits.leadingZeroBitCount
                if bytes[b &* 64 &+ top] == 0x0A {
                    rowBytes = b &* 64 &+ top &+ 1
                    return
                }
                bits &= ~(1 &<< UInt64(truncatingIfNeeded: top))
            }
        }
    }

    /// The same byte by byte, exact for any input.
    private func walk() -> Bool {
        let blocks = (length + 63) / 64
        separators.initialize(repeating: 0, count: blocks)
        strays.initialize(repeating: 0, count: blocks)
        // The first pass may have ended before it saw which blocks are not ASCII.
        wide.initialize(repeating: true, count: blocks)
        irregular = true
        var atStart = true
        var quoted = false
        var i = 0
        while i < length {
            let c = bytes[i]
            if quoted {
                if c == 0x22 {
                    if i + 1 < length, bytes[i + 1] == 0x22 {
                        i += 1
                    } else {
                        quoted = false
                        if i + 1 < length {
                            let next = bytes[i + 1]
                            if next != delimiter, next != 0x0A, next != 0x0D { mark(strays, i) }
                        }
                    }
                }
            } else if c == delimiter || c == 0x0A {
                mark(separators, i)
                atStart = true
                i += 1
                continue
            } else if c == 0x22 {
                if atStart { quoted = true } else { mark(strays, i) }
            }
            atStart = false
            i += 1
        }
        endRows(blocks)
        return quoted
    }

    private func mark(_ map: UnsafeMutablePointer<UInt64>, _ i: Int) { map[i >> 6] |= 1 &<< UInt64(i & 63) }
}
