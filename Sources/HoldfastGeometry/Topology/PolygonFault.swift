/// Why polygons cannot be measured: a rule of OGC Simple Features that they break, and where.
public struct PolygonFault: Error, Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A ring crosses or touches itself along an edge: a bow-tie.
        case selfIntersection
        case holeOutside
        /// A hole lies in another hole, or two holes cross.
        case holesOverlap
        case polygonsOverlap
        case duplicateRing
        /// Holes that touch cut the inside in two.
        case insideCutApart
        /// A ring encloses nothing.
        case nothingEnclosed
        /// GEOS could not say.
        case unknown
    }

    public var kind: Kind
    /// Counted from 0, where one polygon alone is at fault.
    public var polygon: Int?
    public var at: Position?
}

extension MultiPolygon {
    /// The first rule of OGC Simple Features (6.1.11, 6.1.14) that these closed rings break, `nil` where they are valid.
    ///
    /// Rings may touch in single points where the standard lets them. A sweep over the edges answers for almost all valid
    /// input; whatever it finds suspicious goes to GEOS, which decides.
    /// - Complexity: O(n log n) for n edges that are short beside the whole.
    public func fault() -> PolygonFault? { fault(after: nil, key: 0) }

    /// The same, faster where most of it stands in a valid shape seen before.
    func fault(after earlier: EarlierShapes?, key: Int) -> PolygonFault? {
        if earlier?.isPlainlyValid(self, key: key) ?? isPlainlyValid(self) { return nil }
        do throws(Overlay.Failure) {
            guard let whole = try Overlay.fault(in: self) else { return nil }
            if polygons.count > 1 {
                for (i, polygon) in polygons.enumerated() {
                    if let own = try Overlay.fault(in: MultiPolygon([polygon])) {
                        return PolygonFault(kind: kind(own.reason, several: false), polygon: i, at: own.at)
                    }
                }
                return PolygonFault(kind: kind(whole.reason, several: true), polygon: nil, at: whole.at)
            }
            return PolygonFault(kind: kind(whole.reason, several: false), polygon: 0, at: whole.at)
        } catch {
            return PolygonFault(kind: .unknown, polygon: nil, at: nil)
        }
    }

    private func kind(_ reason: String, several: Bool) -> PolygonFault.Kind {
        switch reason {
        case "Duplicate Rings": .duplicateRing
        case "Hole lies outside shell": .holeOutside
        case "Holes are nested", "Nested holes": .holesOverlap
        case "Interior is disconnected": .insideCutApart
        case "Too few points in geometry component": .nothingEnclosed
        case "Nested shells": .polygonsOverlap
        default: several ? .polygonsOverlap : .selfIntersection
        }
    }
}
