import CLocate
import Foundation
import HoldfastText
import Synchronization

extension LineHistoryIndex {
    /// Places in one block at most, 16 bytes each while it runs.
    private static let block = 1 << 23
    /// Places in one call of the inner loop.
    private static let run = 1 << 15
    /// Bits of a coordinate along the curve.
    private static let bits = 9

    /// The geodesic distances of columns of places, in metres, on all cores, in any order of time.
    ///
    /// Within 0.1 m below 300 km and 1e-6 of the distance beyond; ``nearest(to:epoch:)`` has a bound for one place.
    ///
    /// Places are sorted by slabs of epochs and along Hilbert's curve; places and the pieces that can be nearest are
    /// partitioned together until few are left, then eight places at a time go over the pieces (`clocate.h`). A piece
    /// is chosen by the arc to the fourth order; the distance is the arc over the chord with Euler's radius of curvature.
    /// Beyond 2,000 km each place is looked up on its own.
    /// - Parameters:
    ///   - longitudes: degrees.
    ///   - latitudes: degrees, as many.
    ///   - epochs: as many.
    ///   - out: as many; NaN where the epoch does not exist or the place is not on earth, infinite where the epoch has no line.
    ///   - nearest: as many if given: the place on the lines.
    ///   - instructions: at most ``VectorInstructions/best``.
    /// - Complexity: O(n log e) as a rule for n places and e edges that stand together; 16 bytes for each of at most eight
    ///   million places at a time, no allocation for one.
    public func distances(
        longitudes: UnsafeBufferPointer<Double>, latitudes: UnsafeBufferPointer<Double>,
        epochs: UnsafeBufferPointer<Int32>, into out: UnsafeMutableBufferPointer<Double>,
        nearest: UnsafeMutableBufferPointer<NearestEdge>? = nil, instructions: VectorInstructions = .best
    ) {
        let n = min(min(longitudes.count, latitudes.count), min(epochs.count, min(out.count, nearest?.count ?? .max)))
        guard n > 0, let lon = longitudes.baseAddress, let lat = latitudes.baseAddress, let when = epochs.baseAddress,
            let metres = out.baseAddress
        else { return }
        let columns = Columns(longitudes: lon, latitudes: lat, epochs: when, metres: metres, nearest: nearest?.baseAddress)
        let blocks = (n + Self.block - 1) / Self.block
        let size = (n + blocks - 1) / blocks
        let memory = Self.memory(bytes: 2 * size * MemoryLayout<UInt64>.stride)
        defer { memory.deallocate() }
        let orders = memory.bindMemory(to: UInt64.self, capacity: 2 * size)
        let slabs = slabs(places: size)
        var from = 0
        while from < n {
            let to = min(n, from + size)
            work(from..<to, columns, slabs, Orders(first: orders, second: orders + size), min(instructions, .best))
            from = to
        }
    }

    /// Memory that is met in no order: in large pages where the system has them.
    private static func memory(bytes: Int) -> UnsafeMutableRawPointer {
        let page = 1 << 21
        guard bytes >= page else { return .allocate(byteCount: bytes, alignment: 64) }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: page)
        #if os(Linux)
            // Advice only: where it is not taken, pages stay small.
            _ = madvise(memory, bytes, MADV_HUGEPAGE)
        #endif
        return memory
    }

    /// Epochs that are worked on together, with the pieces that stand in any of them.
    private struct Slabs {
        var length: Int
        var standing: [[Int32]]
    }

    private struct Columns: @unchecked Sendable {
        let longitudes: UnsafePointer<Double>
        let latitudes: UnsafePointer<Double>
        let epochs: UnsafePointer<Int32>
        let metres: UnsafeMutablePointer<Double>
        let nearest: UnsafeMutablePointer<NearestEdge>?
    }

    private struct Orders: @unchecked Sendable {
        let first: UnsafeMutablePointer<UInt64>
        let second: UnsafeMutablePointer<UInt64>
    }

    /// Short slabs have fewer pieces, long ones more places, which then lie closer together; within a slab places are parted by
    /// time where that helps.
    private func slabs(places: Int) -> Slabs {
        let wanted = Swift.max(1, Swift.min(Int(Double(places).squareRoot() / 100), 1024))
        let length = Swift.max(1, Swift.min(128, (epochs + wanted - 1) / wanted))
        let count = (epochs + length - 1) / length
        var standing = [[Int32]](repeating: [], count: count)
        for (i, piece) in pieces.enumerated() where piece.from < piece.to {
            let first = Swift.max(0, Int(piece.from)) / length
            let last = (Swift.min(epochs, Int(piece.to)) - 1) / length
            guard first <= last else { continue }
            for slab in first...last { standing[slab].append(Int32(truncatingIfNeeded: i)) }
        }
        return Slabs(length: length, standing: standing)
    }

    private func work(
        _ range: Range<Int>, _ c: Columns, _ slabs: Slabs, _ orders: Orders, _ instructions: VectorInstructions
    ) {
        let parts = sortedBySlab(range, c, slabs, orders)
        var tasks: [(slab: Int, from: Int, to: Int)] = []
        for slab in slabs.standing.indices {
            var from = parts[slab]
            while from < parts[slab + 1] {
                let to = Swift.min(parts[slab + 1], from + Self.run)
                tasks.append((slab, from, to))
                from = to
            }
        }
        let todo = tasks
        // The largest task's memory serves for all of a worker's.
        let bytes = todo.reduce(64) {
            max($0, clocate_scratch_bytes(Int32(clamping: slabs.standing[$1.slab].count), Int32(clamping: $1.to - $1.from)))
        }
        let next = Atomic<Int>(0)
        _ = inRuns(of: min(parallelWidth, todo.count), atLeast: 1, each: true) { _ in
            let scratch = Self.memory(bytes: bytes)
            defer { scratch.deallocate() }
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < todo.count else { return }
                let task = todo[number]
                let standing = slabs.standing[task.slab]
                let order = orders.second + task.from
                let far = pieces.withUnsafeBufferPointer { pieces in
                    clocate_nearest(
                        instructions.rawValue, pieces.baseAddress, standing, Int32(clamping: standing.count),
                        c.longitudes + range.lowerBound, c.latitudes + range.lowerBound, c.epochs + range.lowerBound, order,
                        Int32(clamping: task.to - task.from), c.metres + range.lowerBound,
                        c.nearest.map { UnsafeMutableRawPointer($0 + range.lowerBound).assumingMemoryBound(to: clocate_hit.self) },
                        scratch)
                }
                if far > 0 || c.nearest != nil { finish(order, task.to - task.from, range.lowerBound, c) }
            }
        }
    }

    /// Places far away, and pieces turned into edges.
    private func finish(_ order: UnsafePointer<UInt64>, _ places: Int, _ base: Int, _ c: Columns) {
        for k in 0..<places {
            let i = base + Int(UInt32(truncatingIfNeeded: order[k]))
            if c.metres[i] < 0 {
                let place = Position(longitude: c.longitudes[i], latitude: c.latitudes[i])
                let found = self.place(nearestTo: place, epoch: Int(c.epochs[i]))
                c.metres[i] = found?.found.metres ?? .nan
                if let nearest = c.nearest { nearest[i] = found?.at ?? NearestEdge(edge: -1, fraction: 0) }
            } else if let nearest = c.nearest, nearest[i].edge >= 0 {
                let origin = plain.origins[Int(nearest[i].edge)]
                nearest[i] = NearestEdge(
                    edge: origin.edge, fraction: Float(origin.from + Double(nearest[i].fraction) * (origin.to - origin.from)))
            }
        }
    }

    /// Fills `orders.second` with the places of a range by slab and along the curve; returns where each slab's stretch begins.
    ///
    /// Places that cannot be measured are given NaN and left out.
    private func sortedBySlab(_ range: Range<Int>, _ c: Columns, _ slabs: Slabs, _ orders: Orders) -> [Int] {
        let count = slabs.standing.count
        let (epochs, length) = (self.epochs, slabs.length)
        let n = range.count
        let base = range.lowerBound
        // The box of the places, and how many each run has in each slab.
        let runs = inRuns(of: n, atLeast: 1 << 15) { run in
            var sizes = [Int](repeating: 0, count: count)
            var box = BoundingBox.empty
            for k in run {
                let i = base + k
                let p = Position(longitude: c.longitudes[i], latitude: c.latitudes[i])
                let e = Int(c.epochs[i])
                guard p.isOnEarth, e >= 0, e < epochs else {
                    c.metres[i] = .nan
                    c.nearest?[i] = NearestEdge(edge: -1, fraction: 0)
                    continue
                }
                box.include(p)
                sizes[e / length] += 1
            }
            return (run: run, sizes: sizes, box: box)
        }
        let box = runs.reduce(into: BoundingBox.empty) { $0.include($1.box) }
        var starts = [Int](repeating: 0, count: count + 1)
        var places: [[Int]] = []
        for run in runs { for slab in 0..<count { starts[slab + 1] += run.sizes[slab] } }
        for slab in 0..<count { starts[slab + 1] += starts[slab] }
        var next = starts
        for run in runs {
            places.append(next)
            for slab in 0..<count { next[slab] += run.sizes[slab] }
        }
        let cells = Double(1 << Self.bits)
        let scaleX = box.east > box.west ? cells / (box.east - box.west) : 0
        let scaleY = box.north > box.south ? cells / (box.north - box.south) : 0
        let (firstPlaces, top) = (places, 1 << Self.bits - 1)
        _ = inRuns(of: runs.count, atLeast: 1, each: true) { which in
            for r in which {
                var at = firstPlaces[r]
                for k in runs[r].run {
                    let i = base + k
                    let (x, y) = (c.longitudes[i], c.latitudes[i])
                    let e = Int(c.epochs[i])
                    guard x.magnitude <= 180, y.magnitude <= 90, e >= 0, e < epochs else { continue }
                    let column = Swift.min(top, Int(Swift.max(0, (x - box.west) * scaleX)))
                    let row = Swift.min(top, Int(Swift.max(0, (y - box.south) * scaleY)))
                    let slab = e / length
                    orders.second[at[slab]] = UInt64(Hilbert.index(column, row)) << 32 | UInt64(k)
                    at[slab] += 1
                }
            }
        }
        let bounds = starts
        _ = inRuns(of: count, atLeast: 1, each: true) { which in
            for slab in which { sortByCode(orders, bounds[slab]..<bounds[slab + 1]) }
        }
        return starts
    }

    /// Sorts a stretch of `second` by its places along the curve, by way of `first`: two passes of nine bits.
    private func sortByCode(_ orders: Orders, _ range: Range<Int>) {
        var low = [Int](repeating: 0, count: 513)
        var high = [Int](repeating: 0, count: 513)
        for i in range {
            let code = orders.second[i] >> 32
            low[Int(code & 511) + 1] += 1
            high[Int(code >> 9 & 511) + 1] += 1
        }
        for k in 0..<512 {
            low[k + 1] += low[k]
            high[k + 1] += high[k]
        }
        for i in range {
            let bucket = Int(orders.second[i] >> 32 & 511)
            orders.first[range.lowerBound + low[bucket]] = orders.second[i]
            low[bucket] += 1
        }
        for i in range {
            let bucket = Int(orders.first[i] >> 41 & 511)
            orders.second[range.lowerBound + high[bucket]] = orders.first[i]
            high[bucket] += 1
        }
    }
}
