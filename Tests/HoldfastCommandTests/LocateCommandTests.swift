import Foundation
import Testing

/// `holdfast locate` as a program: files, exit codes, remarks.
@Suite("holdfast locate")
struct LocateCommandTests {
    private static let example = ["Examples/river-line/control", "--held-by", "south", "--rest-held-by", "north"]
    private let header = "id,lon,lat,date\n"

    private func locate(_ table: String, _ arguments: [String] = []) throws -> Run {
        try holdfast(["locate"] + Self.example + ["--incidents", "-"] + arguments, input: Data(table.utf8))
    }

    @Test("a table from standard input to standard output")
    func pipe() throws {
        let run = try locate(header + "a,10.5,0.45,2024-03-14\n")
        #expect(run.code == 0)
        #expect(run.output.hasPrefix("id,lon,lat,date,side,distance_to_line_m,chainage_km,control_map,locate_note\na,10.5,0.45,2024-03-14,south,"))
        #expect(run.errors.contains("1 row, 1 placed: south 1"))
        #expect(try locate(header + "a,10.5,0.45,2024-03-14\n", ["-q"]).errors.isEmpty)
    }

    /// Rows, then the exit code without and with --strict.
    static let codes: [(rows: String, plain: Int32, strict: Int32)] = [
        ("a,10.5,0.4,2024-03-14\n", 0, 0), ("a,10.5,0.4,2024-03-14\nb,10.5,0.4,2024-01-01\n", 0, 1),
        ("a,10.5,0.4,2024-03-14\nb,,,2024-03-14\n", 0, 1), ("a,10.5,0.4,2024-03-14\nb,x,0.4,2024-03-14\n", 0, 2),
        ("a,10.5,0.4,2024-03-14\nb,10.5\n", 0, 2), ("a,10.5,0.4,2024-01-01\n", 2, 2), ("", 0, 0),
        ("a,10.5,0.4,2024-03-14\nb,\"10.5,0.4\n", 2, 2),
    ]

    @Test("exit codes", arguments: codes.indices)
    func exitCodes(row: Int) throws {
        let (rows, plain, strict) = Self.codes[row]
        #expect(try locate(header + rows).code == plain)
        #expect(try locate(header + rows, ["--strict"]).code == strict)
    }

    @Test("a refused table leaves no file, an earlier one stands, and nothing is replaced that it is made from")
    func files() throws {
        let scratch = try Scratch()
        let good = try scratch.file("in.csv", header + "a,10.5,0.4,2024-03-14\n")
        let bad = try scratch.file("bad.csv", header + "a,10.5,0.4,2024-03-14\nb,\"10.5\n")
        let out = scratch.url.appendingPathComponent("out.csv").path
        #expect(try holdfast(["locate"] + Self.example + ["--incidents", bad, "-o", out]).code == 2)
        #expect(scratch.names == ["bad.csv", "in.csv"])
        #expect(try holdfast(["locate"] + Self.example + ["--incidents", good, "-o", out]).code == 0)
        let written = try String(contentsOfFile: out, encoding: .utf8)
        #expect(try holdfast(["locate"] + Self.example + ["--incidents", bad, "-o", out]).code == 2)
        #expect(try String(contentsOfFile: out, encoding: .utf8) == written)
        let over = try holdfast(["locate"] + Self.example + ["--incidents", good, "-o", good])
        #expect(over.code == 2)
        #expect(over.errors.contains("would replace"))
    }

    @Test("what is missing is named")
    func missing() throws {
        let run = try locate("place,told\nx,2024-03-14\n")
        #expect(run.code == 2)
        for word in ["--lon", "--lat", "--time", "the table has: place, told"] { #expect(run.errors.contains(word)) }
        #expect(try holdfast(["locate", "--incidents", "x.csv"]).code == 2)
        let twice = try locate(header, ["--zone", "a=Examples/river-line/zones/bridge.geojson", "--zone", "a=Examples/river-line/area.geojson"])
        #expect(twice.code == 2)
        #expect(twice.errors.contains("zone-twice"))
    }

    @Test("zones of the agreement and of options, one feature a line")
    func zones() throws {
        let run = try holdfast(
            ["locate", "--agreement", "Examples/river-line/agreement.yaml", "--incidents", "-", "--zone", "area=Examples/river-line/area.geojson", "--format", "geojsonseq", "-q"],
            input: Data((header + "a,10.41,0.497,2024-03-10\n").utf8))
        #expect(run.code == 0)
        #expect(run.output.contains("\"zones\":[\"security\",\"north-bank\",\"bridge\",\"area\"]"))
        #expect(run.output.contains("\"control_map\":\"2024-03-10\""))
    }
}
