import HoldfastAgreement
import HoldfastControl
import HoldfastIncidents
import HoldfastText

/// Judges an agreement against the evidence. The one entry point: pure, no I/O, no clock.
///
/// - Parameters:
///   - agreement: as read and checked.
///   - incidents: what was reported; any order.
///   - ground: the agreement's lines, zones and control maps.
///   - events: access, deliveries, withdrawals and watching.
///   - options: the as-of moment, the start of the period and the standard of evidence.
/// - Returns: the same value for the same inputs, on any number of cores.
/// - Complexity: O(n log n) in the incidents; geometry, O(log e) an incident for a line of e edges, runs on all cores.
public func assess(
    _ agreement: Agreement, incidents table: IncidentTable, ground: Ground, events: EventLog, options: AssessmentOptions
) -> Assessment {
    let begins = options.from ?? agreement.zone.startOfDay(agreement.dDay)
    let period = InstantInterval(from: begins, to: max(begins, options.asOf))
    let sorting = RowSorter(agreement, table, ground, period).sorted()
    let evidence = Evidence(
        agreement: agreement, table: table, ground: ground, events: events, options: options, period: period,
        bearings: sorting.bearings, effort: ObservationEffort(agreement, table, events, standard: options.standard),
        changes: datedChanges(ground.control, agreement.zone))

    var terms: [TermAssessment] = []
    var violations: [Violation] = []
    for index in agreement.terms.indices {
        let judgement = evidence.judge(index)
        terms.append(evidence.summary(of: judgement, index))
        if violations.isEmpty { violations = judgement.violations } else { violations.append(contentsOf: judgement.violations) }
    }
    // Each rule gives its own in order; where two terms were violated, what happened at one time stands together.
    let unsorted = violations
    if let order = ascendingOrder(unsorted.count, by: { unsorted[$0].time.from.seconds }) {
        violations = order.map { unsorted[Int($0)] }
    }
    groupByOrigin(&violations)

    let rates = evidence.rates()
    var evaluator = ConditionEvaluator(evidence, violations, rates)
    let last = evidence.lastDay
    let history = PeriodCounter.monthEnds(from: agreement.zone.civil(at: period.from).date, to: last).map { day in
        let at = min(agreement.zone.day(day).to, period.to)
        let s = evaluator.state(at: at)
        return StatusAt(date: day, status: s.status, atLeast: s.atLeast, atMost: s.atMost)
    }
    let finding = evaluator.state(at: period.to)
    let verdict = evidence.verdict(finding, terms, violations, evaluator.definition())

    let dDay = agreement.dDay
    let firstWeek = min(
        agreement.holding.baseline?.from ?? dDay, dDay.adding(days: -7 * Assessment.weeksBeforeEntry) ?? dDay,
        agreement.zone.civil(at: period.from).date)
    let weeks = PeriodCounter(days: PeriodCounter.weeks(from: firstWeek, to: last), zone: agreement.zone)
        .count(evidence.bearings, before: period.to, effort: evidence.effort)
    let start = agreement.zone.civil(at: period.from).date
    let mondays = PeriodCounter.weeks(from: start, to: last)
    let weeksSince = PeriodCounter(days: [start] + mondays.dropFirst(), zone: agreement.zone)
        .count(evidence.bearings, before: period.to, effort: evidence.effort)
    let years = PeriodCounter(
        days: PeriodCounter.years(from: agreement.zone.civil(at: period.from).date, to: last), zone: agreement.zone
    ).count(evidence.bearings, before: period.to, effort: evidence.effort)

    return Assessment(
        agreement: agreement, table: table, events: events, ground: ground, options: options, period: period,
        verdict: verdict, terms: terms, violations: violations, incidents: evidence.counts(sorting), rates: rates,
        weeks: weeks, weeksSince: weeksSince, years: years, history: history, territory: evidence.territory(),
        notKnown: evidence.notKnown(violations), sources: ground.records + table.sources.map(\.record) + events.sources)
}

/// Seven days, also across a change of clocks; six days are less.
private let aWeekOrMore: Int64 = 13 * 43_200

/// Violations at one moment: those of one incident next to each other.
private func groupByOrigin(_ violations: inout [Violation]) {
    func row(_ v: Violation) -> Int32 { if case .incident(let r) = v.origin { r } else { .max } }
    var i = 0
    while i < violations.count {
        var j = i + 1
        while j < violations.count, violations[j].time.from == violations[i].time.from { j += 1 }
        if j - i > 1 {
            violations[i..<j].sort { (row($0), $0.side, $0.term) < (row($1), $1.side, $1.term) }
        }
        i = j
    }
}

private func datedChanges(_ control: ControlHistory?, _ zone: ClockZone) -> [DatedChange] {
    guard let control else { return [] }
    return control.changes().map { change in
        let from = change.from.adding(days: 1).map(zone.startOfDay) ?? zone.startOfDay(change.to)
        return DatedChange(change: change, time: InstantInterval(from: from, to: zone.day(change.to).to))
    }
}

extension Evidence {
    /// The last local day of which the period holds a part.
    var lastDay: CivilDate { agreement.zone.civil(at: max(period.from, period.to.adding(seconds: -1))).date }

    func summary(of judgement: Judgement, _ index: Int) -> TermAssessment {
        var byParty = [Int](repeating: 0, count: agreement.parties.count + 1)
        var first: Instant?
        var last: Instant?
        for v in judgement.violations where v.certainty >= options.standard {
            if v.isCertain || v.probability > 0.5 {
                byParty[v.attributedTo >= 0 ? Int(v.attributedTo) : agreement.parties.count] += 1
            }
            if v.isCertain {
                first = min(first ?? v.time.from, v.time.from)
                last = max(last ?? v.time.from, v.time.from)
            }
        }
        let names = agreement.parties.map(\.id) + ["unknown"]
        return TermAssessment(
            term: index, status: judgement.status, reasons: judgement.reasons, counts: count(judgement.violations),
            byParty: zip(names, byParty).map { (party: $0, count: $1) }, first: first, last: last,
            clockDue: judgement.clockDue, exempted: judgement.exempted)
    }

    func counts(_ sorting: Sorting) -> IncidentCounts {
        var c = IncidentCounts()
        let unread = table.setAsideCounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        c.read = table.count + unread.reduce(0) { $0 + $1.value }
        c.inPeriod = sorting.inPeriod
        c.inArea = sorting.inArea
        c.fused = sorting.fused
        for (reason, count) in unread { c.setAside.append((reason, RowReason.says(reason), count)) }
        for (reason, count) in table.noteCounts.sorted(by: { $0.key < $1.key }) {
            c.notes.append((reason, RowReason.says(reason), count))
        }
        for why in Unused.allCases where sorting.unused[why.rawValue] > 0 {
            var says = why.says
            if why == .notBetweenParties, !sorting.strangers.isEmpty { says += strangersInWords(sorting.strangers) }
            c.setAside.append((why.reason, says, sorting.unused[why.rawValue]))
        }
        for b in bearings where b.touchesPeriod {
            c.used += 1
            if b.time.seconds >= aWeekOrMore { c.knownToWeekOrWorse += 1 }
            if !(b.uncertaintyMetres < 25_000) { c.knownTo25kmOrWorse += 1 }
            if b.time.from < period.from { c.straddlingStart += 1 }
        }
        return c
    }

    func territory() -> [TerritoryRow] {
        guard let control = ground.control else { return [] }
        let border = ground.border.flatMap { $0.areaSquareMetres > 0 ? $0.areaSquareMetres : nil }
        var out: [TerritoryRow] = []
        for (epoch, date) in control.dates.enumerated() where agreement.zone.startOfDay(date) < period.to {
            let area = control.held.shapes.areaSquareMetres(epoch)
            out.append(
                TerritoryRow(
                    date: date, party: control.heldBy, squareMetres: area,
                    share: border.map { area / $0 },
                    shareOfSquareMetres: border, changeSquareMetres: out.last.map { area - $0.squareMetres }))
        }
        return out
    }

    func verdict(_ finding: StateFinding, _ terms: [TermAssessment], _ violations: [Violation], _ definition: [String]) -> Verdict {
        var reasons = finding.reasons
        if finding.status == .undetermined, finding.atLeast != finding.atMost {
            reasons.insert("between \(finding.atLeast.rawValue) and \(finding.atMost.rawValue): the evidence allows both", at: 0)
        }
        let breached = terms.filter { $0.status == .breached }.map { agreement.terms[$0.term].id }
        let open = terms.filter { $0.status == .undetermined }.map { agreement.terms[$0.term].id }
        if !breached.isEmpty { reasons.append("\(counted(breached.count, "term")) breached: \(breached.joined(separator: ", "))") }
        if !open.isEmpty { reasons.append("\(counted(open.count, "term")) undetermined: \(open.joined(separator: ", "))") }
        if let first = violations.first(where: { $0.isCertain && $0.certainty >= options.standard }) {
            let date = agreement.zone.civil(at: first.time.from).date
            let onTheDay = violations.prefix { $0.time.from <= first.time.from }.filter { $0.isCertain && $0.certainty >= options.standard }
            let places = onTheDay.compactMap(placeName)
            var named: [String] = []
            for p in places where !named.contains(p) { named.append(p) }
            let at = named.isEmpty ? "" : " at " + named.prefix(3).joined(separator: "; ") + (named.count > 3 ? " and elsewhere" : "")
            let day = date.dayNumber - agreement.dDay.dayNumber
            let when = day == 0 ? "the first day" : "day \(day + 1)"
            reasons.append("first certain violation on \(when), \(date.iso8601)\(at)")
        }
        let below = violations.count { $0.certainty < options.standard }
        if below > 0 { reasons.append("\(counted(below, "report")) below the standard '\(options.standard.word)' \(below == 1 ? "is" : "are") not counted") }
        return Verdict(
            status: finding.status, atLeast: finding.atLeast, atMost: finding.atMost, reasons: reasons,
            isDefinedByFile: agreement.holding.isDefinedByFile, definition: definition)
    }

    private func placeName(_ v: Violation) -> String? {
        guard case .incident(let row) = v.origin else { return nil }
        return table.places[table.place[Int(row)]]
    }

    /// What the evidence cannot tell.
    func notKnown(_ violations: [Violation]) -> [String] {
        var out: [String] = []
        if table.sources.isEmpty { out.append("what was reported: no file of incidents was given, so the counts of incidents say nothing") }
        let editions = Set(table.sources.filter { $0.vocabulary == "ucdp" }.map { $0.record.edition ?? $0.record.sha256 })
        if editions.count > 1 {
            out.append("whether incidents that only one edition of UCDP GED tells still stand: \(editions.count) editions were given")
        }
        var fromIncidents = 0
        var unattributed = 0
        for v in violations {
            guard case .incident = v.origin else { continue }
            fromIncidents += 1
            if v.attributedTo < 0 { unattributed += 1 }
        }
        if unattributed > 0 {
            let ucdp = table.sources.contains { $0.vocabulary == "ucdp" }
            out.append(
                "who used force in \(grouped(unattributed)) of \(counted(fromIncidents, "violation"))"
                    + (ucdp ? ": UCDP names the two sides of a dyad, not who fired" : ": the files do not say"))
        }
        let counts = bearings.reduce(into: (wide: 0, far: 0, nowhere: 0)) { c, b in
            guard b.touchesPeriod else { return }
            if b.time.seconds >= aWeekOrMore { c.wide += 1 }
            if !b.uncertaintyMetres.isFinite { c.nowhere += 1 } else if b.uncertaintyMetres >= 25_000 { c.far += 1 }
        }
        if counts.wide > 0 { out.append("on which day \(counted(counts.wide, "incident")) happened: known only to the week or worse") }
        if counts.far > 0 { out.append("where exactly \(counted(counts.far, "incident")) happened: known to 25 km or worse") }
        if counts.nowhere > 0 { out.append("where at all \(counted(counts.nowhere, "incident")) happened") }
        let straddling = violations.count { !$0.isCertain && $0.certainty >= options.standard }
        if straddling > 0 {
            out.append("whether \(counted(straddling, "report")) \(straddling == 1 ? "is a violation" : "are violations"): time, place or author may lie outside the term")
        }
        let now = InstantInterval(from: max(period.from, agreement.entersIntoForce), to: period.to)
        if !effort.isStated {
            out.append("whether anyone was in a position to see: no source says what it covers")
        } else if !effort.covers(now, zone: nil) {
            let days = Double(now.seconds - effort.seconds(in: now)) / 86_400
            out.append("what happened on \(decimal(days, decimals: days < 1 ? 3 : 1)) of \(decimal(Double(now.seconds) / 86_400, decimals: 1)) days that no source covers")
        }
        let kinds = Set(table.sources.map(\.counts)).subtracting([""])
        if kinds == ["fatal events"] { out.append("what happened without loss of life: the source counts fatal events only") }
        if agreement.terms.contains(where: { if case .prohibitsChangeOfControl = $0.rule { true } else { false } }), ground.control == nil {
            out.append("whether ground changed hands: no control maps were given")
        }
        if !agreement.guarantees.isEmpty {
            out.append("whether \(counted(agreement.guarantees.count, "guarantee")) \(agreement.guarantees.count == 1 ? "was" : "were") set off: triggers are not judged in this version")
        }
        return out
    }

    /// The names that are no party's, most frequent first, with the party's name they may be meant for.
    private func strangersInWords(_ strangers: [String: Int]) -> String {
        let known = agreement.parties.flatMap { [$0.id, $0.name] + $0.namesInData.sorted { $0.key < $1.key }.flatMap(\.value) }
        let most = strangers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown = most.prefix(3).map { name, count in
            let near = name.count < 3 || known.contains(name) ? nil : nearest(to: name.trimmingSpace, among: known)
            return "'\(name)' in \(grouped(count))" + (near.map { " (is '\($0)' meant?)" } ?? "")
        }
        return "; names that are no party's: " + shown.joined(separator: ", ") + (most.count > 3 ? " and \(most.count - 3) more" : "")
    }
}

extension String {
    fileprivate var trimmingSpace: String {
        var s = Substring(self)
        while s.first?.isWhitespace == true { s.removeFirst() }
        while s.last?.isWhitespace == true { s.removeLast() }
        return String(s)
    }
}
