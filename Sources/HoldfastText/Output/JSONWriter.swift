/// Writes JSON in the order of the calls, the same bytes for the same calls.
///
/// Numbers that are not finite are written as `null`: JSON has no word for them.
public struct JSONWriter {
    public private(set) var bytes: [UInt8] = []
    private let pretty: Bool
    private var depth = 0
    /// One entry per open container: whether it already holds something.
    private var filled: [Bool] = []
    private var afterKey = false
    private var inline = 0

    /// - Parameter pretty: indent by two spaces. Otherwise no white space at all.
    public init(pretty: Bool = true) { self.pretty = pretty }

    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Takes what was written so far and starts over, to stream a long document.
    public mutating func drain() -> [UInt8] {
        let out = bytes
        bytes.removeAll(keepingCapacity: true)
        return out
    }

    /// An object. With `inline` it stays on one line.
    public mutating func object(inline flat: Bool = false, _ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(0x7B, 0x7D, flat, body)
    }

    public mutating func array(inline flat: Bool = false, _ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(0x5B, 0x5D, flat, body)
    }

    public mutating func key(_ name: String) {
        separate()
        quoted(name)
        bytes.append(0x3A)
        if pretty { bytes.append(0x20) }
        afterKey = true
    }

    public mutating func key(_ name: String, _ value: String?) { key(name); write(value) }
    public mutating func key(_ name: String, _ value: Int?) { key(name); write(value) }
    public mutating func key(_ name: String, _ value: Bool) { key(name); write(value) }
    /// A number with at most `decimals` digits behind the point.
    public mutating func key(_ name: String, _ value: Double?, decimals: Int) {
        key(name)
        write(value, decimals: decimals)
    }
    public mutating func key(_ name: String, inline flat: Bool = false, object body: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try object(inline: flat, body)
    }
    public mutating func key(_ name: String, inline flat: Bool = false, array body: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try array(inline: flat, body)
    }

    public mutating func write(_ value: String?) {
        separate()
        if let value { quoted(value) } else { null() }
    }
    public mutating func write(_ value: Int?) {
        separate()
        if let value { bytes.append(contentsOf: String(value).utf8) } else { null() }
    }
    public mutating func write(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }
    public mutating func write(_ value: Double?, decimals: Int) {
        separate()
        guard let value, value.isFinite else { return null() }
        bytes.append(contentsOf: decimal(value, decimals: decimals).utf8)
    }

    private mutating func null() { bytes.append(contentsOf: "null".utf8) }

    private mutating func container(_ open: UInt8, _ close: UInt8, _ flat: Bool, _ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        bytes.append(open)
        filled.append(false)
        if flat { inline += 1 }
        depth += 1
        try body(&self)
        depth -= 1
        let any = filled.removeLast()
        if any, inline == 0 { newline() }
        if flat { inline -= 1 }
        bytes.append(close)
    }

    private mutating func separate() {
        if afterKey {
            afterKey = false
            return
        }
        guard let last = filled.last else { return }
        if last { bytes.append(0x2C) }
        if inline == 0 { newline() } else if last, pretty { bytes.append(0x20) }
        filled[filled.count - 1] = true
    }

    private mutating func newline() {
        guard pretty else { return }
        bytes.append(0x0A)
        for _ in 0..<depth { bytes.append(0x20); bytes.append(0x20) }
    }

    private mutating func quoted(_ text: String) {
        bytes.append(0x22)
        for c in text.utf8 {
            switch c {
            case 0x22: bytes.append(0x5C); bytes.append(0x22)
            case 0x5C: bytes.append(0x5C); bytes.append(0x5C)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(Self.hex[Int(c >> 4)])
                bytes.append(Self.hex[Int(c & 15)])
            default: bytes.append(c)
            }
        }
        bytes.append(0x22)
    }

    private static let hex = Array("0123456789abcdef".utf8)
}

/// A number with at most `decimals` (0 to 9) digits behind the point, rounded half away from zero, no trailing zeros,
/// the same on every machine and in every locale. Beyond ±9e15 the shortest form that reads back.
public func decimal(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let places = min(max(decimals, 0), 9)
    var scale: Int64 = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = (value.magnitude * Double(scale)).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e15 else { return "\(value)" }
    let n = Int64(scaled)
    var out = value < 0 && n != 0 ? "-" : ""
    out += String(n / scale)
    var rest = n % scale
    if rest > 0 {
        var digits = String(rest)
        digits = String(repeating: "0", count: places - digits.count) + digits
        while rest % 10 == 0 {
            digits.removeLast()
            rest /= 10
        }
        out += "." + digits
    }
    return out
}
