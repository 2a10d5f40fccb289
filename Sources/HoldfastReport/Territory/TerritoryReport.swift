import HoldfastControl
import HoldfastGeometry
import HoldfastText

/// Who held how much and where the line ran, ready to be written out in the forms of ``ReportFormat``.
public struct TerritoryReport: Sendable {
    public var history: ControlHistory
    /// Made from ``history`` with ``options``.
    public var series: TerritorySeries
    public var options: TerritoryOptions
    /// Names of parties by id, for the reader; an id without one stands for itself.
    public var names: [String: String] = [:]
    /// Towns for the map, the most important first.
    public var places: [NamedPlace] = []
    /// What heads the report, such as an agreement's title.
    public var title: String?
    /// Where ``history`` joins the maps of several makers: how they differ.
    public var combined: CombinedControl?
    /// Every file that was read beside the maps, such as the border; with several makers their maps as well.
    public var records: [SourceRecord] = []
    /// GeoJSON only: ground and line at every date, not only at the first and the last.
    public var showsAllShapes = false

    /// - Complexity: as ``ControlHistory/series(_:)``.
    public init(_ history: ControlHistory, _ options: TerritoryOptions) {
        self.init(history, history.series(options), options)
    }

    public init(_ history: ControlHistory, _ series: TerritorySeries, _ options: TerritoryOptions) {
        self.history = history
        self.series = series
        self.options = options
    }

    /// Every file that was read.
    public var sources: [SourceRecord] { (combined == nil ? history.records : []) + records }

    /// Writes the report piece by piece. The same maps and options give the same bytes.
    ///
    /// JSON, CSV and GeoJSON are handed over while they are made; text and HTML are made whole.
    /// - Parameters:
    ///   - style: colour and width, for text.
    ///   - write: gets UTF-8 bytes in order, at most 64 KiB at a time.
    /// - Throws: only what `write` throws, at once; nothing is written afterwards.
    public func render(
        as format: ReportFormat, style: ReportStyle = .init(color: false, width: 80), to write: ([UInt8]) throws -> Void
    ) throws {
        switch format {
        case .text: try Report.hand(Array(TerritoryText(self, style).text().utf8), to: write)
        case .json: try TerritoryJSON(report: self).render { try Report.hand($0, to: write) }
        case .csv: try TerritoryCSV(report: self).render { try Report.hand($0, to: write) }
        case .geojson: try TerritoryFeatures(report: self).render { try Report.hand($0, to: write) }
        case .html: try Report.hand(TerritoryPage(self).page(), to: write)
        }
    }

    /// The whole report at once.
    public func bytes(as format: ReportFormat, style: ReportStyle = .init(color: false, width: 80)) -> [UInt8] {
        var out: [UInt8] = []
        do {
            try render(as: format, style: style) { out.append(contentsOf: $0) }
        } catch {
            // Unreachable: `render` throws what `write` throws, and appending to an array throws nothing.
        }
        return out
    }
}
