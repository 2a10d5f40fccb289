import Foundation

extension EdgeTree {
    /// The length over ground of the chord from `v` to a hit.
    @inline(__always)
    func arc(_ hit: Hit, _ v: Vector, _ p: Position) -> Double {
        let chord = hit.chord
        // The difference is below 0.01 mm.
        if chord < 2000 { return chord }
        let piece = pieces[hit.piece]
        let r = v - xyz(piece.a) - hit.t * xyz(piece.d) - (hit.t * (1 - hit.t)) * xyz(piece.c)
        return Self.arc(chord, northward: r.z, middleLatitude: 0.5 * (p.latitude + position(hit).latitude))
    }

    /// Euler's theorem: 1/R = cos²α/M + sin²α/N, with α the chord's direction at the middle latitude, M and N the radii of
    /// curvature there. The chord is level at its middle, so cos α = z/(chord · cos φ).
    @inline(__always)
    static func arc(_ chord: Double, northward z: Double, middleLatitude: Double) -> Double {
        let s = sin(middleLatitude * WGS84.radians)
        let w = 1 - WGS84.e2 * s * s
        let acrossMeridian = w.squareRoot() / WGS84.a
        let alongMeridian = acrossMeridian * w / (1 - WGS84.e2)
        let slope = z / chord
        let cosine = min(1, slope * slope / max(1 - s * s, 1e-12))
        let curvature = cosine * alongMeridian + (1 - cosine) * acrossMeridian
        return 2 / curvature * asin(min(1, 0.5 * chord * curvature))
    }

    /// The side of a hit's edge on which a place lies that is more than a millimetre away.
    /// - Parameter edge: the edge of the hit, with its neighbours.
    func side(of p: Position, _ hit: Hit, _ edge: Edge) -> LineIndex.Side {
        let origin = origins[hit.piece]
        if hit.t >= 1, origin.to == 1, edge.next >= 0 {
            let turn = orientation(edge.a, edge.b, near(edges[Int(edge.next)].b, edge.b))
            if turn != 0 { return turn > 0 ? .right : .left }
        } else if hit.t <= 0, origin.from == 0, edge.previous >= 0 {
            let turn = orientation(near(edges[Int(edge.previous)].a, edge.a), edge.a, edge.b)
            if turn != 0 { return turn > 0 ? .right : .left }
        }
        switch orientation(edge.a, edge.b, near(p, position(hit))) {
        case 1: return .left
        case -1: return .right
        default: return .on
        }
    }

    /// The same place with a longitude within 180° of another's.
    private func near(_ p: Position, _ other: Position) -> Position {
        let difference = p.longitude - other.longitude
        if difference.magnitude <= 180 { return p }
        return Position(longitude: p.longitude + (difference > 0 ? -360 : 360), latitude: p.latitude)
    }
}
