import Foundation
import HoldfastText

/// One map file that `ogr2ogr` (GDAL 3) turns into GeoJSON.
struct ConvertedMap {
    let file: String
    let layer: String?
    let format: MapFormat

    /// Drivers that could be led to other files or to the network are left out.
    private static let environment = [
        "OGR_SKIP": "OGR_VRT,WFS,OAPIF,CSW,GMLAS,HTTP,Carto,Elasticsearch,AmigoCloud,NGW,PLSCENES,EEDA,OGCAPI",
        "CPL_DEBUG": "OFF", "GDAL_PAM_ENABLED": "NO", "LC_ALL": "C.UTF-8",
    ]
    private static let quietSeconds = 120
    private static let mostBytes = 1 << 32

    func read() throws(Diagnostics) -> (features: [Feature], record: SourceRecord) {
        let absolute = URL(fileURLWithPath: file).standardizedFileURL.path
        var source = absolute
        var name = format.rawValue
        var wanted = layer
        if format == .zip {
            let inside = try insideArchive()
            name = inside.format
            // A .kmz is read as a whole: its doc.kml may refer to others in it.
            if !(name == "kmz" && absolute.lowercased().hasSuffix(".kmz")) { source = "/vsizip/{\(absolute)}/\(inside.path)" }
            if inside.tookLayer { wanted = nil }
        }
        let layers = try layers(of: source)
        let chosen = try choose(layers, wanted, name)
        var arguments = [
            "-f", "GeoJSONSeq", "-t_srs", "EPSG:4326", "-dim", "XY", "-lco", "RS=NO", "-lco", "COORDINATE_PRECISION=15",
            "/vsistdout/", source,
        ]
        if let chosen, layers.count > 1 { arguments.append(chosen.name) }
        let outcome = try run("ogr2ogr", arguments)
        // A shapefile that was cut off ends with an error and the code 0.
        if outcome.code != 0 || !Self.faults(outcome.errors).isEmpty { throw Diagnostics(failure(outcome)) }
        let features = try GeoJSON.read(Self.collection(outcome.output), file: file)
        // A FlatGeobuf that was cut off may end without any error.
        if let told = chosen?.features, told != features.count {
            throw Diagnostics(
                Diagnostic(
                    MapFileFault.failed.rawValue, file: file,
                    message: "the file says that it holds \(counted(told, "feature")), and ogr2ogr could read \(grouped(features.count))",
                    help: "the file seems cut off; fetch it again"))
        }
        return (features, SourceRecord(file: file, format: name, sha256: try sha256(), rows: features.count))
    }

    /// One feature a line becomes one collection. A line break within a feature is an escape, so every one ends a feature.
    private static func collection(_ lines: [UInt8]) -> [UInt8] {
        var end = lines.count
        while end > 0, lines[end - 1] == 0x0A || lines[end - 1] == 0x0D { end -= 1 }
        var out = Array("{\"type\":\"FeatureCollection\",\"features\":[".utf8)
        out.reserveCapacity(out.count + end + 2)
        for byte in lines[..<end] { out.append(byte == 0x0A ? 0x2C : byte) }
        return out + Array("]}".utf8)
    }

    private func sha256() throws(Diagnostics) -> String {
        guard format == .shapefile else { return try SourceRecord.sha256(ofFiles: [file]) }
        let stem = String(file.dropLast(4))
        var parts = [file]
        for small in [".dbf", ".prj"] {
            if let there = [small, small.uppercased()].first(where: { FileManager.default.fileExists(atPath: stem + $0) }) {
                parts.append(stem + there)
            }
        }
        return try SourceRecord.sha256(ofFiles: parts)
    }

    // MARK: Archives

    private func insideArchive() throws(Diagnostics) -> (path: String, format: String, tookLayer: Bool) {
        let names = ZipNames.read(try ByteSource(file: file).rest())
        let maps = names.filter { name in
            [".shp", ".kml", ".gpkg", ".fgb", ".geojson"].contains { name.lowercased().hasSuffix($0) } && !name.hasPrefix("__MACOSX/")
        }
        if let document = maps.first(where: { $0.lowercased() == "doc.kml" }) ?? (maps.allSatisfy { $0.lowercased().hasSuffix(".kml") } ? maps.first : nil) {
            return (document, "kmz", false)
        }
        let stems = maps.map { String(($0.split(separator: "/").last ?? "").split(separator: ".").first ?? "") }
        if maps.isEmpty {
            throw Diagnostics(
                Diagnostic(
                    MapFileFault.notInArchive.rawValue, file: file, message: "the archive holds no map file",
                    help: "it should hold a .shp with its parts, a .kml, a .gpkg or a .fgb; a spreadsheet is no map"))
        }
        var index = 0
        var tookLayer = false
        if maps.count > 1 {
            guard let layer else { throw Diagnostics(severalLayers(stems, "the archive holds \(maps.count) maps")) }
            guard let named = stems.firstIndex(of: layer) ?? maps.firstIndex(of: layer) else {
                throw Diagnostics(noSuchLayer(layer, stems))
            }
            index = named
            tookLayer = true
        }
        let ending = maps[index].split(separator: ".").last.map { $0.lowercased() } ?? ""
        let format = ["shp": "shapefile", "gpkg": "geopackage", "fgb": "flatgeobuf", "kml": "kml"][ending] ?? "geojson"
        return (maps[index], format, tookLayer)
    }

    // MARK: Layers

    private struct Layer {
        var name: String
        var hasGeometry = true
        var saysWhere = true
        /// How many the file says it holds.
        var features: Int?
    }

    private func layers(of source: String) throws(Diagnostics) -> [Layer] {
        let outcome = try run("ogrinfo", ["-ro", "-so", "-al", source])
        if outcome.code != 0 { throw Diagnostics(failure(outcome)) }
        var out: [Layer] = []
        var isReference = false
        for line in String(decoding: outcome.output, as: UTF8.self).split(whereSeparator: \.isNewline) {
            if line.hasPrefix("Layer name: ") {
                out.append(Layer(name: String(line.dropFirst("Layer name: ".count))))
            } else if !out.isEmpty {
                if line.hasPrefix("Geometry: None") { out[out.count - 1].hasGeometry = false }
                if line.hasPrefix("Feature Count: ") { out[out.count - 1].features = Int(line.dropFirst("Feature Count: ".count)) }
                if isReference, line == "(unknown)" || line.contains("[\"Undefined") || line.contains("[\"unknown\"") {
                    out[out.count - 1].saysWhere = false
                }
            }
            isReference = line.hasPrefix("Layer SRS WKT:")
        }
        return out
    }

    /// The layer to read; `nil` where the file has none.
    private func choose(_ layers: [Layer], _ wanted: String?, _ format: String) throws(Diagnostics) -> Layer? {
        let maps = layers.filter(\.hasGeometry)
        var chosen = maps.first
        if let wanted {
            chosen = layers.first { $0.name == wanted }
            if chosen == nil { throw Diagnostics(noSuchLayer(wanted, maps.map(\.name))) }
        } else if maps.count > 1 {
            throw Diagnostics(severalLayers(maps.map(\.name), "the file holds \(maps.count) layers"))
        }
        guard let chosen else { return nil }
        if !chosen.saysWhere {
            throw Diagnostics(
                Diagnostic(
                    MapFileFault.noReferenceSystem.rawValue, file: file,
                    message: "nothing says in which reference system the coordinates are",
                    help: format == "shapefile"
                        ? "put the .prj file beside the .shp, as it came from where the map was made"
                        : "set it where the map was made, and export the file again"))
        }
        // Such a name would be taken for an option.
        if layers.count > 1, chosen.name.hasPrefix("-") { throw Diagnostics(noSuchLayer(chosen.name, maps.map(\.name))) }
        return chosen
    }

    private func severalLayers(_ names: [String], _ message: String) -> Diagnostic {
        Diagnostic(
            MapFileFault.severalLayers.rawValue, file: file, message: "\(message), and none is named",
            help: "name one with --layer, or with \"layer: NAME\" in an agreement: \(Self.list(names))")
    }

    private func noSuchLayer(_ name: String, _ names: [String]) -> Diagnostic {
        Diagnostic(
            MapFileFault.noSuchLayer.rawValue, file: file, message: "the file has no layer '\(name)'",
            help: nearest(to: name, among: names).map { "write \"\($0)\"" } ?? "its layers are: \(Self.list(names))")
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(20).map { "\"\($0)\"" }.joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    }

    // MARK: The program

    private func run(_ program: String, _ arguments: [String]) throws(Diagnostics) -> OutsideProgram.Outcome {
        do throws(OutsideProgram.Failure) {
            return try OutsideProgram(
                program, environment: Self.environment, quietSeconds: Self.quietSeconds, maxBytes: Self.mostBytes
            ).run(arguments)
        } catch { throw Diagnostics(diagnostic(error, program)) }
    }

    private func diagnostic(_ failure: OutsideProgram.Failure, _ program: String) -> Diagnostic {
        switch failure {
        case .notInstalled:
            Diagnostic(
                MapFileFault.notInstalled.rawValue, file: file,
                message: "reading this format needs the program \(program), which is not installed",
                help: "install it (apt-get install gdal-bin), or convert the file to GeoJSON elsewhere")
        case .cannotStart(let why):
            Diagnostic(MapFileFault.failed.rawValue, file: file, message: "\(program) cannot be started: \(why)")
        case .silent(let seconds):
            Diagnostic(
                MapFileFault.gaveUp.rawValue, file: file, message: "\(program) wrote nothing for \(seconds) seconds and was stopped",
                help: "check the file with: ogrinfo -so -al FILE")
        case .tooMuch(let bytes):
            Diagnostic(
                MapFileFault.gaveUp.rawValue, file: file, message: "\(program) wrote more than \(grouped(bytes)) bytes and was stopped",
                help: "keep only the layer and the area that are needed")
        }
    }

    /// What is wrong in the program's words; a list of all the formats that it tried is left out.
    private static func faults(_ errors: String) -> [String] {
        var out: [String] = []
        var continues = false
        for line in errors.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("ERROR") {
                out.append(String(line.drop { $0 != ":" }.dropFirst().drop { $0 == " " }))
                continues = true
            } else if line.hasPrefix("Warning") || line.hasPrefix("FAILURE") || line.hasPrefix("  ->") || line.hasPrefix("Usage") {
                continues = false
            } else if continues, !out.isEmpty, out[out.count - 1].utf8.count < 400 {
                out[out.count - 1] += " " + line
            }
        }
        return out
    }

    private func failure(_ outcome: OutsideProgram.Outcome) -> Diagnostic {
        let said = Self.faults(outcome.errors)
        let words =
            said.first.map { String($0.prefix(300)).replacing(URL(fileURLWithPath: file).standardizedFileURL.path, with: file) }
            ?? (outcome.code > 128 ? "it was ended by signal \(outcome.code - 128)" : "it does not know the file as a map")
        return Diagnostic(
            MapFileFault.failed.rawValue, file: file, message: "ogr2ogr cannot read the file: \(words)",
            help: format == .shapefile ? "a shapefile needs its .shx and .dbf beside the .shp" : "fetch the file again, or export it again from where it came")
    }
}
