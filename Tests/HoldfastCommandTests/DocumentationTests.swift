import Foundation
import Testing

/// A command that a page shows, and what the page says it prints.
struct ShownCommand: CustomStringConvertible {
    var page: String
    var line: Int
    var command: String
    var output: [String]
    var description: String { "\(page):\(line): \(command)" }
}

/// Pages show commands in fences marked `console`: a line that begins with `$ ` is run, what follows is its output.
/// A line that is `…` stands for any number of lines.
enum ShownCommands {
    static let pages: [String] = {
        let fixed = ["README.md", "CONTRIBUTING.md", "Benchmarks/README.md"]
        let folders = ["Documentation", "Examples/minsk-ii", "Examples/minsk-i", "Examples/river-line"]
        return fixed + folders.flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: Project.root.appendingPathComponent(folder).path)) ?? [])
                .filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
        }
    }()

    static func text(_ page: String) throws -> [String] {
        try String(contentsOf: Project.root.appendingPathComponent(page), encoding: .utf8).components(separatedBy: "\n")
    }

    static func of(_ page: String) throws -> [ShownCommand] {
        var out: [ShownCommand] = []
        var isInside = false
        for (i, line) in try text(page).enumerated() {
            if line.hasPrefix("```") {
                isInside = !isInside && line == "```console"
                continue
            }
            guard isInside else { continue }
            if line.hasPrefix("$ ") {
                out.append(ShownCommand(page: page, line: i + 1, command: String(line.dropFirst(2)), output: []))
            } else if !out.isEmpty {
                out[out.count - 1].output.append(line)
            }
        }
        return out
    }

    /// Whether printed lines are what the page shows.
    static func matches(_ printed: [String], _ shown: [String]) -> Bool {
        guard let first = shown.first else { return printed.isEmpty }
        if first == "…" {
            let rest = Array(shown.dropFirst())
            return (0...printed.count).contains { matches(Array(printed.dropFirst($0)), rest) }
        }
        guard let line = printed.first, line == first else { return false }
        return matches(Array(printed.dropFirst()), Array(shown.dropFirst()))
    }
}

@Suite("Documentation", .serialized)
struct DocumentationTests {
    @Test("every command that a page shows prints what the page says", arguments: ShownCommands.pages)
    func commands(page: String) throws {
        let shown = try ShownCommands.of(page)
        if shown.isEmpty { return }
        // The commands of one page run one after the other in one folder, in which the examples stand.
        let scratch = try Scratch()
        try FileManager.default.createSymbolicLink(
            at: scratch.url.appendingPathComponent("Examples"), withDestinationURL: Project.root.appendingPathComponent("Examples"))
        var recorded: [(ShownCommand, [String])] = []
        for command in shown {
            let run = try shell("{ \(command.command)\n} 2>&1", in: scratch.url)
            #expect(run.code >= 0 && run.code <= 2, "\(command): code \(run.code)")
            var printed = run.output.components(separatedBy: "\n")
            if printed.last == "" { printed.removeLast() }
            recorded.append((command, printed))
            if ProcessInfo.processInfo.environment["HOLDFAST_RECORD"] != "1" {
                #expect(
                    ShownCommands.matches(printed, command.output),
                    "\(command) prints\n\(printed.joined(separator: "\n"))\nthe page shows\n\(command.output.joined(separator: "\n"))")
            }
        }
        if ProcessInfo.processInfo.environment["HOLDFAST_RECORD"] == "1" { try record(page, recorded) }
    }

    /// Writes what was printed into the page, where it shows no cut.
    private func record(_ page: String, _ runs: [(ShownCommand, [String])]) throws {
        var lines = try ShownCommands.text(page)
        for (command, printed) in runs.reversed() where !command.output.contains("…") {
            lines.replaceSubrange(command.line..<(command.line + command.output.count), with: printed)
        }
        try lines.joined(separator: "\n").write(
            to: Project.root.appendingPathComponent(page), atomically: true, encoding: .utf8)
    }

    @Test("no page shows a command of ours in a fence that nobody runs")
    func nothingUntested() throws {
        for page in ShownCommands.pages {
            var fence: String?
            for (i, line) in try ShownCommands.text(page).enumerated() {
                if line.hasPrefix("```") {
                    fence = fence == nil ? String(line.dropFirst(3)) : nil
                } else if let fence, fence != "console", line.hasPrefix("holdfast ") || line.hasPrefix("$ holdfast "),
                    !namesDataOfTheUser(line)
                {
                    Issue.record("\(page):\(i + 1): '\(line)' stands in a fence that is not marked console")
                }
            }
        }
    }

    /// A command on a published file that does not come with the project cannot be run here.
    private func namesDataOfTheUser(_ line: String) -> Bool { line.contains("ged221.csv") || line.contains("GEDEvent") }

    @Test("links between pages lead somewhere", arguments: ShownCommands.pages)
    func links(page: String) throws {
        let folder = Project.root.appendingPathComponent(page).deletingLastPathComponent()
        for (i, line) in try ShownCommands.text(page).enumerated() {
            for match in line.matches(of: /\]\(([^)#\s]+)(#[^)]*)?\)/) {
                let target = String(match.output.1)
                if target.contains("://") || target.hasPrefix("mailto:") { continue }
                #expect(
                    FileManager.default.fileExists(atPath: folder.appendingPathComponent(target).path),
                    "\(page):\(i + 1): \(target)")
            }
        }
    }

    @Test("the demonstration ends with a verdict on Minsk II and a page")
    func demoExample() throws {
        let scratch = try Scratch()
        let page = scratch.url.appendingPathComponent("report.html").path
        let run = try holdfast([
            "assess", "Examples/minsk-ii/agreement.yaml", "--incidents", "Examples/minsk-ii/incidents.csv", "--events",
            "Examples/minsk-ii/events.csv", "--as-of", "2015-08-15", "-o", page,
        ])
        #expect(run.code == 1)
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(html.lowercased().contains("collapsed") && html.contains("<svg") && !html.contains("<script"))
    }
}

@Suite("Expected reports")
struct ExpectedReportTests {
    static let examples: [(name: String, arguments: [String])] = [
        ("minsk-ii", ["--incidents", "incidents.csv", "--events", "events.csv", "--as-of", "2015-08-15"]),
        ("river-line", ["--incidents", "incidents.csv", "--events", "events.csv"]),
    ]

    @Test("each example prints its expected report, as text and as JSON", arguments: examples.map(\.name))
    func expected(name: String) throws {
        let example = try #require(Self.examples.first { $0.name == name })
        let folder = Project.root.appendingPathComponent("Examples/\(name)")
        for (format, file) in [("text", "expected-report.txt"), ("json", "expected-report.json")] {
            let run = try holdfast(["assess", "agreement.yaml", "-q", "--format", format] + example.arguments, in: folder)
            #expect(run.code < 2, "\(run.errors)")
            let path = folder.appendingPathComponent(file)
            if ProcessInfo.processInfo.environment["HOLDFAST_RECORD"] == "1" {
                try run.output.write(to: path, atomically: true, encoding: .utf8)
            }
            #expect(run.output == (try String(contentsOf: path, encoding: .utf8)), "\(file)")
        }
    }
}
