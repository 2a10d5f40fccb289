import HoldfastGeometry

/// Which stretches of a boundary are no line of contact.
public struct ContactCut: Sendable {
    /// Lines that no side faces another across, such as a coast drawn finer than the border.
    public var coast: [Polyline] = []
    /// How near to the border or coast a stretch counts as running along it, in metres.
    public var toleranceMetres = 2000.0
    /// The same for edges that stand in every map of the history, if larger. Borders and coasts do not move, so an edge that
    /// moved is none; an edge that never moved and is near one probably is. Sound only where the history is long enough for
    /// every stretch of the front to have moved, and where the front does not run along a coast: the caller decides.
    public var steadyToleranceMetres: Double?

    public init() {}

    public init(coast: [Polyline] = [], toleranceMetres: Double, steadyToleranceMetres: Double? = nil) {
        self.coast = coast
        self.toleranceMetres = toleranceMetres
        self.steadyToleranceMetres = steadyToleranceMetres
    }
}
