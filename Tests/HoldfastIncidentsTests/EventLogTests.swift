import HoldfastIncidents
import HoldfastText
import Testing

@Suite("Events files")
struct EventLogTests {
    private let header = "id,kind,from,to,party,mechanism,term,zone,outcome,of,count,count_bound,certainty,source\n"

    private func log(_ text: String) throws -> Result<EventLog, Diagnostics> {
        let file = try TemporaryFile(Array(text.utf8), name: "events.csv")
        do throws(Diagnostics) { return .success(try EventLog.read(files: [file.path], zone: kyiv)) } catch { return .failure(error) }
    }

    @Test("each kind")
    func kinds() throws {
        let log = try log(
            header + "1,observation,2015-02-15,2015-02-17,,mission,,security,,,,,,report 1\n"
                + "2,access,2015-02-15T14:30,,south,mission,,,denial,,,,likely,\n"
                + "3,delivery,2015-02-15,,north,,prisoners,,,prisoners,98,at-least,confirmed,\n"
                + "4,withdrawal,2015-02-15,,north,,guns-back,,,,,,possible,\n"
        ).get()
        #expect(log.events.count == 4)
        #expect(log.events.map(\.row) == [2, 3, 4, 5])
        guard case .observation = log.events[0].fact, case .access(.denial) = log.events[1].fact,
            case .delivery(of: "prisoners", count: 98, bound: .atLeast) = log.events[2].fact, case .withdrawal = log.events[3].fact
        else {
            Issue.record("\(log.events)")
            return
        }
        #expect(log.events[0].time == InstantInterval(from: Instant(seconds: 1_423_951_200), to: Instant(seconds: 1_424_210_400)))
        #expect(log.events[0].mechanism == "mission" && log.events[0].zone == "security" && log.events[0].party == nil)
        #expect(log.events[0].origin == "report 1")
        #expect(log.events.map(\.certainty) == [.confirmed, .likely, .confirmed, .possible])
        #expect(log.sources.map(\.rows) == [4])
        #expect(log.events[0].file.hasSuffix("events.csv"))
    }

    @Test("every fault is an error with its place, all in one run")
    func faults() throws {
        let result = try log(
            header + "1,observed,2015-02-15,,,,,,,,,,,\n" + ",access,2015-02-30,,,,,,refusal,,,,sure,\n"
                + "3,delivery,2015-02-15,,,,,,,,x,,,\n" + "3,delivery,2015-02-15,,,,,,,convoys,-1,,,\n" + "5,observation,2015-02-15\n"
                + "6,delivery,2015-02-15,,,,,,,convoys,1,atleast,,\n7,observation,2015-02-15,,,,,,,,,,,\n7,observation,2015-02-15,,,,,,,,,,,\n")
        guard case .failure(let faults) = result else {
            Issue.record("read")
            return
        }
        #expect(
            faults.all.map { "\($0.code) \(cell($0))" } == [
                "unknown-kind 2 kind", "no-id 3 id", "impossible-date 3 from", "unknown-outcome 3 outcome",
                "unknown-certainty 3 certainty", "no-object 4 of", "count-out-of-range 5 count", "ragged-row 6 ",
                "unknown-count-bound 7 count_bound", "duplicate-id 9 id",
            ])
        #expect(faults.all.allSatisfy { $0.severity == .error })
    }

    private func cell(_ d: Diagnostic) -> String {
        if case .cell(let row, let column, _) = d.place { "\(row) \(column ?? "")" } else { "?" }
    }

    @Test("missing columns and a cut row")
    func files() throws {
        guard case .failure(let missing) = try log("id,knd\n1,access\n") else { return }
        #expect(missing.all.map(\.code) == ["missing-column", "missing-column"])
        #expect(missing.all[0].help == "did you mean the column \"knd\"?")
        guard case .failure(let cut) = try log(header + "1,observation") else { return }
        #expect(cut.all.map(\.code) == ["cut-row"])
    }
}
