import HoldfastAssessment
import HoldfastGeometry
import HoldfastIncidents

/// The incidents of an assessment's violations as marks for a map, each incident once: those at one position and of one
/// standing together.
struct MapMarks {
    /// How an incident stands, the strongest over its terms.
    enum Standing: UInt8, CaseIterable {
        /// It may or may not lie in the time and place of a term.
        case undetermined = 1
        case possible, likely, confirmed

        var words: String {
            switch self {
            case .undetermined: "may or may not be a violation"
            case .possible: "violation, possible"
            case .likely: "violation, likely"
            case .confirmed: "violation, confirmed"
            }
        }
    }

    struct Mark {
        var position: Position
        var standing: Standing
        var incidents = 0
        var low = 0
        var best = 0
        var high = 0
        /// Largest radius of uncertainty among them, metres.
        var uncertaintyMetres = 0.0
        var place: String?
    }

    /// Positions known to this or better are drawn.
    static let drawnToMetres = 25_000.0

    /// In the order of the table.
    private(set) var marks: [Mark] = []
    /// Incidents that are part of some violation.
    private(set) var incidents = 0
    private(set) var withoutPosition = 0
    private(set) var tooVague = 0

    private struct Key: Hashable {
        var lon: UInt64
        var lat: UInt64
        var standing: UInt8
    }

    /// - Complexity: O(v + i) for v violations and i incidents; one byte an incident.
    init(_ a: Assessment) {
        let t = a.table
        var standing = [UInt8](repeating: 0, count: t.count)
        for v in a.violations {
            guard case .incident(let row) = v.origin, standing.indices.contains(Int(row)) else { continue }
            let s: Standing = !v.isCertain ? .undetermined : v.certainty == .confirmed ? .confirmed : v.certainty == .likely ? .likely : .possible
            standing[Int(row)] = max(standing[Int(row)], s.rawValue)
        }
        var index: [Key: Int] = [:]
        for row in standing.indices {
            guard let s = Standing(rawValue: standing[row]) else { continue }
            incidents += 1
            let (lon, lat, radius) = (t.longitude[row], t.latitude[row], Double(t.uncertaintyMetres[row]))
            guard lon.isFinite, lat.isFinite else {
                withoutPosition += 1
                continue
            }
            guard radius <= Self.drawnToMetres else {
                tooVague += 1
                continue
            }
            let key = Key(lon: lon.bitPattern, lat: lat.bitPattern, standing: s.rawValue)
            let at: Int
            if let known = index[key] {
                at = known
            } else {
                at = marks.count
                index[key] = at
                marks.append(Mark(position: Position(longitude: lon, latitude: lat), standing: s, place: t.places[t.place[row]]))
            }
            marks[at].incidents += 1
            marks[at].low += Int(t.deathsLow[row])
            marks[at].best += Int(t.deathsBest[row])
            marks[at].high += Int(t.deathsHigh[row])
            marks[at].uncertaintyMetres = max(marks[at].uncertaintyMetres, radius)
        }
    }

    /// Those with most deaths first; then most incidents, then the order of the table.
    var worst: [Mark] {
        marks.enumerated().sorted {
            ($1.element.best, $1.element.incidents, $0.offset) < ($0.element.best, $0.element.incidents, $1.offset)
        }.map(\.element)
    }
}
