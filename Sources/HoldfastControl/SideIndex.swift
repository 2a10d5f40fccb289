import HoldfastGeometry
import HoldfastText

/// Places and the epochs of their days in columns, and what ``SideIndex/locate(_:)`` finds for them. All of one length.
public struct SideColumns: Sendable {
    /// Degrees; NaN where the place is not known.
    public var longitudes: [Double] = []
    public var latitudes: [Double] = []
    /// Of the map that is valid on the place's day; -1 where none is.
    public var epochs: [Int32] = []
    /// Who holds the place, as a number in ``SideIndex/holders``.
    public internal(set) var sides: [Int16] = []
    /// Metres to the line of contact, positive on the ground of ``ControlHistory/heldBy``, negative elsewhere; NaN where
    /// there is no line, no place, or the place lies on a boundary away from the line.
    public internal(set) var signedMetres: [Double] = []
    /// Metres along the line from its beginning to the nearest place on it; NaN where ``signedMetres`` is.
    public internal(set) var chainages: [Double] = []

    public init() {}

    public var count: Int { longitudes.count }
}

/// Dated maps and their lines of contact, made ready for columns of places. Safe to use from many threads at once.
public struct SideIndex: Sendable {
    public let control: ControlHistory
    /// Whom ``locate(_:)`` can find: the holders on the maps, then whoever holds the rest, then `unknown`.
    public let holders: [Holder]
    private let lines: LineHistoryIndex
    private let chainages: LineChainages

    /// - Parameter lines: the lines of contact of the same epochs, with ``ControlHistory/heldBy`` on their left.
    public init(_ control: ControlHistory, lines: LineHistory) {
        self.control = control
        let index = LineHistoryIndex(lines)
        self.lines = index
        chainages = LineChainages(lines, edges: index.edges)
        holders = control.territories.map(\.holder) + [control.restHeldBy.map(Holder.party) ?? .nobodySays, .unknown]
    }

    /// Side, distance and chainage of every place, on all cores, in any order of time.
    ///
    /// Side as ``ControlHistory/holder(of:on:)``, distance as ``LineHistoryIndex/distances(longitudes:latitudes:epochs:into:nearest:instructions:)``.
    /// Chainage counts the lines of the epoch one after the other.
    /// - Complexity: one pass over the columns for each holder, and one for the distances.
    public func locate(_ columns: inout SideColumns) {
        let count = min(columns.longitudes.count, columns.latitudes.count, columns.epochs.count)
        columns.sides = [Int16](repeating: -1, count: count)
        columns.signedMetres = [Double](repeating: .nan, count: count)
        columns.chainages = [Double](repeating: .nan, count: count)
        if count == 0 { return }
        measure(&columns)
        let heldBy = Holder.party(control.heldBy)
        let (rest, unknown) = (Int16(clamping: holders.count - 2), Int16(clamping: holders.count - 1))
        var standings = [Standing](repeating: .unknown, count: count)
        for (number, territory) in control.territories.enumerated() {
            stand(columns, territory.index, &standings)
            let signs = territory.holder == heldBy
            for i in 0..<count {
                switch standings[i] {
                case .inside:
                    if columns.sides[i] < 0 { columns.sides[i] = Int16(clamping: number) }
                case .outside:
                    if signs { columns.signedMetres[i].negate() }
                case .boundary, .unknown:
                    if columns.sides[i] < 0 { columns.sides[i] = unknown }
                    // On the line the distance is nothing; on another boundary its sign is not known.
                    if signs {
                        if columns.signedMetres[i] < 0.001 {
                            columns.signedMetres[i] = 0
                        } else {
                            columns.signedMetres[i] = .nan
                            columns.chainages[i] = .nan
                        }
                    }
                }
            }
        }
        for i in 0..<count where columns.sides[i] < 0 { columns.sides[i] = columns.epochs[i] < 0 ? unknown : rest }
    }

    private func stand(_ columns: SideColumns, _ index: ShapeHistoryIndex, _ standings: inout [Standing]) {
        columns.longitudes.withUnsafeBufferPointer { longitudes in
            columns.latitudes.withUnsafeBufferPointer { latitudes in
                columns.epochs.withUnsafeBufferPointer { epochs in
                    standings.withUnsafeMutableBufferPointer {
                        index.standings(longitudes: longitudes, latitudes: latitudes, epochs: epochs, into: $0)
                    }
                }
            }
        }
    }

    private func measure(_ columns: inout SideColumns) {
        let count = columns.sides.count
        let epochs = columns.epochs
        let nearest = [NearestEdge](unsafeUninitializedCapacity: count) { nearest, filled in
            columns.longitudes.withUnsafeBufferPointer { longitudes in
                columns.latitudes.withUnsafeBufferPointer { latitudes in
                    epochs.withUnsafeBufferPointer { epochs in
                        columns.signedMetres.withUnsafeMutableBufferPointer { metres in
                            lines.distances(
                                longitudes: longitudes, latitudes: latitudes, epochs: epochs, into: metres,
                                nearest: UnsafeMutableBufferPointer(rebasing: nearest.prefix(count)))
                        }
                    }
                }
            }
            filled = count
        }
        let along = nearest
        let ready = chainages.prepare(Self.distinct(epochs, below: control.dates.count))
        columns.signedMetres.withUnsafeMutableBufferPointer { metres in
            columns.chainages.withUnsafeMutableBufferPointer { out in
                // Each run writes rows of its own.
                nonisolated(unsafe) let (metres, out) = (metres, out)
                _ = inRuns(of: count, atLeast: 8192) { run in
                    for i in run {
                        if metres[i].isFinite {
                            out[i] = ready.metres(along[i], Int(epochs[i]))
                        } else {
                            metres[i] = .nan
                        }
                    }
                }
            }
        }
    }

    private static func distinct(_ epochs: [Int32], below count: Int) -> [Int32] {
        var seen = [Bool](repeating: false, count: count)
        for epoch in epochs where epoch >= 0 && Int(epoch) < count { seen[Int(epoch)] = true }
        return seen.indices.filter { seen[$0] }.map { Int32(clamping: $0) }
    }
}
