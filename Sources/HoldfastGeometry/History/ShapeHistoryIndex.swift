import HoldfastText

/// Where a place stands towards the shape of an epoch. One byte each in a column.
public enum Standing: Int8, Sendable {
    case outside = -1
    /// Exactly on an edge or a corner.
    case boundary = 0
    case inside = 1
    /// The epoch does not exist, or the place is not on earth.
    case unknown = 2
}

/// Shapes that follow each other, made ready for "inside or outside" of millions of places. Safe to use from many threads.
///
/// Epochs are taken 64 at a time. Each such slab has a grid; a cell knows for every epoch whether its reference place lies inside,
/// one bit each, and has the edges that touch it. A place in a cell without edges stands as the reference does; otherwise the
/// edges between the two are counted, with an exact predicate. So the answer is exact for edges that are straight in
/// longitude and latitude, and the cost does not depend on how many epochs there are.
public struct ShapeHistoryIndex: Sendable {
    /// How many epochs there are.
    public let epochs: Int
    private let grid: EpochGrid
    private let slabs: [EpochSlab]

    public init(_ history: ShapeHistory) { self.init(edges: history.edges(), epochs: history.count) }

    /// - Parameters:
    ///   - edges: the edges of closed rings, with the epochs through which they stand.
    ///   - epochs: how many epochs there are.
    /// - Complexity: O(e + c) for each 64 epochs, e edges that stand in them and about four cells for each.
    public init(edges: [TimedEdge], epochs: Int) {
        self.epochs = epochs
        let sound = edges.filter { $0.a.isOnEarth && $0.b.isOnEarth }
        let count = (epochs + 63) / 64
        var standing = [[TimedEdge]](repeating: [], count: count)
        for edge in sound {
            let first = max(0, Int(edge.from)) / 64
            let last = (min(epochs, Int(edge.to)) - 1) / 64
            guard edge.to > max(0, edge.from), first <= last, first < count else { continue }
            for slab in first...last { standing[slab].append(edge) }
        }
        let grid = EpochGrid(around: sound, mostStanding: standing.reduce(0) { max($0, $1.count) })
        self.grid = grid
        let all = standing
        slabs = inRuns(of: count, atLeast: 1) { run in
            run.map { EpochSlab(all[$0], firstEpoch: $0 * 64, grid: grid) }
        }.flatMap(\.self)
    }

    /// Whether a place lies inside the shape of an epoch, exactly, for edges that are straight in longitude and latitude.
    public func standing(of p: Position, epoch: Int) -> Standing {
        guard epoch >= 0, epoch < epochs, p.isOnEarth else { return .unknown }
        return slabs[epoch >> 6].standing(of: p, bit: UInt64(epoch & 63), grid)
    }

    /// The same for columns, on all cores, in any order of time.
    ///
    /// - Parameters:
    ///   - longitudes: degrees.
    ///   - latitudes: degrees, as many.
    ///   - epochs: as many; a number outside the history's epochs gives ``Standing/unknown``.
    ///   - out: as many.
    /// - Complexity: O(n) as a rule for n places; no allocation for one.
    public func standings(
        longitudes: UnsafeBufferPointer<Double>, latitudes: UnsafeBufferPointer<Double>,
        epochs: UnsafeBufferPointer<Int32>, into out: UnsafeMutableBufferPointer<Standing>
    ) {
        let n = min(min(longitudes.count, latitudes.count), min(epochs.count, out.count))
        guard n > 0, let x = longitudes.baseAddress, let y = latitudes.baseAddress, let e = epochs.baseAddress,
            let standings = out.baseAddress
        else { return }
        let c = Columns(longitudes: x, latitudes: y, epochs: e, standings: standings)
        _ = inRuns(of: n, atLeast: 1 << 14) { run in
            slabs.withUnsafeBufferPointer { slabs in
                for i in run {
                    let p = Position(longitude: c.longitudes[i], latitude: c.latitudes[i])
                    let epoch = Int(c.epochs[i])
                    guard epoch >= 0, epoch < self.epochs, p.isOnEarth else {
                        c.standings[i] = .unknown
                        continue
                    }
                    c.standings[i] = slabs[epoch >> 6].standing(of: p, bit: UInt64(truncatingIfNeeded: epoch & 63), grid)
                }
            }
        }
    }

    private struct Columns: @unchecked Sendable {
        let longitudes: UnsafePointer<Double>
        let latitudes: UnsafePointer<Double>
        let epochs: UnsafePointer<Int32>
        let standings: UnsafeMutablePointer<Standing>
    }
}
