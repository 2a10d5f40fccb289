import ArgumentParser
import Foundation
import HoldfastGeometry

@main
struct HoldfastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holdfast",
        abstract: "Cease-fires as code: does a truce hold, and what was broken, where, when, by whom and how surely.",
        discussion: """
            Write the cease-fire down as a file, feed it what is reported, read the assessment:

              holdfast new -o truce.yaml
              holdfast check truce.yaml
              holdfast assess truce.yaml --incidents incidents.csv -o report.html

            Exit codes: 0 fine, 1 findings, 2 bad input or usage.
            """,
        version: "0.1.0 (\(VectorInstructions.best.name))",
        subcommands: [
            AssessCommand.self, CheckCommand.self, LocateCommand.self, NewCommand.self, SchemaCommand.self, TerritoryCommand.self,
        ])

    /// Runs a command; the exit codes are the same for every subcommand, and a closed pipe is an error like any other.
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let end as Finished {
            Foundation.exit(end.code)
        } catch let usage as BadUsage {
            Terminal.warn("Error: \(usage.message)\n  = help: holdfast \(CommandLine.arguments.dropFirst().first ?? "") --help shows the options and examples")
            Foundation.exit(2)
        } catch let failure as OutputFailure {
            Terminal.warn("holdfast: \(failure.message)")
            Foundation.exit(2)
        } catch {
            let code = exitCode(for: error)
            let text = fullMessage(for: error)
            if code.isSuccess {
                // --help, --version and completion scripts.
                do { try Output.standard.write(text + "\n") } catch { Foundation.exit(2) }
                Foundation.exit(0)
            }
            if !text.isEmpty { Terminal.warn(text) }
            Foundation.exit(2)
        }
    }
}

/// Options that cannot be used together or with what was read.
struct BadUsage: Error {
    var message: String

    init(_ message: String) { self.message = message }
}

/// Ends the program with an exit code once everything has been written.
struct Finished: Error {
    var code: Int32
    /// There was something to find.
    static let findings = Finished(code: 1)
    /// What was given could not be used; the reasons were printed.
    static let badInput = Finished(code: 2)
}
