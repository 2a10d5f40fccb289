import ArgumentParser

@main
struct HoldfastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "holdfast", abstract: "Cease-fires as code.")
}
