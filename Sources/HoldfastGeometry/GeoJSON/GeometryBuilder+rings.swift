import HoldfastText

extension GeometryBuilder {
    mutating func line(_ raw: ArraySlice<SIMD2<Double>>, _ path: String) -> Polyline? {
        var points: [Position] = []
        points.reserveCapacity(raw.count)
        for p in raw {
            let next = Position(longitude: p.x, latitude: p.y)
            if points.last != next { points.append(next) }
        }
        guard points.count >= 2 else {
            fault(.lineTooShort, path, points.first, "a line needs two different positions")
            return nil
        }
        return spans(points, path) ? nil : Polyline(points)
    }

    mutating func polygons(_ c: JSONPairs, _ type: GeometryType) -> Geometry? {
        var polygons: [Polygon] = []
        let before = faults.count
        let groups = type == .polygon ? [c.listEnds.count] : c.groupEnds
        var list = 0
        var start = 0
        for (g, end) in groups.enumerated() {
            let first = list
            var polygon: Polygon?
            while list < end {
                let path = ringPath(type == .polygon ? nil : g, list - first)
                if let ring = ring(c.pairs[start..<c.listEnds[list]], path) {
                    if list == first { polygon = Polygon(outer: ring) } else { polygon?.holes.append(ring) }
                }
                start = c.listEnds[list]
                list += 1
            }
            if let polygon {
                polygons.append(polygon)
            } else if end == first {
                fault(.emptyGeometry, "polygon \(g + 1)", nil, "the polygon has no ring", "leave it out")
            }
        }
        if faults.count > before { return nil }
        return checked(MultiPolygon(polygons))
    }

    /// A closed ring without repeated positions and spikes.
    private mutating func ring(_ raw: ArraySlice<SIMD2<Double>>, _ path: String) -> [Position]? {
        guard let a = raw.first, let z = raw.last else {
            fault(.emptyGeometry, path, nil, "the ring has no positions", "leave it out")
            return nil
        }
        let first = Position(longitude: a.x, latitude: a.y)
        if a != z {
            let last = Position(longitude: z.x, latitude: z.y)
            fault(
                .ringNotClosed, path, last, "the ring is not closed: it begins at [\(a.x), \(a.y)] and ends here",
                "repeat the first position at the end, or check that the ring is complete")
            return nil
        }
        var points: [Position] = []
        points.reserveCapacity(raw.count)
        var spike: Position?
        for p in raw {
            let next = Position(longitude: p.x, latitude: p.y)
            if points.last == next { continue }
            if points.count >= 2, points[points.count - 2] == next {
                spike = points.removeLast()
            } else {
                points.append(next)
            }
        }
        while points.count >= 4, points[1] == points[points.count - 2] {
            spike = points[0]
            points.removeLast()
            points.removeFirst()
        }
        guard points.count >= 4, points.first == points.last else {
            fault(
                .ringTooShort, path, first,
                raw.count < 4 ? "a ring needs four positions or more, the last like the first; this one has \(raw.count)"
                    : "the ring encloses nothing")
            return nil
        }
        if let spike { note(.spikeMended, path, spike, "the ring runs out to here and straight back; the spike is left out") }
        return spans(points, path) ? nil : points
    }

    /// Whether an edge spans more than 180° of longitude, which RFC 7946, section 3.1.9, asks to cut. An edge that stays at a
    /// pole has no length: polygons around a pole need it.
    private mutating func spans(_ points: [Position], _ path: String) -> Bool {
        for i in 1..<points.count where (points[i].longitude - points[i - 1].longitude).magnitude > 180 {
            if points[i].latitude == points[i - 1].latitude, points[i].latitude.magnitude == 90 { continue }
            fault(
                .antimeridian, path, points[i - 1],
                "the edge from here to [\(points[i].longitude), \(points[i].latitude)] spans more than 180° of longitude",
                "cut what crosses the antimeridian into two parts at longitude ±180 (RFC 7946, section 3.1.9)")
            return true
        }
        return false
    }

    /// The polygons, if they are valid.
    mutating func checked(_ m: MultiPolygon) -> Geometry? {
        guard let found = m.fault(after: earlier, key: feature) else { return .polygon(m) }
        let path = found.polygon.map { m.polygons.count > 1 ? "polygon \($0 + 1)" : "polygon" } ?? "polygons"
        switch found.kind {
        case .selfIntersection:
            fault(
                .selfIntersection, path, found.at, "a ring crosses or touches itself",
                "draw the ring so that it never meets itself; a bow-tie becomes two polygons")
        case .holeOutside: fault(.holeOutside, path, found.at, "a hole lies outside its outer ring")
        case .holesOverlap: fault(.holesOverlap, path, found.at, "two holes overlap", "merge them into one hole")
        case .polygonsOverlap: fault(.polygonsOverlap, path, found.at, "two polygons overlap", "merge them into one")
        case .duplicateRing: fault(.duplicateRing, path, found.at, "the same ring stands twice", "leave one out")
        case .insideCutApart:
            fault(
                .insideCutApart, path, found.at, "holes cut the polygon's inside in two", "make it two polygons")
        case .nothingEnclosed: fault(.ringTooShort, path, found.at, "the ring encloses nothing")
        case .unknown: fault(.validityUnknown, path, found.at, "the polygons cannot be checked")
        }
        return nil
    }
}
