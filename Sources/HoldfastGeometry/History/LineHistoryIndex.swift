/// Lines that follow each other, made ready for the distances of millions of places. Safe to use from many threads.
public struct LineHistoryIndex: Sendable {
    private let lines: [LineIndex]

    public init(_ history: LineHistory) { lines = (0..<history.count).map { LineIndex(history.lines($0)) } }

    /// The nearest place on the lines of an epoch; `nil` where the epoch does not exist.
    ///
    /// Distance, side, chainage and bound as ``LineIndex/nearest(to:)`` gives them.
    public func nearest(to p: Position, epoch: Int) -> LineIndex.Nearest? {
        lines.indices.contains(epoch) ? lines[epoch].nearest(to: p) : nil
    }

    /// The geodesic distances of columns of places, in metres, on all cores, in any order of time.
    ///
    /// Within 0.1 m below 300 km and 1e-6 of the distance beyond.
    /// - Parameters:
    ///   - longitudes: degrees.
    ///   - latitudes: degrees, as many.
    ///   - epochs: as many.
    ///   - out: as many; NaN where the epoch does not exist or the place is not on earth, infinite where the epoch has no line.
    public func distances(
        longitudes: UnsafeBufferPointer<Double>, latitudes: UnsafeBufferPointer<Double>,
        epochs: UnsafeBufferPointer<Int32>, into out: UnsafeMutableBufferPointer<Double>
    ) {
        let n = min(min(longitudes.count, latitudes.count), min(epochs.count, out.count))
        for i in 0..<n {
            let p = Position(longitude: longitudes[i], latitude: latitudes[i])
            out[i] = nearest(to: p, epoch: Int(epochs[i]))?.metres ?? .nan
        }
    }
}
