/// The first row of a CSV file: which columns there are and what separates them.
public struct CSVHeader: Sendable {
    /// Names as written, without quotes and without white space around them.
    public let names: [String]
    /// `,`, `;` or a tab.
    public let delimiter: UInt8
    private let numbers: [String: [Int]]

    public init(names: [String], delimiter: UInt8) {
        self.names = names
        self.delimiter = delimiter
        var numbers: [String: [Int]] = [:]
        for (i, name) in names.enumerated() { numbers[Self.folded(name), default: []].append(i) }
        self.numbers = numbers
    }

    /// Letters in lower case, spaces and hyphens as underscores: how names are compared.
    public static func folded(_ name: String) -> String {
        String(name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
    }

    /// The columns of that name, counted from 0; more than one is a fault if the column is needed.
    public func columns(_ name: String) -> [Int] { numbers[Self.folded(name)] ?? [] }
    public func has(_ name: String) -> Bool { !columns(name).isEmpty }

    /// The delimiter as a word for messages.
    public var delimiterWord: String {
        delimiter == 0x3B ? "semicolon" : delimiter == 0x09 ? "tab" : "comma"
    }

    /// Reads the header at the start of `bytes`, its line end not needed.
    ///
    /// The delimiter is the one of comma, semicolon and tab that occurs most often outside quotes; comma on a tie.
    init(row bytes: UnsafeBufferPointer<UInt8>) {
        var counts: [UInt8: Int] = [:]
        var quoted = false
        for c in bytes {
            if c == 0x22 { quoted.toggle() } else if !quoted, c == 0x2C || c == 0x3B || c == 0x09 { counts[c, default: 0] += 1 }
        }
        var delimiter: UInt8 = 0x2C
        for candidate: UInt8 in [0x3B, 0x09] where counts[candidate, default: 0] > counts[delimiter, default: 0] {
            delimiter = candidate
        }
        var names: [String] = []
        var field: [UInt8] = []
        quoted = false
        func ended(_ field: [UInt8]) -> String {
            var text = String(decoding: field, as: UTF8.self)
            while let c = text.unicodeScalars.first, Self.isBlank(c) { text.unicodeScalars.removeFirst() }
            while let c = text.unicodeScalars.last, Self.isBlank(c) { text.unicodeScalars.removeLast() }
            return text
        }
        var i = 0
        while i < bytes.count {
            let c = bytes[i]
            if c == 0x22 {
                if quoted, i + 1 < bytes.count, bytes[i + 1] == 0x22 {
                    field.append(c)
                    i += 1
                } else {
                    quoted.toggle()
                }
            } else if c == delimiter, !quoted {
                names.append(ended(field))
                field.removeAll()
            } else {
                field.append(c)
            }
            i += 1
        }
        names.append(ended(field))
        self.init(names: names, delimiter: delimiter)
    }

    private static func isBlank(_ c: Unicode.Scalar) -> Bool {
        c == " " || c == "\t" || c == "\r" || c == "\n" || c.value == 0xA0 || c.value == 0xFEFF
    }
}
