import HoldfastText

/// One pass over a GeoJSON document. Faults of geometry are gathered; a fault of syntax stops it.
struct GeoJSONReader {
    enum Stop: Error {
        case json(JSONFault)
        case found(Diagnostic)
    }

    let file: String
    var features: [Feature] = []
    var faults: [Diagnostic] = []
    private let earlier: EarlierMap?

    init(file: String, after earlier: EarlierMap? = nil) {
        self.file = file
        self.earlier = earlier
    }

    /// A geometry as it stands in the file.
    struct RawGeometry {
        var type: String?
        var coordinates: JSONPairs?
        var parts: [RawGeometry]?
        var isNull = false
    }

    // MARK: The document

    mutating func document(_ s: inout JSONScanner) throws(Stop) {
        guard s.peek() == 0x7B else {
            if s.peek() == nil { throw .json(s.unexpected("an object")) }
            if s.peek() == 0x5B || s.peek() == 0x22 {
                throw .found(
                    Diagnostic(
                        GeoJSONFault.notGeoJSON.rawValue, file: file, message: "the file is no GeoJSON object",
                        help: "it should begin with {\"type\": \"FeatureCollection\""))
            }
            throw .json(s.unexpected("a GeoJSON object"))
        }
        var type: String?
        var sawFeatures = false
        var geometry: RawGeometry?
        var bare = RawGeometry()
        var properties: [(key: String, value: JSONValue)] = []
        try object(&s, depth: 0) { (r: inout GeoJSONReader, s: inout JSONScanner, key: String, at: Int) throws(Stop) in
            switch key {
            case "type": type = try r.string(&s, "type")
            case "features" where type == nil || type == "FeatureCollection":
                sawFeatures = true
                try r.array(&s, depth: 1) { (r: inout GeoJSONReader, s: inout JSONScanner) throws(Stop) in
                    try r.feature(&s, depth: 2)
                }
            case "geometry" where type == nil || type == "Feature": geometry = try r.geometry(&s, depth: 1)
            case "properties" where type == nil || type == "Feature": properties = try r.properties(&s, depth: 1)
            case "coordinates" where type != "FeatureCollection" && type != "Feature":
                bare.coordinates = try r.pairs(&s)
            case "geometries" where type != "FeatureCollection" && type != "Feature":
                bare.parts = try r.geometries(&s, depth: 1)
            case "crs": try r.referenceSystem(&s)
            default: try r.skip(&s, depth: 1)
            }
        }
        do throws(JSONFault) { try s.expectEnd() } catch { throw .json(error) }
        switch type {
        case "FeatureCollection":
            if !sawFeatures { throw .found(missing("features", of: "FeatureCollection", nil)) }
        case "Feature": add(number: 1, geometry, properties)
        case nil:
            throw .found(
                Diagnostic(
                    GeoJSONFault.notGeoJSON.rawValue, file: file, message: "the file's object has no \"type\"",
                    help: "a GeoJSON file begins with {\"type\": \"FeatureCollection\""))
        case "Topology":
            throw .found(
                Diagnostic(
                    GeoJSONFault.notGeoJSON.rawValue, file: file, message: "this is TopoJSON, not GeoJSON",
                    help: "convert it to GeoJSON, for example with ogr2ogr"))
        case let other?:
            bare.type = other
            guard GeometryType(rawValue: other) != nil else {
                throw .found(
                    Diagnostic(
                        GeoJSONFault.notGeoJSON.rawValue, file: file,
                        message: "\"\(other.prefix(60))\" is no type of GeoJSON object",
                        help: nearest(to: other, among: GeometryType.allNames + ["Feature", "FeatureCollection"]).map {
                            "write \"\($0)\""
                        }))
            }
            add(number: 1, bare, [])
        }
    }

    private mutating func feature(_ s: inout JSONScanner, depth: Int) throws(Stop) {
        let number = features.count + 1
        guard s.peek() == 0x7B else {
            if s.peek() == nil { throw .json(s.unexpected("a feature")) }
            try skip(&s, depth: depth)
            faults.append(wrongType(number, "features[\(number - 1)]", "a feature should be an object"))
            features.append(Feature(number: number, geometry: nil))
            return
        }
        var type: String?
        var geometry: RawGeometry?
        var properties: [(key: String, value: JSONValue)] = []
        try object(&s, depth: depth) { (r: inout GeoJSONReader, s: inout JSONScanner, key: String, _: Int) throws(Stop) in
            switch key {
            case "type": type = try r.string(&s, "type")
            case "geometry": geometry = try r.geometry(&s, depth: depth + 1)
            case "properties": properties = try r.properties(&s, depth: depth + 1)
            default: try r.skip(&s, depth: depth + 1)
            }
        }
        if type != "Feature" {
            faults.append(
                wrongType(number, "type", "a member of \"features\" should have the type \"Feature\", not \(type.map { "\"\($0.prefix(60))\"" } ?? "none")"))
        }
        add(number: number, geometry, properties)
    }

    private mutating func add(number: Int, _ raw: RawGeometry?, _ properties: [(key: String, value: JSONValue)]) {
        var feature = Feature(number: number, geometry: nil, properties: properties)
        if let raw {
            if !raw.isNull {
                var builder = GeometryBuilder(file: file, feature: number, after: earlier?.shapes)
                feature.geometry = builder.geometry(raw)
                feature.notes = builder.notes
                faults += builder.faults
            }
        } else {
            faults.append(missing("geometry", of: "Feature", number))
        }
        features.append(feature)
    }

    // MARK: Members

    private mutating func geometry(_ s: inout JSONScanner, depth: Int) throws(Stop) -> RawGeometry {
        var out = RawGeometry()
        if s.skipNull() {
            out.isNull = true
            return out
        }
        guard s.peek() == 0x7B else {
            if s.peek() == nil { throw .json(s.unexpected("a geometry")) }
            throw .json(JSONFault(.unexpected, at: s.offset, "a geometry should be an object or null"))
        }
        try object(&s, depth: depth) { (r: inout GeoJSONReader, s: inout JSONScanner, key: String, _: Int) throws(Stop) in
            switch key {
            case "type": out.type = try r.string(&s, "type")
            case "coordinates": out.coordinates = try r.pairs(&s)
            case "geometries": out.parts = try r.geometries(&s, depth: depth + 1)
            case "crs": try r.referenceSystem(&s)
            default: try r.skip(&s, depth: depth + 1)
            }
        }
        return out
    }

    private mutating func geometries(_ s: inout JSONScanner, depth: Int) throws(Stop) -> [RawGeometry] {
        var parts: [RawGeometry] = []
        try array(&s, depth: depth) { (r: inout GeoJSONReader, s: inout JSONScanner) throws(Stop) in
            parts.append(try r.geometry(&s, depth: depth + 1))
        }
        return parts
    }

    private mutating func properties(_ s: inout JSONScanner, depth: Int) throws(Stop) -> [(key: String, value: JSONValue)] {
        let at = s.offset
        do throws(JSONFault) {
            switch try s.value(depth: depth) {
            case .object(let members): return members
            case .null: return []
            case let other: throw JSONFault(.unexpected, at: at, "properties should be an object, not \(other.kind)")
            }
        } catch { throw .json(error) }
    }

    /// GeoJSON of 2008 named a reference system; RFC 7946 knows only WGS84 longitude and latitude.
    private mutating func referenceSystem(_ s: inout JSONScanner) throws(Stop) {
        let value: JSONValue
        do throws(JSONFault) { value = try s.value(depth: 2) } catch { throw .json(error) }
        if case .null = value { return }
        let name = value["properties"]?["name"]?.string ?? value["properties"]?["code"]?.number.map { "EPSG:\(Int(exactly: $0) ?? 0)" }
        let plain = (name ?? "").uppercased()
        if plain.hasSuffix("CRS84") || plain.hasSuffix("EPSG:4326") || plain.hasSuffix("EPSG::4326") || plain == "WGS84"
            || plain == "WGS 84"
        {
            return
        }
        faults.append(
            Diagnostic(
                GeoJSONFault.otherReferenceSystem.rawValue, file: file,
                message: "the file names the reference system \(name.map { "\"\($0.prefix(80))\"" } ?? "in an unknown way")",
                help: "convert it to WGS84 longitude and latitude, for example with ogr2ogr -t_srs EPSG:4326"))
    }

    // MARK: Messages

    private func missing(_ member: String, of type: String, _ number: Int?) -> Diagnostic {
        Diagnostic(
            GeoJSONFault.memberMissing.rawValue, file: file,
            place: number.map { .feature($0, path: member, longitude: nil, latitude: nil) } ?? .file,
            message: "a \(type) needs the member \"\(member)\"")
    }

    private func wrongType(_ number: Int, _ path: String, _ message: String) -> Diagnostic {
        Diagnostic(
            GeoJSONFault.wrongType.rawValue, file: file,
            place: .feature(number, path: path, longitude: nil, latitude: nil), message: message)
    }
}

// MARK: The scanner, with this reader's errors

extension GeoJSONReader {
    typealias Member = (inout GeoJSONReader, inout JSONScanner, String, Int) throws(Stop) -> Void

    private mutating func object(_ s: inout JSONScanner, depth: Int, _ member: Member) throws(Stop) {
        try s.object(depth: depth, fault: Stop.json) { (s: inout JSONScanner, key: String, at: Int) throws(Stop) in
            try member(&self, &s, key, at)
        }
    }

    private mutating func array(
        _ s: inout JSONScanner, depth: Int, _ element: (inout GeoJSONReader, inout JSONScanner) throws(Stop) -> Void
    ) throws(Stop) {
        try s.array(depth: depth, fault: Stop.json) { (s: inout JSONScanner) throws(Stop) in try element(&self, &s) }
    }

    private mutating func string(_ s: inout JSONScanner, _ what: String) throws(Stop) -> String {
        do throws(JSONFault) { return try s.string() } catch { throw .json(error) }
    }

    private mutating func pairs(_ s: inout JSONScanner) throws(Stop) -> JSONPairs {
        do throws(JSONFault) { return try s.pairs(after: earlier?.pairs) } catch { throw .json(error) }
    }

    private mutating func skip(_ s: inout JSONScanner, depth: Int) throws(Stop) {
        do throws(JSONFault) { _ = try s.value(depth: depth) } catch { throw .json(error) }
    }
}
