/// A whole number with a comma between thousands: `1,366`.
public func grouped(_ n: Int) -> String {
    let digits = String(n.magnitude)
    var out = ""
    for (i, d) in digits.enumerated() {
        if i > 0, (digits.count - i) % 3 == 0 { out += "," }
        out.append(d)
    }
    return n < 0 ? "-" + out : out
}

/// `1 violation`, `2 violations`.
public func counted(_ n: Int, _ one: String, _ many: String? = nil) -> String {
    "\(grouped(n)) " + (n == 1 ? one : many ?? one + "s")
}
