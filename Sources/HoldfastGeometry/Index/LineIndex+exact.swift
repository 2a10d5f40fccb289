import Foundation

extension LineIndex {
    /// The geodesic distance to the nearest place on the lines, in metres, within a millimetre.
    ///
    /// Method: Karney's geodesic, made least along every edge, straight in longitude and latitude, that can hold the nearest
    /// place. For verdicts that hang on it; ``nearest(to:)`` is several times faster near a line, and far
    /// more from thousands of kilometres away, where many edges come into question.
    /// - Returns: infinity where there is no line, NaN where `p` is not on earth.
    public func exactDistance(to p: Position) -> Double {
        guard p.isOnEarth else { return .nan }
        let v = p.earthCentred
        guard let first = tree.nearestByChord(to: v) else { return .infinity }
        var best = Double.infinity
        // The chord's own nearest piece first, so that others are mostly cut short.
        best = least(p, first, best)
        let slack = first.chord < 1000 ? first.chord * 1.000_001 + 0.05 + 2 * tree.pieceError : Self.chordLimit(first.chord)
        tree.forEachNear(v, within: slack) { hit in
            if hit.piece != first.piece { best = min(best, least(p, hit, best)) }
        }
        return best
    }

    /// The least distance to one piece's stretch of the true edge.
    private func least(_ p: Position, _ hit: EdgeTree.Hit, _ limit: Double) -> Double {
        var at = hit
        var best = Double.infinity
        var t = hit.t
        let origin = tree.origins[hit.piece]
        let edge = tree.edges[Int(origin.edge)]
        let long = max(origin.length, 1e-9)
        // Walk to the foot of the perpendicular: from q, the foot lies s·cos(angle) ahead, on a sphere.
        for _ in 0..<12 {
            at.t = t
            let q = tree.position(at)
            let metres = Geodesic.distance(q, p)
            best = min(best, metres)
            if metres == 0 { break }
            let angle = (Geodesic.azimuthDegrees(from: q, to: p) - heading(edge, q)) * WGS84.radians
            let radius = 6_371_000.0
            let ahead = metres < 9_000_000 ? radius * atan(tan(metres / radius) * cos(angle)) : metres * cos(angle) * 0.1
            let next = min(1, max(0, t + ahead / long))
            if (next - t).magnitude * long < 1e-5 { break }
            t = next
        }
        if best > 9_000_000 { best = min(best, golden(p, hit)) }
        return best
    }

    /// Golden-section search, for places almost a quarter of the way round the earth and beyond.
    private func golden(_ p: Position, _ hit: EdgeTree.Hit) -> Double {
        let ratio = 0.618_033_988_749_895
        func metres(_ t: Double) -> Double {
            Geodesic.distance(tree.position(EdgeTree.Hit(piece: hit.piece, t: t, chord: 0)), p)
        }
        var low = 0.0
        var high = 1.0
        var a = high - ratio
        var b = low + ratio
        var fa = metres(a)
        var fb = metres(b)
        var best = min(metres(0), metres(1), fa, fb)
        for _ in 0..<48 {
            if fa < fb {
                (high, b, fb) = (b, a, fa)
                a = high - ratio * (high - low)
                fa = metres(a)
            } else {
                (low, a, fa) = (a, b, fb)
                b = low + ratio * (high - low)
                fb = metres(b)
            }
            best = min(best, fa, fb)
        }
        return best
    }

    /// The direction of an edge at `q`, in degrees clockwise from north.
    private func heading(_ edge: EdgeTree.Edge, _ q: Position) -> Double {
        let s = sin(q.latitude * WGS84.radians)
        let east = (edge.b.longitude - edge.a.longitude) * cos(q.latitude * WGS84.radians)
        let north = (edge.b.latitude - edge.a.latitude) * (1 - WGS84.e2) / (1 - WGS84.e2 * s * s)
        return atan2(east, north) / WGS84.radians
    }
}
