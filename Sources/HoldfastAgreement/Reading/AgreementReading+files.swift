import HoldfastText

extension AgreementReading {
    /// One file, relative to the agreement's folder.
    func path(_ node: YAMLNode, what: String, holding wanted: MapContent) -> FilePath? {
        guard let path = filePath(node, what: what) else { return nil }
        if path.isPattern {
            report(.wrongShape, at: node, "'\(what)' names one file, not a pattern", help: "write the name of the file")
            return nil
        }
        return check(path, at: node, holding: wanted) ? path : nil
    }

    /// One file, or a pattern in the last part of the path.
    func pattern(_ node: YAMLNode, what: String, holding wanted: MapContent) -> FilePath? {
        guard let path = filePath(node, what: what) else { return nil }
        guard path.isPattern else { return check(path, at: node, holding: wanted) ? path : nil }
        guard filesExist else { return path }
        guard let files = path.expanded() else {
            report(
                .noFileMatches, at: node, "the folder of '\(path.written)' does not exist or cannot be read",
                help: "\(pathsResolve); check the spelling, and who may read the folder")
            return nil
        }
        if files.isEmpty {
            report(
                .noFileMatches, at: node, "no file matches '\(path.written)'",
                help: "\(pathsResolve); the name may hold '*', the folders may not")
            return nil
        }
        var isGood = true
        for file in files where !check(file, at: node, holding: wanted) { isGood = false }
        return isGood ? path : nil
    }

    private var pathsResolve: String {
        source.file == "-" ? "read from standard input, paths are relative to the working directory"
            : "paths are relative to the folder of the agreement file"
    }

    private func filePath(_ node: YAMLNode, what: String) -> FilePath? {
        guard let text = word(node, what: what) else { return nil }
        let resolved = text.hasPrefix("/") || folder.isEmpty ? text : folder + "/" + text
        return FilePath(written: text, resolved: resolved)
    }

    private func check(_ path: FilePath, at node: YAMLNode, holding wanted: MapContent) -> Bool {
        guard filesExist else { return true }
        do {
            try NamedFile.check(path.resolved, holds: wanted)
            return true
        } catch {
            report(error, of: path.written, at: node)
        }
        return false
    }

    private func report(_ fault: FileFault, of name: String, at node: YAMLNode) {
        switch fault {
        case .missing:
            report(
                .noSuchFile, at: node, "there is no file '\(name)'",
                help: "\(pathsResolve); check the spelling, capitals included")
        case .directory:
            report(.fileIsADirectory, at: node, "'\(name)' is a folder, not a file", help: "write the name of a file in it")
        case .empty:
            report(.emptyFile, at: node, "the file '\(name)' is empty", help: "export it again from where it came")
        case .unreadable(let reason):
            report(.fileNotReadable, at: node, "the file '\(name)' cannot be read: \(reason)", help: "check who may read it")
        case .notGeoJSON:
            report(
                .fileNotGeoJSON, at: node, "the file '\(name)' is no map",
                help: "maps are GeoJSON in longitude and latitude (WGS84), Shapefile (.shp), KML, KMZ, GeoPackage or FlatGeobuf")
        case .lacks(.polygon):
            report(.fileWithoutPolygon, at: node, "the file '\(name)' holds no polygon", help: "give a file with a Polygon or MultiPolygon")
        case .lacks(.line):
            report(.fileWithoutLine, at: node, "the file '\(name)' holds no line", help: "give a file with a LineString or MultiLineString")
        case .lacks(.coast):
            report(.fileWithoutLine, at: node, "the file '\(name)' holds neither lines nor polygons", help: "give a file with coasts as lines, or land as polygons")
        case .lacks(.point):
            report(.fileWithoutPoint, at: node, "the file '\(name)' holds no point", help: "give a file with Points that have a \"name\"")
        }
    }
}
