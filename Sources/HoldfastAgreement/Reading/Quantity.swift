import HoldfastText

/// What a quantity measures, with the units it may be written in.
enum Dimension {
    case distance, area, duration, span, calibre

    /// Units with their size in metres, square metres, seconds or millimetres. Months and years have none.
    var units: [(name: String, size: Double)] {
        switch self {
        case .distance: [("m", 1), ("km", 1000)]
        case .area: [("m2", 1), ("ha", 10_000), ("km2", 1_000_000)]
        case .duration: [("min", 60), ("h", 3600), ("d", 86_400), ("w", 604_800)]
        case .span: [("min", 60), ("h", 3600), ("d", 86_400), ("w", 604_800), ("months", 0), ("y", 0)]
        case .calibre: [("mm", 1), ("cm", 10)]
        }
    }

    /// Greatest size that is believed, in the unit of size.
    var limit: Double {
        switch self {
        case .distance: 20_040_000  // half a meridian
        case .area: 5.101e14  // the surface of the Earth
        case .duration, .span: 1000 * 366 * 86_400
        case .calibre: 1000
        }
    }

    var limitInWords: String {
        switch self {
        case .distance: "20,040 km, half way round the Earth"
        case .area: "the surface of the Earth"
        case .duration, .span: "1,000 years"
        case .calibre: "1,000 mm"
        }
    }

    var example: String {
        switch self {
        case .distance: "15 km"
        case .area: "2 km2"
        case .duration: "7 d"
        case .span: "14 d"
        case .calibre: "100 mm"
        }
    }
}

extension AgreementReading {
    struct Quantity {
        var number: Double
        var unit: String
        /// In metres, square metres, seconds or millimetres; 0 for months and years.
        var size: Double
    }

    func quantity(_ node: YAMLNode, what: String, _ dimension: Dimension, allowZero: Bool = false) -> Quantity? {
        guard let text = word(node, what: what) else { return nil }
        return quantity(text, at: node, what: what, dimension, allowZero: allowZero)
    }

    /// Reads `15 km`: digits with an optional decimal point, an optional space, a unit.
    func quantity(_ text: String, at node: YAMLNode, what: String, _ dimension: Dimension, allowZero: Bool = false) -> Quantity? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = String(text.dropFirst(digits.count)).trimmingSpaces
        guard let number = plainNumber(String(digits)) else {
            report(
                .notANumber, at: node, "'\(what)' does not begin with a number: '\(text)'",
                help: "write digits and a unit, as in \"\(dimension.example)\"; no thousands separator, no sign")
            return nil
        }
        let names = dimension.units.map(\.name)
        if unit.isEmpty {
            let usual = dimension.example.split(separator: " ").last ?? ""
            report(
                .missingUnit, at: node, "'\(what)' has no unit",
                help: "write one of \(list(names)) behind the number, as in \"\(digits) \(usual)\"")
            return nil
        }
        guard let size = dimension.units.first(where: { $0.name == unit })?.size else {
            if let first = unit.first, first == "," || first == "_" || first == "'" || first == "." {
                report(
                    .notANumber, at: node, "'\(what)' is not a number and a unit: '\(text)'",
                    help: "write 1000 without a separator, and 1.5 with a point")
                return nil
            }
            let meant = Self.misspelt[unit.lowercased()].flatMap { meant in meant.first { names.contains($0) } }
            report(
                .unknownUnit, at: node, "'\(what)' has the unit '\(unit)', which is not one of \(list(names))",
                help: (meant ?? nearest(to: unit, among: names)).map { "write \"\(digits) \($0)\"" }
                    ?? "write it in one of \(list(names))")
            return nil
        }
        let measured = number * (size > 0 ? size : unit == "y" ? 366 * 86_400 : 31 * 86_400)
        guard measured <= dimension.limit else {
            report(.outOfRange, at: node, "'\(what)' is more than \(dimension.limitInWords)", help: "check the number and its unit")
            return nil
        }
        if number == 0, !allowZero {
            report(.outOfRange, at: node, "'\(what)' must be more than zero")
            return nil
        }
        return Quantity(number: number, unit: unit, size: number * size)
    }

    /// `nil` unless the text is digits with at most one decimal point between them.
    private func plainNumber(_ text: String) -> Double? {
        guard text.utf8.count <= 20, let first = text.utf8.first, let last = text.utf8.last, first != 0x2E, last != 0x2E,
            text.utf8.count(where: { $0 == 0x2E }) <= 1
        else { return nil }
        return Double(text)
    }

    /// Common spellings and the units they may mean.
    private static let misspelt: [String: [String]] = [
        "meter": ["m"], "meters": ["m"], "metre": ["m"], "metres": ["m"], "kms": ["km"], "kilometer": ["km"],
        "kilometers": ["km"], "kilometre": ["km"], "kilometres": ["km"], "km²": ["km2"], "sqkm": ["km2"], "sq km": ["km2"],
        "km^2": ["km2"], "m²": ["m2"], "m^2": ["m2"], "sq m": ["m2"], "hectare": ["ha"], "hectares": ["ha"], "m": ["min"],
        "minute": ["min"], "minutes": ["min"], "mins": ["min"], "hour": ["h"], "hours": ["h"], "hr": ["h"], "hrs": ["h"],
        "day": ["d"], "days": ["d"], "week": ["w"], "weeks": ["w"], "month": ["months"], "mo": ["months"], "year": ["y"],
        "years": ["y"], "yr": ["y"], "millimetre": ["mm"], "millimetres": ["mm"], "millimeter": ["mm"],
        "millimeters": ["mm"], "centimetre": ["cm"], "centimetres": ["cm"], "km": ["km2"],
    ]

    func metres(_ node: YAMLNode, what: String, allowZero: Bool = false) -> Double? {
        quantity(node, what: what, .distance, allowZero: allowZero)?.size
    }

    func squareMetres(_ node: YAMLNode, what: String, allowZero: Bool = false) -> Double? {
        quantity(node, what: what, .area, allowZero: allowZero)?.size
    }

    /// A duration in whole seconds; a day is 24 hours.
    func seconds(_ node: YAMLNode, what: String) -> Int64? {
        guard let q = quantity(node, what: what, .duration) else { return nil }
        return wholeSeconds(q.size, at: node, what: what)
    }

    private func wholeSeconds(_ size: Double, at node: YAMLNode, what: String) -> Int64? {
        guard let seconds = Int64(exactly: size.rounded()), seconds > 0 else {
            report(.outOfRange, at: node, "'\(what)' must be at least one second")
            return nil
        }
        return seconds
    }

    func span(_ node: YAMLNode, what: String) -> CalendarSpan? {
        guard let q = quantity(node, what: what, .span) else { return nil }
        if q.unit == "h" || q.unit == "min" { return wholeSeconds(q.size, at: node, what: what).map(CalendarSpan.seconds) }
        guard let whole = Int(exactly: q.number) else {
            report(
                .notANumber, at: node, "'\(what)' must be a whole number of days, weeks, months or years",
                help: "write hours for parts of a day, as in \"36 h\"")
            return nil
        }
        switch q.unit {
        case "d": return .days(whole)
        case "w": return .days(whole * 7)
        case "months": return .months(whole)
        default: return .years(whole)
        }
    }

    /// `>= 100 mm`, `> 100 mm`, or `100 mm`, which means at least.
    func calibre(_ node: YAMLNode, what: String) -> (millimetres: Double, inclusive: Bool)? {
        guard let text = word(node, what: what) else { return nil }
        var rest = text
        var inclusive = true
        if text.hasPrefix(">=") || text.hasPrefix("≥") {
            rest = String(text.dropFirst(text.hasPrefix("≥") ? 1 : 2))
        } else if text.hasPrefix(">") {
            rest = String(text.dropFirst())
            inclusive = false
        } else if text.hasPrefix("<") {
            report(
                .unknownValue, at: node, "'\(what)' gives an upper bound: '\(text)'",
                help: "a withdrawal names the smallest calibre it covers, as in \">= 100 mm\"")
            return nil
        }
        return quantity(rest.trimmingSpaces, at: node, what: what, .calibre).map { ($0.size, inclusive) }
    }

    /// A whole number from 1 to 1,000,000,000.
    func count(_ node: YAMLNode, what: String) -> Int? {
        guard let text = word(node, what: what) else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            report(
                .notANumber, at: node, "'\(what)' must be a whole number, not '\(text)'",
                help: "write digits only, without separator, sign or unit")
            return nil
        }
        guard let value = Int(text), value <= 1_000_000_000 else {
            report(.outOfRange, at: node, "'\(what)' is more than 1,000,000,000", help: "check the number")
            return nil
        }
        guard value > 0 else {
            report(
                .outOfRange, at: node, "'\(what)' must be at least 1", help: "zero is reached before anything happens")
            return nil
        }
        return value
    }

    /// A number above zero without a unit, such as 0.5.
    func ratio(_ node: YAMLNode, what: String) -> Double? {
        guard let text = word(node, what: what) else { return nil }
        guard let value = plainNumber(text) else {
            report(.notANumber, at: node, "'\(what)' must be a number, not '\(text)'", help: "write it as in \"0.5\"")
            return nil
        }
        guard value > 0, value <= 1_000_000 else {
            report(.outOfRange, at: node, "'\(what)' must be more than 0 and at most 1,000,000")
            return nil
        }
        return value
    }
}
