import HoldfastText

/// Shapes that follow each other, one an epoch: 0, 1, 2 and so on.
///
/// What shapes have in common is kept once: a ring is a list of stretches (``StretchTable``), a shape a list of rings.
/// The 769 daily maps of a front, 2.3 million positions, take 85,000 this way.
public struct ShapeHistory: Sendable {
    /// One closed ring, the inside on its left.
    struct Ring: Sendable {
        /// Each begins where the one before ends.
        var stretches: [Int32]
        /// Square metres, positive where it runs counter-clockwise.
        var area: Double
        var positionCount: Int
        var bounds: BoundingBox
    }

    /// A ring's stretches, hashed all at once.
    private struct RingKey: Hashable {
        var stretches: [Int32]

        func hash(into hasher: inout Hasher) { stretches.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }

    /// The numbers of each polygon's rings, the outer one first.
    typealias Parts = [[Int32]]

    var table = StretchTable()
    var rings: [Ring] = []
    /// Distinct shapes.
    var shapes: [Parts] = []
    /// The shape of each epoch.
    var epochs: [Int32] = []
    private var areas: [Double] = []
    private var ringNumbers: [RingKey: Int32] = [:]
    private var shapeNumbers: [Parts: Int32] = [:]
    /// The box around all shapes.
    public private(set) var bounds = BoundingBox.empty

    public init() {}

    /// - Parameter measuresArea: false where areas are not wanted; they are 0 then.
    init(measuresArea: Bool) { table = StretchTable(measuresArea: measuresArea) }

    /// Shapes in order, cut up on all cores. The same as appending one after the other.
    ///
    /// - Parameter shape: the shape of an epoch from 0 until `count`; called once for each, from any thread.
    public init(count: Int, shape: @Sendable (Int) -> MultiPolygon) {
        let parts = inRuns(of: count, atLeast: 16) { run in
            var part = ShapeHistory()
            for epoch in run { part.append(shape(epoch)) }
            return part
        }
        for part in parts {
            if self.count == 0 { self = part } else { append(contentsOf: part) }
        }
    }

    /// How many epochs there are.
    public var count: Int { epochs.count }

    /// How many positions are kept for all shapes together.
    public var storedPositions: Int { table.positionCount }

    /// Adds the shape of the next epoch; it may be empty.
    ///
    /// - Parameter shape: valid polygons; either winding.
    /// - Complexity: O(n) for n positions; memory only for the stretches that no earlier shape has.
    public mutating func append(_ shape: MultiPolygon) {
        append(
            parts: shape.polygons.map { polygon in
                [number(ofRing: polygon.outer, counterClockwise: true)]
                    + polygon.holes.map { number(ofRing: $0, counterClockwise: false) }
            })
    }

    /// Adds all shapes of another history after this one's.
    ///
    /// - Complexity: O(n) for the n positions that the other one stores, and its epochs.
    public mutating func append(contentsOf other: ShapeHistory) {
        let stretches = (0..<other.table.count).map { table.number(of: Int32(clamping: $0), in: other.table) }
        let rings = other.rings.map { ring in
            number(of: ring.stretches.map { stretches[Int($0)] }, positionCount: ring.positionCount)
        }
        let shapes = other.shapes.map { parts in parts.map { $0.map { rings[Int($0)] } } }
        for epoch in other.epochs { append(parts: shapes[Int(epoch)]) }
    }

    /// The shapes of these epochs, in this order; an empty one for an epoch outside `0 ..< count`.
    public func epochs(_ numbers: [Int]) -> ShapeHistory {
        var out = self
        out.epochs.removeAll(keepingCapacity: true)
        for number in numbers { out.append(parts: parts(number)) }
        return out
    }

    /// The shape of an epoch, outer rings counter-clockwise and holes clockwise; empty outside `0 ..< count`.
    ///
    /// Polygons and rings stand in the order in which they were added; a ring may begin at another of its positions.
    /// - Complexity: O(n) for its n positions.
    public func shape(_ epoch: Int) -> MultiPolygon {
        MultiPolygon(
            parts(epoch).map { polygon in
                Polygon(
                    outer: polygon.first.map { positions(ofRing: $0) } ?? [],
                    holes: polygon.dropFirst().map { positions(ofRing: $0) })
            })
    }

    /// Every ring of an epoch's shape, the inside on its left, in the order of ``shape(_:)``.
    public func boundary(_ epoch: Int) -> [Polyline] {
        parts(epoch).flatMap { polygon in polygon.map { Polyline(positions(ofRing: $0)) } }
    }

    /// The area of an epoch's shape on the ellipsoid, in square metres: that of ``Geodesic/area(_:)``. 0 outside `0 ..< count`.
    /// - Complexity: O(1).
    public func areaSquareMetres(_ epoch: Int) -> Double {
        epochs.indices.contains(epoch) ? areas[Int(epochs[epoch])] : 0
    }

    /// Whether two epochs have the same shape, however its rings are ordered, wound and begun.
    /// - Complexity: O(1) where nothing but ring starts and windings differ, otherwise O(k log k) for k rings.
    public func isSame(_ a: Int, _ b: Int) -> Bool {
        if epochs.indices.contains(a), epochs.indices.contains(b), epochs[a] == epochs[b] { return true }
        let (one, other) = (parts(a), parts(b))
        return one.count == other.count && ordered(one) == ordered(other)
    }

    // MARK: Within

    func parts(_ epoch: Int) -> Parts { epochs.indices.contains(epoch) ? shapes[Int(epochs[epoch])] : [] }

    private func ordered(_ parts: Parts) -> Parts {
        parts.map { $0.prefix(1) + $0.dropFirst().sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private func positions(ofRing number: Int32) -> [Position] {
        let ring = rings[Int(number)]
        return [Position](unsafeUninitializedCapacity: ring.positionCount) { out, filled in
            filled = 0
            for stretch in ring.stretches {
                table.withPositions(of: stretch) { positions in
                    let new = positions.dropFirst(filled == 0 ? 0 : 1)
                    guard filled + new.count <= out.count else { return }
                    filled = out[filled...].initialize(fromContentsOf: new)
                }
            }
        }
    }

    private mutating func append(parts: Parts) {
        if let last = epochs.last, shapes[Int(last)] == parts {
            epochs.append(last)
            return
        }
        if let known = shapeNumbers[parts] {
            epochs.append(known)
            return
        }
        let number = Int32(clamping: shapes.count)
        var area = 0.0
        for polygon in parts {
            for (i, ring) in polygon.enumerated() {
                area += i == 0 ? rings[Int(ring)].area.magnitude : -rings[Int(ring)].area.magnitude
                bounds.include(rings[Int(ring)].bounds)
            }
        }
        shapes.append(parts)
        areas.append(max(0, area))
        shapeNumbers[parts] = number
        epochs.append(number)
    }

    mutating func number(of stretches: [Int32], positionCount: Int) -> Int32 {
        let key = RingKey(stretches: stretches)
        if let known = ringNumbers[key] { return known }
        let number = Int32(clamping: rings.count)
        var bounds = BoundingBox.empty
        for stretch in stretches { bounds.include(table.measures[Int(stretch)].bounds) }
        rings.append(
            Ring(
                stretches: stretches, area: area(of: stretches, positionCount), positionCount: positionCount, bounds: bounds))
        ringNumbers[key] = number
        return number
    }

    /// The sum over stretches, each moved from its own reference to that of the first, which keeps rounding small.
    private func area(of stretches: [Int32], _ positionCount: Int) -> Double {
        guard positionCount >= 4, let first = stretches.first else { return 0 }
        let reference = table.measures[Int(first)].reference
        return stretches.reduce(0) { sum, stretch in
            let m = table.measures[Int(stretch)]
            return sum + m.area - m.width * (m.reference - reference)
        }
    }
}
