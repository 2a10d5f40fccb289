import Foundation
import Holdfast
@testable import HoldfastReport
import Testing

@Suite("The JSON report")
struct JSONReportTests {
    @Test("it has the keys that are fixed")
    func keys() throws {
        let o = try Reading.json(Sample.assessment())
        let top = ["holdfast", "agreement", "asOf", "period", "verdict", "terms", "violations", "incidents", "guarantees", "territory", "rates", "sources"]
        for key in top { #expect(o[key] != nil, "\(key)") }
        #expect(o["holdfast"] as? String == "1")
        func has(_ value: Any?, _ keys: [String]) {
            let d = value as? [String: Any] ?? [:]
            for key in keys { #expect(d[key] != nil, "\(key)") }
        }
        has(o["agreement"], ["id", "title", "file", "sha256"])
        has(o["period"], ["from", "to"])
        has(o["verdict"], ["status", "reasons", "definition"])
        has((o["terms"] as? [Any])?.first, ["id", "status", "violations", "byParty", "first", "last", "clockDue"])
        has(
            (o["violations"] as? [Any])?.first,
            [
                "id", "term", "incidents", "from", "to", "lon", "lat", "uncertainty_m", "distance_to_line_m", "zones", "side", "attribution",
                "certainty", "deaths",
            ])
        has(o["incidents"], ["read", "inPeriod", "inArea", "used", "fused", "setAside"])
        has((o["guarantees"] as? [Any])?.first, ["id", "status", "firedAt", "by", "obligations", "findings"])
        has((o["territory"] as? [Any])?.first, ["date", "party", "area_km2", "share", "change_km2"])
        has(o["rates"], ["baseline", "since", "ratio", "low", "high"])
        has((o["sources"] as? [Any])?.first, ["file", "format", "sha256", "rows", "licence"])
        #expect(o["asOf"] as? String == "2020-12-31T22:00:00Z")
    }

    @Test("what was set aside adds up to what was read")
    func sums() throws {
        let i = try #require(Reading.json(Sample.assessment())["incidents"] as? [String: Any])
        let aside = (i["setAside"] as? [[String: Any]] ?? []).reduce(0) { $0 + ($1["count"] as? Int ?? 0) }
        #expect(i["read"] as? Int == (i["used"] as? Int ?? 0) + (i["fused"] as? Int ?? 0) + aside)
    }

    @Test("what is not known is null")
    func unknown() throws {
        let o = try Reading.json(Sample.assessment())
        let v = try #require(o["violations"] as? [[String: Any]])
        let nowhere = try #require(v.first { $0["id"] as? String == "cease-fire/GED-2" })
        for key in ["lon", "lat", "uncertainty_m", "distance_to_line_m", "side"] { #expect(nowhere[key] is NSNull, "\(key)") }
        #expect((nowhere["attribution"] as? [String: Any])?["unknown"] as? Int == 1)
        let rates = try #require(o["rates"] as? [String: Any])
        #expect(rates["high"] is NSNull, "an interval without an upper end")
    }

    @Test("violations of every kind are named as documented")
    func names() throws {
        let v = try #require(Reading.json(Sample.assessment())["violations"] as? [[String: Any]])
        let ids = v.compactMap { $0["id"] as? String }
        #expect(ids.suffix(3) == ["no-advance/control-2015-03-01", "free-movement/E1", "guns-back/deadline"])
        #expect(Set(ids).count == v.count)
        #expect(v[4]["ruling"] as? String == "undetermined")
        #expect(v[3]["ruling"] as? String == "violation")
    }

    @Test("ids that repeat are told apart, also where the names so made stand there already")
    func repeated() throws {
        var a = Sample.assessment(12, repeating: true)
        // GED-0 GED-0 GED-1 @GED-1 …: then a third GED-0 and, under its own name, a GED-0~2.
        var table = a.table
        var ids = StringColumn()
        for i in 0..<table.count { ids.append((i == 4 ? "GED-0" : i == 6 ? "GED-0~2" : i == 7 ? "" : table.ids[i]).utf8) }
        table.ids = ids
        a.table = table
        let v = try #require(Reading.json(a)["violations"] as? [[String: Any]])
        let names = v.compactMap { $0["id"] as? String }
        #expect(Set(names).count == v.count)
        #expect(names[0] == "cease-fire/GED-0")
        #expect(names[1] == "cease-fire/GED-0~3")
        #expect(names[4] == "cease-fire/GED-0~4")
        #expect(names[6] == "cease-fire/GED-0~2")
        #expect(names[7] == "cease-fire/row-9")
    }

    private static let validate = """
        import json, sys, jsonschema
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        for e in jsonschema.Draft202012Validator(schema).iter_errors(json.load(sys.stdin)):
            print("/".join(map(str, e.path)), e.message)
        """

    @Test(
        "Documentation/assessment.schema.json describes it, by Python's jsonschema",
        .enabled(if: Reading.hasPython("jsonschema"), "python3 with jsonschema is not on this machine"), arguments: ["sample", "minsk-ii"])
    func schema(name: String) throws {
        let a = name == "sample" ? Sample.assessment() : try Reading.minsk()
        let schema = Reading.root.appendingPathComponent("Documentation/assessment.schema.json").path
        let found = try #require(try Reading.python(Self.validate, modules: ["jsonschema"], input: Report.data(a, as: .json), arguments: [schema]))
        #expect(found.status == 0)
        #expect(found.output == "")
    }

    // Tests/Oracles/minsk.json, `minsk_ii_example`, counted by a script of its own.
    @Test("the figures of Minsk II")
    func minsk() throws {
        let o = try Reading.json(Reading.minsk())
        let incidents = try #require(o["incidents"] as? [String: Any])
        #expect(incidents["read"] as? Int == 792)
        #expect(incidents["inPeriod"] as? Int == 344)
        let since = try #require((o["rates"] as? [String: Any])?["since"] as? [String: Any])
        #expect(since["deaths"] as? [String: Int] == ["low": 544, "best": 599, "high": 620])
        let term = try #require((o["terms"] as? [[String: Any]])?.first?["violations"] as? [String: Any])
        #expect(term["low"] as? Int == 289)
        #expect(term["high"] as? Int == 291)
    }
}
