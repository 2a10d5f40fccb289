import Foundation

/// Lines on the ground, made ready for "how far, and on which side".
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
    /// The length of all lines, in metres.
    public let lengthMetres: Double

    public init(_ lines: [Polyline]) {
        self.lines = lines
        bounds = BoundingBox(of: lines)
        lengthMetres = lines.reduce(0) { $0 + Geodesic.length($1) }
    }

    public func nearest(to p: Position) -> Nearest {
        var best = Nearest(metres: .infinity, side: .on, chainageMetres: 0, errorBoundMetres: 1)
        var chainage = 0.0
        let scale = cos(p.latitude * .pi / 180)
        for line in lines where line.points.count >= 2 {
            for i in 1..<line.points.count {
                let a = line.points[i - 1]
                let b = line.points[i]
                let ux = (b.longitude - a.longitude) * scale
                let uy = b.latitude - a.latitude
                let vx = (p.longitude - a.longitude) * scale
                let vy = p.latitude - a.latitude
                let square = ux * ux + uy * uy
                let t = square > 0 ? min(1, max(0, (ux * vx + uy * vy) / square)) : 0
                let metres = Geodesic.distance(p, a.along(b, t))
                let length = Geodesic.length(from: a, to: b)
                if metres < best.metres {
                    let o = orientation(a, b, p)
                    best = Nearest(
                        metres: metres, side: metres < 0.001 || o == 0 ? .on : o > 0 ? .left : .right,
                        chainageMetres: chainage + t * length, errorBoundMetres: 1)
                }
                chainage += length
            }
        }
        return best
    }

    public func exactDistance(to p: Position) -> Double { nearest(to: p).metres }
}
