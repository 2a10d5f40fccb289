import HoldfastAssessment
import HoldfastControl
import HoldfastGeometry
import HoldfastText

/// The lines and zones of an assessment as plain shapes, for maps.
struct GroundShapes {
    struct Line {
        var id: String
        /// First day of a line that moves; `nil` for one that stands still.
        var date: CivilDate?
        var parts: [[Position]]
        /// Parties on the left and on the right of the line's direction.
        var left: String?
        var right: String?
    }

    struct Zone {
        enum Shape {
            case polygon([Polygon])
            case along(line: String, depthMetres: Double, side: String?)
        }
        var id: String
        var shape: Shape
    }

    /// Every line, moving ones once for each of their dates.
    var lines: [Line]
    var zones: [Zone]

    init(_ ground: Ground) {
        lines = ground.lines.flatMap { id, track in
            switch track {
            case .fixed(let line): [Self.line(id, nil, LineOnDay(line))]
            case .moving(let line):
                line.dates.indices.filter { !line.lines.lines($0).isEmpty }.map {
                    Self.line(id, line.dates[$0], LineOnDay(line, epoch: $0))
                }
            }
        }
        zones = ground.zones.map { id, zone in
            switch zone {
            case .polygon(let index): Zone(id: id, shape: .polygon(index.shape.polygons))
            case .along(let line, let depth, let side): Zone(id: id, shape: .along(line: line, depthMetres: depth, side: side))
            }
        }
    }

    private static func line(_ id: String, _ date: CivilDate?, _ line: LineOnDay) -> Line {
        Line(id: id, date: date, parts: line.lines.map(\.points), left: line.leftHeldBy, right: line.rightHeldBy)
    }

    /// Each line once, as it runs on a day (a moving line before its first date: as it ran first).
    func lines(on day: CivilDate) -> [Line] {
        var out: [Line] = []
        for line in lines {
            if let last = out.last, last.id == line.id {
                if let date = line.date, date <= day { out[out.count - 1] = line }
            } else {
                out.append(line)
            }
        }
        return out
    }
}
