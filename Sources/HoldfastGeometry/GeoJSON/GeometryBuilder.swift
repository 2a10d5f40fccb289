import HoldfastText

enum GeometryType: String, CaseIterable {
    case point = "Point"
    case multiPoint = "MultiPoint"
    case line = "LineString"
    case multiLine = "MultiLineString"
    case polygon = "Polygon"
    case multiPolygon = "MultiPolygon"
    case collection = "GeometryCollection"

    static var allNames: [String] { allCases.map(\.rawValue) }

    /// How many arrays stand around a position.
    var levels: Int {
        switch self {
        case .point, .collection: 0
        case .multiPoint, .line: 1
        case .multiLine, .polygon: 2
        case .multiPolygon: 3
        }
    }
}

/// Makes one feature's geometry from raw coordinates and gathers what is wrong with it.
struct GeometryBuilder {
    let file: String
    let feature: Int
    var faults: [Diagnostic] = []
    var notes: [Diagnostic] = []
    let earlier: EarlierShapes?

    init(file: String, feature: Int, after earlier: EarlierShapes? = nil) {
        self.file = file
        self.feature = feature
        self.earlier = earlier
    }

    /// `nil` where a fault was found.
    mutating func geometry(_ raw: GeoJSONReader.RawGeometry) -> Geometry? {
        guard let name = raw.type else {
            fault(.memberMissing, "geometry", nil, "the geometry has no \"type\"")
            return nil
        }
        guard let type = GeometryType(rawValue: name) else {
            fault(
                .unknownGeometryType, "geometry", nil, "\"\(name.prefix(60))\" is no type of geometry",
                nearest(to: name, among: GeometryType.allNames).map { "write \"\($0)\"" })
            return nil
        }
        if type == .collection { return collection(raw) }
        guard let c = raw.coordinates else {
            fault(.memberMissing, "geometry", nil, "a \(name) needs \"coordinates\"")
            return nil
        }
        guard let levels = c.levels else {
            if type == .multiPoint || type == .multiLine || type == .multiPolygon, c.listEnds.isEmpty {
                return type == .multiPoint ? .multiPoint([]) : type == .multiLine ? .multiLine([]) : .polygon(MultiPolygon([]))
            }
            fault(.emptyGeometry, "coordinates", nil, "the \(name) has no coordinates", "leave the feature out")
            return nil
        }
        if levels != type.levels {
            fault(
                .coordinatesMismatch, "coordinates", nil,
                "the coordinates of a \(name) have \(type.levels + 1) opening brackets, not \(levels + 1)",
                GeometryType.allCases.first { $0.levels == levels && $0 != .collection }.map {
                    "these look like the coordinates of a \($0.rawValue)"
                })
            return nil
        }
        if type != .multiPoint && levels == 1 && c.pairs.isEmpty || levels >= 2 && c.listEnds.isEmpty {
            fault(.emptyGeometry, "coordinates", nil, "the \(name) has no coordinates", "leave the feature out")
            return nil
        }
        guard inRange(c, type) else { return nil }
        switch type {
        case .point: return .point(position(c.pairs[0]))
        case .multiPoint: return .multiPoint(c.pairs.map(position))
        case .line: return line(c.pairs[...], "coordinates").map { .line($0) }
        case .multiLine:
            let lines = lists(c).enumerated().map { line($1, "line \($0 + 1)") }
            return lines.contains { $0 == nil } ? nil : .multiLine(lines.compactMap(\.self))
        default: return polygons(c, type)
        }
    }

    private mutating func collection(_ raw: GeoJSONReader.RawGeometry) -> Geometry? {
        guard let parts = raw.parts else {
            fault(.memberMissing, "geometry", nil, "a GeometryCollection needs \"geometries\"")
            return nil
        }
        var points: [Position] = []
        var lines: [Polyline] = []
        var polygons: [Polygon] = []
        var kinds: Set<Int> = []
        let before = faults.count
        for part in parts where !part.isNull {
            guard let g = geometry(part) else { continue }
            points += g.points
            lines += g.lines
            polygons += g.polygons
            switch g {
            case .point, .multiPoint: kinds.insert(0)
            case .line, .multiLine: kinds.insert(1)
            case .polygon: kinds.insert(2)
            }
        }
        if faults.count > before { return nil }
        if kinds.count > 1 {
            fault(
                .mixedCollection, "geometry", nil, "a GeometryCollection mixes points, lines and polygons",
                "give each kind a feature of its own")
            return nil
        }
        switch kinds.first {
        case 0: return .multiPoint(points)
        case 1: return .multiLine(lines)
        case 2: return checked(MultiPolygon(polygons))
        default:
            fault(.emptyGeometry, "geometry", nil, "the GeometryCollection is empty", "leave the feature out")
            return nil
        }
    }

    // MARK: Positions

    private func position(_ p: SIMD2<Double>) -> Position { Position(longitude: p.x, latitude: p.y) }

    private func lists(_ c: JSONPairs) -> [ArraySlice<SIMD2<Double>>] {
        var start = 0
        return c.listEnds.map { end in
            defer { start = end }
            return c.pairs[start..<end]
        }
    }

    /// Where a position stands, such as `polygon 2, hole 1, position 5`.
    private func path(_ index: Int, _ c: JSONPairs, _ type: GeometryType) -> String {
        guard type.levels >= 1 else { return "coordinates" }
        guard type.levels >= 2 else { return "position \(index + 1)" }
        let list = c.listEnds.firstIndex { index < $0 } ?? 0
        let within = index - (list == 0 ? 0 : c.listEnds[list - 1]) + 1
        switch type {
        case .multiLine: return "line \(list + 1), position \(within)"
        case .multiPolygon:
            let group = c.groupEnds.firstIndex { list < $0 } ?? 0
            let ring = list - (group == 0 ? 0 : c.groupEnds[group - 1])
            return ringPath(group, ring) + ", position \(within)"
        default: return ringPath(nil, list) + ", position \(within)"
        }
    }

    func ringPath(_ polygon: Int?, _ ring: Int) -> String {
        (polygon.map { "polygon \($0 + 1), " } ?? "") + (ring == 0 ? "outer ring" : "hole \(ring)")
    }

    /// Says the first few positions that cannot be, and whether they look swapped.
    private mutating func inRange(_ c: JSONPairs, _ type: GeometryType) -> Bool {
        var bad = 0
        var swappable = true
        var first: [Int] = []
        for (i, p) in c.pairs.enumerated() where !(p.x.magnitude <= 180 && p.y.magnitude <= 90) {
            bad += 1
            if first.count < 3 { first.append(i) }
            if !(p.y.magnitude <= 180 && p.x.magnitude <= 90) { swappable = false }
        }
        if bad == 0 { return true }
        for i in first {
            let p = position(c.pairs[i])
            if swappable {
                fault(
                    .swapped, path(i, c, type), p,
                    "the latitude \(p.latitude) is beyond ±90; latitude and longitude look swapped",
                    "GeoJSON writes the longitude first: [\(p.latitude), \(p.longitude)]")
            } else {
                fault(
                    .outOfRange, path(i, c, type), p,
                    p.longitude.magnitude > 180
                        ? "the longitude \(p.longitude) is beyond ±180" : "the latitude \(p.latitude) is beyond ±90",
                    p.longitude.magnitude > 360 || p.latitude.magnitude > 180
                        ? "these look like metres of a map projection; convert to WGS84 longitude and latitude" : nil)
            }
        }
        if bad > first.count, let last = faults.last {
            fault(
                swappable ? .swapped : .outOfRange, "coordinates", nil, "\(bad - first.count) more positions are out of range",
                last.help)
        }
        return false
    }

    // MARK: Messages

    mutating func fault(
        _ code: GeoJSONFault, _ path: String, _ at: Position?, _ message: String, _ help: String? = nil
    ) {
        faults.append(
            Diagnostic(
                code.rawValue, file: file,
                place: .feature(feature, path: path, longitude: at?.longitude, latitude: at?.latitude), message: message,
                help: help))
    }

    mutating func note(_ code: GeoJSONFault, _ path: String, _ at: Position?, _ message: String) {
        notes.append(
            Diagnostic(
                code.rawValue, .note, file: file,
                place: .feature(feature, path: path, longitude: at?.longitude, latitude: at?.latitude), message: message))
    }
}
