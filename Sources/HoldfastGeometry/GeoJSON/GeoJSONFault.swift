import HoldfastText

/// Every code with which reading a map file can end or be noted, with what it means. ``JSONFault`` and
/// `ByteSource` have the others.
public enum GeoJSONFault: String, CaseIterable, Sendable {
    case notGeoJSON = "not-geojson"
    case memberMissing = "member-missing"
    case wrongType = "wrong-type"
    case otherReferenceSystem = "other-reference-system"
    case unknownGeometryType = "unknown-geometry-type"
    case coordinatesMismatch = "coordinates-mismatch"
    case emptyGeometry = "empty-geometry"
    case mixedCollection = "mixed-collection"
    case outOfRange = "position-out-of-range"
    case swapped = "latitude-longitude-swapped"
    case antimeridian = "antimeridian-crossed"
    case lineTooShort = "line-too-short"
    case ringNotClosed = "ring-not-closed"
    case ringTooShort = "ring-too-short"
    case selfIntersection = "self-intersection"
    case holeOutside = "hole-outside"
    case holesOverlap = "holes-overlap"
    case polygonsOverlap = "polygons-overlap"
    case duplicateRing = "duplicate-ring"
    case insideCutApart = "inside-cut-apart"
    case validityUnknown = "validity-unknown"
    case spikeMended = "spike-mended"
    case featuresJoined = "features-joined"
    case noPolygon = "no-polygon"
    case noLine = "no-line"
    case noPoint = "no-point"

    /// One sentence for a page that lists the codes.
    public var meaning: String {
        switch self {
        case .notGeoJSON: "The file is JSON but not GeoJSON (RFC 7946)."
        case .memberMissing: "A GeoJSON object lacks a member that its type needs."
        case .wrongType: "A member holds a value of the wrong kind."
        case .otherReferenceSystem: "The file names a reference system other than WGS84 longitude and latitude."
        case .unknownGeometryType: "A geometry's type is none of the seven of GeoJSON."
        case .coordinatesMismatch: "Coordinates are nested otherwise than the geometry's type asks."
        case .emptyGeometry: "A geometry has no coordinates."
        case .mixedCollection: "A collection mixes points, lines and polygons."
        case .outOfRange: "A longitude is beyond ±180 or a latitude beyond ±90."
        case .swapped: "Latitude stands before longitude."
        case .antimeridian: "An edge spans more than 180 degrees of longitude."
        case .lineTooShort: "A line has fewer than two different positions."
        case .ringNotClosed: "A ring's last position is not its first."
        case .ringTooShort: "A ring has fewer than four positions, or encloses nothing."
        case .selfIntersection: "A ring crosses or touches itself: a bow-tie."
        case .holeOutside: "A hole lies outside its outer ring."
        case .holesOverlap: "Two holes of a polygon overlap."
        case .polygonsOverlap: "Two polygons of one feature overlap."
        case .duplicateRing: "The same ring stands twice."
        case .insideCutApart: "Holes cut a polygon's inside in two."
        case .validityUnknown: "GEOS could not tell whether a polygon is valid."
        case .spikeMended: "A ring or line ran out and back on itself; the spike was left out."
        case .featuresJoined: "Polygons of several features overlap or share edges; their union is used."
        case .noPolygon: "The file holds no polygon."
        case .noLine: "The file holds no line."
        case .noPoint: "The file holds no named point."
        }
    }
}
