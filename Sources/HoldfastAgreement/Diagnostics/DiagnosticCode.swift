import HoldfastText

/// Every code that reading and checking an agreement file can give.
///
/// The raw value is the code as printed. Codes are stable: one may be added, none is renamed or given another meaning.
/// `Documentation/Diagnostics.md` is made from this list.
public enum DiagnosticCode: String, CaseIterable, Sendable {
    // The file and the files it names.
    case noSuchFile = "no-such-file"
    case fileIsADirectory = "file-is-a-directory"
    case fileNotReadable = "file-not-readable"
    case emptyFile = "empty-file"
    case fileTooLarge = "file-too-large"
    case lineTooLong = "line-too-long"
    case notUTF8 = "not-utf-8"
    case binaryFile = "binary-file"
    case controlCharacter = "control-character"

    // YAML.
    case yamlSyntax = "yaml-syntax"
    case tabInIndentation = "tab-in-indentation"
    case aliasNotAllowed = "alias-not-allowed"
    case anchorNotAllowed = "anchor-not-allowed"
    case tagNotAllowed = "tag-not-allowed"
    case mergeKeyNotAllowed = "merge-key-not-allowed"
    case severalDocuments = "several-documents"
    case duplicateKey = "duplicate-key"
    case keyNotText = "key-not-text"
    case tooDeep = "too-deep"
    case tooManyValues = "too-many-values"
    case tooManyFaults = "too-many-faults"

    // Keys and values.
    case unknownFormatVersion = "unknown-format-version"
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case missingValue = "missing-value"
    case wrongShape = "wrong-shape"
    case badID = "bad-id"
    case idTwice = "id-twice"
    case unknownValue = "unknown-value"
    case notANumber = "not-a-number"
    case outOfRange = "out-of-range"
    case missingUnit = "missing-unit"
    case unknownUnit = "unknown-unit"
    case notADate = "not-a-date"
    case impossibleDate = "impossible-date"
    case impossibleTime = "impossible-time"
    case dateWithoutTime = "date-without-time"
    case timeShownTwice = "time-shown-twice"
    case timeNeverShown = "time-never-shown"
    case unknownTimeZone = "unknown-time-zone"

    // Names that must be declared.
    case unknownParty = "unknown-party"
    case unknownGuarantor = "unknown-guarantor"
    case unknownMechanism = "unknown-mechanism"
    case unknownBody = "unknown-body"
    case unknownLine = "unknown-line"
    case unknownZone = "unknown-zone"
    case unknownTerm = "unknown-term"

    // Parties and dates.
    case partyWithoutNameInData = "party-without-name-in-data"
    case nameInDataTwice = "name-in-data-twice"
    case guarantorIsParty = "guarantor-is-party"
    case signedAfterEntryIntoForce = "signed-after-entry-into-force"

    // Space.
    case zoneWithoutShape = "zone-without-shape"
    case zoneWithTwoShapes = "zone-with-two-shapes"
    case zoneWithoutWidth = "zone-without-width"
    case depthUnlikely = "depth-unlikely"
    case lineWithoutSource = "line-without-source"
    case lineWithTwoSources = "line-with-two-sources"
    case lineWithoutControl = "line-without-control"
    case lineWithoutSides = "line-without-sides"
    case lineWithoutAccuracy = "line-without-accuracy"
    case samePartyOnBothSides = "same-party-on-both-sides"
    case noFileMatches = "no-file-matches"
    case fileNotGeoJSON = "file-not-geojson"
    case fileWithoutPolygon = "file-without-polygon"
    case fileWithoutLine = "file-without-line"
    case fileWithoutPoint = "file-without-point"
    case controlWithTwoHolders = "control-with-two-holders"
    case sideWithoutParty = "side-without-party"
    case makerTwice = "maker-twice"
    case areaNotDeclared = "area-not-declared"
    case controlNotDeclared = "control-not-declared"

    // Terms.
    case noTerms = "no-terms"
    case termWithoutRule = "term-without-rule"
    case termWithTwoRules = "term-with-two-rules"
    case termBindsNobody = "term-binds-nobody"
    case behindMissesParty = "behind-misses-party"
    case withdrawalWithoutDeadline = "withdrawal-without-deadline"
    case deliveryWithoutDeadline = "delivery-without-deadline"
    case deadlineBeforeEntryIntoForce = "deadline-before-entry-into-force"
    case startBeforeEntryIntoForce = "start-before-entry-into-force"
    case untilBeforeFrom = "until-before-from"
    case completeBeforeStart = "complete-before-start"
    case contradictoryTerms = "contradictory-terms"
    case exemptionCoversAll = "exemption-covers-all"
    case exemptByRemark = "exempt-by-remark"

    // What counts as holding.
    case conditionWithoutMeasure = "condition-without-measure"
    case conditionWithTwoMeasures = "condition-with-two-measures"
    case rateWithoutBaseline = "rate-without-baseline"
    case baselineInverted = "baseline-inverted"
    case baselineIncludesRunUp = "baseline-includes-run-up"

    // Guarantees.
    case guaranteeWithoutTrigger = "guarantee-without-trigger"
    case guaranteeWithoutFinder = "guarantee-without-finder"
    case guaranteeWithoutClockStart = "guarantee-without-clock-start"
    case guaranteeWithoutDiscretion = "guarantee-without-discretion"
    case guaranteeWithoutVeto = "guarantee-without-veto"
    case guaranteeWithoutObligation = "guarantee-without-obligation"
    case guaranteeWithoutDeadline = "guarantee-without-deadline"
    case cureWithoutLimit = "cure-without-limit"
    case triggerOnlyDescribed = "trigger-only-described"
    case triggerNeverMet = "trigger-never-met"
    case findingWithoutConsequence = "finding-without-consequence"

    /// Errors make the file invalid; warnings and notes leave it usable.
    public var severity: Diagnostic.Severity {
        switch self {
        case .partyWithoutNameInData, .guarantorIsParty, .signedAfterEntryIntoForce, .depthUnlikely, .lineWithoutSides,
            .controlNotDeclared, .startBeforeEntryIntoForce, .contradictoryTerms, .exemptionCoversAll,
            .baselineIncludesRunUp, .guaranteeWithoutTrigger, .guaranteeWithoutFinder, .guaranteeWithoutClockStart,
            .guaranteeWithoutDiscretion, .guaranteeWithoutVeto, .guaranteeWithoutObligation, .guaranteeWithoutDeadline,
            .cureWithoutLimit, .withdrawalWithoutDeadline, .deliveryWithoutDeadline, .triggerOnlyDescribed, .triggerNeverMet, .findingWithoutConsequence:
            .warning
        case .tooManyFaults, .lineWithoutAccuracy, .areaNotDeclared, .exemptByRemark: .note
        default: .error
        }
    }
}
