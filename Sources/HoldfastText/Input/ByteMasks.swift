/// Sixteen bytes at a time: which of them equal a given one, as bits.
///
/// Only 128-bit vectors are used: every x86-64 and ARM64 processor has them, so no build flag is needed.
struct ByteMasks {
    /// Bit `i % 8` for byte `i`.
    private static var weights: SIMD16<UInt8> {
        SIMD16(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
    }

    /// One bit a byte, the first byte lowest.
    @inline(__always)
    static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
        let marked = unsafeBitCast(mask, to: SIMD16<UInt8>.self) & weights
        let halves = unsafeBitCast(marked, to: SIMD2<UInt64>.self)
        // Distinct powers of two: the sum of eight bytes is their union.
        let low = (halves[0] &* 0x0101_0101_0101_0101) &>> 56
        let high = (halves[1] &* 0x0101_0101_0101_0101) &>> 48
        return low | (high & 0xFF00)
    }

    /// Bit `i` is set where an odd number of bits up to and including `i` is set: inside quotes, from the quotes.
    @inline(__always)
    static func prefixParity(_ bits: UInt64) -> UInt64 {
        var x = bits
        x ^= x &<< 1
        x ^= x &<< 2
        x ^= x &<< 4
        x ^= x &<< 8
        x ^= x &<< 16
        x ^= x &<< 32
        return x
    }
}
