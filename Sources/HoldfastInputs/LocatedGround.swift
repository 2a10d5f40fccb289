import HoldfastControl
import HoldfastGeometry
import HoldfastText

/// What the places of a table are located on: maps, lines of contact, zones.
public struct LocatedGround: Sendable {
    public let index: SideIndex
    /// In the order of the column `zones`.
    public var zones: [(id: String, zone: ZoneOnGround)]
    /// The lines along which zones lie.
    public var lines: [(id: String, line: LineTrack)]

    /// - Parameters:
    ///   - control: the maps.
    ///   - lines: the line of contact of every map, ``ControlHistory/heldBy`` on its left.
    public init(
        _ control: ControlHistory, linesOfContact: LineHistory, zones: [(id: String, zone: ZoneOnGround)] = [],
        lines: [(id: String, line: LineTrack)] = []
    ) {
        index = SideIndex(control, lines: linesOfContact)
        self.zones = zones
        self.lines = lines
    }

    /// The numbers of the zones in which a place lies on a day, a zone's edge included.
    func zones(at place: Position, on date: CivilDate, _ body: (Int) -> Void) {
        for (number, (_, zone)) in zones.enumerated() {
            switch zone {
            case .polygon(let polygon):
                if polygon.contains(place) != .outside { body(number) }
            case .along(let id, let depth, let side):
                guard let line = lines.first(where: { $0.id == id })?.line.line(on: date) else { continue }
                let found = line.nearest(to: place)
                guard found.metres <= depth else { continue }
                if let side {
                    let holder: String? =
                        switch found.side {
                        case .left: line.leftHeldBy
                        case .right: line.rightHeldBy
                        case .on: side
                        }
                    if holder != side { continue }
                }
                body(number)
            }
        }
    }
}

extension Holder {
    /// As tables have it: a party's id, `contested`, `unknown`, or `nobody` where nothing says who holds a place.
    public var word: String {
        switch self {
        case .party(let id): id
        case .contested: "contested"
        case .unknown: "unknown"
        case .nobodySays: "nobody"
        }
    }
}

/// The epoch of every day from the first map to the last, for rows by the million.
struct LocatedEpochs: Sendable {
    static let beforeMaps: Int32 = -1
    static let noMap: Int32 = -2
    private let first: Int
    private let epochs: [Int32]
    private let gaps: Gaps

    init(_ control: ControlHistory) {
        let days = control.dates.map(\.dayNumber)
        gaps = control.gaps
        first = days.first ?? 0
        var epochs: [Int32] = []
        for (epoch, day) in days.enumerated() {
            let next = epoch + 1 < days.count ? days[epoch + 1] : day + 1
            for later in 0..<(next - day) { epochs.append(Self.holds(later, control.gaps) ? Int32(clamping: epoch) : Self.noMap) }
        }
        self.epochs = epochs
    }

    private static func holds(_ age: Int, _ gaps: Gaps) -> Bool {
        switch gaps {
        case .carryForward: true
        case .carryAtMost(let days): age <= days
        case .unknown: age == 0
        }
    }

    /// - Parameter day: days since 1970-01-01.
    @inline(__always)
    func epoch(_ day: Int) -> Int32 {
        let i = day &- first
        if i < 0 || epochs.isEmpty { return Self.beforeMaps }
        if i < epochs.count { return epochs[i] }
        return Self.holds(i - (epochs.count - 1), gaps) ? epochs[epochs.count - 1] : Self.noMap
    }
}

/// The local days of moments, the offset of each day in UTC remembered. A value of one thread.
final class LocatedDays {
    private static let base = -10_957  // 1940-01-01
    private static let count = 51_136  // to 2079-12-31
    private let zone: ClockZone
    /// Seconds ahead of UTC throughout a day in UTC; `min` where not asked for yet, `max` where the clocks change in it.
    private var offsets = [Int32](repeating: .min, count: LocatedDays.count)

    init(_ zone: ClockZone) { self.zone = zone }

    /// The local day, in days since 1970-01-01, at a moment.
    func day(of moment: Instant) -> Int {
        let day = floorDay(moment.seconds)
        let i = day - Self.base
        guard offsets.indices.contains(i) else { return zone.civil(at: moment).date.dayNumber }
        if offsets[i] == .min {
            let start = Int64(day) * 86_400
            let (a, b) = (zone.offset(at: Instant(seconds: start)), zone.offset(at: Instant(seconds: start + 86_399)))
            offsets[i] = a == b ? Int32(clamping: a) : .max
        }
        if offsets[i] == .max { return floorDay(moment.adding(seconds: zone.offset(at: moment)).seconds) }
        return floorDay(moment.seconds + Int64(offsets[i]))
    }

    private func floorDay(_ seconds: Int64) -> Int { Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400) }

    /// The day that a cell names, or why it names none.
    func day(_ cell: UnsafeBufferPointer<UInt8>) -> Result<Int, LocatedDayFault> {
        switch WrittenDay.read(cell) {
        case .day(let day): return .success(day)
        case .instant(let moment): return .success(day(of: moment))
        case .ambiguous: return .failure(LocatedDayFault(note: .ambiguousDate))
        case .noSuchDay: return .failure(LocatedDayFault(note: .impossibleDate))
        case .noSuchTime: return .failure(LocatedDayFault(note: .impossibleTime))
        case .notADate:
            if cell.isEmpty { return .failure(LocatedDayFault(note: .noDate)) }
            return Self.named(cell)
        }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]

    /// `26 June 2020`, `26-Jun-2020`: ACLED and spreadsheets in English.
    @inline(never)
    private static func named(_ cell: UnsafeBufferPointer<UInt8>) -> Result<Int, LocatedDayFault> {
        let none = Result<Int, LocatedDayFault>.failure(LocatedDayFault(note: .notADate))
        guard cell.count <= 24 else { return none }
        let parts = String(decoding: cell, as: UTF8.self).lowercased().split { $0 == " " || $0 == "-" }
        guard parts.count == 3, parts[0].utf8.count <= 2, let day = Int(parts[0]), parts[2].utf8.count == 4, let year = Int(parts[2]),
            let month = months.firstIndex(where: { $0 == parts[1] || (parts[1].count == 3 && $0.hasPrefix(parts[1])) })
        else { return none }
        let date = CivilDate(year: year, month: month + 1, day: day)
        return date.map { .success($0.dayNumber) } ?? .failure(LocatedDayFault(note: .impossibleDate))
    }
}

/// Why a cell names no day.
struct LocatedDayFault: Error { var note: LocatedNote }
