/// Hilbert's curve over a grid of 512 by 512 cells: cells that follow each other on it touch.
enum Hilbert {
    /// Where a cell lies on the curve, from 0 to 2^18 − 1.
    ///
    /// Method: D. Hilbert, "Ueber die stetige Abbildung einer Linie auf ein Flächenstück", Math. Annalen 38 (1891), three
    /// levels a step by a table.
    /// - Parameters:
    ///   - column: 0 to 511.
    ///   - row: 0 to 511.
    @inline(__always)
    static func index(_ column: Int, _ row: Int) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            let a = UInt32(table[step(0, column >> 6, row >> 6)])
            let b = UInt32(table[step(a, column >> 3, row >> 3)])
            let c = UInt32(table[step(b, column, row)])
            let high: UInt32 = (a >> 2) << 12 | (b >> 2) << 6
            return high | c >> 2
        }
    }

    @inline(__always)
    private static func step(_ before: UInt32, _ column: Int, _ row: Int) -> Int {
        let cell: Int = (column & 7) << 3 | (row & 7)
        return Int(before & 3) << 6 | cell
    }

    /// For each way in which the curve may lie (2 bits) and three bits of column and row: six bits of the index, then how it lies next.
    private static let table: [UInt8] = (0..<256).map { entry in
        var swapped: Int = (entry >> 6) & 1
        var turned: Int = (entry >> 7) & 1
        var digits = 0
        for level in [2, 1, 0] {
            var x: Int = (entry >> (3 + level)) & 1
            var y: Int = (entry >> level) & 1
            x ^= turned
            y ^= turned
            if swapped == 1 { swap(&x, &y) }
            digits = digits << 2
            digits |= (3 * x) ^ y
            if y == 0 {
                if x == 1 { turned ^= 1 }
                swapped ^= 1
            }
        }
        let next: Int = turned << 1 | swapped
        return UInt8(digits << 2 | next)
    }
}
