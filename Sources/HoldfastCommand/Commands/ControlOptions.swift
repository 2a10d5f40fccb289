import ArgumentParser
import HoldfastControl
import HoldfastText

/// The maps of control that a command works on, and how they are read.
struct ControlOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Maps of control: files, folders or quoted patterns; - is standard input. Left out with --maker or --agreement.",
            valueName: "control"),
        completion: .file())
    var control: [String] = []

    @Option(help: "A map maker and its maps, instead of CONTROL; may be given several times.", completion: .file())
    var maker: [MakerOption] = []

    @Option(help: "Who holds what the maps show: a name of your choice (held if left out). With --side: who comes first.")
    var heldBy: String?

    @Option(help: "Who holds what the maps leave out; nobody is said to if left out.")
    var restHeldBy: String?

    @Option(help: ArgumentHelp("The attribute that says who holds a polygon.", valueName: "attribute"))
    var side: String?

    @Option(
        help: ArgumentHelp(
            "What the values of --side mean: VALUE=HOLDER,… A holder is a name, contested or unknown; *=HOLDER is for all other values.",
            valueName: "value=holder,…"))
    var sides: [SidesOption] = []

    @Option(help: ArgumentHelp("The attribute that holds the date, where file names do not.", valueName: "attribute"))
    var date: String?

    @Option(help: "The layer to read of files that hold several.")
    var layer: String?

    @Option(parsing: .unconditional, help: "What a day without a map shows: carry (the last map before it), unknown, or the last map for so long: \"7 d\".")
    var gaps: GapsOption?

    @Option(help: "The legal border: a file with a polygon.", completion: .file())
    var border: String?

    @Option(help: "The coast: a file with lines or polygons.", completion: .file())
    var coast: String?

    @Option(help: "The time zone whose days the dates are, such as Europe/Kyiv; UTC if left out.")
    var timeZone: ZoneOption?

    @Option(
        help: "An agreement file that says all of this; what is given here as well goes before it.",
        completion: .file(extensions: ["yaml", "yml"]))
    var agreement: String?

    func validate() throws {
        if !control.isEmpty, !maker.isEmpty { throw ValidationError("give CONTROL or --maker, not both") }
        if control.isEmpty, maker.isEmpty, agreement == nil {
            throw ValidationError("no maps of control: name files, a folder or a quoted pattern")
        }
        let inputs = control + maker.map(\.path) + [border, coast, agreement].compactMap { $0 }
        if inputs.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input (-) can be read only once") }
        var names: Set<String> = []
        for one in maker where !names.insert(one.name).inserted {
            throw ValidationError("--maker names '\(one.name)' twice; quote a pattern to give one maker several files")
        }
        if side == nil, !sides.isEmpty { throw ValidationError("--sides says what the values of an attribute mean; name it with --side") }
        if side != nil, sides.isEmpty {
            throw ValidationError("--side names an attribute; say with --sides what its values mean, as in --sides occupied=south,grey=contested")
        }
    }
}

/// `NAME=PATH`.
struct MakerOption: ExpressibleByArgument {
    var name: String
    var path: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else { return nil }
        name = String(argument[..<equals])
        path = String(argument[argument.index(after: equals)...])
        if name.isEmpty || path.isEmpty { return nil }
    }

    static var allValueStrings: [String] { [] }
    var defaultValueDescription: String { "\(name)=\(path)" }
}

/// `VALUE=HOLDER,VALUE=HOLDER`.
struct SidesOption: ExpressibleByArgument {
    var pairs: [(value: String, holder: Holder)] = []

    init?(argument: String) {
        for part in argument.split(separator: ",", omittingEmptySubsequences: true) {
            guard let equals = part.lastIndex(of: "=") else { return nil }
            let value = part[..<equals].trimmingSpaces
            let holder = part[part.index(after: equals)...].trimmingSpaces
            if value.isEmpty || holder.isEmpty { return nil }
            pairs.append((value, Holder(written: holder)))
        }
        if pairs.isEmpty { return nil }
    }
}

extension Holder {
    /// As it is written in options and agreement files.
    init(written: String) {
        switch written {
        case "contested": self = .contested
        case "unknown": self = .unknown
        default: self = .party(written)
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var s = self
        while s.first == " " { s.removeFirst() }
        while s.last == " " { s.removeLast() }
        return String(s)
    }
}

/// `carry`, `unknown` or a number of days.
struct GapsOption: ExpressibleByArgument {
    var gaps: Gaps

    init?(argument: String) {
        switch argument {
        case "carry", "carry-forward": gaps = .carryForward
        case "unknown": gaps = .unknown
        default:
            let digits = argument.prefix { $0.isASCII && $0.isNumber }
            let unit = argument.dropFirst(digits.count).drop { $0 == " " }
            guard let days = Int(digits), days <= 1_000_000, ["d", "day", "days"].contains(String(unit)) else { return nil }
            gaps = days == 0 ? .unknown : .carryAtMost(days: days)
        }
    }
}

/// An IANA name, or UTC.
struct ZoneOption: ExpressibleByArgument {
    var zone: ClockZone

    init?(argument: String) {
        guard let zone = ClockZone(identifier: argument) else { return nil }
        self.zone = zone
    }
}
