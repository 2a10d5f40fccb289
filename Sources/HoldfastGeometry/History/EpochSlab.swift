/// The cells that all slabs of a ``ShapeHistoryIndex`` share.
struct EpochGrid: Sendable {
    let box: BoundingBox
    let columns: Int
    let rows: Int
    private let scaleX: Double
    private let scaleY: Double

    /// - Parameters:
    ///   - edges: all edges of all epochs.
    ///   - mostStanding: how many stand in one slab at most.
    init(around edges: [TimedEdge], mostStanding: Int) {
        var box = BoundingBox.empty
        for edge in edges {
            box.include(edge.a)
            box.include(edge.b)
        }
        self.box = box
        let (width, height) = (max(0, box.east - box.west), max(0, box.north - box.south))
        let cells = Double(min(max(4 * mostStanding, 16), 1 << 18))
        // Cells about as wide as high, in degrees; a longitude is shorter on the ground, which matters little.
        let shape = width > 0 && height > 0 ? min(max(width / height, 1e-3), 1e3) : 1
        // Where edges are long, so few that an edge touches about nine cells on average: a comb does not fill the memory.
        var (across, up) = (0.0, 0.0)
        for edge in edges {
            across += (edge.b.longitude - edge.a.longitude).magnitude
            up += (edge.b.latitude - edge.a.latitude).magnitude
        }
        let most = 4 * Double(edges.count)
        let widest = across > 0 ? max(1, most * width / across) : 4096
        let highest = up > 0 ? max(1, most * height / up) : 4096
        columns = width > 0 ? max(1, Int(min(4096, widest, (cells * shape).squareRoot()))) : 1
        rows = height > 0 ? max(1, Int(min(4096, highest, (cells / shape).squareRoot()))) : 1
        scaleX = width > 0 ? Double(columns) / width : 0
        scaleY = height > 0 ? Double(rows) / height : 0
    }

    @inline(__always) func column(_ longitude: Double) -> Int { min(columns - 1, max(0, Int((longitude - box.west) * scaleX))) }
    @inline(__always) func row(_ latitude: Double) -> Int { min(rows - 1, max(0, Int((latitude - box.south) * scaleY))) }

    /// A place in the middle of a cell; the same latitude for a whole row.
    @inline(__always) func reference(_ column: Int, _ row: Int) -> Position {
        // A little off the middle, so that round numbers in maps do not meet it.
        Position(
            longitude: scaleX > 0 ? box.west + (Double(column) + 0.513_711) / scaleX : box.west,
            latitude: scaleY > 0 ? box.south + (Double(row) + 0.487_923) / scaleY : box.south)
    }

    /// The columns that an edge touches in a row, a little more rather than less.
    func columns(of edge: TimedEdge, in row: Int) -> ClosedRange<Int> {
        let margin = 1e-6
        let (a, b) = edge.a.latitude <= edge.b.latitude ? (edge.a, edge.b) : (edge.b, edge.a)
        let height = b.latitude - a.latitude
        guard scaleX > 0 else { return 0...0 }
        var (from, to) = (min(a.longitude, b.longitude), max(a.longitude, b.longitude))
        if height > 0, scaleY > 0 {
            let south = box.south + (Double(row) - margin) / scaleY
            let north = box.south + (Double(row) + 1 + margin) / scaleY
            let t0 = max(0, min(1, (south - a.latitude) / height))
            let t1 = max(0, min(1, (north - a.latitude) / height))
            let x0 = a.longitude + t0 * (b.longitude - a.longitude)
            let x1 = a.longitude + t1 * (b.longitude - a.longitude)
            // Rounding of the division is far below the margin unless the edge is nearly level, where t may be far off.
            let slack = 1e-9 * (b.longitude - a.longitude).magnitude
            (from, to) = (max(from, min(x0, x1) - slack), min(to, max(x0, x1) + slack))
        }
        let pad = margin / scaleX
        return column(from - pad)...max(column(from - pad), column(to + pad))
    }

    /// The rows that an edge touches, a little more rather than less.
    func rows(of edge: TimedEdge) -> ClosedRange<Int> {
        guard scaleY > 0 else { return 0...0 }
        let pad = 1e-6 / scaleY
        let low = row(min(edge.a.latitude, edge.b.latitude) - pad)
        return low...max(low, row(max(edge.a.latitude, edge.b.latitude) + pad))
    }
}

/// Up to 64 epochs of a ``ShapeHistoryIndex``.
struct EpochSlab: Sendable {
    private struct Cell {
        /// One bit an epoch: whether the reference place lies inside.
        var inside: UInt64 = 0
        var start: Int32 = 0
        /// How many edges touch the cell; −1 where the reference place lies on an edge, so that it is of no use.
        var count: Int32 = 0
    }

    private struct Edge {
        var a: Position
        var b: Position
        /// One bit an epoch: whether the edge stands.
        var stands: UInt64
    }

    private let cells: [Cell]
    /// The edges of each cell, cell by cell.
    private let edges: [Edge]
    /// Every edge once.
    private let all: [Edge]

    init(_ timed: [TimedEdge], firstEpoch: Int, grid: EpochGrid) {
        let all = timed.map { Edge(a: $0.a, b: $0.b, stands: Self.bits($0, firstEpoch)) }
        self.all = all
        var cells = [Cell](repeating: Cell(), count: grid.columns * grid.rows)
        Self.forEachCell(timed, grid) { cell, _ in cells[cell].count += 1 }
        var total: Int32 = 0
        for i in cells.indices {
            cells[i].start = total
            total += cells[i].count
        }
        var next = cells.map(\.start)
        if let first = all.first {
            var listed = [Edge](repeating: first, count: Int(total))
            Self.forEachCell(timed, grid) { cell, edge in
                listed[Int(next[cell])] = all[edge]
                next[cell] += 1
            }
            edges = listed
        } else {
            edges = []
        }
        for edge in all { Self.cross(edge, grid, &cells) }
        for row in 0..<grid.rows {
            var inside: UInt64 = 0
            for column in 0..<grid.columns {
                inside ^= cells[row * grid.columns + column].inside
                cells[row * grid.columns + column].inside = inside
            }
        }
        self.cells = cells
    }

    private static func bits(_ edge: TimedEdge, _ first: Int) -> UInt64 {
        let from = min(64, max(0, Int(edge.from) - first))
        let to = min(64, max(0, Int(edge.to) - first))
        guard from < to else { return 0 }
        return (to == 64 ? .max : (1 << UInt64(to)) - 1) & ~((1 << UInt64(from)) - 1)
    }

    private static func forEachCell(_ timed: [TimedEdge], _ grid: EpochGrid, _ body: (Int, Int) -> Void) {
        for (i, edge) in timed.enumerated() {
            for row in grid.rows(of: edge) {
                for column in grid.columns(of: edge, in: row) { body(row * grid.columns + column, i) }
            }
        }
    }

    /// Turns over every reference place to the east of an edge, at the first cell of its stretch; the rest follows by summing.
    private static func cross(_ edge: Edge, _ grid: EpochGrid, _ cells: inout [Cell]) {
        let (low, high) = edge.a.latitude <= edge.b.latitude ? (edge.a, edge.b) : (edge.b, edge.a)
        for row in grid.row(low.latitude)...grid.row(high.latitude) {
            let level = grid.reference(0, row).latitude
            // The upper end does not count.
            guard level >= low.latitude, level <= high.latitude else { continue }
            let counts = level < high.latitude
            // The first cell whose reference lies on the edge or east of it.
            var from = 0
            var to = grid.columns
            while from < to {
                let middle = (from + to) / 2
                if orientation(low, high, grid.reference(middle, row)) > 0 { from = middle + 1 } else { to = middle }
            }
            if low.latitude == high.latitude {
                // A level edge through the references: those on it are of no use.
                for column in 0..<grid.columns {
                    let x = grid.reference(column, row).longitude
                    if x >= min(low.longitude, high.longitude), x <= max(low.longitude, high.longitude) {
                        cells[row * grid.columns + column].count = -1
                    }
                }
                continue
            }
            guard from < grid.columns else { continue }
            if orientation(low, high, grid.reference(from, row)) == 0 {
                cells[row * grid.columns + from].count = -1
                from += 1
            }
            if counts, from < grid.columns { cells[row * grid.columns + from].inside ^= edge.stands }
        }
    }

    @inline(__always)
    func standing(of p: Position, bit: UInt64, _ grid: EpochGrid) -> Standing {
        guard grid.box.contains(p) else { return .outside }
        let (column, row) = (grid.column(p.longitude), grid.row(p.latitude))
        let cell = cells.withUnsafeBufferPointer { $0[row * grid.columns + column] }
        let inside = cell.inside >> bit & 1
        if cell.count == 0 { return inside == 1 ? .inside : .outside }
        if cell.count < 0 { return byRay(p, bit) }
        return edges.withUnsafeBufferPointer { edges in
            Self.between(grid.reference(column, row), p, bit, edges, Int(cell.start), Int(cell.count), inside)
        }
    }

    /// Counts the edges between a cell's reference and a place in it.
    ///
    /// An edge is crossed where its ends lie on different sides of the line through both, an end on that line counting as left of
    /// it, and both lie on different sides of the edge.
    @inline(__always)
    private static func between(
        _ r: Position, _ p: Position, _ bit: UInt64, _ edges: UnsafeBufferPointer<Edge>, _ start: Int, _ count: Int,
        _ reference: UInt64
    ) -> Standing {
        var inside = reference == 1
        for i in start..<start &+ count {
            let edge = edges[i]
            guard edge.stands >> bit & 1 == 1 else { continue }
            let side = orientation(edge.a, edge.b, p)
            if side == 0 {
                if isWithin(edge.a.longitude, edge.b.longitude, p.longitude), isWithin(edge.a.latitude, edge.b.latitude, p.latitude) {
                    return .boundary
                }
                continue
            }
            if side == orientation(edge.a, edge.b, r) { continue }
            if (orientation(r, p, edge.a) >= 0) != (orientation(r, p, edge.b) >= 0) { inside.toggle() }
        }
        return inside ? .inside : .outside
    }

    @inline(__always)
    private static func isWithin(_ a: Double, _ b: Double, _ x: Double) -> Bool { x >= min(a, b) && x <= max(a, b) }

    /// By a ray to the east over all edges, for cells whose reference is of no use.
    @inline(never)
    private func byRay(_ p: Position, _ bit: UInt64) -> Standing {
        var inside = false
        for edge in all where edge.stands >> bit & 1 == 1 {
            let (low, high) = edge.a.latitude <= edge.b.latitude ? (edge.a, edge.b) : (edge.b, edge.a)
            guard p.latitude >= low.latitude, p.latitude <= high.latitude else { continue }
            let side = orientation(low, high, p)
            if side == 0 {
                if Self.isWithin(low.longitude, high.longitude, p.longitude) { return .boundary }
                continue
            }
            if side > 0, p.latitude < high.latitude { inside.toggle() }
        }
        return inside ? .inside : .outside
    }
}
