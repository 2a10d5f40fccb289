import HoldfastText

/// Reads a map file of any format: GeoJSON, also gzip of it, by our own scanner; Shapefile (also as ZIP), KML, KMZ, GeoPackage
/// and FlatGeobuf through `ogr2ogr`, whose faults stay outside. The format is told by content.
public enum MapFile {
    /// The features of a map file in WGS84 longitude and latitude, and what a report says about it.
    ///
    /// The record's SHA-256 is that of the file as it lies on disk; of a shapefile that of its .shp, .dbf and .prj one after the
    /// other, those that are there, as `cat a.shp a.dbf a.prj | sha256sum` gives it.
    /// - Parameters:
    ///   - file: a path, or `-` for standard input, which holds GeoJSON or gzip of it.
    ///   - layer: the layer to read of a file that holds several; in a ZIP archive also the name of a file without its ending.
    ///   - earlier: what this thread read before, for maps of days that follow each other.
    /// - Throws: ``Diagnostics`` of ``MapFileFault``, ``GeoJSONFault`` and ``JSONFault``.
    /// - Complexity: O(n log n) for n positions, and what `ogr2ogr` needs.
    public static func read(
        file: String, layer: String? = nil, after earlier: EarlierMap? = nil
    ) throws(Diagnostics) -> (features: [Feature], record: SourceRecord) {
        if file == "-" { return try readStandardInput(layer) }
        if layer == nil, file.hasSuffix("json") {
            // As a rule such a name is right, and the file is opened once.
            do throws(Diagnostics) { return try GeoJSON.read(file: file, after: earlier) } catch {
                if error.all.first?.code != "not-text" { throw error }
            }
        }
        if isPartOfShapefile(file) {
            throw Diagnostics(
                Diagnostic(
                    MapFileFault.partOfShapefile.rawValue, file: file, message: "this is a part of a shapefile",
                    help: "name the .shp beside it"))
        }
        let format = MapFormat(try ByteSource(file: file).rest(atMost: MapFormat.headBytes))
        switch format {
        case .geoJSON:
            if layer != nil, file.lowercased().hasSuffix("json") { throw Diagnostics(noLayers(file)) }
            return try GeoJSON.read(file: file, after: earlier)
        case .gzip:
            if layer != nil { throw Diagnostics(noLayers(file)) }
            return try unpack(ByteSource(file: file).rest(), file)
        case .zip, .shapefile, .kml, .geoPackage, .flatGeobuf:
            return try ConvertedMap(file: file, layer: layer, format: format).read()
        }
    }

    /// Whether a name is that of a map file: what is read of a folder.
    public static func hasMapName(_ name: String) -> Bool {
        let small = name.lowercased()
        return MapFormat.endings.contains { small.hasSuffix($0) && small.utf8.count > $0.utf8.count }
    }

    /// Whether a name is that of a file that lies beside a .shp and belongs to it.
    public static func isPartOfShapefile(_ name: String) -> Bool {
        let small = name.lowercased()
        return [".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj", ".shp.xml"].contains { small.hasSuffix($0) }
    }

    /// Whether bytes begin a map file that is unpacked or converted before it is read, such as a Shapefile; GeoJSON is not.
    ///
    /// - Parameter head: the first bytes of the file, 4 KiB are enough.
    public static func isConverted(_ head: [UInt8]) -> Bool { MapFormat(head) != .geoJSON }

    private static func readStandardInput(_ layer: String?) throws(Diagnostics) -> (features: [Feature], record: SourceRecord) {
        let bytes = try ByteSource(file: "-").rest()
        if bytes.isEmpty { throw Diagnostics(ByteSource.empty("-")) }
        switch MapFormat(Array(bytes.prefix(MapFormat.headBytes))) {
        case .geoJSON:
            if let fault = bytes.withUnsafeBytes({ ByteSource.notText($0, file: "-") }) { throw Diagnostics(fault) }
            return try parse(bytes, "-", SourceRecord.sha256(bytes))
        case .gzip: return try unpack(bytes, "-")
        case .zip, .shapefile, .kml, .geoPackage, .flatGeobuf:
            throw Diagnostics(
                Diagnostic(
                    MapFileFault.needsName.rawValue, file: "-",
                    message: "standard input is read as GeoJSON, plain or compressed with gzip", help: "name the file"))
        }
    }

    private static func unpack(_ packed: [UInt8], _ file: String) throws(Diagnostics) -> (features: [Feature], record: SourceRecord) {
        let bytes: [UInt8]
        do throws(Gzip.Failure) { bytes = try Gzip.unpack(packed) } catch { throw Diagnostics(error.diagnostic(file)) }
        if bytes.isEmpty { throw Diagnostics(ByteSource.empty(file)) }
        if let fault = bytes.withUnsafeBytes({ ByteSource.notText($0, file: file) }) { throw Diagnostics(fault) }
        return try parse(bytes, file, SourceRecord.sha256(packed))
    }

    private static func parse(
        _ bytes: [UInt8], _ file: String, _ sha256: String
    ) throws(Diagnostics) -> (features: [Feature], record: SourceRecord) {
        let features = try GeoJSON.read(bytes, file: file)
        return (features, SourceRecord(file: file, format: "geojson", sha256: sha256, rows: features.count))
    }

    private static func noLayers(_ file: String) -> Diagnostic {
        Diagnostic(
            MapFileFault.layerNotNeeded.rawValue, file: file, message: "a layer was named, but a GeoJSON file has none",
            help: "leave the layer out")
    }
}

extension Gzip.Failure {
    fileprivate func diagnostic(_ file: String) -> Diagnostic {
        switch self {
        case .cutOff(let unpacked):
            Diagnostic(
                MapFileFault.cutOff.rawValue, file: file,
                message: "the compressed file ends in the middle, after \(grouped(unpacked)) bytes of its contents",
                help: "the file seems cut off; fetch it again")
        case .corrupt(let at, let why):
            Diagnostic(
                MapFileFault.corrupt.rawValue, file: file,
                message: "the compressed file is damaged at byte \(grouped(at)): \(why)", help: "fetch it again")
        case .tooLarge(let bytes):
            Diagnostic(
                MapFileFault.tooLarge.rawValue, file: file,
                message: "the compressed file holds more than \(grouped(bytes)) bytes", help: "unpack it, and read it in parts")
        }
    }
}
