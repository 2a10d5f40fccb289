import HoldfastIncidents
import HoldfastText
import Testing

@Suite("Incidents as GeoJSON points")
struct GeoJSONTests {
    private func collection(_ features: String...) -> String {
        "{\"type\": \"FeatureCollection\", \"features\": [\(features.joined(separator: ","))]}"
    }

    private func point(_ properties: String, _ geometry: String = "{\"type\":\"Point\",\"coordinates\":[38.4,48.34]}") -> String {
        "{\"type\":\"Feature\",\"geometry\":\(geometry),\"properties\":{\(properties)}}"
    }

    @Test("properties mean what the columns mean")
    func properties() throws {
        let table = try read(
            collection(
                point("\"id\":\"a\",\"date\":\"2015-02-15\",\"deaths\":3,\"place\":\"Town, \\\"east\\\"\",\"certainty\":\"likely\""),
                point("\"id\":7,\"date\":\"2015-02-16\",\"uncertainty_m\":250.5,\"kind\":\"drone\"", "null")), name: "i.geojson"
        ).get()
        #expect(table.ids[0] == "a" && table.ids[1] == "7")
        #expect(table.latitude[0] == 48.34 && table.longitude[0] == 38.4)
        #expect(table.latitude[1].isNaN)
        #expect(table.deathsBest == [3, 0])
        #expect(table.places[table.place[0]] == "Town, \"east\"")
        #expect(table.kind == [.other, .drone])
        #expect(table.row == [1, 2])
        #expect(table.sources[0].record.format == "geojson")
        #expect(table.sources[0].record.rows == 2)
    }

    @Test("a feature that cannot be used is set aside under its number")
    func setAside() throws {
        let table = try read(
            collection(
                point("\"id\":1,\"date\":\"2015-02-15\"", "{\"type\":\"LineString\",\"coordinates\":[[38,48],[39,49]]}"),
                point("\"id\":2,\"date\":\"2015-02-30\""), point("\"id\":3,\"date\":\"2015-02-15\""),
                point("\"id\":3,\"date\":\"2015-02-15\""))
        ).get()
        #expect(table.count == 1)
        #expect(table.row == [3])
        #expect(table.setAsideCounts == ["not-a-point": 1, "impossible-date": 1, "duplicate-id": 1])
        #expect(table.sources[0].record.rows == 4)
        let date = try #require(table.setAside.first { $0.reason == "impossible-date" })
        #expect(date.diagnostic.place == .feature(2, path: "properties.date", longitude: 38.4, latitude: 48.34))
        let twice = try #require(table.setAside.first { $0.reason == "duplicate-id" })
        #expect(twice.diagnostic.message.contains("feature 3"))
        #expect(twice.diagnostic.place == .feature(4, path: "properties.id", longitude: 38.4, latitude: 48.34))
    }

    @Test("faults of the file")
    func faults() throws {
        #expect(codes(try read("{\"type\": \"FeatureCollection\", \"features\": [")).isEmpty == false)
        #expect(codes(try read(collection(point("\"name\":\"x\"")))) == ["missing-property", "missing-property"])
        #expect(codes(try read(collection(point("\"id\":1,\"date\":\"2015-02-15\"", "{\"type\":\"Point\",\"coordinates\":[NaN,1]}")))).isEmpty == false)
    }
}
