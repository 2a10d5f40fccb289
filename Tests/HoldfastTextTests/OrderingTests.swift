import Testing

@testable import HoldfastText

@Suite("Ordering")
struct OrderingTests {
    /// Expected: the standard library's stable sort.
    @Test("the same as a stable sort, for narrow and wide keys", arguments: [0...3, -50...50, -1_000_000_000...7_000_000_000, Int64.min...Int64.max])
    func stable(range: ClosedRange<Int64>) {
        for count in [0, 1, 2, 3, 100, 5000] {
            let keys = (0..<count).map { _ in Int64.random(in: range) }
            let expected = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { Int32($0) }
            let found = ascendingOrder(count) { keys[$0] } ?? keys.indices.map { Int32($0) }
            #expect(found == expected)
        }
    }

    @Test("what is in order is left alone")
    func sorted() {
        #expect(ascendingOrder(4) { [1, 1, 2, 9][$0] } == nil)
        #expect(ascendingOrder(2) { [2, 1][$0] } == [1, 0])
    }

    /// Expected: a walk from the start.
    @Test("the point at which a condition ends", arguments: 0...9)
    func partition(end: Int) {
        let found = partitionPoint(9) { $0 < end }
        #expect(found == ((0..<9).first { $0 >= end } ?? 9))
        #expect(partitionPoint(0) { _ in true } == 0)
    }
}
