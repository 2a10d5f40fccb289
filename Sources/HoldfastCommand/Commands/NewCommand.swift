import ArgumentParser
import Foundation
import HoldfastAgreement
import HoldfastText

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a commented agreement file to fill in.",
        discussion: """
            Examples:
              holdfast new --title "River Line Cease-fire" -o truce.yaml
              holdfast new --party Norland --party Southland --day 2015-02-15 --time-zone Europe/Kyiv -o truce.yaml
              holdfast new | less
            """)

    @Option(help: "Title of the agreement.")
    var title = "Untitled cease-fire"

    @Option(help: "Name of a party; give it once for each.")
    var party: [String] = []

    @Option(help: "Day of entry into force, such as 2015-02-15; today if left out.")
    var day: String?

    @Option(help: "Time zone of the agreement, such as Europe/Kyiv.")
    var timeZone = "UTC"

    @Option(name: [.customShort("o"), .long], help: "File to write instead of standard output.", completion: .file())
    var output: String?

    @Flag(help: "Replace the file if it exists.")
    var force = false

    func run() throws {
        try Output(output).refuseToReplace(unless: force)
        guard ClockZone(identifier: timeZone) != nil else {
            throw BadUsage("--time-zone \(timeZone): no such zone; write one such as Europe/Kyiv, or UTC")
        }
        let parties = party.isEmpty ? ["First Party", "Second Party"] : party
        try Output(output).write(
            AgreementFile.skeleton(title: title, parties: parties, day: try entryDay(), timeZone: timeZone))
        if let output, output != "-" { Terminal.warn("wrote \(output); fill it in, then run: holdfast check \(output)") }
    }

    private func entryDay() throws -> CivilDate {
        guard let day else { return CivilDateTime(utcSeconds: Int64(Date().timeIntervalSince1970)).date }
        do throws(WrittenTimeFault) {
            if case .date(let date) = try WrittenTime.read(day) { return date }
        } catch {
            throw BadUsage("--day \(day): \(error == .noSuchDay ? "the calendar has no such day" : "write a day such as 2015-02-15")")
        }
        throw BadUsage("--day \(day): write a day without a time, such as 2015-02-15")
    }
}
