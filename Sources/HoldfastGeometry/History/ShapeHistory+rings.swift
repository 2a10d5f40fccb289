extension ShapeHistory {
    /// The number of a ring, cut into stretches.
    ///
    /// A closed ring is turned so that its inside lies on the left and begins at the least of its cut vertices, or of all
    /// where there is none: so the same ring has the same number wherever it began.
    mutating func number(ofRing points: [Position], counterClockwise: Bool) -> Int32 {
        var ring = turned(points, counterClockwise: counterClockwise)
        let closed = ring.count > 1 && ring.first == ring.last
        var cuts: [Int] = []
        if closed {
            ring.removeLast()
            let start = ring.withUnsafeBufferPointer { first(of: $0, &cuts) }
            if start > 0 {
                ring = Array(ring[start...] + ring[..<start])
                cuts = cuts.map { $0 >= start ? $0 - start : $0 - start + ring.count }.sorted()
            }
            ring.append(ring[0])
        } else {
            for (i, p) in ring.enumerated() where StretchTable.isCut(p) { cuts.append(i) }
        }
        var stretches: [Int32] = []
        stretches.reserveCapacity(cuts.count + 1)
        ring.withUnsafeBufferPointer { ring in
            var from = 0
            func end(at to: Int) {
                while from < to || (to == 0 && stretches.isEmpty) {
                    let next = min(to, from + StretchTable.longest - 1)
                    stretches.append(table.number(UnsafeBufferPointer(rebasing: ring[from...next])))
                    from = next
                    if to == 0 { return }
                }
            }
            for cut in cuts where cut > 0 { end(at: cut) }
            if !ring.isEmpty { end(at: ring.count - 1) }
        }
        return number(of: stretches, positionCount: ring.count)
    }

    private func first(of ring: UnsafeBufferPointer<Position>, _ cuts: inout [Int]) -> Int {
        func precedes(_ i: Int, _ j: Int) -> Bool {
            (ring[i].longitude, ring[i].latitude) < (ring[j].longitude, ring[j].latitude)
        }
        cuts.reserveCapacity(ring.count / 12 + 4)
        var least = 0
        for i in 0..<ring.count where StretchTable.isCut(ring[i]) {
            if cuts.isEmpty || precedes(i, least) { least = i }
            cuts.append(i)
        }
        if cuts.isEmpty { for i in 0..<ring.count where precedes(i, least) { least = i } }
        return least
    }

    /// The ring, reversed where it runs the other way, every zero positive.
    private func turned(_ points: [Position], counterClockwise: Bool) -> [Position] {
        let reverse = isCounterClockwise(points) != counterClockwise
        return [Position](unsafeUninitializedCapacity: points.count) { out, filled in
            points.withUnsafeBufferPointer { points in
                for i in 0..<points.count {
                    let p = points[reverse ? points.count - 1 - i : i]
                    // −0 + 0 is 0.
                    out.initializeElement(at: i, to: Position(longitude: p.longitude + 0, latitude: p.latitude + 0))
                }
            }
            filled = points.count
        }
    }
}

/// Whether a closed ring that does not meet itself runs counter-clockwise; false where it encloses nothing.
///
/// Twice the area in the plane of longitude and latitude; where rounding could turn its sign, the exact turn at the least
/// position decides.
func isCounterClockwise(_ ring: [Position]) -> Bool {
    guard let origin = ring.first, ring.count >= 4 else { return false }
    let (sum, size) = ring.withUnsafeBufferPointer { ring in
        var sum = 0.0
        var size = 0.0
        var x = 0.0
        var y = 0.0
        for i in 1..<ring.count {
            let nextX = ring[i].longitude - origin.longitude
            let nextY = ring[i].latitude - origin.latitude
            sum += x * nextY - nextX * y
            size += (x * nextY).magnitude + (nextX * y).magnitude
            (x, y) = (nextX, nextY)
        }
        return (sum, size)
    }
    if sum.magnitude > size * Double(ring.count) * 4 * Double.ulpOfOne { return sum > 0 }
    var least = 0
    for i in 1..<(ring.count - 1)
    where (ring[i].longitude, ring[i].latitude) < (ring[least].longitude, ring[least].latitude) {
        least = i
    }
    let turn = orientation(ring[least == 0 ? ring.count - 2 : least - 1], ring[least], ring[least + 1])
    return turn == 0 ? Geodesic.area(ring: ring) > 0 : turn > 0
}
