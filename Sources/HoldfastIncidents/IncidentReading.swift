import Foundation
import HoldfastText

/// The forms in which incidents come.
public enum IncidentFormat: String, CaseIterable, Sendable {
    /// UCDP Georeferenced Event Dataset, CSV, editions since 17.1 and the monthly candidate files.
    case ucdpGED = "ucdp-ged"
    /// Holdfast's own incident table.
    case holdfastCSV = "holdfast-csv"
    /// GeoJSON points whose properties are named as the columns of Holdfast's own table.
    case geoJSON = "geojson"
}

/// How to read incidents.
public struct IncidentReading: Sendable {
    /// `nil`: recognised by content.
    public var format: IncidentFormat?
    /// For dates, and for times without an offset from UTC.
    public var zone: ClockZone
    /// Threads to use, at least 1. The result is the same for any number.
    public var workers: Int
    /// Told the bytes done and the bytes in all (`nil` for a pipe), at most about ten times a second, on any thread.
    public var progress: (@Sendable (Int64, Int64?) -> Void)?
    /// Bytes read at a time; `nil` for a fit to the file. The result is the same for any number from 1.
    public var chunkBytes: Int?

    public init(
        format: IncidentFormat? = nil, zone: ClockZone, workers: Int = ProcessInfo.processInfo.activeProcessorCount,
        progress: (@Sendable (Int64, Int64?) -> Void)? = nil, chunkBytes: Int? = nil
    ) {
        self.format = format
        self.zone = zone
        self.workers = workers
        self.progress = progress
        self.chunkBytes = chunkBytes
    }
}
