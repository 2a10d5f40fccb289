/// A value of the file with its place. Scalars are text: nothing is guessed to be a number, a date or a truth value.
struct YAMLNode: Sendable {
    enum Content: Sendable {
        /// `isEmpty` tells a value that was left out (`key:`) from an empty text in quotes.
        case scalar(String, isEmpty: Bool)
        case list([YAMLNode])
        case mapping([YAMLPair])
    }
    var content: Content
    /// Counted from 1, the column in Unicode scalars.
    var line: Int
    var column: Int
    /// Scalars to mark on that line.
    var length: Int

    var isEmpty: Bool {
        if case .scalar(_, let isEmpty) = content { return isEmpty }
        return false
    }
    var text: String? {
        if case .scalar(let text, isEmpty: false) = content { return text }
        return nil
    }
    /// What stands here, in the user's words.
    var shape: String {
        switch content {
        case .scalar(_, let isEmpty): isEmpty ? "nothing" : "a single value"
        case .list: "a list"
        case .mapping: "keys with values"
        }
    }
}

struct YAMLPair: Sendable {
    var key: YAMLNode
    var name: String
    var value: YAMLNode
}
