import Foundation

/// Numbers from bytes, the same in every locale.
public enum NumberScan {
    /// Why bytes are no number.
    public enum Fault: Error, Hashable, Sendable {
        case notANumber
        case tooLarge
    }

    /// A whole number: an optional sign and digits. A fraction of zeros is let pass, as spreadsheets write `5.0`.
    ///
    /// - Throws: ``Fault``. The empty field is `notANumber`.
    /// - Complexity: O(n); no allocation.
    public static func integer(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) -> Int64 {
        var i = 0
        let n = bytes.count
        var negative = false
        if n > 0, bytes[0] == 0x2D || bytes[0] == 0x2B {
            negative = bytes[0] == 0x2D
            i = 1
        }
        let first = i
        var value: Int64 = 0
        while i < n {
            let d = bytes[i] &- 0x30
            if d > 9 { break }
            if i &- first >= 18 {
                let (times, over1) = value.multipliedReportingOverflow(by: 10)
                let (sum, over2) = times.addingReportingOverflow(Int64(d))
                if over1 || over2 { throw .tooLarge }
                value = sum
            } else {
                value = value &* 10 &+ Int64(d)
            }
            i &+= 1
        }
        guard i > first else { throw .notANumber }
        if i < n {
            guard bytes[i] == 0x2E else { throw .notANumber }
            i &+= 1
            while i < n {
                guard bytes[i] == 0x30 else { throw .notANumber }
                i &+= 1
            }
        }
        return negative ? 0 &- value : value
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// A decimal number: sign, digits, fraction, exponent. `nan` and `inf` are none.
    ///
    /// Correctly rounded: up to 15 digits and a power of ten up to 22 need one exact operation (Clinger 1990);
    /// anything longer goes to the C library.
    /// - Parameter commaPoint: whether a comma stands for the point, as in files separated by semicolons.
    /// - Throws: ``Fault``.
    /// - Complexity: O(n); no allocation.
    public static func decimal(_ bytes: UnsafeBufferPointer<UInt8>, commaPoint: Bool = false) throws(Fault) -> Double {
        let n = bytes.count
        var i = 0
        var negative = false
        if n > 0, bytes[0] == 0x2D || bytes[0] == 0x2B {
            negative = bytes[0] == 0x2D
            i = 1
        }
        var mantissa: Int64 = 0
        var digits = 0
        var any = false
        var fraction = 0
        var point = false
        while i < n {
            let c = bytes[i]
            let d = c &- 0x30
            if d <= 9 {
                any = true
                if mantissa != 0 || d != 0 { digits &+= 1 }
                if digits <= 18 { mantissa = mantissa &* 10 &+ Int64(d) }
                if point { fraction &+= 1 }
            } else if !point, c == 0x2E || (commaPoint && c == 0x2C) {
                point = true
            } else {
                break
            }
            i &+= 1
        }
        guard any else { throw .notANumber }
        var exponent = 0
        if i < n {
            guard bytes[i] == 0x65 || bytes[i] == 0x45 else { throw .notANumber }
            i &+= 1
            var down = false
            if i < n, bytes[i] == 0x2D || bytes[i] == 0x2B {
                down = bytes[i] == 0x2D
                i &+= 1
            }
            let first = i
            while i < n {
                let d = bytes[i] &- 0x30
                guard d <= 9 else { throw .notANumber }
                if exponent < 10_000 { exponent = exponent &* 10 &+ Int(d) }
                i &+= 1
            }
            guard i > first else { throw .notANumber }
            if down { exponent = 0 &- exponent }
        }
        let scale = exponent &- fraction
        if digits <= 15, scale >= -22, scale <= 22 {
            let m = Double(mantissa)
            let value = scale < 0 ? m / powers[0 &- scale] : m * powers[scale]
            return negative ? -value : value
        }
        return try long(bytes, commaPoint)
    }

    @inline(never)
    private static func long(_ bytes: UnsafeBufferPointer<UInt8>, _ commaPoint: Bool) throws(Fault) -> Double {
        var text = String(decoding: bytes, as: UTF8.self)
        if commaPoint { text = String(text.map { $0 == "," ? "." : $0 }) }
        guard let value = Double(text) else { throw .notANumber }
        guard value.isFinite else { throw .tooLarge }
        return value
    }
}
