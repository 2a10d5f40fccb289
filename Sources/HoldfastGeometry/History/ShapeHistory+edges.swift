extension ShapeHistory {
    /// Every edge of every shape once for each run of epochs through which it stands, the inside on its left.
    ///
    /// The runs of an edge neither overlap nor adjoin. In the order in which edges first came, then by epoch.
    /// - Complexity: O(s + n) for the s stretches of all epochs' shapes and the n edges of distinct stretches, each as often
    ///   as its stretch came and went.
    public func edges() -> [TimedEdge] {
        let spans = stretchSpans()
        let numbered = EdgeNumbers(table)
        // The spans of each edge: those of the stretches that have it.
        var starts = [Int](repeating: 0, count: numbered.edges.count + 1)
        for span in spans {
            for edge in numbered.edges(of: span.stretch) { starts[Int(edge) + 1] += 1 }
        }
        for i in numbered.edges.indices { starts[i + 1] += starts[i] }
        var next = starts
        var filled = [(from: Int32, to: Int32)](repeating: (0, 0), count: starts[numbered.edges.count])
        for span in spans {
            for edge in numbered.edges(of: span.stretch) {
                filled[next[Int(edge)]] = (span.from, span.to)
                next[Int(edge)] += 1
            }
        }
        var out: [TimedEdge] = []
        out.reserveCapacity(filled.count)
        for (i, edge) in numbered.edges.enumerated() {
            let range = starts[i]..<starts[i + 1]
            if range.count > 1 { filled[range].sort { $0.from < $1.from } }
            var open: TimedEdge?
            for span in filled[range] {
                if let held = open, span.from <= held.to {
                    open?.to = max(held.to, span.to)
                } else {
                    if let open { out.append(open) }
                    open = TimedEdge(a: edge.a, b: edge.b, from: span.from, to: span.to)
                }
            }
            if let open { out.append(open) }
        }
        return out
    }

    /// From when to when each stretch stands in some ring.
    private func stretchSpans() -> [(stretch: Int32, from: Int32, to: Int32)] {
        var spans: [(stretch: Int32, from: Int32, to: Int32)] = []
        /// The epoch since which a stretch stands, or −1, and the last epoch seen to have it.
        var since = [Int32](repeating: -1, count: table.count)
        var seen = [Int32](repeating: -1, count: table.count)
        var standing: [Int32] = []
        for epoch in 0...count {
            if epoch > 0, epoch < count, epochs[epoch] == epochs[epoch - 1] { continue }
            let now = Int32(clamping: epoch)
            var next: [Int32] = []
            for polygon in parts(epoch) {
                for ring in polygon {
                    for stretch in rings[Int(ring)].stretches where seen[Int(stretch)] != now {
                        seen[Int(stretch)] = now
                        next.append(stretch)
                        if since[Int(stretch)] < 0 { since[Int(stretch)] = now }
                    }
                }
            }
            for stretch in standing where seen[Int(stretch)] != now {
                spans.append((stretch, since[Int(stretch)], now))
                since[Int(stretch)] = -1
            }
            standing = next
        }
        return spans
    }
}

/// The distinct edges of all stretches, numbered from 0.
private struct EdgeNumbers {
    private(set) var edges: [(a: Position, b: Position)] = []
    /// The edges of each stretch, one after the other.
    private var numbers: [Int32] = []
    private var starts: [Int] = [0]

    private struct Key: Hashable {
        var a: Position
        var b: Position
    }

    init(_ table: StretchTable) {
        var known = [Key: Int32](minimumCapacity: table.positionCount / 4)
        numbers.reserveCapacity(table.positionCount)
        for stretch in 0..<table.count {
            table.withPositions(of: Int32(clamping: stretch)) { positions in
                for i in positions.indices.dropFirst() {
                    let key = Key(a: positions[i - 1], b: positions[i])
                    if let number = known[key] {
                        numbers.append(number)
                    } else {
                        let number = Int32(clamping: edges.count)
                        known[key] = number
                        edges.append((key.a, key.b))
                        numbers.append(number)
                    }
                }
            }
            starts.append(numbers.count)
        }
    }

    func edges(of stretch: Int32) -> ArraySlice<Int32> { numbers[starts[Int(stretch)]..<starts[Int(stretch) + 1]] }
}
