import Foundation
import HoldfastGeometry
import HoldfastText

/// How far along the lines of its epoch each edge begins. Epochs are made ready when they are first asked for.
///
/// Safe to use from many threads: numbers are written under the lock, and read by those who made their epoch ready.
final class LineChainages: @unchecked Sendable {
    private let lines: LineHistory
    fileprivate let edges: [TimedEdge]
    /// Metres.
    fileprivate let lengths: [Double]
    /// The edges with the same ends, by those ends.
    private let numbers: [Ends: [Int32]]
    /// An edge has one number for each epoch through which it stands: those of edge `i` begin at `offsets[i]`.
    fileprivate let offsets: [Int]
    fileprivate let starts: UnsafeMutablePointer<Double>
    /// Corners through which the lines of an epoch run more than once: how far along they first come there.
    private var firstVisits: [Visit: Double] = [:]
    /// Whether an edge begins or ends at such a corner in any epoch made ready.
    private var meetsAgain: [Bool]
    private var isReady: [Bool]
    private let lock = NSLock()

    private struct Ends: Hashable {
        var a: Position
        var b: Position
    }

    /// The beginning or the end of an edge in an epoch.
    fileprivate struct Visit: Hashable, Sendable {
        var edge: Int
        var epoch: Int
        var isEnd: Bool
    }

    /// - Parameter edges: as ``LineHistoryIndex/edges`` counts them.
    /// - Complexity: O(n) for n edges.
    init(_ lines: LineHistory, edges: [TimedEdge]) {
        self.lines = lines
        self.edges = edges
        lengths = inRuns(of: edges.count, atLeast: 256) { run in
            run.map { Geodesic.length(Polyline([edges[$0].a, edges[$0].b])) }
        }.flatMap(\.self)
        var numbers: [Ends: [Int32]] = [:]
        numbers.reserveCapacity(edges.count)
        var offsets: [Int] = []
        offsets.reserveCapacity(edges.count)
        var total = 0
        for (i, edge) in edges.enumerated() {
            numbers[Ends(a: edge.a, b: edge.b), default: []].append(Int32(truncatingIfNeeded: i))
            offsets.append(total)
            total += max(0, Int(edge.to) - Int(edge.from))
        }
        self.numbers = numbers
        self.offsets = offsets
        starts = .allocate(capacity: max(1, total))
        starts.initialize(repeating: .nan, count: max(1, total))
        isReady = Array(repeating: false, count: lines.count)
        meetsAgain = Array(repeating: false, count: edges.count)
    }

    deinit { starts.deallocate() }

    /// Makes epochs ready; numbers that are no epochs are passed over.
    /// - Complexity: O(n) for n edges of the epochs that were not ready before, on all cores.
    func prepare(_ epochs: [Int32]) -> Ready {
        lock.lock()
        defer { lock.unlock() }
        var wanted: [Int] = []
        for epoch in epochs {
            let epoch = Int(epoch)
            guard isReady.indices.contains(epoch), !isReady[epoch] else { continue }
            isReady[epoch] = true
            wanted.append(epoch)
        }
        let todo = wanted
        let visits = inRuns(of: todo.count, atLeast: 1) { run in run.flatMap { walk(todo[$0]) } }
        for (visit, metres) in visits.joined() {
            firstVisits[visit] = metres
            meetsAgain[visit.edge] = true
        }
        return Ready(chainages: self, firstVisits: firstVisits, meetsAgain: meetsAgain)
    }

    /// Writes the numbers of one epoch; gives the corners that the lines come to again.
    private func walk(_ epoch: Int) -> [(Visit, Double)] {
        var metres = 0.0
        var seen: [Position: Double] = [:]
        var again: [(Visit, Double)] = []
        for line in lines.lines(epoch) where line.points.count >= 2 {
            if seen[line.points[0]] == nil { seen[line.points[0]] = metres }
            for i in 1..<line.points.count {
                let (a, b) = (line.points[i - 1], line.points[i])
                guard let same = numbers[Ends(a: a, b: b)],
                    let number = same.first(where: { edges[Int($0)].from <= epoch && epoch < edges[Int($0)].to })
                else { continue }
                let edge = Int(number)
                starts[offsets[edge] + epoch - Int(edges[edge].from)] = metres
                if let first = seen[a], first != metres { again.append((Visit(edge: edge, epoch: epoch, isEnd: false), first)) }
                metres += lengths[edge]
                if let first = seen[b] {
                    again.append((Visit(edge: edge, epoch: epoch, isEnd: true), first))
                } else {
                    seen[b] = metres
                }
            }
        }
        return again
    }

    /// The length of an edge's beginning. Of a short edge it is the same share of metres as of degrees, to a millimetre.
    fileprivate func length(_ edge: Int, to fraction: Double) -> Double {
        if lengths[edge] < 100 || fraction <= 0 || fraction >= 1 { return fraction * lengths[edge] }
        let (a, b) = (edges[edge].a, edges[edge].b)
        let end = Position(
            longitude: a.longitude + fraction * (b.longitude - a.longitude),
            latitude: a.latitude + fraction * (b.latitude - a.latitude))
        return Geodesic.length(from: a, to: end)
    }

    /// The numbers of epochs that were made ready. Later epochs do not touch it.
    struct Ready: Sendable {
        fileprivate let chainages: LineChainages
        fileprivate let firstVisits: [Visit: Double]
        fileprivate let meetsAgain: [Bool]

        /// Metres from the beginning of the lines to a place on an edge that stands in an epoch made ready; at a corner to
        /// which the lines come again, to where they first come there.
        @inline(__always)
        func metres(_ place: NearestEdge, _ epoch: Int) -> Double {
            let edge = Int(place.edge)
            guard chainages.edges.indices.contains(edge) else { return .nan }
            let (from, to) = (Int(chainages.edges[edge].from), Int(chainages.edges[edge].to))
            guard epoch >= from, epoch < to else { return .nan }
            if meetsAgain[edge], place.fraction < 1e-6 || place.fraction > 1 - 1e-6 {
                let visit = Visit(edge: edge, epoch: epoch, isEnd: place.fraction > 0.5)
                if let first = firstVisits[visit] { return first }
            }
            return chainages.starts[chainages.offsets[edge] + epoch - from] + chainages.length(edge, to: Double(place.fraction))
        }
    }
}
