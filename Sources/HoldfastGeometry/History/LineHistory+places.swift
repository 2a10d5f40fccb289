extension LineHistory {
    /// Places along the lines of an epoch: of each line the middles of stretches of equal length, about so many metres long,
    /// one at least.
    ///
    /// - Parameter other: places on edges that stand in this epoch too are counted, not listed; they lie on its lines.
    /// - Returns: how many places there are, and those that are not on an edge of the other epoch, in order.
    /// - Complexity: O(k) for the k edges of the two epochs and the places.
    public func places(along epoch: Int, everyMetres spacing: Double, notOn other: Int) -> (count: Int, off: [Position]) {
        guard sets.indices.contains(epoch), spacing > 0 else { return (0, []) }
        let shared = sets.indices.contains(other) && other != epoch ? Set(sets[other].joined()) : nil
        let lengths = self.lengths
        var count = 0
        var off: [Position] = []
        for line in sets[epoch] {
            let total = line.reduce(0) { $0 + lengths[Int($1)] }
            guard total.isFinite, total > 0 else { continue }
            let stretches = max(1, min(1_000_000, (total / spacing).rounded()))
            let step = total / stretches
            count += Int(stretches)
            if other == epoch { continue }
            var at = 0.0
            var next = 0.5 * step
            for place in line {
                let length = lengths[Int(place)]
                let isShared = shared?.contains(place) ?? false
                let edge = table[Int(place)]
                while next <= at + length, length > 0 {
                    if !isShared { off.append(edge.a.along(edge.b, (next - at) / length)) }
                    next += step
                }
                at += length
            }
        }
        return (count, off)
    }
}
