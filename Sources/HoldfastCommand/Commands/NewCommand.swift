import ArgumentParser
import Foundation
import HoldfastAgreement

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a commented agreement file to fill in.",
        discussion: """
            Examples:
              holdfast new --title "River Line Cease-fire" -o truce.yaml
              holdfast new | less
            """)

    @Option(help: "Title of the agreement.")
    var title = "Untitled cease-fire"

    @Option(name: [.customShort("o"), .long], help: "File to write instead of standard output.", completion: .file())
    var output: String?

    @Flag(help: "Replace the file if it exists.")
    var force = false

    func run() throws {
        if let output, output != "-", !force, FileManager.default.fileExists(atPath: output) {
            throw OutputFailure(message: "\(output) exists; --force replaces it")
        }
        try Output(output).write(AgreementFile.skeleton(title: title))
        if let output, output != "-" { Terminal.warn("wrote \(output); fill it in, then run: holdfast check \(output)") }
    }
}
