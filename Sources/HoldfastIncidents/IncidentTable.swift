import HoldfastText

/// What kind of thing happened. The first three are UCDP's types of organised violence.
public enum IncidentKind: UInt8, CaseIterable, Sendable {
    /// Force used between a government and an organised party (UCDP type 1), or between parties of the agreement.
    case stateBased
    /// Force between two organised parties neither of which is a government (UCDP type 2).
    case nonState
    /// Force by an organised party against civilians; the perpetrator is side A (UCDP type 3).
    case oneSided
    case shelling
    case smallArms
    case sniper
    case airStrike
    case drone
    case explosion
    case mine
    case incursion
    case abduction
    /// A weapon seen where it stands; judged by `withdraws`, not by `prohibits: use-of-force`.
    case weaponSighting
    case liveFireExercise
    case demining
    case other

    /// The word in files: `state-based`, `small-arms`, ….
    public var word: String {
        switch self {
        case .stateBased: "state-based"
        case .nonState: "non-state"
        case .oneSided: "one-sided"
        case .shelling: "shelling"
        case .smallArms: "small-arms"
        case .sniper: "sniper"
        case .airStrike: "air-strike"
        case .drone: "drone"
        case .explosion: "explosion"
        case .mine: "mine"
        case .incursion: "incursion"
        case .abduction: "abduction"
        case .weaponSighting: "weapon-sighting"
        case .liveFireExercise: "live-fire-exercise"
        case .demining: "demining"
        case .other: "other"
        }
    }

    public init?(word: String) {
        guard let k = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = k
    }
}

/// How sure it is that the incident happened as told. `Documentation/Methods.md` gives each format's rule.
public enum Certainty: UInt8, Comparable, CaseIterable, Sendable {
    case possible, likely, confirmed

    public static func < (a: Certainty, b: Certainty) -> Bool { a.rawValue < b.rawValue }
    public var word: String { self == .confirmed ? "confirmed" : self == .likely ? "likely" : "possible" }
    public init?(word: String) {
        guard let c = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = c
    }
}

/// Short strings stored end to end: one allocation for a column, not one a row.
public struct StringColumn: Sendable {
    public private(set) var bytes: [UInt8] = []
    /// Start of each string; one more than there are strings.
    public private(set) var starts: [Int] = [0]

    public init() {}

    public var count: Int { starts.count - 1 }
    public subscript(_ i: Int) -> String {
        String(decoding: bytes[starts[i]..<starts[i + 1]], as: UTF8.self)
    }
    public mutating func append(_ utf8: some Sequence<UInt8>) {
        bytes.append(contentsOf: utf8)
        starts.append(bytes.count)
    }
    /// The same for bytes in memory, without a loop over them.
    public mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: utf8)
        starts.append(bytes.count)
    }
    /// Takes away the strings from `first` on.
    public mutating func removeSuffix(from first: Int) {
        guard first < count else { return }
        bytes.removeSubrange(starts[first]...)
        starts.removeSubrange((first + 1)...)
    }
    public mutating func reserve(rows: Int, bytesEach: Int) {
        starts.reserveCapacity(rows + 1)
        bytes.reserveCapacity(rows * bytesEach)
    }
    /// Puts another column's strings behind these.
    public mutating func append(contentsOf other: StringColumn) {
        let base = bytes.count
        bytes.append(contentsOf: other.bytes)
        starts.append(contentsOf: other.starts.dropFirst().lazy.map { $0 + base })
    }
}

/// Names that recur, each stored once and known by number from 0. ``NameTable/none`` means no name.
public struct NameTable: Sendable {
    public static let none: UInt32 = .max
    public private(set) var names: [String] = []
    private var numbers: [String: UInt32] = [:]

    public init() {}

    public subscript(_ number: UInt32) -> String? { Int(number) < names.count ? names[Int(number)] : nil }
    public func number(of name: String) -> UInt32? { numbers[name] }
    /// The number of a name, given out on first sight; the empty name is ``none``.
    public mutating func intern(_ name: String) -> UInt32 {
        if name.isEmpty { return Self.none }
        if let n = numbers[name] { return n }
        let n = UInt32(names.count)
        names.append(name)
        numbers[name] = n
        return n
    }
}

/// Incidents in columns, in the order in which they were read. All columns have ``count`` entries.
///
/// Facts only: nothing here judges. Whether an incident bears on an agreement is for the assessment.
public struct IncidentTable: Sendable {
    /// Identifier in its source, as written. Not necessarily unique across sources.
    public var ids = StringColumn()
    /// The interval in which the incident happened, UTC seconds, `to` exclusive and greater than `from`.
    public var from: [Int64] = []
    public var to: [Int64] = []
    /// Degrees WGS84. NaN where the source gives no position.
    public var longitude: [Double] = []
    public var latitude: [Double] = []
    /// Radius in metres around the position within which the incident happened; infinity where unknown.
    public var uncertaintyMetres: [Float] = []
    public var deathsLow: [Int32] = []
    public var deathsBest: [Int32] = []
    public var deathsHigh: [Int32] = []
    public var kind: [IncidentKind] = []
    public var certainty: [Certainty] = []
    /// Names in ``actors`` of the two sides as the source gives them; ``NameTable/none`` where it gives none.
    public var sideA: [UInt32] = []
    public var sideB: [UInt32] = []
    /// Name in ``actors`` of who used force, where the *source* says so; ``NameTable/none`` where it does not.
    public var attributedTo: [UInt32] = []
    /// Name of the place in ``places``.
    public var place: [UInt32] = []
    /// Name in ``remarks`` of what the row claims of itself, such as an exemption.
    public var remark: [UInt32] = []
    /// Name in ``remarks`` of the weapon, where the row names one.
    public var weapon: [UInt32] = []
    /// Weapon calibre in millimetres where the row gives one, otherwise NaN.
    public var calibreMillimetres: [Float] = []
    /// Index into ``sources``.
    public var source: [UInt16] = []
    /// Row in the source's file, the header being row 1 (feature number for GeoJSON).
    public var row: [UInt32] = []

    public var actors = NameTable()
    public var places = NameTable()
    public var remarks = NameTable()
    public var sources: [IncidentSource] = []
    /// Rows that could not be used, by reason; ``IncidentTable/count`` plus these is what was read.
    public var setAside: [SetAsideRow] = []
    /// How many rows were set aside for each reason (``setAside`` may hold only the first thousand of each).
    public var setAsideCounts: [String: Int] = [:]
    /// Rows used although something in them contradicts itself, by reason code (`best-above-high`, `low-above-best`).
    public var noteCounts: [String: Int] = [:]
    /// The first of those rows, at most a thousand of each reason.
    public var notes: [Diagnostic] = []

    public init() {}

    public var count: Int { from.count }
}

/// A row that could not be used, and why.
public struct SetAsideRow: Hashable, Sendable {
    /// Stable code: `no-date`, `impossible-date`, `coordinates-out-of-range`, ….
    public var reason: String
    /// Names file, row and column, and says how to mend it.
    public var diagnostic: Diagnostic

    public init(reason: String, diagnostic: Diagnostic) {
        self.reason = reason
        self.diagnostic = diagnostic
    }
}

/// A file of incidents and what its making implies.
public struct IncidentSource: Sendable {
    public var record: SourceRecord
    /// Vocabulary in which it names the sides: the key under `names-in-data` (`ucdp`, `acled`, `holdfast`).
    public var vocabulary: String
    /// Stretches of time over which the source's makers looked for incidents of its kind everywhere it covers,
    /// by its own rules (UCDP: each whole calendar year present). Empty where the source promises nothing.
    public var covers: [InstantInterval]
    /// What the source counts: `fatal events` for UCDP GED.
    public var counts: String

    public init(record: SourceRecord, vocabulary: String, covers: [InstantInterval], counts: String) {
        self.record = record
        self.vocabulary = vocabulary
        self.covers = covers
        self.counts = counts
    }
}
