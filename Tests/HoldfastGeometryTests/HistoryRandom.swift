import HoldfastGeometry

/// A place on a grid of 2^-20 degrees, so that every question of side has an exact answer in whole numbers.
struct GridPlace: Hashable {
    /// A degree.
    static let degree = 1 << 20

    var x: Int
    var y: Int

    var position: Position {
        Position(longitude: Double(x) / Double(Self.degree), latitude: Double(y) / Double(Self.degree))
    }
}

/// A shape on the grid: rings of parts that do not overlap, each ring closed.
struct GridShape {
    var parts: [[[GridPlace]]] = []

    var rings: [[GridPlace]] { parts.flatMap(\.self) }

    var shape: MultiPolygon {
        MultiPolygon(
            parts.map { rings in
                Polygon(outer: rings[0].map(\.position), holes: rings.dropFirst().map { $0.map(\.position) })
            })
    }

    /// Even–odd rule over every edge, in whole numbers.
    func standing(of p: GridPlace) -> Standing {
        var inside = false
        for ring in rings {
            for (a, b) in zip(ring, ring.dropFirst()) {
                // Twice the area of a, b, p: below 2^60 for places on earth.
                let turn = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)
                let isBeside = min(a.x, b.x) <= p.x && p.x <= max(a.x, b.x) && min(a.y, b.y) <= p.y && p.y <= max(a.y, b.y)
                if turn == 0, isBeside { return .boundary }
                if (a.y > p.y) != (b.y > p.y), (turn > 0) == (b.y > a.y) { inside.toggle() }
            }
        }
        return inside ? .inside : .outside
    }
}

extension Random {
    mutating func below(_ n: Int) -> Int { Int(bits() % UInt64(max(n, 1))) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}

/// Shapes that follow each other on the grid, as control does: most parts stay, some change a corner, some come and go.
struct GridHistory {
    private(set) var shapes: [GridShape] = []
    /// Half the side of a cell; each part lies in a cell of its own.
    let half: Int
    let centre: GridPlace

    /// - Parameters:
    ///   - cells: cells on a side.
    ///   - half: half of a cell's side, in the grid's units.
    init(_ random: inout Random, epochs: Int, cells: Int, half: Int, centre: GridPlace) {
        self.half = half
        self.centre = centre
        var parts: [Int: [[GridPlace]]] = [:]
        for epoch in 0..<epochs {
            for cell in 0..<(cells * cells) {
                let (i, j) = (cell % cells, cell / cells)
                let middle = GridPlace(x: centre.x + (2 * i - cells + 1) * half, y: centre.y + (2 * j - cells + 1) * half)
                switch (parts[cell] == nil, epoch == 0 ? 50 : random.below(100)) {
                case (true, 0..<12), (true, 50):
                    // Whole cells meet at corners only: every other one, as on a chessboard.
                    parts[cell] =
                        random.chance(25) && (i + j) % 2 == 0 ? [Self.square(middle, half)] : Self.star(&random, middle, half)
                case (false, 0..<8): parts[cell] = nil
                case (false, 8..<20): if let changed = Self.moved(&random, parts[cell] ?? [], middle) { parts[cell] = changed }
                default: break
                }
            }
            let isEmpty = random.chance(4)
            shapes.append(GridShape(parts: isEmpty ? [] : parts.sorted { $0.key < $1.key }.map(\.value)))
        }
    }

    var history: ShapeHistory {
        var history = ShapeHistory()
        for shape in shapes { history.append(shape.shape) }
        return history
    }

    private static func square(_ c: GridPlace, _ half: Int) -> [GridPlace] {
        let corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
        return corners.map { GridPlace(x: c.x + $0.0, y: c.y + $0.1) }
    }

    /// Corners in directions that go once around, so that no edges cross; perhaps a hole of the same kind, well within.
    private static func star(_ random: inout Random, _ c: GridPlace, _ half: Int) -> [[GridPlace]] {
        var rings = [ring(&random, c, half * 6 / 10, half * 95 / 100, 6 + random.below(10))]
        if random.chance(50) { rings.append(ring(&random, c, half / 10, half * 4 / 10, 6 + random.below(6)).reversed()) }
        return rings
    }

    private static func ring(_ random: inout Random, _ c: GridPlace, _ near: Int, _ far: Int, _ corners: Int) -> [GridPlace] {
        // Directions as points on the rim of a square, so that equal coordinates are common.
        var out: [GridPlace] = []
        for k in 0..<corners {
            let around = (Double(k) + random.between(0, 0.5)) / Double(corners) * 8
            let (side, along) = (Int(around / 2) % 4, around.truncatingRemainder(dividingBy: 2) - 1)
            let (x, y) = [(along, -1.0), (1.0, along), (-along, 1.0), (-1.0, -along)][side]
            let reach = Double(near + random.below(far - near + 1))
            // Coarse steps, so that corners line up.
            let step = max(1, near / 16)
            out.append(
                GridPlace(x: c.x + Int((x * reach).rounded()) / step * step, y: c.y + Int((y * reach).rounded()) / step * step))
        }
        return out + [out[0]]
    }

    /// One corner drawn a little towards the middle: the other edges stay.
    private static func moved(_ random: inout Random, _ rings: [[GridPlace]], _ c: GridPlace) -> [[GridPlace]]? {
        guard var ring = rings.first, ring.count > 5 else { return nil }
        let k = random.below(ring.count - 1)
        ring[k] = GridPlace(x: ring[k].x - (ring[k].x - c.x) / 16, y: ring[k].y - (ring[k].y - c.y) / 16)
        ring[ring.count - 1] = ring[0]
        return [ring] + rings.dropFirst()
    }

    /// Places of every kind: on corners, on and beside edges, level with corners, anywhere.
    func place(_ random: inout Random, _ epoch: Int) -> GridPlace {
        let rings = shapes[epoch].rings
        if !rings.isEmpty, random.chance(70) {
            let ring = rings[random.below(rings.count)]
            let k = random.below(ring.count - 1)
            let (a, b) = (ring[k], ring[k + 1])
            switch random.below(5) {
            case 0: return a
            case 1:
                // Exactly on the edge where its steps allow.
                let steps = Self.divisor(abs(b.x - a.x), abs(b.y - a.y))
                let n = random.below(steps + 1)
                return steps == 0 ? a : GridPlace(x: a.x + (b.x - a.x) / steps * n, y: a.y + (b.y - a.y) / steps * n)
            case 2:
                // Within a tenth of a metre.
                let t = random.between(0, 1)
                return GridPlace(
                    x: a.x + Int((Double(b.x - a.x) * t).rounded()) + random.below(3) - 1,
                    y: a.y + Int((Double(b.y - a.y) * t).rounded()) + random.below(3) - 1)
            case 3: return GridPlace(x: centre.x + random.below(8 * half) - 4 * half, y: a.y)
            default: return GridPlace(x: a.x, y: centre.y + random.below(8 * half) - 4 * half)
            }
        }
        return GridPlace(x: centre.x + random.below(10 * half) - 5 * half, y: centre.y + random.below(10 * half) - 5 * half)
    }

    private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
}
