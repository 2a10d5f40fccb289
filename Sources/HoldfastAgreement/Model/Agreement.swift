import HoldfastText

/// One cease-fire document, as a file: everything in it, checked. Made by `AgreementFile.read`.
///
/// Lists keep the order of the file. Ids are unique within their kind and were checked against each other,
/// so a rule may look one up without a second check.
public struct Agreement: Sendable {
    public var id: String
    public var title: String
    public var ceasefireClass: CeasefireClass?
    public var signed: CivilDate?
    /// The moment the agreement enters into force.
    public var entersIntoForce: Instant
    /// The local day of that moment: D-day.
    public var dDay: CivilDate
    public var zone: ClockZone
    public var sources: [TextSource]
    public var parties: [Party]
    public var mechanisms: [Mechanism]
    public var guarantors: [Guarantor]
    public var space: Space
    public var terms: [Term]
    public var holding: Holding
    public var guarantees: [Guarantee]
    /// The file as the user named it, and the SHA-256 of its bytes.
    public var file: String
    public var sha256: String

    public init(
        id: String, title: String, ceasefireClass: CeasefireClass?, signed: CivilDate?, entersIntoForce: Instant,
        dDay: CivilDate, zone: ClockZone, sources: [TextSource], parties: [Party], mechanisms: [Mechanism],
        guarantors: [Guarantor], space: Space, terms: [Term], holding: Holding, guarantees: [Guarantee], file: String,
        sha256: String
    ) {
        self.id = id
        self.title = title
        self.ceasefireClass = ceasefireClass
        self.signed = signed
        self.entersIntoForce = entersIntoForce
        self.dDay = dDay
        self.zone = zone
        self.sources = sources
        self.parties = parties
        self.mechanisms = mechanisms
        self.guarantors = guarantors
        self.space = space
        self.terms = terms
        self.holding = holding
        self.guarantees = guarantees
        self.file = file
        self.sha256 = sha256
    }
}

/// `cessation-of-hostilities`, `preliminary` (has compliance mechanisms), `definitive` (adds demobilisation).
public enum CeasefireClass: String, CaseIterable, Sendable {
    case cessationOfHostilities = "cessation-of-hostilities"
    case preliminary, definitive
}

/// Where a clause of the file comes from.
public struct TextSource: Hashable, Sendable {
    public var title: String
    public var url: String?
    public var article: String?
    /// Whether the figures were checked against the primary text: `primary`, `secondary`, or nothing said.
    public var checked: String?

    public init(title: String, url: String? = nil, article: String? = nil, checked: String? = nil) {
        self.title = title
        self.url = url
        self.article = article
        self.checked = checked
    }
}

/// A side bound by terms.
public struct Party: Sendable {
    public var id: String
    public var name: String
    /// Names of this side in data, by vocabulary: `["ucdp": ["DPR", "LPR"]]`.
    public var namesInData: [String: [String]]

    public init(id: String, name: String, namesInData: [String: [String]]) {
        self.id = id
        self.name = name
        self.namesInData = namesInData
    }
}

/// A body that monitors, finds or rules.
public struct Mechanism: Sendable {
    public var id: String
    public var name: String
    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}

/// Who promises to act.
public struct Guarantor: Sendable {
    public var id: String
    public var name: String
    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}

/// Lines, zones and maps. Paths are already resolved against the agreement file's folder.
public struct Space: Sendable {
    public var border: FilePath?
    /// Coasts, along which no line of contact runs.
    public var coast: FilePath?
    /// By map maker, in the order of the agreement; empty where no maps are named.
    public var control: [ControlFiles]
    public var lineOfContact: LineSource?
    /// Further lines that terms may name: `demarcation: {file: …}`. Ids never equal `line-of-contact`.
    public var lines: [(id: String, source: LineSource)]
    public var zones: [Zone]
    /// The area the agreement covers, `nil` for everywhere.
    public var areaOfAgreement: FilePath?
    /// Names to print on the map.
    public var places: FilePath?

    public init(
        border: FilePath? = nil, coast: FilePath? = nil, control: [ControlFiles] = [], lineOfContact: LineSource? = nil,
        lines: [(id: String, source: LineSource)] = [], zones: [Zone] = [], areaOfAgreement: FilePath? = nil,
        places: FilePath? = nil
    ) {
        self.border = border
        self.coast = coast
        self.control = control
        self.lineOfContact = lineOfContact
        self.lines = lines
        self.zones = zones
        self.areaOfAgreement = areaOfAgreement
        self.places = places
    }
}

/// A path, as written and resolved.
public struct FilePath: Hashable, Sendable {
    public var written: String
    public var resolved: String
    /// The layer to read of a file that holds several.
    public var layer: String?
    public init(written: String, resolved: String, layer: String? = nil) {
        self.written = written
        self.resolved = resolved
        self.layer = layer
    }
}

/// Where a line comes from.
public enum LineSource: Sendable {
    /// A LineString file. `leftHeldBy` names the party on the left of the line's direction, `rightHeldBy` on the right;
    /// `accuracyMetres` is how far the drawn line may be from the real one.
    case file(FilePath, leftHeldBy: String?, rightHeldBy: String?, accuracyMetres: Double)
    /// The boundary of control on a date, `nil` meaning the date of entry into force.
    case control(on: CivilDate?)
    /// The line that moves with control: each incident against the line of its own day.
    case movingControl
}

/// A stretch of ground that terms name.
public struct Zone: Sendable {
    public enum Shape: Sendable {
        /// A polygon file.
        case file(FilePath)
        /// Within `depthMetres` of a line on each side. `line` is `line-of-contact` or an id in `Space.lines`.
        /// `side` narrows it to the ground of one party.
        case along(line: String, depthMetres: Double, side: String?)
    }
    public var id: String
    public var shape: Shape
    public init(id: String, shape: Shape) {
        self.id = id
        self.shape = shape
    }
}

/// A moment given in a term.
public enum TermTime: Hashable, Sendable {
    /// `D+n`: the start of the local day n days after D-day; as a deadline, the end of that day.
    /// `D+0` as a start is the moment of entry into force itself.
    case dPlus(Int)
    case instant(Instant)
    case day(CivilDate)
}

/// One obligation or prohibition with scope: who, what, where, when.
public struct Term: Sendable {
    public enum Rule: Sendable {
        /// `prohibits: use-of-force`. `kinds` empty means every use of force between the parties.
        case prohibitsUseOfForce(kinds: [String])
        /// `withdraws: {weapon, calibre}` behind lines, complete by a time.
        case withdraws(Withdrawal)
        /// `prohibits: change-of-control`, tolerated up to an area over a time.
        case prohibitsChangeOfControl(toleranceSquareMetres: Double, overSeconds: Int64)
        /// `requires: access` for a mechanism.
        case requiresAccess(mechanism: String)
        /// `requires: delivery` of a number of something.
        case requiresDelivery(of: String, count: Int)
    }
    /// `all` or the ids of the parties bound.
    public enum Binds: Sendable { case all, parties([String]) }

    public var id: String
    public var rule: Rule
    public var binds: Binds
    /// A zone's id, or `nil` for the area of the agreement.
    public var within: String?
    public var from: TermTime?
    /// Last moment at which the term binds (`until`), `nil` for open.
    public var until: TermTime?
    /// Kinds of conduct that do not count: `live-fire-exercise`, `demining`.
    public var exempt: [String]
    public var sources: [TextSource]
    /// What the clause says in the file's own words, for reports.
    public var says: String?
    /// Line of the file on which the term stands.
    public var line: Int

    public init(
        id: String, rule: Rule, binds: Binds = .all, within: String? = nil, from: TermTime? = nil,
        until: TermTime? = nil, exempt: [String] = [], sources: [TextSource] = [], says: String? = nil, line: Int = 0
    ) {
        self.id = id
        self.rule = rule
        self.binds = binds
        self.within = within
        self.from = from
        self.until = until
        self.exempt = exempt
        self.sources = sources
        self.says = says
        self.line = line
    }
}

/// What has to go, how far, by when.
public struct Withdrawal: Sendable {
    public var weapon: String
    /// Lower bound of the calibre in millimetres; `inclusive` tells `>=` from `>`.
    public var calibre: (millimetres: Double, inclusive: Bool)?
    /// For each party the line it measures from and the depth in metres; the key `all` stands for every party.
    public var behind: [(party: String, line: String, depthMetres: Double)]
    public var start: TermTime?
    /// The deadline; `nil` where the text sets none, and then nothing is ever overdue.
    public var complete: TermTime?

    public init(
        weapon: String, calibre: (millimetres: Double, inclusive: Bool)?,
        behind: [(party: String, line: String, depthMetres: Double)], start: TermTime?, complete: TermTime?
    ) {
        self.weapon = weapon
        self.calibre = calibre
        self.behind = behind
        self.start = start
        self.complete = complete
    }
}

/// What counts as holding.
public struct Holding: Sendable {
    /// One measured thing with its threshold.
    public indirect enum Condition: Sendable {
        /// At least `count` deaths in some window of `withinSeconds`.
        case deaths(count: Int, withinSeconds: Int64)
        /// At least `count` violations of a term (`nil`: of any) in some window.
        case violations(of: String?, count: Int, withinSeconds: Int64)
        /// Control over at least this area changed hands in some window.
        case changeOfControl(squareMetres: Double, withinSeconds: Int64)
        /// Incidents per day since entry into force are at least this multiple of the baseline's.
        case rateRatio(atLeast: Double)
        case any([Condition])
        case all([Condition])
    }
    /// `nil` where the file is silent: then the documented default holds for all three.
    public var collapsed: Condition?
    public var failing: Condition?
    public var strained: Condition?
    /// How far back from the as-of moment windows may lie that decide the verdict; `nil` means the default, 30 days.
    public var overSeconds: Int64?
    /// Baseline days, both included.
    public var baseline: (from: CivilDate, to: CivilDate)?
    /// Whether the file defines any of the three.
    public var isDefinedByFile: Bool { collapsed != nil || failing != nil || strained != nil }

    public init(
        collapsed: Condition? = nil, failing: Condition? = nil, strained: Condition? = nil, overSeconds: Int64? = nil,
        baseline: (from: CivilDate, to: CivilDate)? = nil
    ) {
        self.collapsed = collapsed
        self.failing = failing
        self.strained = strained
        self.overSeconds = overSeconds
        self.baseline = baseline
    }
}
