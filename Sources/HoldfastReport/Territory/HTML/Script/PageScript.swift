import Foundation
import HoldfastText

/// The script of the page: it draws any step from the packed shapes and lets the reader step through them.
///
/// Written for browsers since 2020, without libraries; it asks for nothing from outside.
enum PageScript {
    static let text = "(() => {\n\"use strict\";\n" + shapes + drawing + controls + "})();\n"

    /// What a content security policy needs to let this script run and no other.
    static let policy: String = {
        let hex = Array(SourceRecord.sha256(Array(text.utf8)))
        let bytes = stride(from: 0, to: hex.count - 1, by: 2).compactMap { UInt8(String(hex[$0...($0 + 1)]), radix: 16) }
        return "'sha256-" + Data(bytes).base64EncodedString() + "'"
    }()
}
