import HoldfastAssessment

/// The forms in which an assessment can be read.
public enum ReportFormat: String, CaseIterable, Sendable {
    /// A screen or two for a terminal.
    case text
    /// One object, as `Documentation/assessment.schema.json` describes it.
    case json
    /// One page with map, timeline and tables; needs no other file, no network and no scripts.
    case html
    /// One row for each violation.
    case csv
    /// The violations that have a position, the lines and the zones, as features.
    case geojson
}

/// How a text report is laid out. The other formats take no notice of it.
public struct ReportStyle: Sendable {
    /// Whether to use a terminal's colours. Nothing is said by colour alone.
    public var color: Bool
    /// Columns of the terminal, 60 to 200.
    public var width: Int

    /// - Parameter width: clamped to 60…200.
    public init(color: Bool, width: Int) {
        self.color = color
        self.width = min(max(width, 60), 200)
    }
}

/// An assessment written out. The same assessment gives the same bytes: no clock, no locale, no chance.
public enum Report {
    /// Bytes that are gathered before they are handed over.
    static let chunk = 65_536

    /// Writes a report piece by piece.
    ///
    /// JSON, CSV and GeoJSON are handed over while they are made, so a million violations never stand in memory at once;
    /// text and HTML sum up and stay small.
    /// - Parameters:
    ///   - a: the assessment.
    ///   - format: the form.
    ///   - style: colour and width, for text.
    ///   - write: gets UTF-8 bytes in order, at most 64 KiB (65,536 bytes) at a time.
    /// - Throws: only what `write` throws, at once; nothing is written afterwards.
    /// - Complexity: O(v + i) for v violations and i incidents.
    public static func render(
        _ a: Assessment, as format: ReportFormat, style: ReportStyle = .init(color: false, width: 80),
        to write: ([UInt8]) throws -> Void
    ) throws {
        switch format {
        case .text: try hand(Array(TextReport(a, style: style).text().utf8), to: write)
        case .html: try hand(HTMLReport(a).page(), to: write)
        case .json: try JSONReport(a).render { try hand($0, to: write) }
        case .csv: try CSVReport(a).render { try hand($0, to: write) }
        case .geojson: try GeoJSONReport(a).render { try hand($0, to: write) }
        }
    }

    /// The whole report at once.
    public static func data(
        _ a: Assessment, as format: ReportFormat, style: ReportStyle = .init(color: false, width: 80)
    ) -> [UInt8] {
        var out: [UInt8] = []
        do {
            try render(a, as: format, style: style) { out.append(contentsOf: $0) }
        } catch {
            // Unreachable: `render` throws what `write` throws, and appending to an array throws nothing.
        }
        return out
    }

    /// Hands bytes over in pieces of at most ``chunk``.
    static func hand(_ bytes: [UInt8], to write: ([UInt8]) throws -> Void) throws {
        if bytes.count <= chunk {
            if !bytes.isEmpty { try write(bytes) }
            return
        }
        var from = 0
        while from < bytes.count {
            let to = min(from + chunk, bytes.count)
            try write(Array(bytes[from..<to]))
            from = to
        }
    }
}
