import ArgumentParser
import HoldfastAgreement

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of agreement files, for completion in editors.",
        discussion: """
            Examples:
              holdfast schema > holdfast.schema.json
              holdfast schema -o holdfast.schema.json
            """)

    @Option(name: [.customShort("o"), .long], help: "File to write instead of standard output.", completion: .file())
    var output: String?

    @Flag(help: "Replace the file if it exists.")
    var force = false

    func run() throws {
        try Output(output).refuseToReplace(unless: force)
        try Output(output).write(AgreementFile.schema + (AgreementFile.schema.hasSuffix("\n") ? "" : "\n"))
    }
}
