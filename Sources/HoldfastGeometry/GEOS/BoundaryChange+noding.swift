extension BoundaryChange {
    /// Cuts edges where they cross, touch or overlap, so that they meet only in their ends.
    ///
    /// A crossing is rounded to the nearest position, which can make cut edges cross again; so a few rounds are made. What is not
    /// apart then, or not looked at because too many edges lie beside each other, ``PlainFaces`` finds.
    /// - Complexity: O(k log k) for k edges that are short beside the whole.
    mutating func node() {
        for _ in 0..<4 {
            guard var cuts = cuts(), !cuts.isEmpty else { return }
            cuts.sort { x, y in x.edge == y.edge ? precedes(x.at, y.at) : x.edge < y.edge }
            var pieces = BoundaryChange()
            var next = 0
            for (i, edge) in edges.enumerated() {
                var from = edge.a
                while next < cuts.count, cuts[next].edge == i {
                    pieces.add(from, cuts[next].at, times: edge.times)
                    from = cuts[next].at
                    next += 1
                }
                pieces.add(from, edge.b, times: edge.times)
            }
            pieces.cancel()
            self = pieces
        }
    }

    /// Where edges meet otherwise than in ends of both; `nil` where too many lie beside each other.
    private func cuts() -> [(edge: Int, at: Position)]? {
        var out: [(edge: Int, at: Position)] = []
        var budget = 64 * edges.count + 10_000
        return edges.withUnsafeBufferPointer { edges in
            for i in 0..<edges.count {
                let e = edges[i]
                let (south, north) = (min(e.a.latitude, e.b.latitude), max(e.a.latitude, e.b.latitude))
                var j = i + 1
                while j < edges.count, edges[j].a.longitude <= e.b.longitude {
                    let f = edges[j]
                    budget -= 1
                    if budget < 0 { return nil }
                    if min(f.a.latitude, f.b.latitude) <= north, max(f.a.latitude, f.b.latitude) >= south {
                        cut(e, i, f, j, &out)
                    }
                    j += 1
                }
            }
            return out
        }
    }

    @inline(__always)
    private func cut(_ e: Edge, _ i: Int, _ f: Edge, _ j: Int, _ out: inout [(edge: Int, at: Position)]) {
        let a = orientation(e.a, e.b, f.a)
        let b = orientation(e.a, e.b, f.b)
        if a * b > 0 { return }
        let c = orientation(f.a, f.b, e.a)
        let d = orientation(f.a, f.b, e.b)
        if c * d > 0 { return }
        if a * b < 0, c * d < 0 {
            let at = crossing(e, f)
            out.append((i, at))
            out.append((j, at))
            return
        }
        // On one line, strictly between the ends in order is inside the edge.
        if a == 0, precedes(e.a, f.a), precedes(f.a, e.b) { out.append((i, f.a)) }
        if b == 0, precedes(e.a, f.b), precedes(f.b, e.b) { out.append((i, f.b)) }
        if c == 0, precedes(f.a, e.a), precedes(e.a, f.b) { out.append((j, e.a)) }
        if d == 0, precedes(f.a, e.b), precedes(e.b, f.b) { out.append((j, e.b)) }
    }

    private func crossing(_ e: Edge, _ f: Edge) -> Position {
        let x = f.b.longitude - f.a.longitude
        let y = f.b.latitude - f.a.latitude
        let before = x * (e.a.latitude - f.a.latitude) - y * (e.a.longitude - f.a.longitude)
        let after = x * (e.b.latitude - f.a.latitude) - y * (e.b.longitude - f.a.longitude)
        let share = before / (before - after)
        guard share >= 0, share <= 1 else { return share > 1 ? e.b : e.a }
        return e.a.along(e.b, share)
    }
}
