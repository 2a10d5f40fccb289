import ArgumentParser
import HoldfastAgreement
import HoldfastControl
import HoldfastInputs
import HoldfastText

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find every fault and every gap in agreement files.",
        discussion: """
            Prints each finding with its place, what is wrong and how to mend it. Warnings are gaps in the text itself,
            such as a guarantee without a finder; the file is still valid.

            Examples:
              holdfast check truce.yaml
              holdfast check --format json Examples/*/agreement.yaml

            Exit codes: 0 nothing found (notes aside), 1 warnings, 2 errors.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: "Agreement files; - is standard input.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @Option(help: "How to print findings: text or json.")
    var format: Format = .text

    @Option(help: "Colour: auto, always or never.")
    var color: ColorChoice = .auto

    func run() throws {
        var all: [Diagnostic] = []
        var sound: [String] = []
        for file in files {
            let result = AgreementFile.read(path: file)
            all.append(contentsOf: result.diagnostics)
            if let agreement = result.agreement {
                // The maps too: a bow-tie in a zone is a fault of the agreement's files like any other.
                do throws(Diagnostics) {
                    let ground = try Ground.read(for: agreement)
                    all.append(contentsOf: ground.control?.notes ?? [])
                    all.append(contentsOf: ground.zonesBeyondControl(agreement))
                } catch {
                    all.append(contentsOf: error.all)
                }
                sound.append("\(file): \(agreement.title): \(counted(agreement.terms.count, "term")), \(counted(agreement.guarantees.count, "guarantee"))")
            }
        }
        switch format {
        case .text:
            let color = Terminal.usesColor(color, 1)
            var text = all.map { $0.text(color: color) + "\n" }.joined(separator: "\n")
            if !all.isEmpty { text += "\n" }
            text += sound.map { visible($0) + "\n" }.joined()
            text += summary(all) + "\n"
            try Output.standard.write(text)
        case .json:
            var json = JSONWriter()
            json.array { json in for d in all { d.write(to: &json) } }
            try Output.standard.write(json.string + "\n")
        }
        if all.contains(where: { $0.severity == .error }) { throw Finished.badInput }
        if all.contains(where: { $0.severity == .warning }) { throw Finished.findings }
    }

    private func summary(_ all: [Diagnostic]) -> String {
        let counts = [Diagnostic.Severity.error, .warning, .note].map { s in (s.rawValue, all.count { $0.severity == s }) }
        let parts = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)\($0.1 == 1 ? "" : "s")" }
        return parts.isEmpty ? "no faults found" : parts.joined(separator: ", ")
    }
}
