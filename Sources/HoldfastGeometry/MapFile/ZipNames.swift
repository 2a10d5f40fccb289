/// The names in a ZIP archive, from its central directory (PKWARE APPNOTE 6.3, 4.3.12 and 4.3.16).
enum ZipNames {
    /// Names in the order of the archive; empty where the bytes are no archive. Names that are not UTF-8 are left out.
    /// - Complexity: O(n) for n bytes of the directory.
    static func read(_ b: [UInt8]) -> [String] {
        func number(_ at: Int, _ bytes: Int) -> Int? {
            guard at >= 0, at <= b.count - bytes else { return nil }
            return (0..<bytes).reduce(0) { $0 | Int(b[at + $1]) << (8 * $1) }
        }
        // The end record stands in the last 65,557 bytes, behind it only a remark.
        let first = max(0, b.count - 65_557)
        guard b.count >= 22,
            let end = stride(from: b.count - 22, through: first, by: -1).first(where: { number($0, 4) == 0x0605_4B50 }),
            let count = number(end + 10, 2), var at = number(end + 16, 4)
        else { return [] }
        var names: [String] = []
        for _ in 0..<count {
            guard number(at, 4) == 0x0201_4B50, let name = number(at + 28, 2), let extra = number(at + 30, 2),
                let remark = number(at + 32, 2), at + 46 + name <= b.count
            else { break }
            if let text = String(validating: b[(at + 46)..<(at + 46 + name)], as: UTF8.self) { names.append(text) }
            at += 46 + name + extra + remark
        }
        return names
    }
}
