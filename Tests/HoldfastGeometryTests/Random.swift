/// Marsaglia's xorshift: the same numbers on every machine.
struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func bits() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * Double(bits() >> 11) * 0x1p-53 }
}
