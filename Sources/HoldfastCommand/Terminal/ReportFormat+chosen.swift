import ArgumentParser
import Foundation
import HoldfastReport

extension ReportFormat: ExpressibleByArgument {}

extension ReportFormat {
    /// The form as given, otherwise the one that the output file's name tells.
    ///
    /// - Parameter stem: the file name to suggest.
    /// - Throws: ``BadUsage`` for forms that people expect and Holdfast does not write.
    static func chosen(_ given: ReportFormat?, _ output: String?, stem: String) throws -> ReportFormat {
        if let given { return given }
        let ending = output.map { URL(fileURLWithPath: $0).pathExtension.lowercased() } ?? ""
        switch ending {
        case "html", "htm": return .html
        case "json": return .json
        case "csv": return .csv
        case "geojson": return .geojson
        case "pdf", "doc", "docx", "odt": throw BadUsage("Holdfast does not write .\(ending); write \(stem).html and print it from a browser")
        case "xls", "xlsx", "ods": throw BadUsage("Holdfast does not write .\(ending); write \(stem).csv and open it there")
        case "shp", "gpkg", "kml", "kmz": throw BadUsage("Holdfast does not write .\(ending); write \(stem).geojson and open it in QGIS")
        default: return .text
        }
    }
}
