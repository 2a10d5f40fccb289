import HoldfastGeometry
import HoldfastText

/// The maps of one file, one for each date in it.
struct ControlMapFile: Sendable {
    var maps: [ControlMap] = []
    var notes: [Diagnostic] = []
    var overlaps: [SidesOverlap] = []

    /// - Parameter earlier: what this thread read before.
    init(_ file: String, _ reading: ControlReading, after earlier: EarlierMap) throws(Diagnostics) {
        let (features, record) = try MapFile.read(file: file, layer: reading.layer, after: earlier)
        notes = features.flatMap(\.notes)
        var polygons: [CivilDate: [Holder: [MultiPolygon]]] = [:]
        var faults: [Diagnostic] = []
        var named: CivilDate?
        if reading.dateAttribute == nil {
            do throws(WrittenTimeFault) { named = try dateInName(file) } catch {
                throw Diagnostics(
                    Diagnostic(ControlFault.badDate.rawValue, file: file, message: "the date in the file's name does not exist"))
            }
        }
        var sides = SideReading(reading.naming, file: file)
        for feature in features {
            guard case .polygon(let shape)? = feature.geometry else { continue }
            let date = named ?? Self.date(of: feature, file, reading, &faults)
            guard let holder = sides.holder(of: feature), let date else { continue }
            polygons[date, default: [:]][holder, default: []].append(shape)
        }
        faults += sides.faults
        if !faults.isEmpty { throw Diagnostics(faults) }
        if polygons.isEmpty { throw Diagnostics(PolygonIndex.noPolygon(features, file: file)) }
        for (date, held) in polygons.sorted(by: { $0.key < $1.key }) {
            var territories: [Territory] = []
            for (part, holder) in reading.holders.enumerated() {
                guard let shapes = held[holder] else { continue }
                let joined = try PolygonIndex.join(shapes, file: file, after: earlier, part: part)
                notes += joined.notes
                territories.append(Territory(holder: holder, shape: joined.shape))
            }
            do throws(Overlay.Failure) {
                let apart = try SidesOverlap.resolve(territories, date: date, file: file)
                overlaps += apart.overlaps
                maps.append(ControlMap(date: date, territories: apart.territories, record: record))
            } catch {
                throw Diagnostics(
                    Diagnostic(
                        GeoJSONFault.validityUnknown.rawValue, file: file,
                        message: "whether the sides on the map of \(date.iso8601) overlap cannot be told"))
            }
        }
    }

    /// `nil` where a fault was found.
    private static func date(
        of feature: Feature, _ file: String, _ reading: ControlReading, _ faults: inout [Diagnostic]
    ) -> CivilDate? {
        let name = reading.dateAttribute ?? "date"
        let value = feature.property(name)
        do throws(MapDate.Fault) { return try MapDate.read(value, in: reading.zone) } catch {
            let place = Diagnostic.Place.feature(feature.number, path: "properties.\(name)", longitude: nil, latitude: nil)
            if error == .none {
                let help: String
                if reading.dateAttribute == nil {
                    help = "put the date in the file's name, such as control-2024-07-08.geojson, or name the attribute that holds it"
                } else {
                    help = SideReading.attributes(of: feature, nearest: name)
                }
                faults.append(
                    Diagnostic(ControlFault.noDate.rawValue, file: file, place: place, message: error.message, help: help))
            } else {
                faults.append(
                    Diagnostic(
                        ControlFault.badDate.rawValue, file: file, place: place,
                        message: "\"\(SideReading.text(of: value)?.prefix(40) ?? "")\": \(error.message)", help: "write it as 2024-07-08"))
            }
            return nil
        }
    }
}

/// Tells who holds a feature, and gathers values that are not listed.
struct SideReading {
    private let naming: SideNaming
    private let file: String
    private(set) var faults: [Diagnostic] = []
    /// Where in `faults` a value was told.
    private var told: Set<String> = []
    private var unnamed = 0

    init(_ naming: SideNaming, file: String) {
        self.naming = naming
        self.file = file
    }

    /// `nil` where a fault was found.
    mutating func holder(of feature: Feature) -> Holder? {
        switch naming {
        case .everything(let party): return .party(party)
        case .attribute(let name, let holders, let others):
            let value = feature.property(name)
            let place = Diagnostic.Place.feature(feature.number, path: "properties.\(name)", longitude: nil, latitude: nil)
            guard let text = Self.text(of: value) else {
                if let others { return others }
                if unnamed == 0 {
                    faults.append(
                        Diagnostic(
                            ControlFault.noSide.rawValue, file: file, place: place,
                            message: "the attribute '\(name)' should say who holds the polygon, and is \(value.map { _ in "empty" } ?? "not there")",
                            help: value == nil ? Self.attributes(of: feature, nearest: name) : "fill it in, or say who holds all other values (\"*\" in --sides, \"others\" in an agreement)"))
                }
                unnamed += 1
                return nil
            }
            if let holder = holders[text] ?? others { return holder }
            if told.insert(text).inserted {
                let near = nearest(to: text, among: holders.keys.sorted())
                faults.append(
                    Diagnostic(
                        ControlFault.unknownSide.rawValue, file: file, place: place,
                        message: "the attribute '\(name)' is \"\(text.prefix(60))\", and nothing says who holds that",
                        help: "list the value with its holder, or say who holds all other values (\"*\" in --sides, \"others\" in an agreement)"
                            + (near.map { "; the nearest that is listed is \"\($0)\"" } ?? "")))
            }
            return nil
        }
    }

    /// A value as it is listed: whole numbers without a point, `true` and `false`; `nil` where there is none.
    static func text(of value: JSONValue?) -> String? {
        switch value {
        case .string(let text): text.isEmpty ? nil : text
        case .number(let number): Int(exactly: number).map(String.init) ?? String(number)
        case .bool(let truth): truth ? "true" : "false"
        default: nil
        }
    }

    static func attributes(of feature: Feature, nearest name: String) -> String {
        let names = feature.properties.map(\.key)
        if let near = nearest(to: name, among: names) { return "write \"\(near)\"" }
        if names.isEmpty { return "the feature has no attributes" }
        return "the feature has the attributes \(names.prefix(20).map { "\"\($0)\"" }.joined(separator: ", "))"
    }
}
