import Foundation

/// What libFuzzer calls with each input. Input that breaks a promise ends the program with a message.
typealias FuzzTarget = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ target: FuzzTarget
) -> CInt

/// `fuzz TARGET [libFuzzer's arguments]`
@main
struct Main {
    static let targets: [(name: String, run: FuzzTarget)] = [
        ("geojson", { bytes, count in
            GeoJSONTarget.run(array(bytes, count))
            return 0
        }),
        ("csv", { bytes, count in
            CSVTarget.run(array(bytes, count))
            return 0
        }),
        ("agreement", { bytes, count in
            AgreementTarget.run(array(bytes, count))
            return 0
        }),
        ("locate", { bytes, count in
            LocateTarget.run(array(bytes, count))
            return 0
        }),
    ]

    static func main() {
        guard CommandLine.argc > 1, let target = targets.first(where: { $0.name == CommandLine.arguments[1] }) else {
            print("usage: fuzz \(targets.map(\.name).joined(separator: "|")) [libFuzzer's arguments]")
            exit(2)
        }
        // libFuzzer reads the rest as its own.
        var count = CommandLine.argc - 1
        var arguments = CommandLine.unsafeArgv + 1
        exit(runDriver(&count, &arguments, target.run))
    }

    private static func array(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
        Array(UnsafeBufferPointer(start: bytes, count: count))
    }
}

/// A promise that must hold whatever the input.
func promise(_ holds: Bool, _ what: @autoclosure () -> String) {
    if holds { return }
    FileHandle.standardError.write(Data("broken promise: \(what())\n".utf8))
    abort()
}
