extension ShapeHistory {
    /// What was gained and lost between two epochs.
    ///
    /// - Throws: ``Overlay/Failure`` where GEOS gives up.
    /// - Complexity: O(s log s) for s stretches, and what GEOS needs for the edges that differ.
    public func difference(from a: Int, to b: Int) throws(Overlay.Failure) -> ShapeDifference {
        try ShapeDifference(change(from: a, to: b))
    }

    /// The edges of the stretches that two epochs do not share.
    private func change(from a: Int, to b: Int) -> BoundaryChange {
        let earlier = stretches(a).sorted()
        let later = stretches(b).sorted()
        var out = BoundaryChange()
        var i = 0
        var j = 0
        while i < earlier.count || j < later.count {
            if i < earlier.count, j < later.count, earlier[i] == later[j] {
                i += 1
                j += 1
            } else if j == later.count || (i < earlier.count && earlier[i] < later[j]) {
                table.withPositions(of: earlier[i]) { out.add($0, times: -1) }
                i += 1
            } else {
                table.withPositions(of: later[j]) { out.add($0, times: 1) }
                j += 1
            }
        }
        return out
    }

    private func stretches(_ epoch: Int) -> [Int32] {
        parts(epoch).flatMap { polygon in polygon.flatMap { rings[Int($0)].stretches } }
    }
}
