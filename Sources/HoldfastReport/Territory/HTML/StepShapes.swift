import HoldfastGeometry
import HoldfastText

/// The outlines of many steps in time, for a page that draws any of them: each stretch of line once, with the steps
/// through which it stands.
///
/// Consecutive maps share nearly everything: of the 2.25 million edges of 769 daily maps of Ukraine 21,408 are distinct.
/// A layer is a holder's ground, the line of contact, or the border. Edges that two layers share, in either direction,
/// are kept once.
struct StepShapes {
    /// How long a stretch belongs to a layer.
    struct Span: Hashable {
        var layer: Int32
        /// Whether the layer runs along it backwards. Of ground the inside lies on the left.
        var isReversed: Bool
        /// The first step.
        var from: Int32
        /// The first step in which it stands no more.
        var to: Int32

        var turned: Span { Span(layer: layer, isReversed: !isReversed, from: from, to: to) }
    }

    /// Vertices in a row between which all edges stand through the same spans.
    struct Chain {
        /// Indexes into ``StepShapes/vertices``; a ring's first comes again at its end.
        var vertices: [Int32]
        var spans: [Span]
    }

    /// A position in whole units of 1e-6 degrees.
    struct Vertex: Hashable {
        var longitude: Int32
        var latitude: Int32

        init(_ p: Position) {
            longitude = Int32(clamping: Self.units(p.longitude))
            latitude = Int32(clamping: Self.units(p.latitude))
        }

        var position: Position { Position(longitude: Double(longitude) / 1e6, latitude: Double(latitude) / 1e6) }

        private static func units(_ degrees: Double) -> Int {
            degrees.isFinite ? Int((min(max(degrees, -360), 360) * 1e6).rounded()) : 0
        }
    }

    private(set) var vertices: [Vertex] = []
    private var number: [Vertex: Int32] = [:]
    /// Each edge from its lower to its higher vertex.
    private var edges: [(a: Int32, b: Int32)] = []
    private var spans: [[Span]] = []
    private var edgeNumber: [UInt64: Int32] = [:]

    /// Adds an edge that stands through some steps; one shorter than the unit is left out.
    mutating func add(_ a: Position, _ b: Position, layer: Int, steps: Range<Int>) {
        guard !steps.isEmpty else { return }
        let (from, to) = (vertex(a), vertex(b))
        guard from != to else { return }
        let (low, high) = (min(from, to), max(from, to))
        let key = UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high))
        let edge: Int
        if let known = edgeNumber[key] {
            edge = Int(known)
        } else {
            edge = edges.count
            edgeNumber[key] = Int32(clamping: edge)
            edges.append((low, high))
            spans.append([])
        }
        spans[edge].append(
            Span(layer: Int32(clamping: layer), isReversed: from != low, from: Int32(clamping: steps.lowerBound), to: Int32(clamping: steps.upperBound)))
    }

    /// Adds lines that stand through some steps.
    mutating func add(_ lines: [Polyline], layer: Int, steps: Range<Int>) {
        for line in lines {
            for (a, b) in zip(line.points, line.points.dropFirst()) { add(a, b, layer: layer, steps: steps) }
        }
    }

    private mutating func vertex(_ p: Position) -> Int32 {
        let v = Vertex(p)
        if let known = number[v] { return known }
        let new = Int32(clamping: vertices.count)
        number[v] = new
        vertices.append(v)
        return new
    }

    /// All edges as chains.
    ///
    /// Where more than two edges meet, any two of them with the same spans may become neighbours: the edges of each step
    /// stay the same, and so does what they enclose.
    /// - Complexity: O(n log s) for n edges with at most s spans each.
    func chains() -> [Chain] {
        var signatures: [[Span]: Int32] = [:]
        func signature(_ spans: [Span]) -> Int32 {
            if let known = signatures[spans] { return known }
            let new = Int32(clamping: signatures.count)
            signatures[spans] = new
            return new
        }
        var forward: [Int32] = []
        var backward: [Int32] = []
        let joined = spans.map(Self.joined)
        for spans in joined {
            forward.append(signature(spans))
            backward.append(signature(spans.map(\.turned).sorted(by: Self.isBefore)))
        }
        let incident = incidence()
        var isUsed = [Bool](repeating: false, count: edges.count)
        /// The next unused edge at a vertex that stands through the same spans, walked away from it.
        func next(at v: Int32, _ wanted: Int32) -> (edge: Int, to: Int32)? {
            for i in incident.starts[Int(v)]..<incident.starts[Int(v) + 1] {
                let e = Int(incident.edges[i])
                if isUsed[e] { continue }
                if edges[e].a == v, forward[e] == wanted { return (e, edges[e].b) }
                if edges[e].b == v, backward[e] == wanted { return (e, edges[e].a) }
            }
            return nil
        }
        func walk(from start: Int32, _ wanted: Int32) -> [Int32] {
            var out: [Int32] = []
            var at = start
            while let step = next(at: at, wanted) {
                isUsed[step.edge] = true
                out.append(step.to)
                at = step.to
            }
            return out
        }
        var out: [Chain] = []
        for e in edges.indices where !isUsed[e] {
            isUsed[e] = true
            let ahead = walk(from: edges[e].b, forward[e])
            let behind = walk(from: edges[e].a, backward[e])
            out.append(Chain(vertices: behind.reversed() + [edges[e].a, edges[e].b] + ahead, spans: joined[e]))
        }
        return out
    }

    /// The edges at each vertex.
    private func incidence() -> (starts: [Int], edges: [Int32]) {
        var starts = [Int](repeating: 0, count: vertices.count + 1)
        for edge in edges {
            starts[Int(edge.a) + 1] += 1
            starts[Int(edge.b) + 1] += 1
        }
        for v in vertices.indices { starts[v + 1] += starts[v] }
        var place = starts
        var out = [Int32](repeating: 0, count: edges.count * 2)
        for (e, edge) in edges.enumerated() {
            for v in [edge.a, edge.b] {
                out[place[Int(v)]] = Int32(clamping: e)
                place[Int(v)] += 1
            }
        }
        return (starts, out)
    }

    /// In a fixed order, those that follow each other made one.
    private static func joined(_ spans: [Span]) -> [Span] {
        var out: [Span] = []
        for span in spans.sorted(by: isBefore) {
            if let last = out.last, last.layer == span.layer, last.isReversed == span.isReversed, last.to >= span.from {
                out[out.count - 1].to = max(last.to, span.to)
            } else {
                out.append(span)
            }
        }
        return out
    }

    private static func isBefore(_ x: Span, _ y: Span) -> Bool {
        (x.layer, x.isReversed ? 1 : 0, x.from, x.to) < (y.layer, y.isReversed ? 1 : 0, y.from, y.to)
    }
}
