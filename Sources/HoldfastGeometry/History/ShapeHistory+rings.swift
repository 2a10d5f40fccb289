extension ShapeHistory {
    /// The number of a ring, cut into stretches.
    ///
    /// A closed ring is turned so that its inside lies on the left and begins at the least of its cut vertices, or of all
    /// where there is none: so the same ring has the same number wherever it began.
    mutating func number(ofRing points: [Position], counterClockwise: Bool) -> Int32 {
        var ring = turned(points, counterClockwise: counterClockwise)
        let isClosed = ring.count > 1 && ring.first == ring.last
        if isClosed { ring.removeLast() }
        var cuts: [Int] = []
        let start = ring.withUnsafeBufferPointer { least(of: $0, &cuts) }
        var stretches: [Int32] = []
        stretches.reserveCapacity(cuts.count + 1)
        if !isClosed {
            var from = 0
            for cut in cuts where cut > 0 {
                add(ring[from...cut], to: &stretches)
                from = cut
            }
            if from < ring.count - 1 || (from == 0 && !ring.isEmpty) { add(ring[from...], to: &stretches) }
        } else if cuts.isEmpty {
            add(ring[start...] + ring[...start], to: &stretches)
        } else {
            let first = cuts.firstIndex(of: start) ?? 0
            for i in cuts.indices {
                let from = cuts[(first + i) % cuts.count]
                let to = cuts[(first + i + 1) % cuts.count]
                add(from < to ? ring[from...to] : ring[from...] + ring[...to], to: &stretches)
            }
        }
        return number(of: stretches, positionCount: points.count)
    }

    /// Adds a stretch, or several where it is long.
    private mutating func add(_ stretch: ArraySlice<Position>, to stretches: inout [Int32]) {
        stretch.withUnsafeBufferPointer { stretch in
            var from = 0
            repeat {
                let to = min(stretch.count - 1, from + StretchTable.longest - 1)
                stretches.append(table.number(UnsafeBufferPointer(rebasing: stretch[from...to]), after: stretches.last))
                from = to
            } while from < stretch.count - 1
        }
    }

    /// The places to cut, in order, and the one with the least position, or that of all positions where there is none.
    private func least(of ring: UnsafeBufferPointer<Position>, _ cuts: inout [Int]) -> Int {
        cuts.reserveCapacity(ring.count / 12 + 4)
        var least = 0
        for i in 0..<ring.count where StretchTable.isCut(ring[i]) {
            if cuts.isEmpty || precedes(ring[i], ring[least]) { least = i }
            cuts.append(i)
        }
        if cuts.isEmpty { for i in 0..<ring.count where precedes(ring[i], ring[least]) { least = i } }
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
    for i in 1..<(ring.count - 1) where precedes(ring[i], ring[least]) { least = i }
    let turn = orientation(ring[least == 0 ? ring.count - 2 : least - 1], ring[least], ring[least + 1])
    return turn == 0 ? Geodesic.area(ring: ring) > 0 : turn > 0
}
