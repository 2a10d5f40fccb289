import Foundation
import Holdfast

/// `incident-reader FILE WORKERS`: reads a file of incidents once for each line of standard input, and prints the time.
///
/// A line of output is a JSON object: seconds on the clock, seconds of processor time, rows, deaths.
@main
struct Main {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let file = arguments.first, let workers = arguments.last.flatMap({ Int($0) }),
            let zone = ClockZone(identifier: "Europe/Kyiv")
        else {
            print("usage: incident-reader FILE WORKERS")
            exit(2)
        }
        let clock = ContinuousClock()
        while readLine() != nil {
            let from = clock.now
            let used = processorSeconds()
            do throws(Diagnostics) {
                let table = try IncidentTable.read(files: [file], IncidentReading(zone: zone, workers: workers))
                let took = clock.now - from
                let deaths = table.deathsBest.reduce(0) { $0 + Int($1) }
                let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
                print(
                    "{\"seconds\": \(seconds), \"cpu\": \(processorSeconds() - used), \"rows\": \(table.count), \"deaths\": \(deaths)}")
                fflush(nil)
            } catch {
                for d in error.all { print(d.text()) }
                exit(2)
            }
        }
    }

    static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
