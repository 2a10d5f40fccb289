import HoldfastGeometry
import HoldfastText

/// One place that a map shows as held by two.
struct SidesOverlap: Sendable {
    var first: Holder
    var second: Holder
    var date: CivilDate
    var squareMetres: Double
    /// In the box of its largest piece.
    var near: Position
    var file: String

    /// What two drawings of one boundary differ by at most when they mean the same.
    private static let leastSquareMetres = 1.0

    /// Makes territories keep apart: what two hold is contested.
    ///
    /// - Throws: ``Overlay/Failure`` where GEOS gives up.
    /// - Complexity: O(k² n log n) for k holders and n edges, where their boxes meet.
    static func resolve(
        _ territories: [Territory], date: CivilDate, file: String
    ) throws(Overlay.Failure) -> (territories: [Territory], overlaps: [SidesOverlap]) {
        guard territories.count > 1 else { return (territories, []) }
        var overlaps: [SidesOverlap] = []
        var contested = territories.first { $0.holder == .contested }?.shape ?? MultiPolygon([])
        let boxes = territories.map { BoundingBox(of: $0.shape) }
        for i in territories.indices {
            for j in territories.indices where j > i && boxes[i].intersects(boxes[j]) {
                let both = try Overlay.intersection(territories[i].shape, territories[j].shape)
                let area = Geodesic.area(both)
                guard area >= leastSquareMetres, let near = middle(both) else { continue }
                overlaps.append(
                    SidesOverlap(
                        first: territories[i].holder, second: territories[j].holder, date: date, squareMetres: area, near: near,
                        file: file))
                contested = contested.isEmpty ? both : try Overlay.union(contested, both)
            }
        }
        if overlaps.isEmpty { return (territories, []) }
        var out: [Territory] = []
        for territory in territories where territory.holder != .contested {
            out.append(Territory(holder: territory.holder, shape: try Overlay.difference(territory.shape, contested)))
        }
        out.append(Territory(holder: .contested, shape: contested))
        return (out, overlaps)
    }

    private static func middle(_ shape: MultiPolygon) -> Position? {
        let boxes = shape.polygons.map { BoundingBox(of: MultiPolygon([$0])) }
        let size = { (b: BoundingBox) in (b.east - b.west) * (b.north - b.south) }
        return boxes.max { size($0) < size($1) }.map {
            Position(longitude: ($0.west + $0.east) / 2, latitude: ($0.south + $0.north) / 2)
        }
    }

    /// One warning for each two holders, from the largest overlap.
    static func warnings(_ all: [SidesOverlap]) -> [Diagnostic] {
        var order: [[Holder]] = []
        var groups: [[Holder]: [SidesOverlap]] = [:]
        for overlap in all {
            let pair = [overlap.first, overlap.second]
            if groups[pair] == nil { order.append(pair) }
            groups[pair, default: []].append(overlap)
        }
        return order.compactMap { pair in
            guard let group = groups[pair], let most = group.max(by: { $0.squareMetres < $1.squareMetres }) else { return nil }
            let others = group.count > 1 ? ", and less on \(counted(group.count - 1, "other date"))" : ""
            let km2 = decimal(most.squareMetres / 1e6, decimals: most.squareMetres < 1e4 ? 6 : 2)
            return Diagnostic(
                ControlFault.sidesOverlap.rawValue, .warning, file: most.file,
                message:
                    "\(pair[0].words) and \(pair[1].words) overlap by \(km2) km2 on \(most.date.iso8601), near longitude \(decimal(most.near.longitude, decimals: 4)), latitude \(decimal(most.near.latitude, decimals: 4))\(others)",
                help: "what two hold counts as contested; mend the map where only one of them is right")
        }
    }
}

extension Holder {
    /// For messages: `ground of 'south'`.
    fileprivate var words: String {
        switch self {
        case .party(let id): "ground of '\(id)'"
        case .contested: "contested ground"
        case .nobodySays: "ground of nobody named"
        case .unknown: "ground of an unknown holder"
        }
    }
}
