import HoldfastGeometry
import HoldfastText

/// What a ``TerritorySeries`` is asked for.
public struct TerritoryOptions: Sendable {
    /// Which dates have a row.
    public enum Interval: Hashable, Sendable {
        /// Every date that has a map.
        case everyMap
        /// Every so many days, counted from the first date.
        case days(Int)
        case weeks(Int)
        /// The same day of every so many months, or the last day of a month that has no such day.
        case months(Int)
    }

    /// An area that someone states for the whole, to take shares of.
    public struct OfficialArea: Hashable, Sendable {
        public var squareMetres: Double
        /// Who states it, for the reader.
        public var source: String

        public init(squareMetres: Double, source: String) {
            self.squareMetres = squareMetres
            self.source = source
        }
    }

    /// A named part of the ground, such as an oblast or a county.
    public struct Unit: Sendable {
        public var name: String
        public var ground: PolygonIndex

        public init(name: String, ground: PolygonIndex) {
            self.name = name
            self.ground = ground
        }
    }

    /// The first date, otherwise that of the first map.
    public var from: CivilDate?
    /// The last date, otherwise that of the last map. It always has a row.
    public var to: CivilDate?
    public var every = Interval.everyMap
    /// The legal border.
    public var border: PolygonIndex?
    public var officialArea: OfficialArea?
    public var units: [Unit] = []
    /// How the line of contact is cut out of the boundary; its border is ``border``.
    public var cut = ContactCut()
    /// How many gains, losses and net changes ``TerritorySeries/fastest`` lists at most.
    public var fastestCount = 5

    public init() {}
}
