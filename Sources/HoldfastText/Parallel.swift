import Dispatch

/// Cuts `0 ..< count` into runs, works on them on all cores, and returns the results in the order of the runs.
///
/// The result does not depend on the number of cores as long as joining the results of adjoining runs gives
/// the result of the joined run.
/// - Parameters:
///   - count: rows, 0 or more.
///   - run: the least number of rows worth a run of its own.
///   - each: whether runs are as short as `run` lets them be, for rows whose cost differs.
/// - Complexity: one call of `body` for each run; runs are a few per core.
public func inRuns<T: Sendable>(of count: Int, atLeast run: Int, each: Bool = false, _ body: @Sendable (Range<Int>) -> T) -> [T] {
    guard count > 0 else { return [] }
    let cores = parallelWidth
    let size = max(max(run, 1), each ? 1 : (count + cores * 4 - 1) / (cores * 4))
    let runs = (count + size - 1) / size
    if runs == 1 { return [body(0..<count)] }
    let slots = UnsafeMutablePointer<T?>.allocate(capacity: runs)
    slots.initialize(repeating: nil, count: runs)
    defer {
        slots.deinitialize(count: runs)
        slots.deallocate()
    }
    let shared = Slots(pointer: slots)
    DispatchQueue.concurrentPerform(iterations: runs) { i in
        shared.pointer[i] = body(i * size..<min(count, (i + 1) * size))
    }
    return (0..<runs).compactMap { slots[$0] }
}

/// Cores in use.
public let parallelWidth = max(1, processors())

/// Each run writes one slot of its own, so sharing the pointer is safe.
private struct Slots<T>: @unchecked Sendable { let pointer: UnsafeMutablePointer<T?> }
