import HoldfastControl
import HoldfastText

extension LocatedPart {
    /// Writes the stretch as GeoJSON features, one a line, into ``output``. The table's own cells are texts.
    func writeFeatures(_ found: LocatedFindings, _ words: LocatedWords, _ header: CSVHeader) {
        var json = JSONWriter(pretty: false)
        output = []
        var row = 0
        _ = rows.forEach(in: chunk) { written in
            defer { row += 1 }
            if row >= count || (hasTags && row == 0) { return }
            let i = found.first + row
            let isPlaced = notes[row] == .placed
            json.object { json in
                json.key("type", "Feature")
                json.key("geometry")
                if isPlaced {
                    json.object { json in
                        json.key("type", "Point")
                        json.key("coordinates", array: { json in
                            json.write(found.columns.longitudes[i], decimals: 9)
                            json.write(found.columns.latitudes[i], decimals: 9)
                        })
                    }
                } else {
                    json.write(nil as String?)
                }
                json.key("properties", object: { json in
                    for column in 0..<min(written.fieldCount, width) { json.key(header.names[column], written.text(column)) }
                    writeFound(row, i, isPlaced, found, words, &json)
                })
            }
            output += json.drain()
            output.append(0x0A)
        }
    }

    private func writeFound(
        _ row: Int, _ i: Int, _ isPlaced: Bool, _ found: LocatedFindings, _ words: LocatedWords, _ json: inout JSONWriter
    ) {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        let columns = found.columns
        for (name, column) in zip(words.names, words.columns) {
            switch column {
            case .side: json.key(name, isPlaced ? words.holders[Int(columns.sides[i])] : nil)
            case .distance: json.key(name, isPlaced ? columns.signedMetres[i] : nil, decimals: 1)
            case .chainage: json.key(name, isPlaced ? columns.chainages[i] / 1000 : nil, decimals: 3)
            case .zones:
                json.key(name, array: { json in for zone in found.zones(row) { json.write(text(words.zones[Int(zone)])) } })
            case .map: json.key(name, isPlaced ? text(words.dates[Int(columns.epochs[i])]) : nil)
            case .certain:
                json.key(name, isPlaced ? certainty(row, columns.signedMetres[i], columns.sides[i], words).rawValue : nil)
            case .note: json.key(name, isPlaced ? nil : notes[row].word)
            }
        }
    }
}
