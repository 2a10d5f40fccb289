import HoldfastAgreement
import HoldfastControl
import HoldfastGeometry
import HoldfastText

extension Ground {
    /// A warning for each zone along a line that is deeper than the control maps reach: behind that depth nobody says who holds what.
    ///
    /// The reach is the greatest distance from the line to a corner of the held ground, or to a point of a grid of 64 by 64 in
    /// it, on the map of D-day or the first one.
    /// - Complexity: O((v + 4096) log e) for v corners of the map and e edges of the line, for each line with zones.
    public func zonesBeyondControl(_ agreement: Agreement) -> [Diagnostic] {
        guard let control, !control.dates.isEmpty else { return [] }
        let epoch = control.epoch(on: agreement.dDay) ?? 0
        let date = control.dates[epoch]
        let territory = PolygonIndex(control.held.shapes.shape(epoch))
        let box = territory.bounds
        let (width, height) = (box.east - box.west, box.north - box.south)
        var places: [Position] = territory.shape.polygons.flatMap(\.outer)
        for i in 0..<64 * 64 {
            let (x, y) = ((Double(i % 64) + 0.5) / 64, (Double(i / 64) + 0.5) / 64)
            let p = Position(longitude: box.west + width * x, latitude: box.south + height * y)
            if territory.contains(p) == .inside { places.append(p) }
        }
        var reaches: [String: Double] = [:]
        var out: [Diagnostic] = []
        for (id, zone) in zones {
            guard case .along(let lineID, let depth, _) = zone, let line = line(lineID)?.line(on: date) else { continue }
            let reach = reaches[lineID] ?? places.reduce(0) { max($0, line.nearest(to: $1).metres) }
            reaches[lineID] = reach
            guard depth > reach else { continue }
            out.append(
                Diagnostic(
                    "zone-beyond-control", .warning, file: agreement.file,
                    message:
                        "zone '\(id)' is \(decimal(depth / 1000, decimals: 1)) km deep, but the control map of \(date.iso8601) reaches about \(decimal(reach / 1000, decimals: 1)) km from the line '\(lineID)'",
                    help: "check the depth and its unit, or give control maps that cover the zone"))
        }
        return out
    }
}
