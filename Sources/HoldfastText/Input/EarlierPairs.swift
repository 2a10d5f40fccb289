/// The positions of the text that one thread read before, so that stretches which the next text repeats byte for byte are
/// copied and not read again. One thread at a time.
///
/// What is copied is what reading would give: the same bytes in the same place of the grammar.
public final class EarlierPairs {
    private struct Reading {
        var bytes: [UInt8] = []
        var pairs: [SIMD2<Double>] = []
        /// Where the opening bracket of each pair stands in `bytes`.
        var starts: [Int] = []
        /// For each list of pairs, the end of its stretch in `pairs`.
        var listEnds: [Int] = []
    }

    private var earlier = Reading()
    private var now = Reading()
    /// The next pair of the earlier text, its list, and the end of that list.
    private var next = 0
    private var list = 0
    private var listEnd = 0

    public init() {}

    /// Call before a text is read.
    public func begin() {
        now.pairs.removeAll(keepingCapacity: true)
        now.starts.removeAll(keepingCapacity: true)
        now.listEnds.removeAll(keepingCapacity: true)
        list = 0
        enter(0)
    }

    /// Call after a text was read without a fault: the next one is compared with it.
    public func keep(_ bytes: [UInt8]) {
        swap(&earlier, &now)
        earlier.bytes = bytes
        now.bytes = []
    }

    // MARK: While a list is read

    private func enter(_ number: Int) {
        list = number
        next = number == 0 ? 0 : number <= earlier.listEnds.count ? earlier.listEnds[number - 1] : earlier.pairs.count
        listEnd = number < earlier.listEnds.count ? earlier.listEnds[number] : earlier.pairs.count
    }

    /// Copies the pairs that the earlier text has next and whose bytes stand at `offset` too, each with what follows it up to the
    /// next pair of its list.
    ///
    /// - Returns: how many bytes they take.
    @inline(__always)
    func repeated(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, into out: inout [SIMD2<Double>]) -> Int {
        guard next &+ 1 < listEnd else { return 0 }
        let from = earlier.starts[next]
        let common = earlier.bytes.withUnsafeBufferPointer { commonPrefix($0, from, bytes, offset) }
        guard earlier.starts[next &+ 1] &- from <= common else { return 0 }
        return copy(common, at: offset, into: &out)
    }

    private func copy(_ common: Int, at offset: Int, into out: inout [SIMD2<Double>]) -> Int {
        let first = next
        let from = earlier.starts[first]
        // The last pair of a list has no next one.
        let same = partitionPoint(listEnd - 1 - first) { earlier.starts[first + $0 + 1] - from <= common }
        let end = first + same
        out.append(contentsOf: earlier.pairs[first..<end])
        now.pairs.append(contentsOf: earlier.pairs[first..<end])
        let shift = offset - from
        now.starts.append(contentsOf: earlier.starts[first..<end].lazy.map { $0 + shift })
        next = end
        return earlier.starts[end] - from
    }

    /// Notes a pair that was read, and finds where the earlier text goes on after the same pair.
    @inline(__always)
    func read(_ pair: SIMD2<Double>, at start: Int, first: Bool) {
        now.pairs.append(pair)
        now.starts.append(start)
        if earlier.pairs.isEmpty { return }
        find(pair, first)
    }

    private func find(_ pair: SIMD2<Double>, _ first: Bool) {
        for i in next..<max(next, min(next + 64, listEnd)) where earlier.pairs[i] == pair {
            next = i + 1
            return
        }
        guard first else { return }
        // Another list may have been put in or left out.
        for number in max(0, list - 8)..<max(0, min(list + 64, earlier.listEnds.count)) {
            let start = number == 0 ? 0 : earlier.listEnds[number - 1]
            if start < earlier.listEnds[number], earlier.pairs[start] == pair {
                enter(number)
                next += 1
                return
            }
        }
    }

    func endList() {
        now.listEnds.append(now.pairs.count)
        enter(min(list + 1, earlier.listEnds.count))
    }
}

/// How many bytes are the same from two places on.
private func commonPrefix(_ a: UnsafeBufferPointer<UInt8>, _ i: Int, _ b: UnsafeBufferPointer<UInt8>, _ j: Int) -> Int {
    guard let x = a.baseAddress, let y = b.baseAddress else { return 0 }
    let n = max(0, min(a.count - i, b.count - j))
    let (left, right) = (UnsafeRawPointer(x + i), UnsafeRawPointer(y + j))
    var k = 0
    while k &+ 8 <= n {
        let differ =
            left.loadUnaligned(fromByteOffset: k, as: UInt64.self).littleEndian
            ^ right.loadUnaligned(fromByteOffset: k, as: UInt64.self).littleEndian
        if differ != 0 { return k &+ differ.trailingZeroBitCount / 8 }
        k &+= 8
    }
    while k < n, x[i &+ k] == y[j &+ k] { k &+= 1 }
    return k
}
