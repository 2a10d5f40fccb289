/// Which side of the straight line from `a` to `b`, in the plane of longitude and latitude, `p` lies on:
/// 1 left, −1 right, 0 exactly on it. Exact for every finite input whose products do not underflow.
///
/// Method: the determinant in floating point with Shewchuk's error bound ("Adaptive Precision Floating-Point Arithmetic
/// and Fast Robust Geometric Predicates", 1997, orient2d stage A); where the bound cannot tell, the exact sum of the six
/// products as an expansion.
@inline(__always)
func orientation(_ a: Position, _ b: Position, _ p: Position) -> Int {
    let left = (a.longitude - p.longitude) * (b.latitude - p.latitude)
    let right = (a.latitude - p.latitude) * (b.longitude - p.longitude)
    let determinant = left - right
    let bound = 3.330_669_073_875_472e-16 * (left.magnitude + right.magnitude)
    if determinant > bound { return 1 }
    if determinant < -bound { return -1 }
    return exactOrientation(a, b, p)
}

@inline(never)
private func exactOrientation(_ a: Position, _ b: Position, _ p: Position) -> Int {
    // ax·by − ax·py − px·by − ay·bx + ay·px + py·bx, each product as an exact pair.
    var sum = Expansion()
    sum.add(product: a.longitude, b.latitude)
    sum.add(product: -a.longitude, p.latitude)
    sum.add(product: -p.longitude, b.latitude)
    sum.add(product: -a.latitude, b.longitude)
    sum.add(product: a.latitude, p.longitude)
    sum.add(product: p.latitude, b.longitude)
    return sum.sign
}

/// An exact sum of doubles: parts that do not overlap, smallest first (Shewchuk, GROW-EXPANSION).
private struct Expansion {
    private var parts = SIMD16<Double>(repeating: 0)
    private var count = 0

    /// Adds x·y exactly: the rounded product and its error, by fused multiply-add.
    mutating func add(product x: Double, _ y: Double) {
        let high = x * y
        add((-high).addingProduct(x, y))
        add(high)
    }

    private mutating func add(_ value: Double) {
        var carry = value
        for i in 0..<count {
            let sum = carry + parts[i]
            let virtual = sum - carry
            parts[i] = (carry - (sum - virtual)) + (parts[i] - virtual)
            carry = sum
        }
        parts[count] = carry
        count += 1
    }

    /// The sign of the largest part that is not zero is that of the sum.
    var sign: Int {
        for i in stride(from: count - 1, through: 0, by: -1) where parts[i] != 0 { return parts[i] > 0 ? 1 : -1 }
        return 0
    }
}
