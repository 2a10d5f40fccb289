import HoldfastGeometry
import HoldfastText
import Synchronization

extension ControlHistory {
    /// Reads dated control maps from files of any format that `MapFile` reads.
    ///
    /// A map's date stands in the file's name as YYYYMMDD or YYYY-MM-DD, or else in the property `date` of its features;
    /// one file may then hold many dates. Polygons of one date are one map. What two hold on one date is contested, with a
    /// warning.
    /// - Parameters:
    ///   - globs: files, folders (their map files, not those of folders inside), or patterns with `*`, `?` or `[…]`; `-` is
    ///     standard input.
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
        var files: [String] = []
        var faults: [Diagnostic] = []
        for glob in globs {
            do throws(Diagnostics) {
                for file in try filesMatching(glob) where !files.contains(file) { files.append(file) }
            } catch { faults += error.all }
        }
        let (outcomes, shapes) = readAll(files, reading)
        var notes: [Diagnostic] = []
        var overlaps: [SidesOverlap] = []
        var maps: [ControlMap] = []
        var seen: [CivilDate: String] = [:]
        for outcome in outcomes {
            switch outcome {
            case .failure(let found): faults += found.all
            case .success(let read):
                notes += read.notes
                overlaps += read.overlaps
                for map in read.maps {
                    if let other = seen[map.date] {
                        faults.append(
                            Diagnostic(
                                ControlFault.dateTwice.rawValue, file: map.record.file,
                                message: "a second control map of \(map.date.iso8601); the first is \(other)",
                                help: "keep one map a date; of two map makers, name each with --maker or in the agreement"))
                    } else {
                        seen[map.date] = map.record.file
                        maps.append(map)
                    }
                }
            }
        }
        if !faults.isEmpty { throw Diagnostics(told(faults)) }
        notes = told(notes) + SidesOverlap.warnings(overlaps)
        return ControlHistory(
            maps: maps, shapes: shapes, holders: reading.holders, restHeldBy: reading.restHeldBy, gaps: reading.gaps,
            maker: reading.maker, notes: notes)
    }

    /// What many files have in common is told of the first, with the number of the others.
    private static func told(_ all: [Diagnostic]) -> [Diagnostic] {
        var out: [Diagnostic] = []
        var first: [String: Int] = [:]
        var more: [Int: Set<String>] = [:]
        for one in all {
            let key = one.code + one.message
            if let i = first[key] {
                if out[i].file != one.file { more[i, default: []].insert(one.file) } else { out.append(one) }
            } else {
                first[key] = out.count
                out.append(one)
            }
        }
        for (i, files) in more { out[i].message += "; so in \(counted(files.count, "other file"))" }
        return out
    }

    /// Every file, on all cores, in order; the maps' shapes apart.
    private static func readAll(
        _ files: [String], _ reading: ControlReading
    ) -> (outcomes: [Result<ControlMapFile, Diagnostics>], shapes: ReadShapes) {
        let done = Mutex(0)
        let runs = inRuns(of: files.count, atLeast: 1) { run in
            // Files in order are mostly days in order.
            let earlier = EarlierMap()
            var shapes = ReadShapes()
            let outcomes = run.map { i -> Result<ControlMapFile, Diagnostics> in
                defer { if let told = reading.progress { told(done.withLock { $0 += 1; return $0 }, files.count) } }
                do throws(Diagnostics) {
                    var read = try ControlMapFile(files[i], reading, after: earlier)
                    for m in read.maps.indices { shapes.take(&read.maps[m]) }
                    return .success(read)
                } catch { return .failure(error) }
            }
            return (outcomes, shapes)
        }
        var shapes = ReadShapes()
        for run in runs { shapes.append(run.1) }
        return (runs.flatMap { $0.0 }, shapes)
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
