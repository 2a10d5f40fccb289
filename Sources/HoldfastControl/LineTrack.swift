import HoldfastGeometry
import HoldfastText

/// A line that stands still, or one that moves with control.
public enum LineTrack: Sendable {
    case fixed(LineOnGround)
    case moving(MovingLine)

    /// The line as it ran on a day; `nil` where none is known.
    /// - Complexity: O(log n) in the dates.
    public func line(on date: CivilDate) -> LineOnDay? {
        switch self {
        case .fixed(let line): LineOnDay(line)
        case .moving(let line): line.line(on: date)
        }
    }

    /// The box around the line, wherever it ran.
    public var bounds: BoundingBox {
        switch self {
        case .fixed(let line): line.index.bounds
        case .moving(let line): line.bounds
        }
    }
}

/// A line that moves with control: one set of lines for each map.
public struct MovingLine: Sendable {
    /// Ascending; the epochs 0, 1, 2 and so on of ``lines``.
    public let dates: [CivilDate]
    public let lines: LineHistory
    /// What a day between two maps shows.
    public let gaps: Gaps
    /// The party on the left, looking along the lines.
    public let leftHeldBy: String?
    public let rightHeldBy: String?
    /// The box around all of them.
    public let bounds: BoundingBox
    /// For each epoch whether there is a line.
    private let isDrawn: [Bool]
    private let prepared = Prepared()

    /// - Parameters:
    ///   - dates: ascending, each once.
    ///   - lines: as many epochs as dates.
    public init(dates: [CivilDate], lines: LineHistory, gaps: Gaps, leftHeldBy: String?, rightHeldBy: String?) {
        self.dates = dates
        self.lines = lines
        self.gaps = gaps
        self.leftHeldBy = leftHeldBy
        self.rightHeldBy = rightHeldBy
        var box = BoundingBox.empty
        for edge in lines.edges() {
            box.include(edge.a)
            box.include(edge.b)
        }
        bounds = box
        isDrawn = (0..<lines.count).map { !lines.lines($0).isEmpty }
    }

    /// Distances and sides, made ready when first asked.
    public var index: LineHistoryIndex { prepared.index.value { LineHistoryIndex(lines) } }

    /// The epoch whose lines are valid on a date by the rule for ``gaps``; `nil` where none are.
    public func epoch(on date: CivilDate) -> Int? {
        gaps.epoch(on: date, of: dates).flatMap { isDrawn.indices.contains($0) && isDrawn[$0] ? $0 : nil }
    }

    /// The line as it ran on a day; `nil` where none is known.
    public func line(on date: CivilDate) -> LineOnDay? { epoch(on: date).map { LineOnDay(self, epoch: $0) } }

    private final class Prepared: Sendable {
        let index = Once<LineHistoryIndex>()
    }
}

/// A line as it ran on one day.
public struct LineOnDay: Sendable {
    private enum Source: Sendable {
        case fixed(LineOnGround)
        case moving(MovingLine, epoch: Int)
    }
    private let source: Source

    public init(_ line: LineOnGround) { source = .fixed(line) }
    public init(_ line: MovingLine, epoch: Int) { source = .moving(line, epoch: epoch) }

    public var lines: [Polyline] {
        switch source {
        case .fixed(let line): line.index.lines
        case .moving(let line, let epoch): line.lines.lines(epoch)
        }
    }

    /// The party on the left, looking along the line.
    public var leftHeldBy: String? {
        switch source {
        case .fixed(let line): line.leftHeldBy
        case .moving(let line, _): line.leftHeldBy
        }
    }

    public var rightHeldBy: String? {
        switch source {
        case .fixed(let line): line.rightHeldBy
        case .moving(let line, _): line.rightHeldBy
        }
    }

    /// How far the line as drawn may be from the true one, in metres.
    public var accuracyMetres: Double {
        switch source {
        case .fixed(let line): line.accuracyMetres
        case .moving: 0
        }
    }

    /// As `LineIndex` gives it.
    public func nearest(to p: Position) -> LineIndex.Nearest {
        switch source {
        case .fixed(let line): line.index.nearest(to: p)
        case .moving(let line, let epoch):
            line.index.nearest(to: p, epoch: epoch) ?? LineIndex([]).nearest(to: p)
        }
    }

    /// As `LineIndex` gives it. Of a moving line slow: for the few places on whose distance something hangs.
    public func exactDistance(to p: Position) -> Double {
        switch source {
        case .fixed(let line): line.index.exactDistance(to: p)
        case .moving(let line, let epoch): LineIndex(line.lines.lines(epoch)).exactDistance(to: p)
        }
    }
}

extension Gaps {
    /// Which of ascending dates is valid on a date; `nil` where none is.
    /// - Complexity: O(log n) for n dates.
    func epoch(on date: CivilDate, of dates: [CivilDate]) -> Int? {
        let next = partitionPoint(dates.count) { dates[$0] <= date }
        guard next > 0 else { return nil }
        let age = date.dayNumber - dates[next - 1].dayNumber
        switch self {
        case .carryForward: return next - 1
        case .carryAtMost(let days): return age <= days ? next - 1 : nil
        case .unknown: return age == 0 ? next - 1 : nil
        }
    }
}
