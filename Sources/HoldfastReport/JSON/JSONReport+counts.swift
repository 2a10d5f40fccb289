import HoldfastAssessment
import HoldfastText

extension JSONReport {
    func rates(_ json: inout JSONWriter) {
        let r = a.rates
        json.object("rates") { json in
            json.key("baseline")
            if let b = r.baseline { json.object(inline: true) { rate(b, &$0) } } else { json.write(nil as String?) }
            json.flat("since") { rate(r.since, &$0) }
            json.key("ratio", r.ratio, decimals: 6)
            json.key("low", r.low, decimals: 6)
            json.key("high", r.high, decimals: 6)
            json.key("aroundEntry", array: { json in
                for w in r.aroundEntry {
                    json.object { json in
                        json.key("days", w.days)
                        json.flat("before") { rate(w.before, &$0) }
                        json.flat("after") { rate(w.after, &$0) }
                    }
                }
            })
        }
    }

    private func rate(_ r: RateCount, _ json: inout JSONWriter) {
        span(r.time, &json)
        json.key("days", r.days, decimals: 6)
        json.key("daysObserved", r.daysObserved, decimals: 6)
        json.key("incidents", r.incidents)
        json.flat("deaths") { bounds(r.deaths, &$0) }
    }

    func bounds(_ b: Bounds, _ json: inout JSONWriter) {
        json.key("low", b.low)
        json.key("best", b.best)
        json.key("high", b.high)
    }

    func count(_ p: PeriodCount, _ json: inout JSONWriter) {
        json.object(inline: true) { json in
            json.key("date", p.from.iso8601)
            span(p.time, &json)
            json.flat("incidents") { bounds(p.incidents, &$0) }
            json.flat("deaths") { bounds(p.deaths, &$0) }
            json.flat("deathEstimates") { json in
                json.key("low", p.deathsLowEstimate)
                json.key("high", p.deathsHighEstimate)
            }
            json.key("observed")
            if let seen = p.isObserved { json.write(seen) } else { json.write(nil as String?) }
        }
    }

    /// One line for each violation, handed over as they come.
    func violations(_ json: inout JSONWriter, _ write: ([UInt8]) throws -> Void) throws {
        let reader = ViolationReader(a)
        try json.key("violations", array: { json in
            for i in a.violations.indices {
                violation(reader.facts(i), &json)
                try pass(&json, write)
            }
        })
    }

    private func violation(_ f: ViolationFacts, _ json: inout JSONWriter) {
        json.object(inline: true) { json in
            json.key("id", f.id)
            json.key("term", f.term)
            json.key("incidents", inline: true, array: { json in for id in f.incidents { json.write(id) } })
            span(f.time, &json)
            json.key("lon", f.position?.lon, decimals: 7)
            json.key("lat", f.position?.lat, decimals: 7)
            json.key("uncertainty_m", f.uncertaintyMetres, decimals: 1)
            json.key("distance_to_line_m", f.distanceMetres, decimals: 1)
            json.key("zones", inline: true, array: { json in for id in f.zones { json.write(id) } })
            json.key("side", f.side)
            json.flat("attribution") { json in
                if let party = f.attributedTo { json.key(party, 1) }
                json.key("unknown", f.attributedTo == nil ? 1 : 0)
            }
            json.key("certainty", f.certainty.word)
            json.key("ruling", f.ruling)
            json.key("probability", f.probability, decimals: 4)
            json.key("deaths")
            if let d = f.deaths {
                json.object(inline: true) { json in
                    json.key("low", d.low)
                    json.key("best", d.best)
                    json.key("high", d.high)
                }
            } else {
                json.write(nil as String?)
            }
            json.key("kind", f.kind)
            json.key("place", f.place)
            if f.sideA != nil || f.sideB != nil {
                json.key("sides", inline: true, array: { json in
                    json.write(f.sideA)
                    json.write(f.sideB)
                })
            }
            if let area = f.areaSquareKilometres { json.key("area_km2", area, decimals: 3) }
            json.key("source", f.source)
            json.key("row", f.row)
        }
    }
}
