import Holdfast

/// Any bytes are an agreement or have at least one error with a place.
enum AgreementTarget {
    static func run(_ bytes: [UInt8]) {
        let read = AgreementFile.read(bytes: bytes, file: "fuzz.yaml", folder: "", filesExist: false)
        let errors = read.diagnostics.contains { $0.severity == .error }
        promise(errors == (read.agreement == nil), "an agreement is there exactly when nothing is an error")
        for found in read.diagnostics {
            promise(!found.message.isEmpty, "a finding says what is wrong")
            promise(!found.text(color: false).isEmpty, "a finding can be printed")
        }
    }
}
