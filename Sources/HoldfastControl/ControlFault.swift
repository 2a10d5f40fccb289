/// Every code with which reading control maps can end, with what it means. The readers of map files add theirs.
public enum ControlFault: String, CaseIterable, Sendable {
    case noFiles = "no-control-files"
    case noDate = "no-map-date"
    case badDate = "bad-map-date"
    case dateTwice = "map-date-twice"

    /// One sentence for a page that lists the codes.
    public var meaning: String {
        switch self {
        case .noFiles: "No file has a name that fits the pattern."
        case .noDate: "Neither the file's name nor a property of its features gives the map's date."
        case .badDate: "The map's date does not exist or is not written YYYY-MM-DD."
        case .dateTwice: "Two control maps are of the same date."
        }
    }
}
