extension LineHistory {
    /// An edge of a boundary, the inside on its left.
    public struct BoundaryEdge: Hashable, Sendable {
        public var a: Position
        public var b: Position
        /// Whether it stands in every epoch, of two or more.
        public var isSteady: Bool
    }

    /// A stretch of an edge that is kept.
    public struct KeptStretch: Hashable, Sendable {
        /// Where it begins and ends: fractions of the edge's difference in longitude and latitude, 0 ≤ from < to ≤ 1.
        public var from: Double
        public var to: Double
        /// A run of stretches counts only if one of them is decisive.
        public var isDecisive: Bool

        public init(from: Double, to: Double, isDecisive: Bool) {
            self.from = from
            self.to = to
            self.isDecisive = isDecisive
        }

        public static let whole = KeptStretch(from: 0, to: 1, isDecisive: true)
    }

    /// The whole boundary of shapes, the inside on the left.
    ///
    /// Edges along the antimeridian and at a pole are left out: there the map is cut, not the territory (RFC 7946, section
    /// 3.1.9).
    public init(boundaryOf shapes: ShapeHistory) {
        self.init(boundaryOf: shapes) { edges in edges.map { _ in [.whole] } }
    }

    /// The stretches of the boundary of shapes that are kept, the inside on the left.
    ///
    /// What is kept of an edge depends on the edge alone, so each distinct edge is asked for once, however many epochs have
    /// it. In each epoch, stretches that touch are one line; it counts if one of them is decisive. A ring that is kept whole
    /// stays closed. Edges along the antimeridian and at a pole are left out.
    /// - Parameter kept: for edges, all distinct, the stretches kept of each, in order along the edge.
    /// - Complexity: O(n) for n edges in all epochs together, and `kept` for the distinct ones.
    public init(boundaryOf shapes: ShapeHistory, kept: ([BoundaryEdge]) -> [[KeptStretch]]) {
        var edges = EdgeTable()
        // Each epoch's rings; those of epochs with the same shape are the same array.
        var rings: [[[Int32]]] = []
        rings.reserveCapacity(shapes.count)
        for epoch in 0..<shapes.count {
            if epoch > 0, shapes.isSame(epoch - 1, epoch) {
                rings.append(rings[epoch - 1])
            } else {
                let next = shapes.shape(epoch).ringsWithInsideOnTheLeft.map { edges.places(of: $0.points) }
                rings.append(Self.shared(next, rings.last))
            }
        }
        let pieces = Pieces(edges, steady: Self.steady(rings, edges.edges.count), kept)
        var sets: [[[Int32]]] = []
        sets.reserveCapacity(rings.count)
        for epoch in rings.indices {
            if epoch > 0, rings[epoch] == rings[epoch - 1] {
                sets.append(sets[epoch - 1])
            } else {
                sets.append(Self.shared(rings[epoch].flatMap { pieces.lines(of: $0) }, sets.last))
            }
        }
        self.init(table: pieces.table.edges, sets: sets)
    }

    /// Which edges stand in every epoch.
    private static func steady(_ rings: [[[Int32]]], _ count: Int) -> [Bool] {
        guard rings.count >= 2 else { return [Bool](repeating: false, count: count) }
        var seen = [Int32](repeating: -1, count: count)
        for (epoch, set) in rings.enumerated() {
            for place in set.joined() where Int(seen[Int(place)]) == epoch - 1 { seen[Int(place)] = Int32(clamping: epoch) }
        }
        return seen.map { Int($0) == rings.count - 1 }
    }

    /// What is kept of each distinct edge, as edges of their own.
    private struct Pieces {
        private struct Piece {
            var place: Int32
            var startsAtCorner: Bool
            var endsAtCorner: Bool
            var isDecisive: Bool
        }

        var table: EdgeTable
        /// The pieces of edge i are those from `first[i]` to `first[i + 1]`.
        private var pieces: [Piece] = []
        private var first: [Int32] = []

        init(_ edges: EdgeTable, steady: [Bool], _ kept: ([BoundaryEdge]) -> [[KeptStretch]]) {
            table = edges
            let all = edges.edges
            let asked = all.indices.filter { !all[$0].isCutOfMap }
            let answers = kept(asked.map { BoundaryEdge(a: all[$0].a, b: all[$0].b, isSteady: steady[$0]) })
            var next = 0
            first.reserveCapacity(all.count + 1)
            for (i, edge) in all.enumerated() {
                first.append(Int32(clamping: pieces.count))
                guard next < asked.count, asked[next] == i else { continue }
                defer { next += 1 }
                guard answers.indices.contains(next) else { continue }
                for stretch in answers[next] {
                    let (starts, ends) = (stretch.from <= 0, stretch.to >= 1)
                    let part = DirectedEdge(
                        a: starts ? edge.a : edge.a.along(edge.b, stretch.from),
                        b: ends ? edge.b : edge.a.along(edge.b, stretch.to))
                    let place = starts && ends ? Int32(clamping: i) : part.a == part.b ? -1 : table.place(of: part)
                    if place < 0 { continue }
                    pieces.append(
                        Piece(place: place, startsAtCorner: starts, endsAtCorner: ends, isDecisive: stretch.isDecisive))
                }
            }
            first.append(Int32(clamping: pieces.count))
        }

        /// The lines that are kept of a closed ring.
        func lines(of ring: [Int32]) -> [[Int32]] {
            var out: [(line: [Int32], isDecisive: Bool)] = []
            var current: [Int32] = []
            var isDecisive = false
            func close() {
                if !current.isEmpty { out.append((current, isDecisive)) }
                current = []
                isDecisive = false
            }
            for place in ring {
                let stretches = pieces[Int(first[Int(place)])..<Int(first[Int(place) + 1])]
                if stretches.isEmpty { close() }
                for piece in stretches {
                    if !piece.startsAtCorner { close() }
                    current.append(piece.place)
                    if piece.isDecisive { isDecisive = true }
                    if !piece.endsAtCorner { close() }
                }
            }
            // A ring that is kept where it begins and ends is one line there.
            let goesOn = !current.isEmpty && ring.first.map(startsKept) == true
            close()
            if goesOn, out.count > 1 {
                let end = out.removeLast()
                out[0] = (end.line + out[0].line, end.isDecisive || out[0].isDecisive)
            }
            return out.filter(\.isDecisive).map(\.line)
        }

        private func startsKept(_ place: Int32) -> Bool {
            let (from, to) = (Int(first[Int(place)]), Int(first[Int(place) + 1]))
            return from < to && pieces[from].startsAtCorner
        }
    }
}

extension DirectedEdge {
    /// Whether it runs along the antimeridian or stays at a pole.
    var isCutOfMap: Bool {
        (a.longitude == b.longitude && a.longitude.magnitude == 180) || (a.latitude == b.latitude && a.latitude.magnitude == 90)
    }
}
