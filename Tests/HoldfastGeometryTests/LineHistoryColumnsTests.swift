import Foundation
@testable import HoldfastGeometry
import Testing

/// Expected values: one place at a time by `LineIndex`, whose own are PROJ's; and the same bits from every instruction set.
@Suite("Distances of columns")
struct LineHistoryColumnsTests {
    /// A wavy line for each of 70 epochs that shares most of its edges with the one before.
    static let lines: [[Polyline]] = (0..<70).map { epoch in
        let points = (0...60).map { i in
            let moved = i % 7 == epoch % 7 ? 0.01 * Double(epoch) : 0
            return Position(longitude: 30 + Double(i) * 0.1, latitude: 48 + 0.3 * sin(Double(i)) + moved)
        }
        return epoch == 13 ? [] : [Polyline(points)]
    }

    static let index = LineHistoryIndex(LineHistory(lines))

    private func distances(
        _ places: [Position], _ epochs: [Int32], _ instructions: VectorInstructions = .best
    ) -> (metres: [Double], nearest: [NearestEdge]) {
        let (x, y) = (places.map(\.longitude), places.map(\.latitude))
        var metres = [Double](repeating: -7, count: places.count)
        var nearest = [NearestEdge](repeating: .init(edge: -7, fraction: 0), count: places.count)
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                epochs.withUnsafeBufferPointer { e in
                    metres.withUnsafeMutableBufferPointer { out in
                        nearest.withUnsafeMutableBufferPointer { at in
                            Self.index.distances(
                                longitudes: x, latitudes: y, epochs: e, into: out, nearest: at, instructions: instructions)
                        }
                    }
                }
            }
        }
        return (metres, nearest)
    }

    private func places(_ n: Int, span: Double) -> (places: [Position], epochs: [Int32]) {
        var random = Random(seed: 11)
        let places = (0..<n).map { _ in
            Position(
                longitude: min(180, 33 + span * (random.between(0, 1) - 0.5)),
                latitude: max(-90, min(90, 48 + span * (random.between(0, 1) - 0.5))))
        }
        return (places, (0..<n).map { _ in Int32(random.between(0, 70)) })
    }

    @Test("as one place at a time", arguments: [0, 1, 7, 8, 9, 1000], [0.5, 12, 60, 300])
    func one(n: Int, span: Double) {
        let (places, epochs) = places(n, span: span)
        let (metres, nearest) = distances(places, epochs)
        for i in 0..<n {
            let expected = LineIndex(Self.lines[Int(epochs[i])]).nearest(to: places[i]).metres
            if epochs[i] == 13 {
                #expect(metres[i] == .infinity)
                #expect(nearest[i].edge == -1)
                continue
            }
            #expect((metres[i] - expected).magnitude < max(0.02, 1e-6 * expected), "\(places[i]) \(epochs[i])")
            let edge = Self.index.edges[Int(nearest[i].edge)]
            #expect(edge.from <= epochs[i] && edge.to > epochs[i])
            let t = Double(nearest[i].fraction)
            let foot = Position(
                longitude: edge.a.longitude + t * (edge.b.longitude - edge.a.longitude),
                latitude: edge.a.latitude + t * (edge.b.latitude - edge.a.latitude))
            #expect((Geodesic.distance(places[i], foot) - expected).magnitude < max(0.05, 1e-6 * expected))
        }
    }

    @Test("every instruction set gives the same bits")
    func instructions() {
        let (places, epochs) = places(3000, span: 20)
        let best = distances(places, epochs)
        for instructions in VectorInstructions.allCases where instructions < .best {
            let other = distances(places, epochs, instructions)
            #expect(other.metres.map(\.bitPattern) == best.metres.map(\.bitPattern))
            #expect(other.nearest == best.nearest)
        }
    }

    @Test("places and epochs that cannot be are NaN, and leave the others alone")
    func notOnEarth() {
        let good = Position(longitude: 33, latitude: 49)
        let places = [
            Position(longitude: .nan, latitude: 48), good, Position(longitude: 181, latitude: 48), good,
            Position(longitude: 33, latitude: .infinity), good, good,
        ]
        let (metres, nearest) = distances(places, [0, 0, 0, 70, 0, -1, 5])
        #expect(metres.map(\.isNaN) == [true, false, true, true, true, true, false])
        #expect(nearest[0].edge == -1 && nearest[3].edge == -1)
    }

    @Test("many places at one spot")
    func oneSpot() {
        let places = [Position](repeating: Position(longitude: 33, latitude: 49), count: 5000)
        let (metres, _) = distances(places, [Int32](repeating: 3, count: 5000))
        #expect(Set(metres).count == 1)
    }
}
