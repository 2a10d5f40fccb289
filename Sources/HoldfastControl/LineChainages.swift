import Foundation
import HoldfastGeometry
import HoldfastText

/// How far along the lines of its epoch each edge begins. Epochs are made ready when they are first asked for.
///
/// Safe to use from many threads: an epoch's numbers are written under the lock, and read only once it is ready.
final class LineChainages: @unchecked Sendable {
    private let lines: LineHistory
    private let edges: [TimedEdge]
    /// Metres.
    private let lengths: [Double]
    /// The edges with the same ends, by those ends.
    private let numbers: [Ends: [Int32]]
    /// An edge has one number for each epoch through which it stands: those of edge `i` begin at `offsets[i]`.
    private let offsets: [Int]
    private let starts: UnsafeMutablePointer<Double>
    private var isReady: [Bool]
    private let lock = NSLock()

    private struct Ends: Hashable {
        var a: Position
        var b: Position
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
    }

    deinit { starts.deallocate() }

    /// Makes epochs ready; numbers that are no epochs are passed over.
    /// - Complexity: O(n) for n edges of the epochs that were not ready before, on all cores.
    func prepare(_ epochs: [Int32]) {
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
        _ = inRuns(of: todo.count, atLeast: 1) { run in for i in run { walk(todo[i]) } }
    }

    /// Writes the numbers of one epoch.
    private func walk(_ epoch: Int) {
        var metres = 0.0
        for line in lines.lines(epoch) where line.points.count >= 2 {
            for i in 1..<line.points.count {
                guard let same = numbers[Ends(a: line.points[i - 1], b: line.points[i])],
                    let number = same.first(where: { edges[Int($0)].from <= epoch && epoch < edges[Int($0)].to })
                else { continue }
                let edge = Int(number)
                starts[offsets[edge] + epoch - Int(edges[edge].from)] = metres
                metres += lengths[edge]
            }
        }
    }

    /// Metres from the beginning of the lines to a place on an edge that stands in an epoch made ready before.
    @inline(__always)
    func metres(_ place: NearestEdge, _ epoch: Int) -> Double {
        let edge = Int(place.edge)
        guard edges.indices.contains(edge) else { return .nan }
        let since = epoch - Int(edges[edge].from)
        guard since >= 0, epoch < Int(edges[edge].to) else { return .nan }
        return starts[offsets[edge] + since] + Double(place.fraction) * lengths[edge]
    }
}
