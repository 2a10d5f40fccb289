/// Every code with which reading control maps can end or be noted, with what it means. The readers of map files add theirs.
public enum ControlFault: String, CaseIterable, Sendable {
    case noFiles = "no-control-files"
    case noDate = "no-map-date"
    case badDate = "bad-map-date"
    case dateTwice = "map-date-twice"
    case noSide = "no-side"
    case unknownSide = "unknown-side"
    case sidesOverlap = "sides-overlap"

    /// One sentence for a page that lists the codes.
    public var meaning: String {
        switch self {
        case .noFiles: "No file has a name that fits the pattern, or a folder holds no map."
        case .noDate: "Neither the file's name nor an attribute of its features gives the map's date."
        case .badDate: "The map's date does not exist, can be read in two ways, or is not written YYYY-MM-DD."
        case .dateTwice: "Two control maps of one map maker are of the same date."
        case .noSide: "A feature lacks the attribute that says who holds it."
        case .unknownSide: "The attribute that says who holds a polygon has a value that is not listed."
        case .sidesOverlap: "A warning: one place is shown as held by two on one date; it counts as contested."
        }
    }
}
