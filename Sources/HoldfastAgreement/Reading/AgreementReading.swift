import HoldfastText

/// One reading of one file: what was declared, and every fault met on the way.
///
/// A value of one thread. Methods that read a value return `nil` when it is absent or wrong, and have then reported it.
final class AgreementReading {
    let source: SourceText
    /// Folder against which the paths of the file resolve.
    let folder: String
    /// Whether the files that the agreement names are looked at.
    let filesExist: Bool
    private(set) var found: [Diagnostic] = []

    var declared = Declarations()
    /// Known once `agreement` was read.
    var clock: AgreementClock?
    /// Where things stand, for checks that run after all was read.
    var places = ReadPlaces()

    init(source: SourceText, folder: String, filesExist: Bool) {
        self.source = source
        self.folder = folder
        self.filesExist = filesExist
    }

    var hasErrors: Bool { found.contains { $0.severity == .error } }

    func report(_ code: DiagnosticCode, at node: YAMLNode, _ message: String, help: String? = nil) {
        found.append(
            source.diagnostic(code, line: node.line, column: node.column, length: node.length, message, help: help))
    }
}

/// Entry into force, and what local dates mean around it.
struct AgreementClock {
    var entersIntoForce: Instant
    var dDay: CivilDate
    var zone: ClockZone

    /// First moment of a term time.
    func start(_ time: TermTime) -> Instant {
        switch time {
        case .dPlus(0): entersIntoForce
        case .dPlus(let n): dDay.adding(days: n).map(zone.startOfDay) ?? entersIntoForce
        case .day(let day): zone.startOfDay(day)
        case .instant(let instant): instant
        }
    }

    /// Last moment of a term time, as a deadline: the end of a day.
    func deadline(_ time: TermTime) -> Instant {
        switch time {
        case .dPlus(let n): dDay.adding(days: n).map { zone.day($0).to } ?? entersIntoForce
        case .day(let day): zone.day(day).to
        case .instant(let instant): instant
        }
    }
}

/// Ids of one kind, in the order of the file, each with its key.
struct DeclaredIDs {
    private(set) var ids: [String] = []
    private var keys: [String: YAMLNode] = [:]

    mutating func declare(_ id: String, at key: YAMLNode) {
        ids.append(id)
        keys[id] = key
    }
    func key(_ id: String) -> YAMLNode? { keys[id] }
    func contains(_ id: String) -> Bool { keys[id] != nil }
    var isEmpty: Bool { ids.isEmpty }
}

/// Everything that may be named elsewhere in the file.
struct Declarations {
    var parties = DeclaredIDs()
    var mechanisms = DeclaredIDs()
    var guarantors = DeclaredIDs()
    var lines = DeclaredIDs()
    var zones = DeclaredIDs()
    var terms = DeclaredIDs()

    /// Kinds with their names, for "is a guarantor, not a party".
    var all: [(noun: String, ids: DeclaredIDs)] {
        [
            ("a party", parties), ("a mechanism", mechanisms), ("a guarantor", guarantors), ("a line", lines),
            ("a zone", zones), ("a term", terms),
        ]
    }
}

/// Places of values that checks across the file point at.
struct ReadPlaces {
    var signed: YAMLNode?
    var control: YAMLNode?
    var areaOfAgreement: YAMLNode?
    var baselineTo: YAMLNode?
    var parties: [String: YAMLNode] = [:]
    var zones: [String: YAMLNode] = [:]
    var terms: [String: TermPlaces] = [:]
    var guarantees: [String: YAMLNode] = [:]
    /// Keys of the conditions under `holding`.
    var holding: [String: YAMLNode] = [:]
}

/// Places of one term's values.
struct TermPlaces {
    var key: YAMLNode
    var within: YAMLNode?
    var exempt: YAMLNode?
    var behind: YAMLNode?
    var complete: YAMLNode?
    var start: YAMLNode?
}
