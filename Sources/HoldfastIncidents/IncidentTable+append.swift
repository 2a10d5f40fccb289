import HoldfastText

extension IncidentTable {
    /// Puts a part behind the rows held, its names renumbered in order of first sight.
    ///
    /// - Parameters:
    ///   - rowsBefore: what is added to the part's row numbers.
    ///   - source: index of the part's file in ``sources``.
    /// - Complexity: O(n) in the part's rows.
    mutating func append(_ part: IncidentPart, rowsBefore: Int, source number: UInt16) {
        let p = part.table
        ids.append(contentsOf: p.ids)
        from += p.from
        to += p.to
        longitude += p.longitude
        latitude += p.latitude
        uncertaintyMetres += p.uncertaintyMetres
        deathsLow += p.deathsLow
        deathsBest += p.deathsBest
        deathsHigh += p.deathsHigh
        kind += p.kind
        certainty += p.certainty
        let people = (0..<part.actors.count).map { actors.intern(part.actors[$0]) }
        let spots = (0..<part.places.count).map { places.intern(part.places[$0]) }
        let words = (0..<part.remarks.count).map { remarks.intern(part.remarks[$0]) }
        Self.append(p.sideA, to: &sideA, people)
        Self.append(p.sideB, to: &sideB, people)
        Self.append(p.attributedTo, to: &attributedTo, people)
        Self.append(p.place, to: &place, spots)
        Self.append(p.remark, to: &remark, words)
        Self.append(p.weapon, to: &weapon, words)
        calibreMillimetres += p.calibreMillimetres
        source.append(contentsOf: repeatElement(number, count: p.count))
        let base = UInt32(clamping: rowsBefore)
        row.append(contentsOf: p.row.lazy.map { $0 &+ base })
    }

    private static func append(_ numbers: [UInt32], to column: inout [UInt32], _ map: [UInt32]) {
        column.append(contentsOf: numbers.lazy.map { $0 == NameTable.none ? NameTable.none : map[Int($0)] })
    }

    /// Takes out the rows of those numbers, which ascend.
    /// - Complexity: O(n) in the table's rows; nothing when there are none to take out.
    mutating func remove(_ rows: [Int]) {
        guard !rows.isEmpty else { return }
        var keep = [Bool](repeating: true, count: count)
        for r in rows { keep[r] = false }
        var kept = StringColumn()
        ids.bytes.withUnsafeBufferPointer { bytes in
            for i in 0..<count where keep[i] {
                kept.append(UnsafeBufferPointer(rebasing: bytes[ids.starts[i]..<ids.starts[i + 1]]))
            }
        }
        ids = kept
        Self.filter(&from, keep)
        Self.filter(&to, keep)
        Self.filter(&longitude, keep)
        Self.filter(&latitude, keep)
        Self.filter(&uncertaintyMetres, keep)
        Self.filter(&deathsLow, keep)
        Self.filter(&deathsBest, keep)
        Self.filter(&deathsHigh, keep)
        Self.filter(&kind, keep)
        Self.filter(&certainty, keep)
        Self.filter(&sideA, keep)
        Self.filter(&sideB, keep)
        Self.filter(&attributedTo, keep)
        Self.filter(&place, keep)
        Self.filter(&remark, keep)
        Self.filter(&weapon, keep)
        Self.filter(&calibreMillimetres, keep)
        Self.filter(&source, keep)
        Self.filter(&row, keep)
    }

    private static func filter<T>(_ column: inout [T], _ keep: [Bool]) {
        var to = 0
        for i in column.indices where keep[i] {
            column[to] = column[i]
            to += 1
        }
        column.removeLast(column.count - to)
    }

    func sameID(_ a: Int, _ b: Int) -> Bool {
        let starts = ids.starts
        let n = starts[a + 1] - starts[a]
        guard n == starts[b + 1] - starts[b] else { return false }
        let bytes = ids.bytes
        for k in 0..<n where bytes[starts[a] + k] != bytes[starts[b] + k] { return false }
        return true
    }

    /// Whether two rows say the same in every column but the id, the source and the row number.
    func sameContent(_ a: Int, _ b: Int) -> Bool {
        func same(_ c: [Double]) -> Bool { c[a].bitPattern == c[b].bitPattern }
        func same(_ c: [Float]) -> Bool { c[a].bitPattern == c[b].bitPattern }
        func same<T: Equatable>(_ c: [T]) -> Bool { c[a] == c[b] }
        return same(from) && same(to) && same(longitude) && same(latitude) && same(uncertaintyMetres)
            && same(deathsLow) && same(deathsBest) && same(deathsHigh) && same(kind) && same(certainty)
            && same(sideA) && same(sideB) && same(attributedTo) && same(place) && same(remark) && same(weapon)
            && same(calibreMillimetres)
    }
}
