import HoldfastAssessment
import HoldfastText

/// A name for every violation that no other violation of the assessment has, in the order of the list.
///
/// `<term>/<incident id>`, `<term>/control-YYYY-MM-DD`, `<term>/<event id>`, `<term>/deadline`. Where one name would
/// stand twice, the second gets `~2`, the third `~3`, and so on, passing over names that stand there already.
struct ViolationNames {
    private let a: Assessment
    /// 0 where the plain name is the violation's own; otherwise the number behind `~`.
    private var suffix: [UInt32]
    /// Open addressing over plain names: index of the first violation of that name, or -1.
    private var slots: [Int32]

    /// - Complexity: O(n) expected in the violations; 12 bytes a violation.
    init(_ assessment: Assessment) {
        a = assessment
        let n = min(a.violations.count, Int(Int32.max))
        suffix = [UInt32](repeating: 0, count: n)
        var size = 16
        while size < n * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        var repeated: [(violation: Int, first: Int32)] = []
        for i in 0..<n {
            let tail = Self.tail(a, i)
            let slot = find(term: a.violations[i].term, tail)
            if slots[slot] < 0 { slots[slot] = Int32(i) } else { repeated.append((i, slots[slot])) }
        }
        var next: [Int32: UInt32] = [:]
        for (i, first) in repeated {
            var k = next[first] ?? 2
            let tail = Self.tail(a, i)
            while slots[find(term: a.violations[i].term, (Array(tail) + Array("~\(k)".utf8))[...])] >= 0 { k += 1 }
            suffix[i] = k
            next[first] = k + 1
        }
        slots = []
    }

    /// The name of violation `i`.
    func name(_ i: Int) -> String {
        let plain = term(i) + "/" + String(decoding: Self.tail(a, i), as: UTF8.self)
        guard i < suffix.count, suffix[i] > 0 else { return plain }
        return plain + "~\(suffix[i])"
    }

    private func term(_ i: Int) -> String {
        let t = Int(a.violations[i].term)
        return a.agreement.terms.indices.contains(t) ? a.agreement.terms[t].id : "term-\(t + 1)"
    }

    private func find(term: UInt16, _ tail: ArraySlice<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(term)
        tail.withUnsafeBytes { hasher.combine(bytes: $0) }
        let mask = slots.count - 1
        var slot = hasher.finalize() & mask
        while slots[slot] >= 0 {
            let other = Int(slots[slot])
            if a.violations[other].term == term, Self.tail(a, other) == tail { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }

    /// The name behind the slash, as UTF-8.
    private static func tail(_ a: Assessment, _ i: Int) -> ArraySlice<UInt8> {
        let v = a.violations[i]
        switch v.origin {
        case .incident(let row):
            let row = Int(row)
            let ids = a.table.ids
            guard row >= 0, row < ids.count else { return Array("row-\(row)".utf8)[...] }
            let (from, to) = (ids.starts[row], ids.starts[row + 1])
            if from == to { return Array("row-\(a.table.row.indices.contains(row) ? Int(a.table.row[row]) : row)".utf8)[...] }
            return ids.bytes[from..<to]
        case .event(let n):
            let n = Int(n)
            guard a.events.events.indices.contains(n) else { return Array("event-\(n)".utf8)[...] }
            return Array(a.events.events[n].id.utf8)[...]
        case .controlChange:
            return Array("control-\(a.agreement.zone.civil(at: v.time.to.adding(seconds: -1)).date.iso8601)".utf8)[...]
        case .deadline:
            return Array("deadline".utf8)[...]
        }
    }
}
