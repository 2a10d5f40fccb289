import Foundation

/// Stretches of rings, each distinct one kept once.
///
/// A ring is cut at the vertices whose coordinates, hashed, end in certain bits. Where to cut depends on the vertex alone, so
/// rings that differ in a few places have all other stretches in common, whatever was put in or left out between them
/// (content-defined chunking: Muthitacharoen, Chen and Mazières, "A low-bandwidth network file system", SOSP 2001).
struct StretchTable: Sendable {
    /// What is measured of a stretch once.
    struct Measure: Sendable {
        var bounds: BoundingBox
        /// The integral of ``Geodesic/area(ring:)`` along the stretch, above the latitude of its first position.
        var area: Double
        /// The strip up to that latitude.
        var reference: Double
        /// Radians of longitude from the first position to the last.
        var width: Double
    }

    private var points: [Position] = []
    private var starts: [Int] = [0]
    private(set) var measures: [Measure] = []
    /// Open addressing: a stretch's number plus 1, or 0.
    private var slots = [Int32](repeating: 0, count: 64)
    private var hashes: [UInt64] = []
    /// The stretch that last followed each one in a ring, or −1: mostly it follows again.
    private var followers: [Int32] = []
    private let measuresArea: Bool

    /// - Parameter measuresArea: false where areas are not wanted; they are 0 then.
    init(measuresArea: Bool = true) { self.measuresArea = measuresArea }

    /// How many distinct stretches there are.
    var count: Int { measures.count }

    /// How many positions they have together.
    var positionCount: Int { points.count }

    /// The most positions of a stretch, so that rings without a place to cut share something too.
    static let longest = 256

    /// Whether rings are cut here: one vertex in 16.
    @inline(__always)
    static func isCut(_ p: Position) -> Bool {
        var h = p.longitude.bitPattern &* 0x9E37_79B9_7F4A_7C15 ^ p.latitude.bitPattern &* 0xC2B2_AE3D_27D4_EB4F
        h ^= h &>> 29
        return (h &* 0xBF58_476D_1CE4_E5B9) &>> 60 == 0
    }

    /// A stretch's positions, both ends included.
    @inline(__always)
    func withPositions<T>(of stretch: Int32, _ body: (UnsafeBufferPointer<Position>) -> T) -> T {
        let from = starts[Int(stretch)]
        let to = starts[Int(stretch) + 1]
        return points.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[from..<to])) }
    }

    /// The number of a stretch, counted from 0 in the order in which stretches came first.
    ///
    /// - Parameters:
    ///   - stretch: one position or more; no zero is negative.
    ///   - previous: the stretch before it in its ring.
    /// - Complexity: O(n) for its n positions.
    mutating func number(_ stretch: UnsafeBufferPointer<Position>, after previous: Int32?) -> Int32 {
        if let previous {
            let likely = followers[Int(previous)]
            if likely >= 0, isSame(likely, stretch) { return likely }
        }
        let found = number(stretch, hash: Self.hash(stretch), measure: nil)
        if let previous { followers[Int(previous)] = found }
        return found
    }

    /// The number of a stretch of another table.
    mutating func number(of stretch: Int32, in other: StretchTable) -> Int32 {
        other.withPositions(of: stretch) {
            number($0, hash: other.hashes[Int(stretch)], measure: other.measuresArea ? other.measures[Int(stretch)] : nil)
        }
    }

    private mutating func number(_ stretch: UnsafeBufferPointer<Position>, hash: UInt64, measure: Measure?) -> Int32 {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let known = slots[slot] - 1
            if hashes[Int(known)] == hash, isSame(known, stretch) { return known }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(clamping: measures.count)
        points.append(contentsOf: stretch)
        starts.append(points.count)
        measures.append(measure ?? self.measure(stretch))
        hashes.append(hash)
        followers.append(-1)
        slots[slot] = number + 1
        if measures.count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(clamping: number + 1)
        }
    }

    private func isSame(_ known: Int32, _ stretch: UnsafeBufferPointer<Position>) -> Bool {
        withPositions(of: known) { positions in
            guard positions.count == stretch.count, let a = positions.baseAddress, let b = stretch.baseAddress else { return false }
            // By bits, so that what is no number equals itself.
            return memcmp(a, b, stretch.count * MemoryLayout<Position>.stride) == 0
        }
    }

    /// Drawn for each run, so that no file can be made whose stretches all fall together. No result depends on it.
    private static let seed = UInt64.random(in: 0 ... .max) | 1

    private static func hash(_ stretch: UnsafeBufferPointer<Position>) -> UInt64 {
        let seed = seed
        var h = UInt64(truncatingIfNeeded: stretch.count) &* seed
        for p in stretch {
            h = (h ^ p.longitude.bitPattern) &* seed
            h ^= h &>> 32
            h = (h ^ p.latitude.bitPattern) &* 0xD6E8_FEB8_6659_FD93
            h ^= h &>> 29
        }
        return h
    }

    private func measure(_ stretch: UnsafeBufferPointer<Position>) -> Measure {
        guard let first = stretch.first, let last = stretch.last else {
            return Measure(bounds: .empty, area: 0, reference: 0, width: 0)
        }
        guard measuresArea else { return Measure(bounds: BoundingBox(of: stretch), area: 0, reference: 0, width: 0) }
        let reference = Geodesic.strip(latitude: first.latitude)
        return Measure(
            bounds: BoundingBox(of: stretch), area: Geodesic.area(along: stretch, above: reference), reference: reference,
            width: (last.longitude - first.longitude) * WGS84.radians)
    }
}
