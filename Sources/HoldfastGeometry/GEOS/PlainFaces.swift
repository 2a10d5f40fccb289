import HoldfastText

/// The parts of the plane that edges cut out which meet only in their ends, each with its winding number, traced without an
/// overlay. What is not that plain is left to one.
///
/// Method: at each corner the edges in order of direction, each face walked round with its inside on the left (de Berg and
/// others, "Computational Geometry", 3rd edition, section 2.2). Across an edge the winding number changes by how often it counts.
struct PlainFaces {
    /// Rings without the closing position, and how often the boundary runs around each.
    private(set) var faces: [(ring: [Position], winding: Int)] = []
    /// Edges of groups that cross, touch or lie in one another.
    private(set) var rest: [BoundaryChange.Edge] = []

    private let edges: [BoundaryChange.Edge]
    /// Distinct positions in order, and the numbers of each edge's ends among them.
    private let corners: [Position]
    private let ends: [(a: Int, b: Int)]
    /// Half-edge 2e runs from a to b of edge e, 2e + 1 back. Those that leave each corner, counter-clockwise from due south.
    private var leaving: [Int] = []
    private var leavingStarts: [Int] = []
    /// The place of each half-edge in `leaving`.
    private var places: [Int] = []
    private var groupOfEdge: [Int] = []
    private var faceOfHalf: [Int] = []
    /// The last face that has a corner.
    private var faceOfCorner: [Int] = []

    /// Edges that hang together.
    private struct Group {
        var edges: [Int] = []
        var bounds = BoundingBox.empty
        var isPlain = true
        var faces: [(ring: [Position], winding: Int)] = []
        var perimeter: [Position] = []
    }

    /// - Parameter edges: in order, each once, as ``BoundaryChange/cancel()`` leaves them.
    /// - Complexity: O(k log k) for k edges that are short beside the whole; beyond 64 pairs of neighbours in longitude an edge
    ///   all is left to the overlay.
    init(_ edges: [BoundaryChange.Edge]) {
        self.edges = edges
        var corners: [Position] = []
        corners.reserveCapacity(edges.count * 2)
        for edge in edges {
            corners.append(edge.a)
            corners.append(edge.b)
        }
        corners.sort { precedes($0, $1) }
        var kept = 0
        for p in corners where kept == 0 || corners[kept - 1] != p {
            corners[kept] = p
            kept += 1
        }
        corners.removeLast(corners.count - kept)
        func number(_ p: Position) -> Int { partitionPoint(corners.count) { precedes(corners[$0], p) } }
        ends = edges.map { (number($0.a), number($0.b)) }
        self.corners = corners
        var groups = grouped()
        guard groups.count <= 1000, findCrossings(&groups) else {
            rest = edges
            return
        }
        orderCorners()
        faceOfHalf = [Int](repeating: -1, count: edges.count * 2)
        faceOfCorner = [Int](repeating: -1, count: corners.count)
        for i in groups.indices where groups[i].isPlain { trace(&groups[i]) }
        findNesting(&groups)
        for group in groups {
            if group.isPlain { faces += group.faces } else { rest += group.edges.map { edges[$0] } }
        }
    }

    // MARK: Groups

    /// Edges that share corners, directly or through others.
    private mutating func grouped() -> [Group] {
        var parent = Array(corners.indices)
        func root(_ i: Int) -> Int {
            var i = i
            while parent[i] != i {
                parent[i] = parent[parent[i]]
                i = parent[i]
            }
            return i
        }
        for end in ends {
            let (a, b) = (root(end.a), root(end.b))
            parent[max(a, b)] = min(a, b)
        }
        var groups: [Group] = []
        var numbers = [Int](repeating: -1, count: corners.count)
        groupOfEdge = []
        for (i, end) in ends.enumerated() {
            let at = root(end.a)
            if numbers[at] < 0 {
                numbers[at] = groups.count
                groups.append(Group())
            }
            let n = numbers[at]
            groupOfEdge.append(n)
            groups[n].edges.append(i)
            groups[n].bounds.include(edges[i].a)
            groups[n].bounds.include(edges[i].b)
        }
        return groups
    }

    /// Marks groups whose edges meet elsewhere than in ends. False where there are too many pairs to look at.
    private func findCrossings(_ groups: inout [Group]) -> Bool {
        var budget = 64 * edges.count + 10_000
        for i in edges.indices {
            let e = edges[i]
            let (south, north) = (min(e.a.latitude, e.b.latitude), max(e.a.latitude, e.b.latitude))
            var j = i + 1
            while j < edges.count, edges[j].a.longitude <= e.b.longitude {
                let f = edges[j]
                budget -= 1
                if budget < 0 { return false }
                if min(f.a.latitude, f.b.latitude) <= north, max(f.a.latitude, f.b.latitude) >= south, meet(i, j) {
                    groups[groupOfEdge[i]].isPlain = false
                    groups[groupOfEdge[j]].isPlain = false
                }
                j += 1
            }
        }
        return true
    }

    private func meet(_ i: Int, _ j: Int) -> Bool {
        let (e, f) = (edges[i], edges[j])
        // All run east or due north: from a common start or end they overlap where they have one direction.
        if ends[i].a == ends[j].a { return orientation(e.a, e.b, f.b) == 0 }
        if ends[i].b == ends[j].b { return orientation(e.a, e.b, f.a) == 0 }
        if ends[i].b == ends[j].a || ends[i].a == ends[j].b { return false }
        if orientation(e.a, e.b, f.a) * orientation(e.a, e.b, f.b) > 0 { return false }
        return orientation(f.a, f.b, e.a) * orientation(f.a, f.b, e.b) <= 0
    }

    /// Marks groups of which one lies in another.
    private func findNesting(_ groups: inout [Group]) {
        let traced = groups.map { !$0.perimeter.isEmpty }
        for i in groups.indices {
            for j in groups.indices where j != i && groups[i].bounds.encloses(groups[j].bounds) {
                if traced[i] {
                    guard let first = groups[j].edges.first, ringContains(groups[i].perimeter, edges[first].a) else { continue }
                    groups[i].isPlain = false
                }
                groups[j].isPlain = false
            }
        }
    }

    // MARK: Faces

    private func start(_ half: Int) -> Int { half & 1 == 0 ? ends[half >> 1].a : ends[half >> 1].b }
    private func end(_ half: Int) -> Int { half & 1 == 0 ? ends[half >> 1].b : ends[half >> 1].a }

    private mutating func orderCorners() {
        leavingStarts = [Int](repeating: 0, count: corners.count + 1)
        for half in 0..<edges.count * 2 { leavingStarts[start(half) + 1] += 1 }
        for i in corners.indices { leavingStarts[i + 1] += leavingStarts[i] }
        var next = leavingStarts
        var ordered = [Int](repeating: 0, count: edges.count * 2)
        for half in 0..<edges.count * 2 {
            ordered[next[start(half)]] = half
            next[start(half)] += 1
        }
        places = ordered
        for (i, corner) in corners.enumerated() {
            let range = leavingStarts[i]..<leavingStarts[i + 1]
            if range.count > 1 {
                ordered[range].sort { x, y in
                    // Even ones run east or due north, odd ones west or due south.
                    if x & 1 != y & 1 { return x & 1 == 0 }
                    return orientation(corner, corners[end(x)], corners[end(y)]) > 0
                }
            }
            for place in range { places[ordered[place]] = place }
        }
        leaving = ordered
    }

    /// The half-edge that follows in the face to the left: the next one clockwise from the way back.
    private func following(_ half: Int) -> Int {
        let back = half ^ 1
        let corner = start(back)
        let place = places[back]
        return leaving[place == leavingStarts[corner] ? leavingStarts[corner + 1] - 1 : place - 1]
    }

    private mutating func trace(_ group: inout Group) {
        guard let first = group.edges.first else { return }
        // The first edge begins at the least corner; west of the last one that leaves it counter-clockwise is the outside.
        let outer = leaving[leavingStarts[ends[first].a + 1] - 1]
        var rings = [walk(outer, 0)]
        // From face to face over their edges; every face of a group can be reached.
        var windings = [0]
        var at = 0
        while at < rings.count {
            for half in rings[at] {
                let back = half ^ 1
                if faceOfHalf[back] >= 0 { continue }
                rings.append(walk(back, rings.count))
                windings.append(windings[at] + (back & 1 == 0 ? 1 : -1) * edges[half >> 1].times)
            }
            at += 1
        }
        group.perimeter = rings[0].map { corners[start($0)] }
        if let p = group.perimeter.first { group.perimeter.append(p) }
        for (face, ring) in rings.enumerated().dropFirst() where windings[face] != 0 {
            var touches = ring.count < 3
            for half in ring {
                if faceOfCorner[start(half)] == face { touches = true }
                faceOfCorner[start(half)] = face
            }
            // A face that touches itself needs a hole.
            if touches {
                group.isPlain = false
                return
            }
            group.faces.append((ring.map { corners[start($0)] }, windings[face]))
        }
    }

    /// The half-edges around a face.
    private mutating func walk(_ half: Int, _ face: Int) -> [Int] {
        var ring: [Int] = []
        var at = half
        repeat {
            faceOfHalf[at] = face
            ring.append(at)
            at = following(at)
        } while at != half
        return ring
    }
}

extension BoundingBox {
    fileprivate func encloses(_ other: BoundingBox) -> Bool {
        west <= other.west && south <= other.south && east >= other.east && north >= other.north
    }
}
