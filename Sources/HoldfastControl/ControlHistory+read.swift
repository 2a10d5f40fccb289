import HoldfastGeometry
import HoldfastText

extension ControlHistory {
    /// Reads dated control maps from GeoJSON files.
    ///
    /// A map's date stands in the file's name as YYYYMMDD or YYYY-MM-DD, or else in the property `date` of its features;
    /// one file may then hold many dates. Polygons of one date are one map.
    /// - Parameter glob: a file, a folder (its `.geojson` and `.json` files), or a pattern with `*`, `?` or `[…]`.
    /// - Throws: ``Diagnostics`` with the faults of every file.
    public static func read(
        glob: String, heldBy: String, restHeldBy: String?, gaps: Gaps
    ) throws(Diagnostics) -> ControlHistory {
        let files = try filesMatching(glob)
        let outcomes = readAll(files)
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
        return ControlHistory(maps: maps, heldBy: heldBy, restHeldBy: restHeldBy, gaps: gaps, notes: notes)
    }

    private typealias ReadFile = (maps: [ControlMap], notes: [Diagnostic])

    /// Every file, on all cores, in order.
    private static func readAll(_ files: [String]) -> [Result<ReadFile, Diagnostics>] {
        inRuns(of: files.count, atLeast: 1) { run in
            run.map { i -> Result<ReadFile, Diagnostics> in
                do throws(Diagnostics) { return .success(try readMaps(files[i])) } catch { return .failure(error) }
            }
        }.flatMap(\.self)
    }

    private static func readMaps(_ file: String) throws(Diagnostics) -> ReadFile {
        let (features, record) = try GeoJSON.read(file: file)
        var notes = features.flatMap(\.notes)
        var polygons: [CivilDate: [MultiPolygon]] = [:]
        var faults: [Diagnostic] = []
        let named: CivilDate?
        do throws(WrittenTimeFault) { named = try dateInName(file) } catch {
            throw Diagnostics(
                Diagnostic(ControlFault.badDate.rawValue, file: file, message: "the date in the file's name does not exist"))
        }
        for feature in features {
            guard case .polygon(let shape)? = feature.geometry else { continue }
            if let named {
                polygons[named, default: []].append(shape)
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
                polygons[try WrittenTime.read(text).day, default: []].append(shape)
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
        for (date, shapes) in polygons.sorted(by: { $0.key < $1.key }) {
            let joined = try PolygonIndex.join(shapes, file: file)
            notes += joined.notes
            maps.append(ControlMap(date: date, territory: PolygonIndex(joined.shape), record: record))
        }
        return (maps, notes)
    }
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
