import Foundation
import Holdfast

/// What a run took, printed as the peers print theirs.
struct Result {
    var workload: String
    var count: Int
    var load = 0.0
    var build = 0.0
    var seconds: Double
    var instructions = VectorInstructions.best
    /// Further fields, as JSON.
    var more: [String] = []

    func print() {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        let cpu = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        let fields =
            [
                "\"peer\": \"holdfast\"", "\"version\": \"this tree, \(instructions)\"", "\"workload\": \"\(workload)\"", "\"n\": \(count)",
                "\"threads\": \(ProcessInfo.processInfo.activeProcessorCount)", "\"seconds_load\": \(load)",
                "\"seconds_build\": \(build)", "\"seconds\": \(seconds)",
                "\"throughput\": \(Int(Double(count) / max(build + seconds, 1e-9)))", "\"rss_mb\": \(Self.peakMegabytes)",
                "\"cpu_s\": \(cpu)",
            ] + more
        Swift.print("{" + fields.joined(separator: ", ") + "}")
    }

    /// The peak of resident memory since the program was started (`ru_maxrss` may be one from before).
    private static var peakMegabytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
    }
}
