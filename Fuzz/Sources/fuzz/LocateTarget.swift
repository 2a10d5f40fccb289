import Holdfast

/// Any table comes out of locating with all its bytes in order and the same for any chunks, or is refused.
enum LocateTarget {
    private static let ground: LocatedGround = {
        let corners = [(0.0, -1.0), (2, -1), (2, 1), (0, 1), (0, -1)].map { Position(longitude: $0.0, latitude: $0.1) }
        let square = MultiPolygon([Polygon(outer: corners)])
        let map = ControlMap(
            date: CivilDate.epoch, territories: [Territory(holder: .party("south"), shape: square)],
            record: SourceRecord(file: "map", format: "geojson", sha256: "", rows: 1))
        let control = ControlHistory(maps: [map], restHeldBy: "north", gaps: .carryForward)
        return LocatedGround(
            control, linesOfContact: control.linesOfContact(border: nil),
            zones: [("a", .polygon(PolygonIndex(square))), ("b", .polygon(PolygonIndex(square)))])
    }()

    static func run(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let text = Array(bytes.dropFirst())
        let whole = located(text, nil, .csv)
        if !text.contains(0) { promise(located(text, 1 + Int(first), .csv) == whole, "the table does not depend on the chunks") }
        _ = located(text, nil, .geojsonseq)
        // The table's bytes are a subsequence of what comes out.
        guard let whole else { return }
        var at = text.startIndex
        for byte in whole where at < text.endIndex && byte == text[at] { at += 1 }
        promise(at == text.endIndex, "every byte comes out in order")
    }

    private static func located(_ bytes: [UInt8], _ chunk: Int?, _ form: LocatedForm) -> [UInt8]? {
        var reading = LocatedReading()
        reading.chunkBytes = chunk
        reading.form = form
        var out: [UInt8] = []
        do {
            var table = try LocatedTable(ByteSource(bytes: bytes, file: "fuzz.csv"), on: ground, reading)
            let summary = try table.write { out += $0 }
            promise(summary.placed >= 0 && summary.placed <= summary.rows, "counts add up")
            promise(summary.sides.reduce(0) { $0 + $1.rows } == summary.placed, "sides add up")
        } catch {
            return nil
        }
        return out
    }
}
