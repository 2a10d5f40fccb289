import Crypto
import Foundation

/// What stands in a report about a file that was read.
public struct SourceRecord: Hashable, Sendable {
    /// As the user named it; `-` for standard input.
    public var file: String
    /// `ucdp-ged`, `holdfast-csv`, `holdfast-events`, `geojson`, `agreement`.
    public var format: String
    /// Lower-case hexadecimal SHA-256 of the file's bytes.
    public var sha256: String
    /// Rows of data (or features) in it, header not counted.
    public var rows: Int
    /// Licence or terms where the file or its format states them.
    public var licence: String?
    /// The edition, where it can be told, such as `22.1`, and how it was told.
    public var edition: String?

    public init(file: String, format: String, sha256: String, rows: Int, licence: String? = nil, edition: String? = nil) {
        self.file = file
        self.format = format
        self.sha256 = sha256
        self.rows = rows
        self.licence = licence
        self.edition = edition
    }
}

extension SourceRecord {
    /// Lower-case hexadecimal SHA-256.
    public static func sha256(_ bytes: some DataProtocol) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    /// A digest's bytes as lower-case hexadecimal.
    public static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let hex = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        for b in digest {
            out.append(hex[Int(b >> 4)])
            out.append(hex[Int(b & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }
}
