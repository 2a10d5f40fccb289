import Foundation
import HoldfastText
import Testing

@testable import HoldfastAgreement

@Test func riverLine() {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        + "/Examples/river-line/agreement.yaml"
    let (agreement, diagnostics) = AgreementFile.read(path: path)
    for d in diagnostics { print(d.text()) }
    #expect(agreement != nil)
}
