/// Every code with which unpacking or converting a map file can end, with what it means.
public enum MapFileFault: String, CaseIterable, Sendable {
    case cutOff = "compressed-cut-off"
    case corrupt = "compressed-corrupt"
    case tooLarge = "compressed-too-large"
    case notInstalled = "converter-missing"
    case failed = "converter-failed"
    case gaveUp = "converter-gave-up"
    case noReferenceSystem = "no-reference-system"
    case severalLayers = "several-layers"
    case noSuchLayer = "no-such-layer"
    case layerNotNeeded = "layer-without-layers"
    case notInArchive = "archive-without-map"
    case needsName = "format-needs-a-file"
    case partOfShapefile = "part-of-shapefile"

    /// One sentence for a page that lists the codes.
    public var meaning: String {
        switch self {
        case .cutOff: "A gzip file ends in the middle."
        case .corrupt: "A gzip file is damaged."
        case .tooLarge: "A gzip file holds more than 1 GiB unpacked."
        case .notInstalled: "Shapefile, KML, GeoPackage and FlatGeobuf need the program ogr2ogr, which is not installed."
        case .failed: "ogr2ogr cannot read the file; its words are in the message."
        case .gaveUp: "ogr2ogr wrote nothing for two minutes, or more than 4 GiB, and was stopped."
        case .noReferenceSystem: "The file does not say in which reference system its coordinates are."
        case .severalLayers: "The file holds several layers, and none is named."
        case .noSuchLayer: "The file has no layer of the name given."
        case .layerNotNeeded: "A layer is named for a GeoJSON file, which has none."
        case .notInArchive: "A ZIP archive holds no map file."
        case .needsName: "Standard input is read as GeoJSON or gzip; other formats need a file."
        case .partOfShapefile: "The file is a part of a shapefile; the .shp is to be named."
        }
    }
}
