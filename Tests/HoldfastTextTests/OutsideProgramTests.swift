import Foundation
import HoldfastText
import Testing

@Suite("Outside programs")
struct OutsideProgramTests {
    private func shell(_ script: String, quietSeconds: Int = 20, maxBytes: Int = 1 << 20) throws(OutsideProgram.Failure) -> OutsideProgram.Outcome {
        try OutsideProgram("sh", environment: ["WORD": "hold"], quietSeconds: quietSeconds, maxBytes: maxBytes).run(["-c", script])
    }

    @Test("output, errors, exit code, signal and environment")
    func outcome() throws {
        let outcome = try shell("cat; printf \"$WORD\"; echo fast >&2; exit 3")
        #expect(outcome.code == 3)
        #expect(String(decoding: outcome.output, as: UTF8.self) == "hold")
        #expect(outcome.errors == "fast\n")
        #expect(try shell("kill -9 $$").code == 128 + 9)
        // More than a pipe holds, on both.
        let much = try shell("head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero")
        #expect(much.output.count == 300_000 && much.errors.utf8.count == 1 << 16)
    }

    @Test("one that is not there, is silent or never ends is told and killed")
    func failures() throws {
        #expect(throws: OutsideProgram.Failure.notInstalled) {
            try OutsideProgram("holdfast-no-such-program", quietSeconds: 5, maxBytes: 10).run([])
        }
        let start = Date()
        #expect(throws: OutsideProgram.Failure.silent(seconds: 1)) { try shell("exec sleep 30", quietSeconds: 1) }
        #expect(throws: OutsideProgram.Failure.silent(seconds: 1)) { try shell("exec >&- 2>&-; sleep 30", quietSeconds: 1) }
        #expect(throws: OutsideProgram.Failure.tooMuch(bytes: 1000)) { try shell("exec yes", maxBytes: 1000) }
        #expect(Date().timeIntervalSince(start) < 15)
    }

    @Test("many at once keep apart")
    func many() throws {
        let outputs = inRuns(of: 40, atLeast: 1) { run in
            run.map { i in (try? shell("sleep 0.0\(i % 7); echo \(i)")).map { String(decoding: $0.output, as: UTF8.self) } }
        }.flatMap(\.self)
        #expect(outputs == (0..<40).map { "\($0)\n" })
    }
}
