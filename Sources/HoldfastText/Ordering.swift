/// The stable ascending order of `count` things by a whole-number key, `nil` where they already stand in it.
///
/// Method: least-significant-digit radix sort, eleven bits a pass, over the span of the keys; where the span is wider than
/// 44 bits, a comparison sort.
/// - Parameter key: pure; called once for each index from 0.
/// - Complexity: O(n) for n things with keys within 44 bits, otherwise O(n log n); 24 bytes a thing while it runs.
public func ascendingOrder(_ count: Int, by key: (Int) -> Int64) -> [Int32]? {
    guard count > 1, count <= Int(Int32.max) else { return nil }
    var keys = [Int64](repeating: 0, count: count)
    var isSorted = true
    var least = Int64.max
    var most = Int64.min
    for i in 0..<count {
        let k = key(i)
        keys[i] = k
        if i > 0, k < keys[i - 1] { isSorted = false }
        least = min(least, k)
        most = max(most, k)
    }
    if isSorted { return nil }
    // The true difference of two Int64 always fits in UInt64.
    let span = UInt64(bitPattern: most &- least)
    var order = [Int32](unsafeUninitializedCapacity: count) { buffer, filled in
        for i in 0..<count { buffer[i] = Int32(truncatingIfNeeded: i) }
        filled = count
    }
    if span >> 44 != 0 {
        order.sort { a, b in
            let (x, y) = (keys[Int(a)], keys[Int(b)])
            return x != y ? x < y : a < b
        }
        return order
    }
    var digits = keys.map { UInt64(bitPattern: $0 &- least) }
    var nextDigits = digits
    var nextOrder = order
    var shift: UInt64 = 0
    while shift == 0 || span >> shift != 0 {
        var starts = [Int](repeating: 0, count: 2049)
        for d in digits { starts[Int((d >> shift) & 2047) + 1] += 1 }
        for i in 0..<2048 { starts[i + 1] += starts[i] }
        for i in 0..<count {
            let d = digits[i]
            let bucket = Int((d >> shift) & 2047)
            let at = starts[bucket]
            starts[bucket] = at + 1
            nextDigits[at] = d
            nextOrder[at] = order[i]
        }
        swap(&digits, &nextDigits)
        swap(&order, &nextOrder)
        shift += 11
    }
    return order
}

/// The first index from 0 to `count` at which a condition no longer holds, where it holds up to some index and never after.
/// - Complexity: O(log n).
@inlinable
public func partitionPoint(_ count: Int, while holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
        let mid = (low + high) / 2
        if holds(mid) { low = mid + 1 } else { high = mid }
    }
    return low
}
