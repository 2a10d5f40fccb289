import HoldfastText

/// Reads GeoJSON (RFC 7946): feature collections, features and bare geometries.
public enum GeoJSON {
    /// The features of a GeoJSON text; a bare geometry counts as one feature.
    ///
    /// Coordinates must be WGS84 longitude and latitude; a third number (height) is passed over, foreign members are
    /// ignored, either winding is accepted, repeated positions and spikes that run out and back are left out. Polygons must
    /// be valid (OGC Simple Features 6.1.11).
    /// - Parameters:
    ///   - file: the file's name, for messages.
    ///   - earlier: a map read before; what both have in common is not read and checked again. The outcome is the same.
    /// - Throws: ``Diagnostics`` with every fault of the geometry found; a fault of the JSON syntax ends the reading.
    /// - Complexity: O(n log n) for n positions.
    public static func read(
        _ bytes: [UInt8], file: String, after earlier: EarlierMap? = nil
    ) throws(Diagnostics) -> [Feature] {
        earlier?.pairs.begin()
        let outcome: Result<[Feature], Diagnostics> = bytes.withUnsafeBufferPointer { buffer in
            if let bad = UTF8Check.firstFault(buffer) {
                return .failure(Diagnostics(JSONFault(.notUTF8, at: bad).diagnostic(in: bytes, file: file)))
            }
            var reader = GeoJSONReader(file: file, after: earlier)
            do throws(GeoJSONReader.Stop) {
                var scanner = JSONScanner(buffer)
                try reader.document(&scanner)
            } catch {
                switch error {
                case .json(let fault): reader.faults.append(fault.diagnostic(in: bytes, file: file))
                case .found(let fault): reader.faults.append(fault)
                }
            }
            return reader.faults.isEmpty ? .success(reader.features) : .failure(Diagnostics(reader.faults))
        }
        let features = try outcome.get()
        earlier?.pairs.keep(bytes)
        return features
    }

    /// The same from a file, with what a report says about it.
    public static func read(
        file path: String, after earlier: EarlierMap? = nil
    ) throws(Diagnostics) -> (features: [Feature], record: SourceRecord) {
        let bytes = try bytes(of: path)
        let features = try read(bytes, file: path, after: earlier)
        let record = SourceRecord(
            file: path, format: "geojson", sha256: SourceRecord.sha256(bytes), rows: features.count)
        return (features, record)
    }
}
