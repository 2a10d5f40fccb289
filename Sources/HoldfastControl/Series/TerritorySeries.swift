import HoldfastGeometry
import HoldfastText

/// Who held how much, date by date, with what changed: the rows of the command `territory`.
public struct TerritorySeries: Sendable {
    /// What a share is a share of. One word says which, for files: `official` or `border`.
    public enum Denominator: Hashable, Sendable {
        /// A stated area; the whole territory counts, also beyond the border.
        case official(squareMetres: Double, source: String)
        /// The area inside the border; only the part of the territory inside it counts.
        case border(squareMetres: Double)

        public var squareMetres: Double {
            switch self {
            case .official(let area, _), .border(let area): area
            }
        }

        public var word: String {
            switch self {
            case .official: "official"
            case .border: "border"
            }
        }
    }

    /// Whose areas a row gives.
    public struct Side: Hashable, Sendable {
        public var holder: Holder
        /// Whether it is what the maps leave over inside the border; its area is then that of the border less the rest.
        public var isRest: Bool
    }

    /// What one side held on a row's date.
    public struct Holding: Hashable, Sendable {
        /// On the ellipsoid. Of the side that holds the rest, inside the border.
        public var squareMetres: Double
        /// The part inside the border; `nil` without a border. NaN where the overlay failed.
        public var insideBorderSquareMetres: Double?
        /// One for each of ``TerritorySeries/denominators``, from 0 to 1 (more where an official area is smaller than the
        /// territory); `nil` for a share that cannot be told.
        public var shares: [Double?]
        /// Against the row before that is known; `nil` for the first.
        public var change: Change?
    }

    /// What changed between two dates.
    public struct Change: Hashable, Sendable {
        public var since: CivilDate
        /// NaN where the two maps could not be compared. Of the side that holds the rest, the net gain or 0.
        public var gainedSquareMetres: Double
        /// NaN where the two maps could not be compared. Of the side that holds the rest, the net loss or 0.
        public var lostSquareMetres: Double
        /// The later area less the earlier one.
        public var netSquareMetres: Double
        /// The days from the earlier date to the later one, 1 or more.
        public var days: Int
    }

    /// The line of contact on a row's date.
    public struct Line: Hashable, Sendable {
        public var lengthMetres: Double
        /// Against the row before that is known; `nil` for the first, and where one of the two has no line.
        public var movement: LineMovement?
    }

    /// One date.
    public struct Row: Sendable {
        public var date: CivilDate
        /// The epoch of the map that holds on the date by the rule for gaps; `nil` where none does: the row is unknown, and
        /// its lists are empty.
        public var epoch: Int?
        /// The date of that map.
        public var mapDate: CivilDate?
        /// One for each of ``TerritorySeries/sides``.
        public var holdings: [Holding]
        public var line: Line?
        /// For each of ``TerritorySeries/units`` the square metres of each side in it. NaN where the overlay failed.
        public var unitSquareMetres: [[Double]]

        public var isKnown: Bool { epoch != nil }
    }

    /// A named part of the ground with its whole area.
    public struct Unit: Hashable, Sendable {
        public var name: String
        public var squareMetres: Double
    }

    /// The side that the line of contact has on its left.
    public var leftHeldBy: String
    /// The holders that the maps show, then the party that holds the rest, where a border says how much that is.
    public var sides: [Side]
    public var denominators: [Denominator]
    public var units: [Unit]
    /// Ascending by date.
    public var rows: [Row]
    /// For each side the largest changes between maps that follow each other, whatever dates have rows; of the rest none.
    public var fastest: [FastestChanges]
    /// For each side the change a day over the last 7, 30 and 90 days before the last known row.
    public var rates: [[Rate]]

    /// The last row that is known.
    public var last: Row? { rows.last { $0.isKnown } }
    /// The first row that is known.
    public var first: Row? { rows.first { $0.isKnown } }
}

/// Change a day over some days up to a date.
public struct Rate: Hashable, Sendable {
    public var days: Int
    public var from: CivilDate
    public var to: CivilDate
    /// The area at the end less that at the start, by the number of days; `nil` where no map holds at the start.
    public var netSquareMetresPerDay: Double?
}

/// The largest changes of one side between two maps that follow each other, largest first; changes of nothing are left out.
/// A change over more than a day also says how much it is a day.
public struct FastestChanges: Hashable, Sendable {
    /// By ``ControlChange/gainedSquareMetres``.
    public var gains: [ControlChange] = []
    /// By ``ControlChange/lostSquareMetres``.
    public var losses: [ControlChange] = []
    /// By the size of ``ControlChange/netSquareMetres``, whatever its sign.
    public var nets: [ControlChange] = []
}

extension ControlChange {
    public var netSquareMetres: Double { gainedSquareMetres - lostSquareMetres }
    /// The days from one map to the next, 1 or more.
    public var days: Int { max(1, to.dayNumber - from.dayNumber) }
    public var netSquareMetresPerDay: Double { netSquareMetres / Double(days) }
}
