import HoldfastGeometry
import HoldfastText

/// The maps of several makers that hold on one date, as one.
struct CombinedMap: Sendable {
    struct Disagreement: Sendable {
        var first: Int
        var second: Int
        var squareMetres: Double
        var shape: MultiPolygon
    }

    private(set) var territories: [Territory] = []
    private(set) var counted: [Int] = []
    private(set) var disagreements: [Disagreement] = []
    /// Of the first map that counts.
    private(set) var record: SourceRecord

    /// - Parameter epochs: of each maker the epoch of its valid map.
    init(_ makers: [ControlHistory], epochs: [Int?]) throws(Overlay.Failure) {
        var claims: [Claims] = []
        record = SourceRecord(file: "", format: "combined", sha256: "", rows: 0)
        for (i, maker) in makers.enumerated() {
            guard let epoch = epochs[i] else { continue }
            if counted.isEmpty, maker.records.indices.contains(epoch) { record = maker.records[epoch] }
            counted.append(i)
            claims.append(try Claims(maker, epoch: epoch))
        }
        if claims.count == 1 {
            territories = claims[0].stated.map { Territory(holder: $0.holder, shape: $0.shape) }
            if !claims[0].unknown.isEmpty { territories.append(Territory(holder: .unknown, shape: claims[0].unknown)) }
            return
        }
        var rest = try Overlay.union(MultiPolygon(claims.flatMap(\.all.polygons)))
        var unknown: MultiPolygon? = nil
        for claim in claims {
            if let last = unknown { unknown = try Self.both(last, claim.unknown) } else { unknown = claim.unknown }
        }
        for holder in Self.holders(claims) where holder != .contested {
            var ground = try Claims.agreed(on: holder, claims, within: rest)
            if let unknown { ground = try Self.without(ground, unknown) }
            if ground.isEmpty { continue }
            territories.append(Territory(holder: holder, shape: ground))
        }
        // What some map states and not all agree on.
        for territory in territories { rest = try Self.without(rest, territory.shape) }
        if !rest.isEmpty { territories.append(Territory(holder: .contested, shape: rest)) }
        if let unknown, !unknown.isEmpty { territories.append(Territory(holder: .unknown, shape: unknown)) }
        if claims.count == 2, claims.allSatisfy(\.isPlain) {
            // Two maps of sides alone differ just where the ground is contested.
            disagreements = [Disagreement(first: counted[0], second: counted[1], squareMetres: Geodesic.area(rest), shape: rest)]
            return
        }
        for (i, first) in claims.enumerated() {
            for (j, second) in claims.enumerated().dropFirst(i + 1) {
                let shape = try Claims.disagreement(first, second)
                disagreements.append(
                    Disagreement(first: counted[i], second: counted[j], squareMetres: Geodesic.area(shape), shape: shape))
            }
        }
    }

    fileprivate static func holders(_ claims: [Claims]) -> [Holder] {
        var out: [Holder] = []
        for claim in claims { for stated in claim.stated where !out.contains(stated.holder) { out.append(stated.holder) } }
        return out
    }

    fileprivate static func both(_ a: MultiPolygon, _ b: MultiPolygon) throws(Overlay.Failure) -> MultiPolygon {
        a.isEmpty || b.isEmpty ? MultiPolygon([]) : a == b ? a : try Overlay.intersection(a, b)
    }

    fileprivate static func without(_ a: MultiPolygon, _ b: MultiPolygon) throws(Overlay.Failure) -> MultiPolygon {
        if a.isEmpty || b.isEmpty { return a }
        return a == b ? MultiPolygon([]) : try Overlay.difference(a, b)
    }
}

/// What one map says of the ground.
private struct Claims {
    /// Every holder but unknown.
    var stated: [(holder: Holder, shape: MultiPolygon)] = []
    var unknown = MultiPolygon([])
    /// The ground of all stated holders.
    var all: MultiPolygon
    /// Who holds what no polygon covers.
    var rest: Holder

    init(_ maker: ControlHistory, epoch: Int) throws(Overlay.Failure) {
        rest = maker.restHeldBy.map(Holder.party) ?? .nobodySays
        for territory in maker.territories {
            let shape = territory.shapes.shape(epoch)
            if shape.isEmpty { continue }
            if territory.holder == .unknown { unknown = shape } else { stated.append((territory.holder, shape)) }
        }
        all = try Self.union(stated.map(\.shape))
    }

    private static func union(_ shapes: [MultiPolygon]) throws(Overlay.Failure) -> MultiPolygon {
        shapes.count == 1 ? shapes[0] : try Overlay.union(MultiPolygon(shapes.flatMap(\.polygons)))
    }

    /// Whether it says neither contested nor unknown.
    var isPlain: Bool { unknown.isEmpty && !stated.contains { $0.holder == .contested } }

    /// The part of some ground that every map gives to one holder, or says unknown of. The ground holds all that maps state.
    static func agreed(
        on holder: Holder, _ claims: [Claims], within ground: MultiPolygon
    ) throws(Overlay.Failure) -> MultiPolygon {
        var common: MultiPolygon?
        for claim in claims where claim.rest != holder {
            let own = claim.stated.first { $0.holder == holder }?.shape ?? MultiPolygon([])
            let possible = claim.unknown.isEmpty ? own : try union([own, claim.unknown])
            if let last = common { common = try CombinedMap.both(last, possible) } else { common = possible }
            if common?.isEmpty == true { return MultiPolygon([]) }
        }
        // Of a map that leaves the rest to the holder, all that it does not give to others.
        var out = common ?? ground
        for claim in claims where claim.rest == holder && !out.isEmpty {
            let others = claim.stated.filter { $0.holder != holder }.map(\.shape)
            if !others.isEmpty { out = try CombinedMap.without(out, try union(others)) }
        }
        return out
    }

    /// Where two maps say different things, neither of them unknown, on ground that one of them states.
    static func disagreement(_ a: Claims, _ b: Claims) throws(Overlay.Failure) -> MultiPolygon {
        var out = try union([a.all, b.all])
        for unknown in [a.unknown, b.unknown] { out = try CombinedMap.without(out, unknown) }
        for holder in CombinedMap.holders([a, b]) {
            out = try CombinedMap.without(out, try agreed(on: holder, [a, b], within: out))
            if out.isEmpty { break }
        }
        return out
    }
}
