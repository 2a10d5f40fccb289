import HoldfastText

/// The edition of a UCDP file, as its name tells: `ged-22.1-ukraine.csv`, `GEDEvent_v22_1.csv`, `ged221.csv`,
/// `GEDEvent_v24_0_3.csv`.
struct Edition: Hashable {
    /// `22.1`, `24.0.3`.
    var number: String
    /// The monthly and quarterly candidate files count from 0 behind the year: `24.0.3`, `24.01.24.03`.
    var isCandidate: Bool

    /// `nil` where the name carries none.
    init?(fileName: String) {
        let name = Array(fileName.split(separator: "/").last?.lowercased().utf8 ?? "".utf8)
        guard let ged = (0..<max(0, name.count - 2)).last(where: { Array(name[$0..<($0 + 3)]) == Array("ged".utf8) }) else {
            return nil
        }
        var i = ged + 3
        while i < name.count, !Self.isDigit(name[i]) { i += 1 }
        var parts: [String] = []
        while i < name.count, parts.count < 4 {
            let from = i
            while i < name.count, Self.isDigit(name[i]) { i += 1 }
            guard i > from, i - from <= 3 else { break }
            parts.append(String(decoding: name[from..<i], as: UTF8.self))
            guard i + 1 < name.count, name[i] == 0x2E || name[i] == 0x5F, Self.isDigit(name[i + 1]) else { break }
            i += 1
        }
        if parts.count == 1, parts[0].count == 3 {
            // ged221
            parts = [String(parts[0].prefix(2)), String(parts[0].suffix(1))]
        }
        guard parts.count >= 2, let year = Int(parts[0]), (5...99).contains(year) else { return nil }
        number = parts.joined(separator: ".")
        isCandidate = parts.count > 2 || parts[1].hasPrefix("0")
    }

    private static func isDigit(_ c: UInt8) -> Bool { c &- 0x30 < 10 }
}
