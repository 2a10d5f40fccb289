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
public struct ShapeHistoryIndex: Sendable {
    private let shapes: [PolygonIndex]

    public init(_ history: ShapeHistory) {
        shapes = (0..<history.count).map { PolygonIndex(history.shape($0)) }
    }

    /// Whether a place lies inside the shape of an epoch, exactly, for edges that are straight in longitude and latitude.
    public func standing(of p: Position, epoch: Int) -> Standing {
        guard shapes.indices.contains(epoch), p.isOnEarth else { return .unknown }
        switch shapes[epoch].contains(p) {
        case .inside: return .inside
        case .boundary: return .boundary
        case .outside: return .outside
        }
    }

    /// The same for columns, on all cores, in any order of time.
    ///
    /// - Parameters:
    ///   - longitudes: degrees.
    ///   - latitudes: degrees, as many.
    ///   - epochs: as many; a number outside the history's epochs gives ``Standing/unknown``.
    ///   - out: as many.
    public func standings(
        longitudes: UnsafeBufferPointer<Double>, latitudes: UnsafeBufferPointer<Double>,
        epochs: UnsafeBufferPointer<Int32>, into out: UnsafeMutableBufferPointer<Standing>
    ) {
        let n = min(min(longitudes.count, latitudes.count), min(epochs.count, out.count))
        for i in 0..<n {
            out[i] = standing(of: Position(longitude: longitudes[i], latitude: latitudes[i]), epoch: Int(epochs[i]))
        }
    }
}
