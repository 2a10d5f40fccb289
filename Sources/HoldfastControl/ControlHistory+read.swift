import HoldfastGeometry
import HoldfastText

extension ControlHistory {
    /// Reads dated control maps from GeoJSON files.
    ///
    /// A map's date stands in the file's name as YYYYMMDD or YYYY-MM-DD, or else in the property `date` of its features;
    /// one file may then hold many dates. Polygons of one date are one map.
    /// - Parameters:
    ///   - globs: files, folders (their `.geojson` and `.json` files), or patterns with `*`, `?` or `[…]`.
    ///   - naming: how the maps say who holds a polygon.
    ///   - restHeldBy: the party that holds what no map covers.
    ///   - maker: the map maker's name.
    /// - Throws: ``Diagnostics`` with the faults of every file.
    public static func read(
        globs: [String], naming: SideNaming, restHeldBy: String?, gaps: Gaps, maker: String = ""
    ) throws(Diagnostics) -> ControlHistory {
        try read(globs, ControlReading(naming: naming, restHeldBy: restHeldBy, gaps: gaps, maker: maker))
    }

    /// The same with all that can be said of how maps are read.
    public static func read(_ globs: [String], _ reading: ControlReading) throws(Diagnostics) -> ControlHistory {
        let naming = reading.naming
        var files: [String] = []
        for glob in globs { files += try filesMatching(glob) }
        let outcomes = readAll(files, naming)
        var faults: [Diagnostic] = []
        var notes: [Diagnostic] = []
        var maps: [ControlMap] = []
        var seen: [CivilDate: String] = [:]
        for outcome in outcomes {
            switch outcome {
            case .failure(let found): faults += found.all
            case .success(let read):
                notes += read.notes
                for map in read.maps {
                    if let other = seen[map.date] {
                        faults.append(
                            Diagnostic(
                                ControlFault.dateTwice.rawValue, file: map.record.file,
                                message: "a second control map of \(map.date.iso8601); the first is \(other)",
                                help: "keep one map a date"))
                    } else {
                        seen[map.date] = map.record.file
                        maps.append(map)
                    }
                }
            }
        }
        if !faults.isEmpty { throw Diagnostics(faults) }
        return ControlHistory(
            maps: maps, holders: reading.holders, restHeldBy: reading.restHeldBy, gaps: reading.gaps, maker: reading.maker,
            notes: notes)
    }

    private typealias ReadFile = (maps: [ControlMap], notes: [Diagnostic])

    /// Every file, on all cores, in order.
    private static func readAll(_ files: [String], _ naming: SideNaming) -> [Result<ReadFile, Diagnostics>] {
        inRuns(of: files.count, atLeast: 1) { run in
            // Files in order are mostly days in order.
            let earlier = EarlierMap()
            return run.map { i -> Result<ReadFile, Diagnostics> in
                do throws(Diagnostics) { return .success(try readMaps(files[i], naming, after: earlier)) } catch { return .failure(error) }
            }
        }.flatMap(\.self)
    }

    private static func readMaps(
        _ file: String, _ naming: SideNaming, after earlier: EarlierMap
    ) throws(Diagnostics) -> ReadFile {
        let (features, record) = try GeoJSON.read(file: file, after: earlier)
        var notes = features.flatMap(\.notes)
        var polygons: [CivilDate: [Holder: [MultiPolygon]]] = [:]
        var faults: [Diagnostic] = []
        let named: CivilDate?
        do throws(WrittenTimeFault) { named = try dateInName(file) } catch {
            throw Diagnostics(
                Diagnostic(ControlFault.badDate.rawValue, file: file, message: "the date in the file's name does not exist"))
        }
        for feature in features {
            guard case .polygon(let shape)? = feature.geometry, let holder = naming.holder(of: feature) else { continue }
            if let named {
                polygons[named, default: [:]][holder, default: []].append(shape)
                continue
            }
            let place = Diagnostic.Place.feature(feature.number, path: "properties.date", longitude: nil, latitude: nil)
            guard let text = feature.property("date")?.string else {
                faults.append(
                    Diagnostic(
                        ControlFault.noDate.rawValue, file: file, place: place,
                        message: "nothing says of which date this map is",
                        help: "put the date in the file's name, such as control-2024-07-08.geojson, or in a property \"date\""))
                continue
            }
            do throws(WrittenTimeFault) {
                polygons[try WrittenTime.read(text).day, default: [:]][holder, default: []].append(shape)
            } catch {
                faults.append(
                    Diagnostic(
                        ControlFault.badDate.rawValue, file: file, place: place,
                        message: "\"\(text.prefix(40))\" is no date", help: "write it as 2024-07-08"))
            }
        }
        if !faults.isEmpty { throw Diagnostics(faults) }
        if polygons.isEmpty { throw Diagnostics(PolygonIndex.noPolygon(features, file: file)) }
        var maps: [ControlMap] = []
        for (date, held) in polygons.sorted(by: { $0.key < $1.key }) {
            var territories: [Territory] = []
            for (part, holder) in naming.holders.enumerated() {
                guard let shapes = held[holder] else { continue }
                let joined = try PolygonIndex.join(shapes, file: file, after: earlier, part: part)
                notes += joined.notes
                territories.append(Territory(holder: holder, shape: joined.shape))
            }
            maps.append(ControlMap(date: date, territories: territories, record: record))
        }
        return (maps, notes)
    }
}

extension ControlReading {
    /// Everyone whom the maps can name, in the order of the history.
    var holders: [Holder] {
        let all = naming.holders
        guard let first = firstParty.map(Holder.party), all.contains(first) else { return all }
        return [first] + all.filter { $0 != first }
    }
}

extension SideNaming {
    /// Everyone whom it can name, parties first, each once.
    var holders: [Holder] {
        switch self {
        case .everything(let party): return [.party(party)]
        case .attribute(_, let holders, let others):
            return Set(holders.values).union(others.map { [$0] } ?? []).sorted { ($0.rank, $0.party) < ($1.rank, $1.party) }
        }
    }

    /// `nil` where the attribute has a value that is not listed.
    func holder(of feature: Feature) -> Holder? {
        switch self {
        case .everything(let party): return .party(party)
        case .attribute(let name, let holders, let others):
            return feature.property(name)?.string.flatMap { holders[$0] } ?? others
        }
    }
}

extension Holder {
    fileprivate var rank: Int {
        switch self {
        case .party: 0
        case .contested: 1
        case .nobodySays: 2
        case .unknown: 3
        }
    }

    fileprivate var party: String { if case .party(let id) = self { id } else { "" } }
}

extension WrittenTime {
    /// The day as written; of an instant the day in UTC.
    fileprivate var day: CivilDate {
        switch self {
        case .date(let date): date
        case .local(let local): local.date
        case .instant(let instant): CivilDateTime(utcSeconds: instant.seconds).date
        }
    }
}
