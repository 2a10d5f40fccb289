import HoldfastText

extension IncidentTable {
    mutating func readGeoJSON(_ source: ByteSource, head: [UInt8], _ options: IncidentReading) throws(Diagnostics) {
        throw Diagnostics(Diagnostic("not-yet", file: source.file, message: "GeoJSON incidents are not read yet"))
    }
}
