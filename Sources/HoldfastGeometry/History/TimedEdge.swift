/// One edge of shapes or lines that follow each other, and how long it stood.
public struct TimedEdge: Hashable, Sendable {
    /// Where it starts; of a shape's edge the inside lies on the left, looking from `a` to `b`.
    public var a: Position
    public var b: Position
    /// The first epoch in which it stands, counted from 0.
    public var from: Int32
    /// The first epoch in which it stands no more.
    public var to: Int32

    public init(a: Position, b: Position, from: Int32, to: Int32) {
        self.a = a
        self.b = b
        self.from = from
        self.to = to
    }
}
