/// Whether bytes are UTF-8.
public enum UTF8Check {
    /// The place of the first byte that cannot stand where it does, or `nil` where all is well formed.
    ///
    /// Refuses what RFC 3629 refuses: overlong forms, surrogates, values above U+10FFFF, lone continuations,
    /// sequences cut short.
    /// - Complexity: O(n); ASCII is passed eight bytes at a time.
    public static func firstFault(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let n = bytes.count
        let raw = UnsafeRawPointer(base)
        var i = 0
        while i < n {
            let c = base[i]
            if c < 0x80 {
                if i &+ 8 <= n, raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
                    i &+= 8
                } else {
                    i &+= 1
                }
                continue
            }
            let length: Int
            var low: UInt8 = 0x80
            var high: UInt8 = 0xBF
            switch c {
            case 0xC2...0xDF: length = 2
            case 0xE0:
                length = 3
                low = 0xA0
            case 0xED:
                length = 3
                high = 0x9F
            case 0xE1...0xEF: length = 3
            case 0xF0:
                length = 4
                low = 0x90
            case 0xF4:
                length = 4
                high = 0x8F
            case 0xF1...0xF3: length = 4
            default: return i
            }
            guard i &+ length <= n, base[i &+ 1] >= low, base[i &+ 1] <= high else { return i }
            for k in 2..<max(length, 2) where base[i &+ k] & 0xC0 != 0x80 { return i }
            i &+= length
        }
        return nil
    }
}
