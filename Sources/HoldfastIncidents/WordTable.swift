/// A few known words, found by their bytes; letters of ASCII in either case.
struct WordTable<Value: Sendable>: Sendable {
    private let words: [(word: [UInt8], value: Value)]

    init(_ words: [(String, Value)]) { self.words = words.map { (Array($0.0.utf8), $0.1) } }

    var all: [String] { words.map { String(decoding: $0.word, as: UTF8.self) } }

    func value(_ b: UnsafeBufferPointer<UInt8>) -> Value? {
        search: for entry in words where entry.word.count == b.count {
            for i in 0..<b.count {
                let c = b[i]
                let lower = c &- 0x41 < 26 ? c | 0x20 : c
                if lower != entry.word[i] { continue search }
            }
            return entry.value
        }
        return nil
    }
}
