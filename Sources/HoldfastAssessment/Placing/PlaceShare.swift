import Foundation
import HoldfastControl
import HoldfastGeometry
import HoldfastText

/// How much of an incident's disc of uncertainty lies in a zone.
struct PlaceShare: Hashable, Sendable {
    /// 0 to 1; exactly 0 outside, exactly 1 where certain.
    var probability: Double
    var isCertain: Bool

    static let inside = PlaceShare(probability: 1, isCertain: true)
    static let outside = PlaceShare(probability: 0, isCertain: true)
    /// The place is not known at all: possible, with no weight in a best count.
    static let anywhere = PlaceShare(probability: 0, isCertain: false)

    /// Whether the incident may lie in the zone.
    var isPossible: Bool { !isCertain || probability > 0 }
}

extension PlaceShare {
    /// Share of a disc in a polygon: exact where it is wholly in or out, otherwise by 64 points spread evenly over the disc.
    init(of position: Position, radius: Double, in polygon: PolygonIndex) {
        guard radius.isFinite, position.longitude.isFinite, position.latitude.isFinite else {
            self = .anywhere
            return
        }
        switch polygon.standing(of: position, radiusMetres: radius) {
        case .inside: self = .inside
        case .outside: self = .outside
        case .straddles:
            let share = polygon.shareOfDisc(centre: position, radiusMetres: radius)
            self = PlaceShare(probability: min(max(share, 0), 1), isCertain: false)
        }
    }

    /// Share of a disc in the band `near ..< far` of signed distances from a line, the line taken as straight over the disc.
    /// Whether it is certain does not rest on that: distances change by at most the distance moved.
    init(signedDistance d: Double, radius: Double, band: DistanceBand) {
        guard radius.isFinite, d.isFinite else {
            self = .anywhere
            return
        }
        if d - radius >= band.near && d + radius <= band.far {
            self = .inside
        } else if d + radius < band.near || d - radius > band.far {
            self = .outside
        } else if radius <= 0 {
            self = d >= band.near && d <= band.far ? .inside : .outside
        } else {
            let p = discBelow((band.far - d) / radius) - discBelow((band.near - d) / radius)
            self = PlaceShare(probability: min(max(p, 0), 1), isCertain: false)
        }
    }
}

/// Signed distances from `near` to `far`, both included.
struct DistanceBand: Sendable {
    var near: Double
    var far: Double
}

/// Share of the unit disc to the left of the vertical at `x`: 1/2 + (x √(1 − x²) + arcsin x) / π.
func discBelow(_ x: Double) -> Double {
    if x <= -1 { return 0 }
    if x >= 1 { return 1 }
    return 0.5 + (x * (1 - x * x).squareRoot() + asin(x)) / .pi
}

/// Where a position stands to a line.
struct LineStanding: Sendable {
    /// Metres to the line.
    var metres: Double
    /// Party id that holds the side on which it lies; `nil` on the line, or where nobody says who holds the side.
    var holder: String?

    /// Metres behind the line as `party` sees it: positive on its own side, negative on the other; `nil` where the sides are not named.
    func metresBehind(party: String) -> Double? {
        guard let holder else { return metres == 0 ? 0 : nil }
        return holder == party ? metres : -metres
    }
}

extension LineOnDay {
    /// - Parameter near: depths on which something hangs; a distance closer to one of them than the kernel's bound is measured exactly.
    func standing(of position: Position, near depths: [Double], radius: Double) -> LineStanding {
        let nearest = nearest(to: position)
        var metres = nearest.metres
        for depth in depths {
            let slack = nearest.errorBoundMetres
            if abs(metres - depth) <= slack || abs(abs(metres - depth) - radius - accuracyMetres) <= slack {
                metres = exactDistance(to: position)
                break
            }
        }
        let holder: String? =
            switch nearest.side {
            case .left: leftHeldBy
            case .right: rightHeldBy
            case .on: nil
            }
        return LineStanding(metres: metres, holder: holder)
    }
}
