import Foundation
import Holdfast
import Testing

@Suite("A table of places: rows, bytes, columns")
struct LocatedTableTests {
    private func word(_ state: inout UInt64, _ delimiter: Character) -> String {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let words = [
            "", "x", "\"a\(delimiter)b\"", "\"two\nlines\"", "\"he said \"\"no\"\"\"", "Авдіївка", "  padded ", "\"\r\n\"", "1,5", "#x", "-", "'",
        ]
        let word = words[Int(state >> 33) % words.count]
        return word.contains(delimiter) && !word.hasPrefix("\"") ? "y" : word
    }

    @Test("every byte of every row stays, whatever the chunks", arguments: [",", ";", "\t"] as [Character], ["\n", "\r\n"])
    func bytesStay(delimiter: Character, lineEnd: String) throws {
        let ground = Located.ground(try Located.square())
        var state: UInt64 = 42
        for (mark, lastEnd) in [("", true), ("\u{FEFF}", true), ("\u{FEFF}\(lineEnd)", false)] {
            let header = mark + ["place", "lon", "lat", "remark", "date"].joined(separator: String(delimiter)) + lineEnd
            var rows: [String] = []
            for k in 0..<200 {
                let cells = [
                    word(&state, delimiter), k % 7 == 0 ? "east" : "\(Double(k) / 100)", k % 11 == 0 ? "" : "0.25", word(&state, delimiter),
                    k % 5 == 0 ? "2015-02-30" : "2015-03-\(10 + k % 20)",
                ]
                rows.append(cells.joined(separator: String(delimiter)) + lineEnd)
                if k % 31 == 0 { rows.append(lineEnd) }
                if k % 43 == 0 { rows.append(String(repeating: delimiter, count: 4) + lineEnd) }
            }
            if !lastEnd { rows[rows.count - 1].removeLast() }
            let table = header + rows.joined()
            var reading = LocatedReading()
            let whole = try Located.locate(table, ground, reading)
            for chunk in [1, 7, 64, 1000, 4096] {
                reading.chunkBytes = chunk
                let cut = try Located.locate(table, ground, reading)
                #expect(cut.text == whole.text, "chunks of \(chunk)")
                #expect(cut.summary.unplaced.mapValues(\.count) == whole.summary.unplaced.mapValues(\.count))
                #expect(cut.summary.unplaced.mapValues(\.firstRow) == whole.summary.unplaced.mapValues(\.firstRow))
            }
            // Walk over the result: each row as it was, then five cells without line breaks, then its own line end.
            var rest = Array(whole.text.utf8)[...]
            for row in [header] + rows {
                let end = row.hasSuffix(lineEnd) ? lineEnd : ""
                let body = Array(row.utf8.dropLast(end.utf8.count))
                #expect(rest.starts(with: body), "\(row)")
                rest = rest.dropFirst(body.count)
                let added = rest.prefix { $0 != 0x0A && $0 != 0x0D }
                let cells = added.count { $0 == delimiter.asciiValue }
                #expect(cells == (body.isEmpty || body == [0xEF, 0xBB, 0xBF] ? 0 : 5), "\(row)")
                rest = rest.dropFirst(added.count)
                #expect(rest.starts(with: Array(end.utf8)))
                rest = rest.dropFirst(end.utf8.count)
            }
            #expect(rest.isEmpty)
        }
    }

    @Test("rows that cannot be placed keep their bytes, get no side, and are counted by reason")
    func notes() throws {
        let rows: [(row: String, note: LocatedNote)] = [
            ("1,0.5,0,2015-03-02", .placed), ("2,,,2015-03-02", .noPosition), ("3,0.5,,2015-03-02", .halfAPosition),
            ("4,O.5,0,2015-03-02", .notANumber), ("5,0.5,91,2015-03-02", .outOfRange), ("6,181,0,2015-03-02", .outOfRange),
            ("7,0.5,0,", .noDate), ("8,0.5,0,soon", .notADate), ("9,0.5,0,2015-02-29", .impossibleDate),
            ("10,0.5,0,2015-03-02T25:00", .impossibleTime), ("11,0.5,0,03/04/2015", .ambiguousDate), ("12,0.5,0,2015-02-28", .beforeMaps),
            ("13,0.5,0,2015-03-02,more", .raggedRow), ("14,0.5,0", .raggedRow), ("15,0\"5,0,2015-03-02", .strayQuote),
            ("16,nan,0,2015-03-02", .notANumber), ("17,1e999,0,2015-03-02", .outOfRange),
        ]
        let table = "id,lon,lat,date\n" + rows.map { $0.row + "\n" }.joined()
        let (text, summary) = try Located.locate(table, Located.ground(try Located.square()))
        for (line, (row, note)) in zip(text.split(separator: "\n").dropFirst(), rows) {
            let missing = String(repeating: ",", count: note == .raggedRow && row.hasPrefix("14") ? 1 : 0)
            #expect(line == row + missing + (note == .placed ? ",south,55287.1,27.829,2015-03-01," : ",,,,,\(note.word)") || note == .placed)
            if note == .placed { #expect(line.hasPrefix(row + ",south,") && line.hasSuffix(",2015-03-01,")) }
        }
        for note in LocatedNote.allCases where note != .placed {
            let expected = rows.count { $0.note == note }
            #expect(summary.unplaced[note]?.count ?? 0 == expected, "\(note)")
            if let first = rows.firstIndex(where: { $0.note == note }) { #expect(summary.unplaced[note]?.firstRow == first + 2) }
        }
        #expect(summary.rows == rows.count)
        #expect(summary.placed == 1)
    }

    @Test("a byte that is not UTF-8 stays as it is")
    func notUTF8() throws {
        let bytes = Array("id,lon,lat,date\n".utf8) + [0xFF] + Array(",0.5,0,2015-03-02\n".utf8)
        let (out, summary) = try Located.locate(bytes, Located.ground(try Located.square()))
        #expect(out.contains(0xFF))
        #expect(summary.unplaced[.notUTF8]?.count == 1)
    }

    /// Found by fuzzing: behind a stray quote nobody looked whether bytes were UTF-8.
    @Test("a byte that is not UTF-8 is found behind a stray quote", arguments: [1, 64, 1 << 20])
    func notUTF8BehindAStrayQuote(chunk: Int) throws {
        let row = Array(",0.5,0,2015-03-02\n".utf8)
        var bytes = Array("id,lon,lat,date\na\"b".utf8) + row
        for _ in 0..<20 { bytes += Array("plain".utf8) + row }
        bytes += [0x83, 0xD3, 0x8C] + row
        var reading = LocatedReading()
        reading.chunkBytes = chunk
        let (_, summary) = try Located.locate(bytes, Located.ground(try Located.square()), reading)
        #expect(summary.unplaced[.strayQuote]?.count == 1)
        #expect(summary.unplaced[.notUTF8]?.count == 1)
        #expect(summary.placed == 20)
    }

    @Test("a row of HXL tags gets tags")
    func tags() throws {
        let text = try Located.locate(
            "lon,lat,date\n#geo+lon,#geo+lat,#date\n0.5,0,2015-03-02\n", Located.ground(try Located.square()))
        let lines = text.text.split(separator: "\n")
        #expect(lines[1] == "#geo+lon,#geo+lat,#date,#status+side,#indicator+distance+m,#indicator+chainage+km,#date+control_map,#meta+locate_note")
        #expect(text.summary.rows == 1)
        #expect(text.summary.placed == 1)
    }

    @Test("decimal commas: read, and written where the table writes them")
    func decimalComma() throws {
        let ground = Located.ground(try Located.square())
        let comma = try Located.locate("lon;lat;date\n0,5;0,0;2015-03-02\n", ground)
        #expect(comma.text.contains("0,5;0,0;2015-03-02;south;55"))
        #expect(!comma.text.contains("."))
        let point = try Located.locate("lon;lat;date\n0.5;0.0;2015-03-02\n", ground)
        #expect(point.text == comma.text.replacingOccurrences(of: ",", with: "."))
    }

    @Test("a header alone, with and without a line end")
    func headerAlone() throws {
        let ground = Located.ground(try Located.square())
        let new = ",side,distance_to_line_m,chainage_km,control_map,locate_note"
        #expect(try Located.locate("lon,lat,date", ground).text == "lon,lat,date" + new)
        #expect(try Located.locate("lon,lat,date\r\n", ground).text == "lon,lat,date" + new + "\r\n")
    }

    @Test("features, one a line")
    func features() throws {
        var reading = LocatedReading()
        reading.form = .geojsonseq
        let text = try Located.locate(
            "id,lon,lat,date\na,0.5,0,2015-03-02\n\"b \"\"x\"\"\",,,2015-03-02\n", Located.ground(try Located.square()), reading)
        let lines = text.text.split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines { #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any]) }
        #expect(lines[0].contains("\"coordinates\":[0.5,0]"))
        #expect(lines[0].contains("\"side\":\"south\""))
        #expect(lines[1].contains("\"geometry\":null"))
        #expect(lines[1].contains("\"id\":\"b \\\"x\\\"\""))
        #expect(lines[1].contains("\"locate_note\":\"no-position\""))
    }

    /// Header, and the columns that are found: longitude, latitude, time, uncertainty.
    static let headers: [(header: String, found: [String?])] = [
        ("id,date_start,date_end,where_prec,latitude,longitude", ["longitude", "latitude", "date_start", "where_prec"]),
        ("event_id_cnty,event_date,year,latitude,longitude,geo_precision,timestamp", ["longitude", "latitude", "event_date", nil]),
        ("id,from,to,lat,lon,uncertainty_m,kind", ["lon", "lat", "from", "uncertainty_m"]),
        ("latitude,longitude,acq_date,acq_time,confidence", ["longitude", "latitude", "acq_date", nil]),
        ("start,end,today,_geo_latitude,_geo_longitude,_submission_time,date", ["_geo_longitude", "_geo_latitude", "date", nil]),
        ("Date,gps-Latitude,gps-Longitude,gps-Altitude", ["gps-Longitude", "gps-Latitude", "Date", nil]),
        ("TIME;LAT;LNG", ["LNG", "LAT", "TIME", nil]),
    ]

    @Test("columns are found by their names", arguments: headers.indices)
    func columns(row: Int) throws {
        let (header, found) = Self.headers[row]
        let table = try LocatedTable(
            ByteSource(bytes: Array(header.utf8), file: "t.csv"), on: Located.ground(try Located.square()), LocatedReading())
        let used = table.usedColumns
        #expect([used.longitude, used.latitude, used.time, used.uncertainty] == found)
    }

    /// Header, the codes that it ends with, and a piece of the message.
    static let refused: [(header: String, codes: [String], says: String)] = [
        ("id,when", ["missing-column", "missing-column"], "the table has: id, when"),
        ("lon,lat", ["missing-column"], "--time"),
        ("lon,longitude,lat,date", ["ambiguous-column"], "'lon', 'longitude'"),
        ("a_lon,b_lon,lat,date", ["ambiguous-column"], "--lon"),
        ("lon,lon,lat,date", ["ambiguous-column"], "'lon', 'lon'"),
        ("lon,lat,date,side", ["column-exists"], "--prefix"), ("{\"type\":\"FeatureCollection\"", ["not-a-table"], "ogr2ogr"),
    ]

    @Test("a header that does not say enough is refused with what there is", arguments: refused.indices)
    func refusals(row: Int) throws {
        let (header, codes, says) = Self.refused[row]
        let faults = #expect(throws: Diagnostics.self) {
            try Located.locate(header + "\n0,0,0,0\n", Located.ground(try Located.square()))
        }
        #expect(faults?.all.map(\.code) == codes)
        #expect(faults?.all.contains { $0.text(color: false).contains(says) } ?? false)
    }

    @Test("named columns, and a name that is not there")
    func named() throws {
        let ground = Located.ground(try Located.square())
        var reading = LocatedReading()
        (reading.longitude, reading.latitude, reading.time, reading.prefix) = ("Este", "Norte", "fecha", "map_")
        let text = try Located.locate("side,ESTE,Norte,Fecha\nx,0.5,0,2015-03-02\n", ground, reading).text
        #expect(text.hasPrefix("side,ESTE,Norte,Fecha,map_side,"))
        reading.time = "fetcha"
        let faults = #expect(throws: Diagnostics.self) { try Located.locate("side,ESTE,Norte,Fecha\n", ground, reading) }
        #expect(faults?.all.first?.help?.contains("did you mean \"Fecha\"") ?? false)
    }

    @Test("a file that ends within a row", arguments: ["1,0.5,0,2015-03-02\n2,0.5", "1,0.5,0,2015-03-02\n2,\"0.5,0,2015-03-02\n"])
    func cut(rows: String) throws {
        let faults = #expect(throws: Diagnostics.self) {
            try Located.locate("id,lon,lat,date\n" + rows, Located.ground(try Located.square()))
        }
        #expect(faults?.all.map(\.code) == ["cut-row"])
        #expect(faults?.all.first?.place == .cell(row: 3, column: nil, value: nil))
    }
}
