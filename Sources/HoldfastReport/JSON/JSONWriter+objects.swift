import HoldfastText

extension JSONWriter {
    /// A key with an object over several lines.
    mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
        key(name)
        object(inline: false, body)
    }

    /// A key with an object on one line.
    mutating func flat(_ name: String, _ body: (inout JSONWriter) -> Void) {
        key(name)
        object(inline: true, body)
    }
}
