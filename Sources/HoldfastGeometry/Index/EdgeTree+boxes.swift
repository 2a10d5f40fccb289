extension EdgeTree {
    /// Leaves hold one to four pieces.
    private static let leafSize = 2

    private struct Box {
        var low: Vector
        var high: Vector

        mutating func include(_ other: Box) {
            low = pointwiseMin(low, other.low)
            high = pointwiseMax(high, other.high)
        }
    }

    /// Sorts the pieces into the tree: each node's pieces are halved twice along the longest side.
    mutating func buildTree() {
        guard !pieces.isEmpty else { return }
        let boxes = pieces.map { p in
            let (a, b) = (xyz(p.a), xyz(p.a) + xyz(p.d))
            let margin = Vector(repeating: p.d.w)
            return Box(low: pointwiseMin(a, b) - margin, high: pointwiseMax(a, b) + margin)
        }
        var all = boxes[0]
        for box in boxes { all.include(box) }
        origin = 0.5 * (all.low + all.high)
        // Rounding to single precision moves a coordinate by less than this.
        let extent = all.high - all.low
        let margin = max(extent.x, extent.y, extent.z) * 0x1p-22 + 1e-3

        var order = Array(pieces.indices)
        struct Task {
            var from: Int
            var to: Int
            var node: Int
        }
        nodes.append(Node())
        var tasks = [Task(from: 0, to: order.count, node: 0)]
        while let task = tasks.popLast() {
            let middle = Self.halve(&order, task.from, task.to, boxes)
            let cuts = [
                task.from, Self.halve(&order, task.from, middle, boxes), middle, Self.halve(&order, middle, task.to, boxes),
                task.to,
            ]
            for k in 0..<4 where cuts[k] < cuts[k + 1] {
                let (from, to) = (cuts[k], cuts[k + 1])
                var box = boxes[order[from]]
                for i in from..<to { box.include(boxes[order[i]]) }
                let low = box.low - origin - Vector(repeating: margin)
                let high = box.high - origin + Vector(repeating: margin)
                nodes[task.node].west[k] = Float(low.x)
                nodes[task.node].east[k] = Float(high.x)
                nodes[task.node].near[k] = Float(low.y)
                nodes[task.node].far[k] = Float(high.y)
                nodes[task.node].low[k] = Float(low.z)
                nodes[task.node].high[k] = Float(high.z)
                if to - from <= Self.leafSize {
                    nodes[task.node].children[k] = ~Int32(from << 2 | (to - from - 1))
                } else {
                    nodes[task.node].children[k] = Int32(nodes.count)
                    tasks.append(Task(from: from, to: to, node: nodes.count))
                    nodes.append(Node())
                }
            }
        }
        pieces = order.map { pieces[$0] }
        origins = order.map { origins[$0] }
    }

    /// Sorts a stretch along its longest side and returns its middle.
    private static func halve(_ order: inout [Int], _ from: Int, _ to: Int, _ boxes: [Box]) -> Int {
        guard to - from > leafSize else { return to }
        var low = boxes[order[from]].low + boxes[order[from]].high
        var high = low
        for i in from..<to {
            let centre = boxes[order[i]].low + boxes[order[i]].high
            low = pointwiseMin(low, centre)
            high = pointwiseMax(high, centre)
        }
        let spread = high - low
        let axis = spread.x >= spread.y && spread.x >= spread.z ? 0 : spread.y >= spread.z ? 1 : 2
        order[from..<to].sort {
            boxes[$0].low[axis] + boxes[$0].high[axis] < boxes[$1].low[axis] + boxes[$1].high[axis]
        }
        return (from + to) / 2
    }
}
