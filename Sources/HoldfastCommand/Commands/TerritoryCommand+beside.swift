import ArgumentParser
import Foundation
import HoldfastAgreement
import HoldfastControl
import HoldfastGeometry
import HoldfastText

extension TerritoryCommand {
    /// What is read beside the maps and the border.
    struct Beside {
        var units: [TerritoryOptions.Unit] = []
        var places: [NamedPlace] = []
        var records: [SourceRecord] = []
    }

    /// Reads units and places; tells every fault at once.
    func readBeside(_ inputs: ControlInputs) throws -> Beside {
        var beside = Beside()
        var faults: [Diagnostic] = []
        if let units {
            do throws(Diagnostics) {
                let (read, record) = try readUnits(units)
                beside.units = read
                beside.records.append(record)
            } catch { faults += error.all }
        }
        if let places = places.map({ FilePath(written: $0, resolved: $0) }) ?? inputs.agreement?.space.places {
            do throws(Diagnostics) {
                beside.places = try NamedPlace.read(file: places.resolved, layer: places.layer)
            } catch { faults += error.all }
        }
        if !faults.isEmpty {
            Terminal.warn(faults, color)
            throw Finished.badInput
        }
        return beside
    }

    /// Polygons by name, in the order of the file; those of one name are one unit.
    private func readUnits(_ file: String) throws(Diagnostics) -> ([TerritoryOptions.Unit], SourceRecord) {
        let (features, record) = try MapFile.read(file: file)
        var order: [String] = []
        var shapes: [String: [MultiPolygon]] = [:]
        var faults: [Diagnostic] = []
        for feature in features {
            guard case .polygon(let shape)? = feature.geometry else { continue }
            let name = unitName.map { feature.property($0)?.string } ?? feature.property("name")?.string ?? feature.properties.lazy.compactMap(\.value.string).first
            guard let name, !name.isEmpty else {
                let known = features.first?.properties.map(\.key) ?? []
                faults.append(
                    Diagnostic(
                        "no-unit-name", file: file, place: .feature(feature.number, path: "properties", longitude: nil, latitude: nil),
                        message: unitName.map { "the feature has no text under '\($0)'" } ?? "the feature has no text that could be its name",
                        help: unitName.flatMap { nearest(to: $0, among: known) }.map { "did you mean --unit-name \($0)?" }
                            ?? (known.isEmpty ? nil : "its attributes are \(known.joined(separator: ", "))")))
                continue
            }
            if shapes[name] == nil { order.append(name) }
            shapes[name, default: []].append(shape)
        }
        if !faults.isEmpty { throw Diagnostics(faults) }
        if order.isEmpty { throw Diagnostics(PolygonIndex.noPolygon(features, file: file)) }
        var units: [TerritoryOptions.Unit] = []
        for name in order {
            let joined = try PolygonIndex.join(shapes[name] ?? [], file: file)
            units.append(TerritoryOptions.Unit(name: name, ground: PolygonIndex(joined.shape)))
        }
        return (units, record)
    }
}
