/// Lines that follow each other, one set an epoch: 0, 1, 2 and so on.
public struct LineHistory: Sendable {
    private var sets: [[Polyline]]

    /// - Parameter lines: each epoch's lines; an epoch may have none.
    public init(_ lines: [[Polyline]]) { sets = lines }

    /// The whole boundary of shapes, the inside on the left.
    public init(boundaryOf shapes: ShapeHistory) {
        sets = (0..<shapes.count).map { shapes.shape($0).ringsWithInsideOnTheLeft }
    }

    /// How many epochs there are.
    public var count: Int { sets.count }

    /// The lines of an epoch; none outside `0 ..< count`.
    public func lines(_ epoch: Int) -> [Polyline] { sets.indices.contains(epoch) ? sets[epoch] : [] }

    /// The length of an epoch's lines in metres, by ``Geodesic/length(_:)``.
    public func lengthMetres(_ epoch: Int) -> Double { lines(epoch).reduce(0) { $0 + Geodesic.length($1) } }

    /// Every directed edge once for each stretch of epochs through which it stands.
    public func edges() -> [TimedEdge] {
        var open: [TimedEdge: Int32] = [:]
        var out: [TimedEdge] = []
        for epoch in 0...count {
            var next: [TimedEdge: Int32] = [:]
            for line in lines(epoch) where line.points.count >= 2 {
                for i in 1..<line.points.count {
                    let edge = TimedEdge(a: line.points[i - 1], b: line.points[i], from: 0, to: 0)
                    next[edge] = open[edge] ?? Int32(clamping: epoch)
                }
            }
            for (edge, from) in open where next[edge] == nil {
                out.append(TimedEdge(a: edge.a, b: edge.b, from: from, to: Int32(clamping: epoch)))
            }
            open = next
        }
        return out
    }
}
