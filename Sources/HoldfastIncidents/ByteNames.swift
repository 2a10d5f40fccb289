import Foundation

/// Names met in one stretch of a file, by their bytes, numbered in the order of first sight.
struct ByteNames: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [Int32] = [0]
    private var hashes: [UInt64] = []
    /// Number of a name plus 1, 0 where free. A power of two of them.
    private var slots = [UInt32](repeating: 0, count: 64)
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed }

    var count: Int { hashes.count }

    /// The name as text: doubled quotes of the file made single.
    subscript(_ number: Int) -> String {
        let raw = bytes[Int(starts[number])..<Int(starts[number + 1])]
        return raw.contains(0x22) ? unquoted(Array(raw)) : String(decoding: raw, as: UTF8.self)
    }

    /// The number of a name; `UInt32.max` for the empty one.
    mutating func intern(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if name.isEmpty { return .max }
        let hash = hashOf(name, seed)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let n = Int(slots[slot]) - 1
            if hashes[n] == hash, equals(n, name) { return UInt32(n) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let n = hashes.count
        bytes.append(contentsOf: name)
        starts.append(Int32(bytes.count))
        hashes.append(hash)
        slots[slot] = UInt32(n + 1)
        if hashes.count * 2 > slots.count { grow() }
        return UInt32(n)
    }

    private func equals(_ n: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let from = Int(starts[n])
        guard Int(starts[n + 1]) - from == name.count else { return false }
        return bytes.withUnsafeBytes { held in
            guard let a = held.baseAddress, let b = name.baseAddress else { return name.isEmpty }
            return memcmp(a + from, b, name.count) == 0
        }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for n in hashes.indices {
            var slot = Int(truncatingIfNeeded: hashes[n]) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(n + 1)
        }
    }
}

/// Drawn anew in each run, so that no file can be made whose names all collide. No result depends on it.
let hashSeed = UInt64.random(in: .min ... .max)

/// A hash of bytes for tables of one run: eight bytes at a time, multiplied to full width and folded.
@inline(__always)
func hashOf(_ b: UnsafeBufferPointer<UInt8>, _ seed: UInt64) -> UInt64 {
    guard let base = b.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var h = seed ^ UInt64(truncatingIfNeeded: b.count) &* 0x9E37_79B9_7F4A_7C15
    var i = 0
    while i &+ 8 <= b.count {
        h = folded(h ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
        i &+= 8
    }
    var rest: UInt64 = 0
    while i < b.count {
        rest = rest &<< 8 | UInt64(base[i])
        i &+= 1
    }
    return folded(h ^ rest)
}

@inline(__always)
private func folded(_ x: UInt64) -> UInt64 {
    let product = (x ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
}

/// Doubled quotes made single.
func unquoted(_ b: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(b.count)
    var i = 0
    while i < b.count {
        out.append(b[i])
        i += b[i] == 0x22 && i + 1 < b.count && b[i + 1] == 0x22 ? 2 : 1
    }
    return String(decoding: out, as: UTF8.self)
}
