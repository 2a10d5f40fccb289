import Foundation
import Holdfast

/// Holdfast beside its peers, with their interface:
///
///     territory-peer POINTS MAPS [--workload W1|W2|W4|W5] [--answers FILE] [--instructions base|avx2|avx512]
///
/// It runs on as many threads as there are processors for it, or as HOLDFAST_THREADS says if that is fewer.
@main
struct Main {
    static func main() {
        var arguments = Array(CommandLine.arguments.dropFirst())
        var workload = "W1"
        var answers: String?
        var instructions = VectorInstructions.best
        while arguments.count > 2 {
            let value = arguments.removeLast()
            switch arguments.removeLast() {
            case "--workload": workload = value
            case "--answers": answers = value
            case "--instructions":
                guard let named = VectorInstructions.allCases.first(where: { "\($0)" == value }) else { stop("no \(value)") }
                instructions = min(named, .best)
            case let other: stop("no such option: \(other)")
            }
        }
        guard arguments.count == 2 else { stop("usage: territory-peer POINTS MAPS [--workload W1] [--answers FILE]") }
        let began = clockSeconds()
        let history: ControlHistory
        do throws(Diagnostics) {
            history = try ControlHistory.read(
                globs: [arguments[1]], naming: .everything(heldBy: "held"), restHeldBy: nil, gaps: .carryForward)
        } catch {
            stop(error.all.map { $0.text() }.joined(separator: "\n"))
        }
        let load = clockSeconds() - began
        switch workload {
        case "W1", "W2":
            guard let points = PointsFile(path: arguments[0]) else { stop("\(arguments[0]): no points file") }
            locate(
                points, history, withDistance: workload == "W1", instructions: instructions, load: load, answers: answers)
        case "W4":
            Result(workload: "W4", count: history.dates.count, seconds: load).print()
        case "W5":
            measure(history, load: load)
        default:
            stop("no such workload: \(workload)")
        }
    }
}

func stop(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
}

func clockSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
