import HoldfastAgreement
import HoldfastAssessment
import HoldfastText

/// An assessment as one JSON object, keys in a fixed order. `Documentation/assessment.schema.json` describes it.
struct JSONReport {
    let a: Assessment
    let clock: LocalClock

    init(_ a: Assessment) {
        self.a = a
        clock = LocalClock(zone: a.agreement.zone)
    }

    /// - Parameter write: gets pieces of about ``Report/chunk`` bytes.
    func render(to write: ([UInt8]) throws -> Void) throws {
        var json = JSONWriter()
        try json.object { json in
            json.key("holdfast", "1")
            agreement(&json)
            json.key("asOf", a.options.asOf.iso8601)
            json.flat("period") { json in span(a.period, &json) }
            json.flat("local") { json in
                json.key("timeZone", a.agreement.zone.identifier)
                json.key("asOf", clock.iso8601(a.options.asOf))
                json.key("from", clock.iso8601(a.period.from))
                json.key("to", clock.iso8601(a.period.to))
            }
            json.key("standard", a.options.standard.word)
            verdict(&json)
            json.key("terms", array: { json in for t in a.terms { term(t, &json) } })
            try violations(&json, write)
            incidents(&json)
            json.key("guarantees", array: { json in
                for g in a.agreement.guarantees { guarantee(g, &json) }
            })
            if let note = ControlNote(a) { note.write(to: &json) }
            try json.key("territory", array: { json in
                for row in a.territory {
                    territory(row, &json)
                    try pass(&json, write)
                }
            })
            rates(&json)
            json.key("weeks", array: { json in for w in a.weeks { count(w, &json) } })
            json.key("years", array: { json in for y in a.years { count(y, &json) } })
            json.key("history", array: { json in
                for h in a.history {
                    json.object(inline: true) { json in
                        json.key("date", h.date.iso8601)
                        json.key("status", h.status.rawValue)
                        json.key("atLeast", h.atLeast.rawValue)
                        json.key("atMost", h.atMost.rawValue)
                    }
                }
            })
            json.key("notKnown", array: { json in for s in a.notKnown { json.write(s) } })
            json.key("sources", array: { json in for s in a.sources { source(s, &json) } })
        }
        try write(json.drain() + [0x0A])
    }

    /// Hands over what was written once it is long enough.
    func pass(_ json: inout JSONWriter, _ write: ([UInt8]) throws -> Void) throws {
        if json.bytes.count >= Report.chunk - 4096 { try write(json.drain()) }
    }

    func span(_ time: InstantInterval, _ json: inout JSONWriter) {
        json.key("from", time.from.written)
        json.key("to", time.to.written)
    }

    private func agreement(_ json: inout JSONWriter) {
        json.object("agreement") { json in
            json.key("id", a.agreement.id)
            json.key("title", a.agreement.title)
            json.key("entersIntoForce", a.agreement.entersIntoForce.iso8601)
            json.object("parties") { json in
                for p in a.agreement.parties { json.key(p.id, p.name) }
            }
            json.key("file", a.agreement.file)
            json.key("sha256", a.agreement.sha256)
        }
    }

    private func verdict(_ json: inout JSONWriter) {
        let v = a.verdict
        json.object("verdict") { json in
            json.key("status", v.status.rawValue)
            json.key("atLeast", v.atLeast.rawValue)
            json.key("atMost", v.atMost.rawValue)
            json.key("reasons", array: { json in for r in v.reasons { json.write(r) } })
            json.key("definition", v.isDefinedByFile ? "file" : "default")
            json.key("definitionText", array: { json in for d in v.definition { json.write(d) } })
        }
    }

    private func term(_ t: TermAssessment, _ json: inout JSONWriter) {
        json.object { json in
            json.key("id", a.agreement.terms.at(t.term)?.id)
            json.key("status", t.status.rawValue)
            json.key("reasons", array: { json in for r in t.reasons { json.write(r) } })
            json.flat("violations") { json in
                json.key("confirmed", t.counts.confirmed)
                json.key("likely", t.counts.likely)
                json.key("possible", t.counts.possible)
                json.key("low", t.counts.low)
                json.key("best", t.counts.best)
                json.key("high", t.counts.high)
                json.key("expected", t.counts.expected, decimals: 3)
                json.key("undetermined", t.counts.undetermined)
            }
            json.flat("byParty") { json in
                for (party, n) in t.byParty { json.key(party, n) }
            }
            json.key("first", t.first?.iso8601)
            json.key("last", t.last?.iso8601)
            json.key("clockDue", t.clockDue?.iso8601)
            json.key("exempted", t.exempted)
        }
    }

    private func incidents(_ json: inout JSONWriter) {
        let i = a.incidents
        json.object("incidents") { json in
            json.key("read", i.read)
            json.key("inPeriod", i.inPeriod)
            json.key("inArea", i.inArea)
            json.key("used", i.used)
            json.key("fused", i.fused)
            for (name, reasons) in [("setAside", i.setAside), ("notes", i.notes)] {
                json.key(name, array: { json in
                    for s in reasons {
                        json.object(inline: true) { json in
                            json.key("reason", s.reason)
                            json.key("says", s.says)
                            json.key("count", s.count)
                        }
                    }
                })
            }
            // The rows themselves, at most a thousand for each reason.
            json.key("rowsSetAside", array: { json in for row in a.table.setAside { row.diagnostic.write(to: &json) } })
            json.key("rowsNoted", array: { json in for note in a.table.notes { note.write(to: &json) } })
            json.key("knownToWeekOrWorse", i.knownToWeekOrWorse)
            json.key("knownTo25kmOrWorse", i.knownTo25kmOrWorse)
            json.key("straddlingStart", i.straddlingStart)
        }
    }

    /// Triggers are not judged, so a guarantee has no status yet.
    private func guarantee(_ g: Guarantee, _ json: inout JSONWriter) {
        json.object { json in
            json.key("id", g.id)
            json.key("status", nil as String?)
            json.key("firedAt", inline: true, array: { _ in })
            json.key("by", inline: true, array: { _ in })
            json.key("obligations", array: { json in
                for o in g.obligations {
                    json.object(inline: true) { json in
                        json.key("kind", o.kind.rawValue)
                        json.key("owedBy", inline: true, array: { json in for id in g.guarantors { json.write(id) } })
                        json.key("owedTo", inline: true, array: { json in for id in g.beneficiaries { json.write(id) } })
                        json.key("clockStart", g.clockStarts?.rawValue)
                        json.key("due", nil as String?)
                        json.key("status", nil as String?)
                    }
                }
            })
            json.key("findings", inline: true, array: { _ in })
        }
    }

    private func territory(_ row: TerritoryRow, _ json: inout JSONWriter) {
        json.object(inline: true) { json in
            json.key("date", row.date.iso8601)
            json.key("party", row.party)
            json.key("area_km2", row.squareMetres / 1e6, decimals: 3)
            json.key("share", row.share, decimals: 6)
            if let whole = row.shareOfSquareMetres {
                json.key("shareOf", "border")
                json.key("shareOf_km2", whole / 1e6, decimals: 3)
            }
            json.key("change_km2", row.changeSquareMetres.map { $0 / 1e6 }, decimals: 3)
        }
    }

    private func source(_ s: SourceRecord, _ json: inout JSONWriter) {
        json.object { json in
            json.key("file", s.file)
            json.key("format", s.format)
            json.key("edition", s.edition)
            json.key("sha256", s.sha256)
            json.key("rows", s.rows)
            json.key("licence", s.licence)
        }
    }
}
