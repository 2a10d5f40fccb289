/// Valid shapes that one thread saw before, so that the next one is checked only where it differs from one of them.
///
/// Daily maps of a front differ in a few dozen of thousands of edges.
final class EarlierShapes {
    private var history = ShapeHistory(measuresArea: false)
    /// The last valid epoch for each key.
    private var last: [Int: Int] = [:]
    /// The round in which a stretch was seen in the earlier shape, or in the later one.
    private var seenBefore: [Int32] = []
    private var seenNow: [Int32] = []
    private var round: Int32 = 0

    init() {}

    /// Whether ``isPlainlyValid(_:)`` holds, by comparison with the last valid shape of the same key, if there is one.
    ///
    /// - Parameter key: shapes of one key follow each other, such as those of a file's first feature.
    /// - Complexity: O(n) for n positions, and O(k·m) for k edges that differ from the earlier shape and m edges near them.
    func isPlainlyValid(_ m: MultiPolygon, key: Int) -> Bool {
        if history.storedPositions > 4_000_000 {
            history = ShapeHistory(measuresArea: false)
            last = [:]
            seenBefore = []
            seenNow = []
        }
        history.append(m)
        let epoch = history.count - 1
        if let before = last[key], differsPlainly(epoch, from: before) {
            last[key] = epoch
            return true
        }
        guard HoldfastGeometry.isPlainlyValid(m) else { return false }
        last[key] = epoch
        return true
    }

    /// Whether no two edges meet except neighbours in their common end, and nesting is plain, given that both hold of `before`.
    ///
    /// Where they hold, each position has one edge that begins there. So stretches that both shapes have are linked alike
    /// in both, and two edges of such stretches meet in the one as they do in the other. What is left are the edges of
    /// stretches that only the later shape has, against all.
    private func differsPlainly(_ epoch: Int, from before: Int) -> Bool {
        if history.epochs[epoch] == history.epochs[before] { return true }
        round &+= 1
        let missing = history.table.count - seenNow.count
        seenNow += [Int32](repeating: 0, count: missing)
        seenBefore += [Int32](repeating: 0, count: missing)
        for polygon in history.parts(before) {
            for ring in polygon {
                for stretch in history.rings[Int(ring)].stretches { seenBefore[Int(stretch)] = round }
            }
        }
        var standing: [PlacedStretch] = []
        var new: [Int] = []
        var ringNumber: Int32 = 0
        for polygon in history.parts(epoch) {
            for number in polygon {
                let ring = history.rings[Int(number)]
                guard ring.positionCount >= 4, ring.positionCount < Int(Int32.max) else { return false }
                let last = Int32(ring.positionCount - 2)
                var index: Int32 = 0
                for stretch in ring.stretches {
                    let i = Int(stretch)
                    if seenNow[i] == round { return false }
                    seenNow[i] = round
                    if seenBefore[i] != round { new.append(standing.count) }
                    standing.append(
                        PlacedStretch(
                            stretch: stretch, bounds: history.table.measures[i].bounds, ring: ringNumber, index: index, last: last))
                    index += Int32(history.table.withPositions(of: stretch) { $0.count - 1 })
                }
                guard isClosed(ring) else { return false }
                ringNumber += 1
            }
        }
        // Where most of it is new, or much, sorting all edges is faster.
        guard new.count * 2 < standing.count, new.count < 1000 else { return false }
        var budget = 100_000 + 64 * standing.count
        for at in new {
            for (i, other) in standing.enumerated() where other.bounds.intersects(standing[at].bounds) {
                // A pair of new ones is looked at once.
                if i < at, seenBefore[Int(other.stretch)] != round { continue }
                if meet(standing[at], other, &budget) { return false }
            }
        }
        return history.nestsPlainly(epoch)
    }

    private func isClosed(_ ring: ShapeHistory.Ring) -> Bool {
        guard let first = ring.stretches.first, let last = ring.stretches.last else { return false }
        let start = history.table.withPositions(of: first) { $0.first }
        return start == history.table.withPositions(of: last) { $0.last }
    }

    /// Whether an edge of the one has more in common with an edge of the other than neighbours should, or the budget ran out.
    private func meet(_ one: PlacedStretch, _ other: PlacedStretch, _ budget: inout Int) -> Bool {
        history.table.withPositions(of: one.stretch) { first in
            history.table.withPositions(of: other.stretch) { second in
                for i in first.indices.dropFirst() {
                    let e = one.edge(i, first)
                    if e.a == e.b { return true }
                    guard e.east >= other.bounds.west, e.west <= other.bounds.east, e.north >= other.bounds.south,
                        e.south <= other.bounds.north
                    else { continue }
                    budget -= second.count
                    if budget < 0 { return true }
                    let from = one.stretch == other.stretch ? i + 1 : 1
                    for j in from..<max(from, second.count) {
                        let (a, b) = (second[j - 1], second[j])
                        if min(a.longitude, b.longitude) > e.east || max(a.longitude, b.longitude) < e.west
                            || min(a.latitude, b.latitude) > e.north || max(a.latitude, b.latitude) < e.south
                        {
                            continue
                        }
                        if HoldfastGeometry.meet(e, other.edge(j, second)) { return true }
                    }
                }
                return false
            }
        }
    }
}

/// A stretch at its place in a shape.
private struct PlacedStretch {
    var stretch: Int32
    var bounds: BoundingBox
    var ring: Int32
    /// The number of its first edge in the ring, and that of the ring's last edge.
    var index: Int32
    var last: Int32

    func edge(_ i: Int, _ positions: UnsafeBufferPointer<Position>) -> Edge {
        Edge(positions[i - 1], positions[i], ring: ring, index: index + Int32(truncatingIfNeeded: i - 1), last: last)
    }
}

extension ShapeHistory {
    /// Whether every hole lies in its outer ring and in no other hole, and no polygon in another one, where no edges meet.
    fileprivate func nestsPlainly(_ epoch: Int) -> Bool {
        let parts = parts(epoch)
        func first(_ ring: Int32) -> Position? {
            rings[Int(ring)].stretches.first.flatMap { table.withPositions(of: $0) { $0.first } }
        }
        func boxes(_ numbers: [Int32]) -> [BoundingBox] { numbers.map { rings[Int($0)].bounds } }
        let outers = parts.compactMap(\.first)
        guard outers.count == parts.count else { return false }
        let outerBoxes = boxes(outers)
        for (i, polygon) in parts.enumerated() {
            let ringBoxes = boxes(polygon)
            for h in polygon.indices.dropFirst() {
                guard let p = first(polygon[h]), contains(outers[i], p) else { return false }
                for k in polygon.indices.dropFirst() where k != h && ringBoxes[k].contains(p) {
                    if contains(polygon[k], p) { return false }
                }
            }
            guard let start = first(outers[i]) else { return false }
            for j in outerBoxes.indices where j != i && outerBoxes[j].contains(start) {
                if contains(outers[j], start), !parts[j].dropFirst().contains(where: { contains($0, start) }) { return false }
            }
        }
        return true
    }

    /// Even–odd rule with exact orientation; `p` is not on the ring. A stretch that lies wholly to the east of `p` is crossed
    /// an odd number of times where its ends lie on both sides.
    private func contains(_ ring: Int32, _ p: Position) -> Bool {
        let ring = rings[Int(ring)]
        guard ring.bounds.contains(p) else { return false }
        var inside = false
        for stretch in ring.stretches {
            let bounds = table.measures[Int(stretch)].bounds
            if bounds.south > p.latitude || bounds.north <= p.latitude || bounds.east < p.longitude { continue }
            table.withPositions(of: stretch) { positions in
                guard let a = positions.first, let b = positions.last else { return }
                if bounds.west > p.longitude {
                    if (a.latitude <= p.latitude) != (b.latitude <= p.latitude) { inside.toggle() }
                } else if crossesOdd(positions, p) {
                    inside.toggle()
                }
            }
        }
        return inside
    }
}
