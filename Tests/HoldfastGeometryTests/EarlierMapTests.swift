import HoldfastGeometry
import HoldfastText
import Testing

/// Expected: what reading each text on its own gives.
@Suite("A map read after earlier ones is the same map")
struct EarlierMapTests {
    static func outcome(_ text: [UInt8], after earlier: EarlierMap?) -> String {
        do throws(Diagnostics) {
            let features = try GeoJSON.read(text, file: "map.geojson", after: earlier)
            return features.map { feature in
                let geometry = feature.geometry.map { "\($0)" } ?? "none"
                return "\(feature.number) \(geometry) \(feature.properties) \(feature.notes.map { $0.text() })"
            }.joined(separator: "\n")
        } catch { return error.all.map { $0.text() }.joined(separator: "\n") }
    }

    /// A shape as a text: one feature, or one for each polygon.
    static func text(_ shape: MultiPolygon, _ random: inout Random, apart: Bool) -> [UInt8] {
        let gap = random.bits() % 5 == 0 ? " " : ""
        func list(_ parts: [String]) -> String { "[" + gap + parts.joined(separator: ",\(gap)") + gap + "]" }
        func ring(_ points: [Position]) -> String {
            list(points.map { p in list(["\(p.longitude)", "\(p.latitude)"]) })
        }
        let polygons = shape.polygons.map { list($0.rings.map(ring)) }
        let geometries =
            apart
            ? polygons.map { "{\"type\":\"Polygon\",\"coordinates\":\($0)}" }
            : ["{\"type\":\"MultiPolygon\",\"coordinates\":\(list(polygons))}"]
        let features = geometries.map { "{\"type\":\"Feature\",\"properties\":{},\"geometry\":\($0)}" }
        return Array("{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}".utf8)
    }

    /// The shape with something wrong with it, or something that is right but rare.
    static func mistaken(_ shape: MultiPolygon, _ random: inout Random) -> MultiPolygon {
        var shape = shape
        guard let p = shape.polygons.indices.randomElement(using: &random), shape.polygons[p].outer.count > 6 else { return shape }
        let count = shape.polygons[p].outer.count
        let at = 1 + Int(random.bits() % UInt64(count - 2))
        switch random.bits() % 9 {
        case 0: shape.polygons[p].outer[at].longitude += random.between(-3, 3)
        case 1: shape.polygons[p].outer.swapAt(at, 1 + Int(random.bits() % UInt64(count - 2)))
        case 2: shape.polygons.append(shape.polygons[p])
        case 3: shape.polygons[p].holes.append(shape.polygons[p].outer.reversed())
        case 4: shape.polygons[p].outer.insert(shape.polygons[p].outer[at - 1], at: at)
        case 5: shape.polygons[p].outer.insert(shape.polygons[p].outer[at - 1], at: at + 1)
        case 6: shape.polygons[p].outer[at] = shape.polygons[p].outer[at > 3 ? at - 3 : at + 3]
        case 7:
            let west = random.between(27, 36)
            let square = [(0.0, 0.0), (0.01, 0), (0.01, 0.01), (0, 0.01), (0, 0)].map {
                Position(longitude: west + $0.0, latitude: 49 + $0.1)
            }
            if random.bits() % 2 == 0 { shape.polygons[p].holes.append(square) } else { shape.polygons.append(Polygon(outer: square)) }
        default: if !shape.polygons[p].holes.isEmpty { shape.polygons.append(Polygon(outer: shape.polygons[p].holes.removeFirst())) }
        }
        return shape
    }

    @Test("right and wrong shapes in turn", arguments: UInt64(1)...30)
    func shapes(seed: UInt64) throws {
        var random = Random(seed: seed)
        let shapes =
            seed % 2 == 0
            ? try ShapeHistoryCases.cells(seed: seed, epochs: 20, size: 5) : ShapeHistoryCases.stars(seed: seed, epochs: 20)
        let earlier = EarlierMap()
        for shape in shapes {
            for next in [shape, Self.mistaken(shape, &random), Self.mistaken(shape, &random)] {
                let text = Self.text(next, &random, apart: seed % 3 == 0)
                let alone = Self.outcome(text, after: nil)
                #expect(Self.outcome(text, after: earlier) == alone)
            }
        }
    }

    @Test("texts in which bytes were changed, taken out, put in or doubled", arguments: UInt64(1)...20)
    func texts(seed: UInt64) {
        var random = Random(seed: seed)
        let letters = Array("0123456789.,-[]{} e\"\n".utf8)
        let earlier = EarlierMap()
        for shape in ShapeHistoryCases.stars(seed: seed, epochs: 6) {
            let right = Self.text(shape, &random, apart: false)
            for _ in 0..<8 {
                var text = right
                for _ in 0..<random.bits() % 3 {
                    let at = Int(random.bits() % UInt64(text.count))
                    let end = min(text.count, at + Int(random.bits() % 60))
                    switch random.bits() % 4 {
                    case 0: text[at] = letters[Int(random.bits() % UInt64(letters.count))]
                    case 1: text.removeSubrange(at..<end)
                    case 2: text.insert(letters[Int(random.bits() % UInt64(letters.count))], at: at)
                    default: text.insert(contentsOf: text[at..<end], at: end)
                    }
                }
                #expect(Self.outcome(text, after: earlier) == Self.outcome(text, after: nil))
            }
        }
    }

    @Test("heights, spaces and rings in another order")
    func forms() {
        let earlier = EarlierMap()
        let ring = "[[30,45],[31,45,7],[31 , 46],[30,46.5],[30,45]]"
        let other = "[[33,45],[34,45],[34,46],[33,45]]"
        for rings in [
            "[\(ring)],[\(other)]", "[\(other)],[\(ring)]", "[\(ring)]", "[ \(ring) ],[\(other)]", "[\(other)],[\(other)]",
            "[\(ring),\(other)]", "[\(ring)],[[[33,45],[34,45],[34,46,1],[33,45]]]", "[\(ring)],[\(other)],[]", "[\(ring)],[[]]",
            "[\(ring)],[\(other)", "",
        ] {
            for type in ["MultiPolygon", "Polygon"] {
                let text = Array("{\"type\":\"\(type)\",\"coordinates\":[\(rings)]}".utf8)
                #expect(Self.outcome(text, after: earlier) == Self.outcome(text, after: nil), "\(rings)")
            }
        }
    }
}

extension Random: RandomNumberGenerator {
    mutating func next() -> UInt64 { bits() }
}
