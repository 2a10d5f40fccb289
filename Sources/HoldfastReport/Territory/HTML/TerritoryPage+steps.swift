import HoldfastControl
import HoldfastText

extension TerritoryPage {
    /// A holder's colour and filling on the page. Colours: Okabe and Ito, as in ``Style``.
    struct Look {
        var colour: String
        var pattern: String
    }

    static func look(_ i: Int, _ holder: Holder) -> Look {
        switch holder {
        case .party: Look(colour: ["#5b6577", "#009e73", "#cc79a7", "#56b4e9"][i % 4], pattern: "plain")
        case .contested: Look(colour: "#a08400", pattern: "dots")
        case .nobodySays, .unknown: Look(colour: "#7b8494", pattern: "dots")
        }
    }

    /// Days as numbers since 1970, and what the script says of each.
    func steps() -> String {
        let rows = report.series.rows
        var json = JSONWriter(pretty: false)
        json.object { json in
            json.key("days", array: { json in for row in rows { json.write(row.date.dayNumber) } })
            json.key("map", array: { json in for row in rows { json.write(row.mapDate?.dayNumber) } })
            json.key("holders", array: { json in
                for (i, territory) in report.history.territories.enumerated() { holder(i, territory.holder, &json) }
            })
            json.key("whole", report.series.denominators.first.map(report.words))
            json.key("line")
            if rows.contains(where: { $0.line != nil }) {
                json.array { json in for row in rows { json.write(row.line.map { $0.lengthMetres / 1000 }, decimals: 1) } }
            } else {
                json.write(nil as String?)
            }
            json.key("layers", array: { json in
                for _ in report.history.territories { json.write("ground") }
                json.write("line")
                json.write("border")
            })
            json.key("centre", array: { json in
                json.write(projection.longitude, decimals: 6)
                json.write(projection.latitude, decimals: 6)
            })
            json.key("places", array: { json in
                for place in report.places.prefix(200) {
                    json.array { json in
                        json.write(cut(visible(place.name), to: 32))
                        json.write(place.position.longitude, decimals: 5)
                        json.write(place.position.latitude, decimals: 5)
                    }
                }
            })
        }
        // Nothing from the data can end the element that it stands in.
        return json.string.replacingOccurrences(of: "<", with: "\\u003c")
    }

    private func holder(_ i: Int, _ holder: Holder, _ json: inout JSONWriter) {
        let holdings = report.series.rows.map { $0.holdings.at(i) }
        let look = Self.look(i, holder)
        func numbers(_ name: String, _ decimals: Int, _ json: inout JSONWriter, _ value: (TerritorySeries.Holding) -> Double?) {
            json.key(name, array: { json in for h in holdings { json.write(h.flatMap(value), decimals: decimals) } })
        }
        json.object { json in
            json.key("name", visible(report.name(holder)))
            json.key("colour", look.colour)
            json.key("pattern", look.pattern)
            numbers("area", 3, &json) { $0.squareMetres / 1e6 }
            numbers("share", 6, &json) { $0.shares.first ?? nil }
            numbers("gained", 3, &json) { $0.change.map { $0.gainedSquareMetres / 1e6 } }
            numbers("lost", 3, &json) { $0.change.map { $0.lostSquareMetres / 1e6 } }
        }
    }
}
