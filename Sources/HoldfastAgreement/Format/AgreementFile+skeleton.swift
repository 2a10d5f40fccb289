import HoldfastText

extension AgreementFile {
    /// A commented file to begin with. It passes checking as it stands, without errors.
    ///
    /// - Parameters:
    ///   - title: The agreement's title; its id is made from it.
    ///   - parties: Names of the sides, at least one; ids are made from them.
    ///   - day: The day of entry into force, at 00:00. Without it a placeholder stands there, and a remark says so.
    ///   - timeZone: IANA name or `UTC`.
    public static func skeleton(
        title: String, parties: [String] = ["First Party", "Second Party"], day: CivilDate? = nil, timeZone: String = "UTC"
    ) -> String {
        let names = (parties.isEmpty ? ["First Party", "Second Party"] : parties).enumerated().map { i, name in
            printable(name).isEmpty ? "Party \(i + 1)" : printable(name)
        }
        let title = printable(title).isEmpty ? "Untitled agreement" : printable(title)
        let date = day?.iso8601 ?? "2025-01-01"
        var ids: [String] = []
        for (i, name) in names.enumerated() {
            let id = identifier(from: name, orElse: "party-\(i + 1)")
            ids.append(ids.contains(id) ? "\(id.prefix(50))-\(i + 1)" : id)
        }
        func partyLines(_ i: Int) -> String {
            let inData = quoted(names[..<i].contains(names[i]) ? "\(names[i]) \(i + 1)" : names[i])
            return """
                  \(ids[i]):
                    name: \(quoted(names[i]))
                    names-in-data:                  # as the data spell it; several names as [one, other]
                      holdfast: [\(inData)]
                      # ucdp: [\(inData)]
                """
        }
        return """
            # A cease-fire agreement for Holdfast. Lines that begin with # are remarks: delete the # to use what follows.
            # Every value with a unit says so (15 km, 7 d, 2 km2). Indent with spaces, two for each level.
            # Check the file with:  holdfast check FILE
            holdfast: 1

            agreement:
              id: \(identifier(from: title, orElse: "agreement"))
              title: \(quoted(title))
              # class: preliminary              # cessation-of-hostilities, preliminary or definitive
              # signed: \(date)
              enters-into-force: \(date)T00:00   # \(day == nil ? "put the real date and time here, " : "")by the clocks of the zone below
              time-zone: \(timeZone)                    # such as Europe/Kyiv
              # sources: [{title: "The agreement", url: "https://…", article: "1-3", checked: primary}]

            # The sides bound by terms. Before each colon an id of your choice: small letters, digits, hyphens.
            parties:
            \(names.indices.map(partyLines).joined(separator: "\n"))

            # Bodies that monitor, find or rule.
            # mechanisms:
            #   joint-centre: {name: Joint Centre for Control and Co-ordination}

            # Those who promise to act.
            # guarantors:
            #   alliance: {name: Alliance}

            # Lines, zones and maps: GeoJSON, Shapefile, KML or GeoPackage files beside this one.
            # space:
            #   control: {files: "control/*.geojson", held-by: \(ids[0])}
            # # or, where an attribute of the polygons says who holds them:  side: {attribute: status, holders: {occupied: \(ids[0])}}
            #   line-of-contact: {from: control}                # or {file: line.geojson, accuracy: 2 km}
            #   zones:
            #     security: {along: line-of-contact, depth: 15 km, width: per-side}
            #   area-of-agreement: {file: area.geojson}

            # What was agreed. D+0 is the moment of entry into force, D+16 the sixteenth day after that day.
            terms:
              cease-fire:
                prohibits: use-of-force
                binds: all
                from: D+0
                # within: security
                # exempt: [live-fire-exercise, demining]
                # says: "The words of the clause, for reports."
              # guns-back:
              #   withdraws: {weapon: artillery, calibre: ">= 100 mm"}
              #   behind: {line: line-of-contact, depth: 25 km}
              #   start: D+2
              #   complete: D+16
              # no-advance: {prohibits: change-of-control, tolerance: 2 km2, over: 1 d}
              # free-movement: {requires: access, for: joint-centre}
              # prisoners: {requires: delivery, of: prisoners, count: 48, complete: D+3}

            # What counts as holding. Without this part the documented default applies.
            # holding:
            #   collapsed: {any: [{deaths: 25, within: 7 d}, {change-of-control: 50 km2, within: 7 d}]}
            #   strained: {violations-of: cease-fire, at-least: 3, within: 7 d}
            #   baseline: {from: 2014-12-01, to: 2015-01-31}    # ends at least 14 clear days before entry into force

            # What guarantors owe, and when. Who finds, when the clock starts, discretion and veto are what matters most.
            # guarantees:
            #   consultation:
            #     guarantors: [alliance]
            #     trigger: {violations-of: cease-fire, at-least: 10, within: 7 d}
            #     finder: joint-centre
            #     clock-starts: finding                           # event, finding or notification
            #     discretion: none
            #     veto: none
            #     obligations:
            #       - {kind: consult, within: 24 h}

            """
    }

    /// Small letters, digits and hyphens from a name in Latin letters.
    private static func identifier(from name: String, orElse other: String) -> String {
        var id = ""
        for c in name.lowercased().utf8 {
            if (0x61...0x7A).contains(c) || (0x30...0x39).contains(c) {
                id.unicodeScalars.append(Unicode.Scalar(c))
            } else if !id.isEmpty, id.last != "-" {
                id.append("-")
            }
        }
        id = String(id.prefix(64))
        while id.last == "-" { id.removeLast() }
        guard let first = id.utf8.first, (0x61...0x7A).contains(first), !["all", "any", "none"].contains(id) else { return other }
        return id
    }

    /// Without characters that an agreement file may not hold, nor spaces at its ends.
    private static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { s -> Unicode.Scalar in
            switch s.value {
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: " "
            default: Stand.isReserved(s) ? " " : s
            }
        }
        return String(String.UnicodeScalarView(scalars)).trimmingSpaces
    }

    /// A printable text as a YAML value in double quotes.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
