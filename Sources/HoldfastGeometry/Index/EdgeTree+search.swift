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
        var count: Int32
        var square: Double
    }

    /// The place on the edges with the shortest straight distance to `p`; `nil` where there is none or `p` is not finite.
    func nearestByChord(to p: Vector) -> Hit? {
        guard !nodes.isEmpty, (p.x + p.y + p.z).isFinite else { return nil }
        var best = Hit(piece: -1, t: 0, chord: .infinity)
        nodes.withUnsafeBufferPointer { nodes in
            pieces.withUnsafeBufferPointer { pieces in
                withUnsafeTemporaryAllocation(of: Waiting.self, capacity: 64) { stack in
                    search(SIMD4(p, 0), nodes, pieces, stack, &best)
                }
            }
        }
        return best.piece >= 0 ? best : nil
    }

    @inline(__always)
    private func search(
        _ p: SIMD4<Double>, _ nodes: UnsafeBufferPointer<Node>, _ pieces: UnsafeBufferPointer<Piece>,
        _ stack: UnsafeMutableBufferPointer<Waiting>, _ best: inout Hit
    ) {
        // Halving splits keep the depth, and so the stack, below 32.
        var square = Double.infinity
        var depth = 1
        stack[0] = Waiting(node: 0, count: 0, square: 0)
        while depth > 0 {
            depth &-= 1
            var at = stack[depth]
            if at.square >= square { continue }
            while true {
                if at.node < 0 {
                    let first = Int(~at.node)
                    var i = first
                    while i < first &+ Int(at.count) {
                        let piece = pieces[i]
                        if let found = Self.closest(piece, p, best.chord) {
                            best = Hit(piece: i, t: found.t, chord: found.square.squareRoot())
                            square = found.square
                        }
                        i &+= 1
                    }
                    break
                }
                let node = nodes[Int(at.node)]
                let left = Waiting(
                    node: node.left, count: node.leftCount, square: Self.square(p, node.leftLow, node.leftHigh))
                let right = Waiting(
                    node: node.right, count: node.rightCount, square: Self.square(p, node.rightLow, node.rightHigh))
                let leftFirst = left.square <= right.square
                let near = leftFirst ? left : right
                let far = leftFirst ? right : left
                if far.square < square {
                    stack[depth] = far
                    depth &+= 1
                }
                if near.square >= square { break }
                at = near
            }
        }
    }

    /// Squared distance from a point to a box.
    @inline(__always)
    private static func square(_ p: SIMD4<Double>, _ low: SIMD4<Double>, _ high: SIMD4<Double>) -> Double {
        let x = max(max(low.x - p.x, p.x - high.x), 0)
        let y = max(max(low.y - p.y, p.y - high.y), 0)
        let z = max(max(low.z - p.z, p.z - high.z), 0)
        return x * x + y * y + z * z
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
        var stack: [(node: Int32, count: Int32)] = nodes.isEmpty ? [] : [(0, 0)]
        let point = SIMD4(p, 0)
        let square = limit * limit
        while let (at, count) = stack.popLast() {
            if at < 0 {
                for i in Int(~at)..<(Int(~at) + Int(count)) {
                    guard let found = Self.closest(pieces[i], point, limit) else { continue }
                    let v = p - xyz(pieces[i].a)
                    let t = Self.step(v, xyz(pieces[i].d), xyz(pieces[i].c), found.t)
                    body(Hit(piece: i, t: t, chord: found.square.squareRoot()))
                }
                continue
            }
            let node = nodes[Int(at)]
            if Self.square(point, node.leftLow, node.leftHigh) <= square { stack.append((node.left, node.leftCount)) }
            if Self.square(point, node.rightLow, node.rightHigh) <= square { stack.append((node.right, node.rightCount)) }
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
