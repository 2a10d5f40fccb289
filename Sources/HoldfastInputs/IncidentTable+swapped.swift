import HoldfastControl
import HoldfastGeometry
import HoldfastIncidents
import HoldfastText

extension IncidentTable {
    /// A fault for each file whose positions make sense on the agreement's ground only with latitude and longitude exchanged.
    ///
    /// A file is taken as swapped when at most one in ten of its positions lies within two degrees of the ground, and more
    /// than half would after the exchange. Where the agreement names no ground nothing can be told.
    /// - Complexity: O(n) in the rows.
    public func swappedCoordinates(on ground: Ground) -> [Diagnostic] {
        guard var box = ground.bounds else { return [] }
        box.include(Position(longitude: box.west - 2, latitude: box.south - 2))
        box.include(Position(longitude: box.east + 2, latitude: box.north + 2))
        var counts = [(rows: Int, fit: Int, fitSwapped: Int)](repeating: (0, 0, 0), count: sources.count)
        for row in 0..<count where longitude[row].isFinite && latitude[row].isFinite {
            let s = Int(source[row])
            guard counts.indices.contains(s) else { continue }
            counts[s].rows += 1
            if box.contains(Position(longitude: longitude[row], latitude: latitude[row])) { counts[s].fit += 1 }
            if box.contains(Position(longitude: latitude[row], latitude: longitude[row])) { counts[s].fitSwapped += 1 }
        }
        var out: [Diagnostic] = []
        for (s, c) in counts.enumerated() where c.rows > 0 && c.fit * 10 <= c.rows && c.fitSwapped * 2 > c.rows {
            out.append(
                Diagnostic(
                    "latitude-longitude-swapped", file: sources[s].record.file,
                    message:
                        "latitude and longitude look swapped: \(c.fit) of \(c.rows) positions lie near the agreement's ground as they stand, \(c.fitSwapped) would with the two exchanged",
                    help: "exchange the names of the two columns in the header; if the positions are right, check the agreement's lines and zones"))
        }
        return out
    }
}

extension Ground {
    /// The box around every line, zone and map; `nil` where there is none.
    public var bounds: BoundingBox? {
        var box = BoundingBox.empty
        for (_, track) in lines {
            box.include(track.bounds)
        }
        for (_, zone) in zones { if case .polygon(let p) = zone { box.include(p.bounds) } }
        for polygon in [area, border] { if let polygon { box.include(polygon.bounds) } }
        for territory in control?.territories ?? [] { box.include(territory.shapes.bounds) }
        return box.isEmpty ? nil : box
    }
}
