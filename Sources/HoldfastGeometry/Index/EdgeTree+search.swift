extension EdgeTree {
    /// A place on a piece.
    struct Hit {
        var piece: Int
        /// From 0 at the piece's start to 1 at its end.
        var t: Double
        /// The straight distance through the earth, in metres.
        var chord: Double
    }

    private struct Waiting {
        var node: Int32
        var square: Float
    }

    /// The place on the edges with the shortest straight distance to `p`; `nil` where there is none or `p` is not finite.
    func nearestByChord(to p: Vector) -> Hit? { nearestByChord(to: p) { _ in true } }

    /// The same among the pieces that `stands` lets through.
    @inline(__always)
    func nearestByChord(to p: Vector, where stands: (Int) -> Bool) -> Hit? {
        guard !nodes.isEmpty, (p.x + p.y + p.z).isFinite else { return nil }
        var best = Hit(piece: -1, t: 0, chord: .infinity)
        nodes.withUnsafeBufferPointer { nodes in
            pieces.withUnsafeBufferPointer { pieces in
                withUnsafeTemporaryAllocation(of: Waiting.self, capacity: 96) { stack in
                    search(SIMD4(p, 0), nodes, pieces, stack, &best, stands)
                }
            }
        }
        return best.piece >= 0 ? best : nil
    }

    /// Depth first, the nearest child first. Each level leaves at most three nodes waiting, and four-fold splits of at most
    /// 2^29 pieces keep below 16 levels.
    @inline(__always)
    private func search(
        _ p: SIMD4<Double>, _ nodes: UnsafeBufferPointer<Node>, _ pieces: UnsafeBufferPointer<Piece>,
        _ stack: UnsafeMutableBufferPointer<Waiting>, _ best: inout Hit, _ stands: (Int) -> Bool
    ) {
        let probe = Probe(xyz(p) - origin)
        // The squared distance below which a box is worth opening, a little large.
        var limit = Float.infinity
        var depth = 0
        var at: Int32 = 0
        while true {
            if at < 0 {
                let leaf = Int(~at)
                var i = leaf >> 2
                let end = i &+ (leaf & 3)
                while i <= end {
                    if stands(i), let found = Self.closest(pieces[i], p, best.chord) {
                        best = Hit(piece: i, t: found.t, chord: found.square.squareRoot())
                        limit = Float(found.square) * 1.000_004 + 1e-6
                    }
                    i &+= 1
                }
            } else {
                let node = nodes[Int(at)]
                let squares = probe.squares(node)
                // The nearest child goes on, the others that may matter wait.
                let a = squares[0] <= squares[1] ? 0 : 1
                let b = squares[2] <= squares[3] ? 2 : 3
                let first = squares[a] <= squares[b] ? a : b
                if squares[first] < limit {
                    var k = 0
                    while k < 4 {
                        stack[depth] = Waiting(node: node.children[k], square: squares[k])
                        depth &+= squares[k] < limit && k != first ? 1 : 0
                        k &+= 1
                    }
                    at = node.children[first]
                    continue
                }
            }
            repeat {
                if depth == 0 { return }
                depth &-= 1
            } while stack[depth].square >= limit
            at = stack[depth].node
        }
    }

    /// A point made ready for the distances to four boxes at once, in single precision.
    private struct Probe {
        let x: SIMD4<Float>
        let y: SIMD4<Float>
        let z: SIMD4<Float>

        init(_ p: Vector) {
            x = SIMD4(repeating: Float(p.x))
            y = SIMD4(repeating: Float(p.y))
            z = SIMD4(repeating: Float(p.z))
        }

        @inline(__always)
        func squares(_ node: Node) -> SIMD4<Float> {
            let dx = Self.outside(node.west - x, x - node.east)
            let dy = Self.outside(node.near - y, y - node.far)
            let dz = Self.outside(node.low - z, z - node.high)
            return dx * dx + dy * dy + dz * dz
        }

        @inline(__always)
        private static func outside(_ below: SIMD4<Float>, _ above: SIMD4<Float>) -> SIMD4<Float> {
            let larger = below.replacing(with: above, where: above .> below)
            return larger.replacing(with: 0, where: larger .< 0)
        }
    }

    /// The nearest place on a piece if it is nearer than `limit`.
    @inline(__always)
    static func closest(_ piece: Piece, _ p: SIMD4<Double>, _ limit: Double) -> (t: Double, square: Double)? {
        let v = xyz(p) - xyz(piece.a)
        let d = xyz(piece.d)
        let c = xyz(piece.c)
        let t = min(1, max(0, dot(v, d) * piece.a.w))
        let q = v - t * d
        let reach = limit + piece.d.w
        if dot(q, q) >= reach * reach { return nil }
        let better = step(v, d, c, t)
        let r = v - better * d - (better * (1 - better)) * c
        let square = dot(r, r)
        return square < limit * limit ? (better, square) : nil
    }

    /// One step of Newton's method towards the nearest place on a parabola.
    @inline(__always)
    static func step(_ v: Vector, _ d: Vector, _ c: Vector, _ t: Double) -> Double {
        let r = v - t * d - (t * (1 - t)) * c
        let tangent = d + (1 - 2 * t) * c
        let slope = dot(r, tangent)
        let curvature = dot(tangent, tangent) + 2 * dot(r, c)
        return curvature > 0 ? min(1, max(0, t + slope / curvature)) : t
    }

    /// Every piece whose chord distance to `p` may be below `limit`, with its nearest place.
    func forEachNear(_ p: Vector, within limit: Double, _ body: (Hit) -> Void) {
        guard !nodes.isEmpty else { return }
        var stack: [Int32] = [0]
        let point = SIMD4(p, 0)
        let probe = Probe(p - origin)
        let square = Float(limit * limit) * 1.000_004 + 1e-6
        while let at = stack.popLast() {
            if at < 0 {
                let leaf = Int(~at)
                for i in (leaf >> 2)...((leaf >> 2) + (leaf & 3)) {
                    guard let found = Self.closest(pieces[i], point, limit) else { continue }
                    let v = p - xyz(pieces[i].a)
                    let t = Self.step(v, xyz(pieces[i].d), xyz(pieces[i].c), found.t)
                    body(Hit(piece: i, t: t, chord: found.square.squareRoot()))
                }
                continue
            }
            let node = nodes[Int(at)]
            let squares = probe.squares(node)
            for k in 0..<4 where squares[k] <= square && node.west[k] < .infinity { stack.append(node.children[k]) }
        }
    }

    /// Longitude and latitude of a hit, on the true edge.
    @inline(__always)
    func position(_ hit: Hit) -> Position {
        let origin = origins[hit.piece]
        let edge = edges[Int(origin.edge)]
        return edge.a.along(edge.b, origin.from + hit.t * (origin.to - origin.from))
    }
}
