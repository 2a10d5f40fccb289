import Foundation
import Holdfast

/// `incident-reader FILE [RUNS] [WORKERS…]`: the time to read a file of incidents, one JSON object a line.
@main
struct Main {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard let file = arguments.first, let zone = ClockZone(identifier: "Europe/Kyiv") else {
            print("usage: incident-reader FILE [RUNS] [WORKERS…]")
            exit(2)
        }
        let runs = arguments.dropFirst().first.flatMap { Int($0) } ?? 5
        let asked = arguments.dropFirst(2).compactMap { Int($0) }
        let clock = ContinuousClock()
        for workers in asked.isEmpty ? [1, 2] : asked {
            var best = Duration.seconds(1_000_000)
            var rows = 0
            var deaths = 0
            for _ in 0..<runs {
                let from = clock.now
                do throws(Diagnostics) {
                    let table = try IncidentTable.read(files: [file], IncidentReading(zone: zone, workers: workers))
                    rows = table.count
                    deaths = table.deathsBest.reduce(0) { $0 + Int($1) }
                } catch {
                    for d in error.all { print(d.text()) }
                    exit(2)
                }
                best = min(best, clock.now - from)
            }
            let seconds = Double(best.components.seconds) + Double(best.components.attoseconds) / 1e18
            print("{\"workers\": \(workers), \"seconds\": \(seconds), \"rows\": \(rows), \"deaths\": \(deaths)}")
        }
    }
}
