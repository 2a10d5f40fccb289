import HoldfastGeometry
import HoldfastText

/// What one holder held, one shape for each date of its ``ControlHistory``.
public struct TerritoryHistory: Sendable {
    public let holder: Holder
    public let shapes: ShapeHistory
    private let prepared = Prepared()

    public init(holder: Holder, shapes: ShapeHistory) {
        self.holder = holder
        self.shapes = shapes
    }

    /// Inside or outside, made ready when first asked.
    public var index: ShapeHistoryIndex { prepared.index.value { ShapeHistoryIndex(shapes) } }

    private final class Prepared: Sendable {
        let index = Once<ShapeHistoryIndex>()
    }
}
