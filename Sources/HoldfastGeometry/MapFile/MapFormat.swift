import HoldfastText

/// What kind of map file bytes are, told by the first of them; the name does not count.
enum MapFormat: String {
    case geoJSON = "geojson"
    case gzip
    case zip
    case shapefile
    case kml
    case geoPackage = "geopackage"
    case flatGeobuf = "flatgeobuf"

    /// How many bytes of a file tell.
    static let headBytes = 4096

    /// Whatever is none of the others is for the reader of GeoJSON, which says what is wrong with it.
    init(_ head: [UInt8]) {
        func starts(_ magic: [UInt8]) -> Bool { head.starts(with: magic) }
        if starts([0x1F, 0x8B]) {
            self = .gzip
        } else if starts([0x50, 0x4B, 0x03, 0x04]) {
            self = .zip
        } else if starts([0x00, 0x00, 0x27, 0x0A]) {
            self = .shapefile
        } else if starts(Array("SQLite format 3\0".utf8)) {
            self = .geoPackage
        } else if starts([0x66, 0x67, 0x62]) {
            self = .flatGeobuf
        } else if head.first(where: { ![0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }) == 0x3C,
            String(decoding: head, as: UTF8.self).contains("<kml")
        {
            self = .kml
        } else {
            self = .geoJSON
        }
    }

    /// Endings of the names of map files, in small letters. Parts of a shapefile other than the .shp are not among them.
    static let endings = [
        ".geojson", ".json", ".geojson.gz", ".json.gz", ".shp", ".zip", ".kml", ".kmz", ".gpkg", ".fgb",
    ]
}
