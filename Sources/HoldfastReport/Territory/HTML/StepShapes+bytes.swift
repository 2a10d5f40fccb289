import Foundation
import HoldfastGeometry

/// Shapes of many steps as bytes for a page's script.
///
/// Numbers are LEB128; those with a sign are zigzag coded. First the number of chains. Then for each: its vertices (count, then each
/// one's longitude and latitude as the difference from the vertex before, of the chain before for the first) in units of
/// 1e-6 degrees; and its spans (count, then layer × 2 + 1 if reversed, the first step, and how many steps).
struct PackedShapes {
    var bytes: [UInt8]
    /// How far a line as drawn may lie from the maps' own, in metres; 0 where nothing was left out.
    var tolerance: Double

    /// More than this is drawn with fewer vertices.
    static let most = 700_000

    /// - Parameter most: bytes that are not to be passed if leaving out detail up to 1.6 km can help it.
    init(_ shapes: StepShapes, most: Int = Self.most) {
        let chains = shapes.chains()
        tolerance = 0
        bytes = Self.bytes(chains, shapes.vertices)
        for metres in [25.0, 50, 100, 200, 400, 800, 1600] where bytes.count > most {
            tolerance = metres
            bytes = Self.bytes(chains.map { thinned($0, shapes.vertices, metres) }, shapes.vertices)
        }
    }

    private static func bytes(_ chains: [StepShapes.Chain], _ vertices: [StepShapes.Vertex]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(chains.count * 12 + vertices.count * 6)
        append(chains.count, to: &out)
        var last = (longitude: 0, latitude: 0)
        for chain in chains {
            append(chain.vertices.count, to: &out)
            for v in chain.vertices {
                let at = (longitude: Int(vertices[Int(v)].longitude), latitude: Int(vertices[Int(v)].latitude))
                append(signed: at.longitude - last.longitude, to: &out)
                append(signed: at.latitude - last.latitude, to: &out)
                last = at
            }
            append(chain.spans.count, to: &out)
            for span in chain.spans {
                append(Int(span.layer) * 2 + (span.isReversed ? 1 : 0), to: &out)
                append(Int(span.from), to: &out)
                append(Int(span.to - span.from), to: &out)
            }
        }
        return out
    }

    private static func append(signed n: Int, to out: inout [UInt8]) { append(n < 0 ? -2 * n - 1 : 2 * n, to: &out) }

    private static func append(_ n: Int, to out: inout [UInt8]) {
        var rest = UInt(max(0, n))
        while rest > 127 {
            out.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        out.append(UInt8(rest))
    }
}

/// A chain without the vertices that lie within a tolerance of the line through those that are left, its ends kept.
///
/// Method: Douglas and Peucker, The Canadian Cartographer 10 (1973), in a plane that is true in the middle latitude of the chain.
private func thinned(_ chain: StepShapes.Chain, _ vertices: [StepShapes.Vertex], _ metres: Double) -> StepShapes.Chain {
    let n = chain.vertices.count
    guard n > 2 else { return chain }
    let latitude = Double(vertices[Int(chain.vertices[n / 2])].latitude) / 1e6
    let (east, north) = (0.111_32 * cos(latitude * .pi / 180), 0.111_13)
    let at = chain.vertices.map { v in
        (x: Double(vertices[Int(v)].longitude) * east, y: Double(vertices[Int(v)].latitude) * north)
    }
    var keeps = [Bool](repeating: false, count: n)
    keeps[0] = true
    keeps[n - 1] = true
    var open = [(from: 0, to: n - 1)]
    while let (from, to) = open.popLast() {
        guard to - from > 1 else { continue }
        let (dx, dy) = (at[to].x - at[from].x, at[to].y - at[from].y)
        let length = (dx * dx + dy * dy).squareRoot()
        var farthest = (index: from + 1, distance: -1.0)
        for i in (from + 1)..<to {
            let (x, y) = (at[i].x - at[from].x, at[i].y - at[from].y)
            // To the stretch itself: a ring begins and ends in one place.
            let along = length > 0 ? min(max((x * dx + y * dy) / (length * length), 0), 1) : 0
            let distance = ((x - along * dx) * (x - along * dx) + (y - along * dy) * (y - along * dy)).squareRoot()
            if distance > farthest.distance { farthest = (i, distance) }
        }
        // A ring stays one even where it is small.
        if farthest.distance > metres || from == 0 && to == n - 1 && length == 0 {
            keeps[farthest.index] = true
            open.append((from, farthest.index))
            open.append((farthest.index, to))
        }
    }
    return StepShapes.Chain(vertices: chain.vertices.indices.filter { keeps[$0] }.map { chain.vertices[$0] }, spans: chain.spans)
}
