import Foundation

/// Lines on the ground, made ready for "how far, and on which side". Safe to use from many threads at once.
public struct LineIndex: Sendable {
    /// Which side of a line, seen in the direction in which its points are listed.
    public enum Side: Sendable {
        case left, right
        /// Within a millimetre of the line.
        case on
    }

    /// What ``LineIndex/nearest(to:)`` found.
    public struct Nearest: Sendable {
        /// Geodesic distance to the nearest place on the lines, in metres. Infinite where there is no line.
        public var metres: Double
        public var side: Side
        /// How far along the lines that place lies, in metres from the first point of the first line; the lines count one
        /// after the other.
        public var chainageMetres: Double
        /// ``metres`` is off by no more than this.
        public var errorBoundMetres: Double
    }

    public let lines: [Polyline]
    public let bounds: BoundingBox
    let tree: EdgeTree

    /// - Complexity: O(n log n) for n edges, long edges counting once for about every 15 km.
    public init(_ lines: [Polyline]) {
        self.lines = lines
        bounds = BoundingBox(of: lines)
        tree = EdgeTree(lines)
    }

    /// The length of all lines, in metres.
    public var lengthMetres: Double { tree.length }

    /// The nearest place on the lines: how far, on which side, how far along.
    ///
    /// Side: by the nearest edge, extended where the nearest place is a line's end; where it is a corner, by which way the
    /// line turns there. A line that begins where exactly one other line ends continues it. Edges are straight in longitude
    /// and latitude, and the side is exact for them beyond a millimetre.
    ///
    /// Distance: the nearest place on a parabola that follows the edge to 4 mm, then the chord to it turned into an arc with
    /// Euler's radius of curvature in the chord's direction at the middle latitude; beyond 1,000 km Karney's geodesic.
    /// - Returns: infinite `metres` where there is no line, NaN where `p` is not on earth; the side is then `on`.
    /// - Complexity: O(log n) for n edges as a rule, no allocation below 150 km.
    public func nearest(to p: Position) -> Nearest {
        guard p.isOnEarth else { return Nearest(metres: .nan, side: .on, chainageMetres: 0, errorBoundMetres: 0) }
        let v = p.earthCentred
        guard let first = tree.nearestByChord(to: v) else {
            return Nearest(metres: .infinity, side: .on, chainageMetres: 0, errorBoundMetres: 0)
        }
        var hit = first
        let metres: Double
        if hit.chord < 150_000 {
            metres = tree.arc(hit, v, p)
        } else {
            (hit, metres) = nearestFar(p, v, hit)
        }
        let origin = tree.origins[hit.piece]
        return Nearest(
            metres: metres, side: metres < 0.001 ? .on : tree.side(of: p, hit, tree.edges[Int(origin.edge)]), chainageMetres: origin.chainage + hit.t * origin.length,
            errorBoundMetres: 0.01 + tree.pieceError + Self.directionError(metres))
    }

    /// What choosing by the chord costs below 150 km, d³/24 times the most that 1/R² varies with the direction; beyond, what
    /// the arc costs.
    @inline(__always)
    static func directionError(_ metres: Double) -> Double {
        metres < 151_000 ? metres * metres * metres * 1.4e-17 : 1e-6 * max(0, metres - 300_000)
    }

    /// Far away the shortest chord need not be the shortest arc: the earth's curvature depends on the direction.
    @inline(never)
    private func nearestFar(_ p: Position, _ v: Vector, _ first: EdgeTree.Hit) -> (EdgeTree.Hit, Double) {
        var best = first
        var metres = first.chord < 1_000_000 ? tree.arc(first, v, p) : Geodesic.distance(p, tree.position(first))
        tree.forEachNear(v, within: Self.chordLimit(first.chord)) { hit in
            let d = hit.chord < 1_000_000 ? tree.arc(hit, v, p) : Geodesic.distance(p, tree.position(hit))
            if d < metres {
                metres = d
                best = hit
            }
        }
        if first.chord > 10_000_000 { metres = min(metres, exactDistance(to: p)) }
        return (best, metres)
    }

    /// No place whose chord is longer than this can be nearer, on the ground, than one whose chord is `chord`.
    ///
    /// A geodesic's curvature in space lies between 1/largest and 1/smallest radius, so its length lies between the arcs of
    /// circles of those radii over the same chord (Schur's comparison theorem for the upper end).
    static func chordLimit(_ chord: Double) -> Double {
        let half = 0.5 * chord / WGS84.smallestRadius
        guard half < 0.98 else { return .infinity }
        let longest = 2 * WGS84.smallestRadius * asin(half) * (1 + 1e-9) + 0.05
        let angle = 0.5 * longest / WGS84.largestRadius
        return angle < 1.5 ? 2 * WGS84.largestRadius * sin(angle) + 0.05 : .infinity
    }

}
