import Foundation

/// All that are there, or as many as HOLDFAST_THREADS says if that is fewer.
func processors() -> Int {
    let there = ProcessInfo.processInfo.activeProcessorCount
    guard let wanted = ProcessInfo.processInfo.environment["HOLDFAST_THREADS"].flatMap({ Int($0) }), wanted > 0 else { return there }
    return min(there, wanted)
}
