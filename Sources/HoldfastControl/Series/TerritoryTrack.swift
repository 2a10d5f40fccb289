import HoldfastGeometry
import HoldfastText

/// The figures of one side over the epochs that a series shows; an index counts in those epochs, not in all.
struct TerritoryTrack: Sendable {
    private(set) var areas: [Double] = []
    /// The part inside the border, `nil` without one.
    private(set) var inside: [Double]?
    /// For each unit the part inside it.
    private(set) var units: [[Double]] = []
    /// From each epoch to the next.
    private(set) var changes: [(gained: Double, lost: Double)] = []

    /// From one epoch to the next: what was gained and lost, and by how much the part inside the border and each unit grew.
    private struct Step: Sendable {
        var gained = 0.0
        var lost = 0.0
        var grown: [Double]
    }

    init(_ territory: TerritoryHistory, epochs: [Int], _ options: TerritoryOptions) {
        let shapes = territory.shapes
        areas = inRuns(of: epochs.count, atLeast: 1) { $0.map { shapes.areaSquareMetres(epochs[$0]) } }.flatMap(\.self)
        let grounds = (options.border.map { [$0] } ?? []) + options.units.map(\.ground)
        let steps = inRuns(of: max(0, epochs.count - 1), atLeast: 1) { run in
            run.map { Self.step(shapes, epochs[$0], epochs[$0 + 1], grounds) }
        }.flatMap(\.self)
        changes = steps.map { ($0.gained, $0.lost) }
        let tracks = inRuns(of: grounds.count, atLeast: 1) { run in
            run.map { Self.track(shapes, epochs, grounds[$0], steps.map(\.grown), $0) }
        }.flatMap(\.self)
        inside = options.border == nil ? nil : tracks.first
        units = Array(tracks.suffix(options.units.count))
    }

    /// What the others leave over inside the border, and inside each unit. What it gains and loses is only known net.
    init(restOf tracks: [TerritoryTrack], epochs: [Int], _ options: TerritoryOptions) {
        func left(_ whole: Double, _ parts: (TerritoryTrack) -> [Double]?) -> [Double] {
            epochs.indices.map { i in tracks.reduce(whole) { $0 - (parts($1)?[i] ?? 0) } }
        }
        let rest = left(options.border?.areaSquareMetres ?? 0) { $0.inside }
        areas = rest
        inside = rest
        units = options.units.indices.map { unit in left(options.units[unit].ground.areaSquareMetres) { $0.units[unit] } }
        changes = epochs.indices.dropLast().map { i in (max(0, rest[i + 1] - rest[i]), max(0, rest[i] - rest[i + 1])) }
    }

    private static func step(_ shapes: ShapeHistory, _ a: Int, _ b: Int, _ grounds: [PolygonIndex]) -> Step {
        var step = Step(grown: [Double](repeating: 0, count: grounds.count))
        if shapes.isSame(a, b) { return step }
        do throws(Overlay.Failure) {
            let difference = try shapes.difference(from: a, to: b)
            step.gained = Geodesic.area(difference.gained)
            step.lost = Geodesic.area(difference.lost)
            for (i, ground) in grounds.enumerated() {
                do throws(Overlay.Failure) {
                    step.grown[i] = try ground.areaInside(difference.gained) - ground.areaInside(difference.lost)
                } catch { step.grown[i] = .nan }
            }
        } catch {
            step = Step(gained: .nan, lost: .nan, grown: [Double](repeating: .nan, count: grounds.count))
        }
        return step
    }

    /// What was gained and lost between two epochs.
    static func change(_ shapes: ShapeHistory, _ a: Int, _ b: Int) -> (gained: Double, lost: Double) {
        let step = step(shapes, a, b, [])
        return (step.gained, step.lost)
    }

    /// The first epoch in full, then step by step; in full again where a step could not be told.
    private static func track(
        _ shapes: ShapeHistory, _ epochs: [Int], _ ground: PolygonIndex, _ grown: [[Double]], _ place: Int
    ) -> [Double] {
        var out: [Double] = []
        out.reserveCapacity(epochs.count)
        for (i, epoch) in epochs.enumerated() {
            let next = i == 0 ? Double.nan : out[i - 1] + grown[i - 1][place]
            if next.isFinite {
                out.append(max(0, next))
                continue
            }
            do throws(Overlay.Failure) { out.append(try ground.areaInside(shapes.shape(epoch))) } catch { out.append(.nan) }
        }
        return out
    }
}
