import Foundation
import HoldfastText

extension AgreementReading {
    /// What was written, or a report why it is no date.
    func written(_ node: YAMLNode, what: String, example: String) -> WrittenTime? {
        guard let text = word(node, what: what) else { return nil }
        do {
            return try WrittenTime.read(text)
        } catch .notADate {
            report(
                .notADate, at: node, "'\(what)' is not a date: '\(text)'",
                help: "write year, month and day as in \"\(example)\"")
        } catch .noSuchDay {
            report(.impossibleDate, at: node, "the calendar has no day '\(text.prefix(10))'", help: dayHelp(text))
        } catch {
            report(
                .impossibleTime, at: node, "no clock shows the time of '\(text)'",
                help: "hours run from 00 to 23, minutes and seconds from 00 to 59; midnight at the end of a day is 00:00 of the next")
        }
        return nil
    }

    private func dayHelp(_ text: String) -> String {
        let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        if parts.count == 3, (1...12).contains(parts[1]), (1...9999).contains(parts[0]) {
            let last = CivilDate.daysIn(month: parts[1], year: parts[0])
            return "that month has \(last) days"
        }
        if parts.count == 3, (13...31).contains(parts[1]), (1...12).contains(parts[2]) {
            return "the order is year, month, day"
        }
        return "months run from 01 to 12 and days from 01 to 31"
    }

    /// A day alone.
    func day(_ node: YAMLNode, what: String) -> CivilDate? {
        guard let written = written(node, what: what, example: "2015-02-15") else { return nil }
        guard case .date(let date) = written else {
            report(
                .notADate, at: node, "'\(what)' is a day, without a time of day",
                help: "write \"\((node.text ?? "").trimmingSpaces.prefix(10))\"")
            return nil
        }
        return date
    }

    /// A local reading as the one moment that it means in the zone.
    func moment(_ local: CivilDateTime, in zone: ClockZone, at node: YAMLNode, what: String) -> Instant? {
        switch zone.read(local) {
        case .once(let instant): return instant
        case .twice(let earlier, let later):
            report(
                .timeShownTwice, at: node,
                "the clocks of \(zone.identifier) show \(short(local)) twice that day, because they are set back",
                help: "write the first as \"\(offsetForm(local, earlier))\" or the second as \"\(offsetForm(local, later))\"")
        case .never(let change):
            let before = zone.civil(at: change.adding(seconds: -1))
            let after = zone.civil(at: change)
            report(
                .timeNeverShown, at: node,
                "the clocks of \(zone.identifier) never show \(short(local)), because they are set forward that day",
                help: "they go from \(clock(before)) to \(clock(after)); write a time outside, "
                    + "or with its offset as in \"\(offsetForm(zone.civil(at: change), change))\"")
        }
        return nil
    }

    private func short(_ local: CivilDateTime) -> String {
        local.date.iso8601 + " " + (local.second == 0 ? String(clock(local).prefix(5)) : clock(local))
    }
    private func clock(_ local: CivilDateTime) -> String { String(local.iso8601.dropFirst(11)) }

    /// `2015-10-25T03:30+03:00`.
    private func offsetForm(_ local: CivilDateTime, _ instant: Instant) -> String {
        let offset = local.secondsIfUTC - instant.seconds
        let minutes = offset.magnitude / 60
        func two(_ n: UInt64) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let clock = local.second == 0 ? String(local.iso8601.prefix(16)) : local.iso8601
        return clock + (offset < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
    }

    /// Entry into force and its zone.
    func readClock(in fields: Fields) {
        let zoneNode = required("time-zone", in: fields, help: "add the zone whose clocks the text means, as in \"time-zone: Europe/Kyiv\"")
        let timeNode = required(
            "enters-into-force", in: fields, help: "add the local date and time, as in \"enters-into-force: 2015-02-15T00:00\"")
        let zone = zoneNode.flatMap(self.zone)
        guard let timeNode, let written = written(timeNode, what: "enters-into-force", example: "2015-02-15T00:00") else { return }
        switch written {
        case .date(let date):
            report(
                .dateWithoutTime, at: timeNode, "'enters-into-force' has no time of day",
                help: "write \"\(date.iso8601)T00:00\" if that day begins the cease-fire; "
                    + "hours matter, for what happened earlier that day does not count")
        case .local(let local):
            guard let zone, let instant = moment(local, in: zone, at: timeNode, what: "enters-into-force") else { return }
            clock = AgreementClock(entersIntoForce: instant, dDay: local.date, zone: zone)
        case .instant(let instant):
            guard let zone else { return }
            clock = AgreementClock(entersIntoForce: instant, dDay: zone.civil(at: instant).date, zone: zone)
        }
    }

    private func zone(_ node: YAMLNode) -> ClockZone? {
        guard let name = word(node, what: "time-zone") else { return nil }
        let isPlain = name.utf8.count <= 64 && !name.contains("..")
            && name.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || [0x2B, 0x2D, 0x2F, 0x5F].contains($0)
            }
        if isPlain, let zone = ClockZone(identifier: name) { return zone }
        let near = nearest(to: name, among: TimeZone.knownTimeZoneIdentifiers.sorted())
        report(
            .unknownTimeZone, at: node, "there is no time zone '\(name)'",
            help: near.map { "write \"\($0)\"" }
                ?? "write the name of a region and city, as in \"Europe/Kyiv\", or \"UTC\"; abbreviations such as EST mean several zones")
        return nil
    }

    /// `D+n`, a day, or a time.
    func termTime(_ node: YAMLNode, what: String) -> TermTime? {
        guard let text = word(node, what: what) else { return nil }
        if let first = text.first, first == "D" || first == "d" {
            let rest = text.dropFirst()
            let number = rest.dropFirst()
            if text.hasPrefix("D+"), !number.isEmpty, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                guard let n = Int(number), n <= 36_500 else {
                    report(.outOfRange, at: node, "'\(what)' lies more than 36,500 days after entry into force")
                    return nil
                }
                return .dPlus(n)
            }
            if rest.first == "-" {
                report(
                    .deadlineBeforeEntryIntoForce, at: node, "'\(what)' lies before entry into force: '\(text)'",
                    help: "a term cannot fall due before the agreement is in force; count from it as in \"D+2\"")
                return nil
            }
            let digits = rest.filter { $0.isASCII && $0.isNumber }
            report(
                .notADate, at: node, "'\(what)' is not a day after entry into force: '\(text)'",
                help: "write \"D+\(digits.isEmpty ? "2" : digits)\", without spaces")
            return nil
        }
        guard let written = written(node, what: what, example: "2015-03-01\" or a day after entry into force as in \"D+2") else {
            return nil
        }
        switch written {
        case .date(let date): return .day(date)
        case .instant(let instant): return .instant(instant)
        case .local(let local):
            guard let zone = clock?.zone else { return nil }
            return moment(local, in: zone, at: node, what: what).map(TermTime.instant)
        }
    }
}
