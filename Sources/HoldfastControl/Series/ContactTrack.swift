import HoldfastGeometry
import HoldfastText

/// The line of contact over the epochs that a series shows; an index counts in those epochs, not in all.
struct ContactTrack: Sendable {
    private let lines: LineHistory
    private let epochs: [Int]
    /// From each epoch to the next; `since` is filled in by row.
    private var movements: [LineMovement?] = []
    private var unmoved: [LineMovement?] = []

    init(_ history: ControlHistory, epochs: [Int], _ options: TerritoryOptions) {
        let lines = history.linesOfContact(border: options.border, cut: options.cut)
        self.lines = lines
        self.epochs = epochs
        guard let someDate = history.dates.first else { return }
        let index = LineHistoryIndex(lines)
        movements = inRuns(of: max(0, epochs.count - 1), atLeast: 1) { run in
            run.map { LineMovement(from: epochs[$0], to: epochs[$0 + 1], of: lines, index, since: someDate) }
        }.flatMap(\.self)
        unmoved = inRuns(of: epochs.count, atLeast: 1) { run in
            run.map { LineMovement(from: epochs[$0], to: epochs[$0], of: lines, index, since: someDate) }
        }.flatMap(\.self)
    }

    func line(_ slot: Int, _ before: (date: CivilDate, slot: Int)?) -> TerritorySeries.Line? {
        guard epochs.indices.contains(slot) else { return nil }
        var line = TerritorySeries.Line(lengthMetres: lines.lengthMetres(epochs[slot]), movement: nil)
        if let before {
            line.movement = before.slot == slot ? unmoved[slot] : movements[slot - 1]
            line.movement?.since = before.date
        }
        return line
    }
}
