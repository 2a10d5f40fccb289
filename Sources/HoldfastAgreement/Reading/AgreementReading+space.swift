import HoldfastText

extension AgreementReading {
    static let lineOfContact = "line-of-contact"

    /// Ids that terms may name, before anything is read that names them.
    func declareSpace(_ node: YAMLNode) {
        guard case .mapping(let pairs) = node.content else { return }
        for pair in pairs {
            guard case .mapping(let inner) = pair.value.content else { continue }
            switch pair.name {
            case Self.lineOfContact: declared.lines.declare(pair.name, at: pair.key)
            case "lines":
                for line in inner where isID(line.name) { declare(line, in: \.lines) }
            case "zones":
                for zone in inner where isID(zone.name) { declare(zone, in: \.zones) }
            default: break
            }
        }
    }

    func readSpace(_ node: YAMLNode, at key: YAMLNode?) -> Space {
        var space = Space()
        guard let fields = fields(node, at: key, what: "'space'", known: Keys.space) else { return space }
        space.border = file("border", in: fields, holding: .polygon)
        space.coast = file("coast", in: fields, holding: .coast)
        space.control = fields["control"].map { readControl($0, at: fields.key("control")) } ?? []
        places.control = fields.key("control")
        if let line = fields[Self.lineOfContact] {
            space.lineOfContact = readLine(line, at: fields.key(Self.lineOfContact), id: Self.lineOfContact, hasControl: fields.has("control"))
        }
        if let lines = fields["lines"] {
            for pair in entries(lines, what: "lines", each: "line") {
                if let line = readLine(pair.value, at: pair.key, id: pair.name, hasControl: fields.has("control")) {
                    space.lines.append((pair.name, line))
                }
            }
        }
        if let zones = fields["zones"] {
            space.zones = entries(zones, what: "zones", each: "zone").compactMap(readZone)
        }
        space.areaOfAgreement = file("area-of-agreement", in: fields, holding: .polygon)
        places.areaOfAgreement = fields.key("area-of-agreement")
        space.places = file("places", in: fields, holding: .point)
        return space
    }

    /// `name: {file: …, layer: …}`.
    private func file(_ name: String, in outer: Fields, holding wanted: MapContent) -> FilePath? {
        guard let node = outer[name],
            let inner = fields(node, at: outer.key(name), what: "'\(name)'", known: Keys.file),
            let file = required("file", in: inner)
        else { return nil }
        return path(file, in: inner, holding: wanted)
    }

    /// The file of a mapping, and its layer.
    private func path(_ file: YAMLNode, in fields: Fields, holding wanted: MapContent) -> FilePath? {
        var path = path(file, what: "file", holding: wanted)
        path?.layer = word("layer", in: fields)
        return path
    }

    func party(_ node: YAMLNode, from what: String) -> String? {
        reference(node, to: [declared.parties], code: .unknownParty, noun: "party", from: what)
    }

    private func readLine(_ node: YAMLNode, at key: YAMLNode?, id: String, hasControl: Bool) -> LineSource? {
        let what = "line '\(id)'"
        guard let fields = fields(node, at: key, what: what, known: Keys.line) else { return nil }
        let isFile = fields.has("file")
        if isFile, fields.has("from") {
            report(
                .lineWithTwoSources, at: fields.key("file") ?? node, "\(what) comes both from a file and from control",
                help: "keep \"file\" or \"from\", not both")
            return nil
        }
        if isFile {
            if let on = fields.key("on") {
                report(
                    .unknownKey, at: on, "\(what) comes from a file and has no key 'on'",
                    help: "\"on\" belongs to a line that comes from control; delete it")
            }
            return readDrawnLine(fields, what: what)
        }
        guard fields.has("from") else {
            report(
                .lineWithoutSource, at: fields.at, "\(what) says neither 'file' nor 'from'",
                help: "write \"file: line.geojson\", or \"from: control\" to derive it from the maps of control")
            return nil
        }
        for name in fields.present(of: ["left-held-by", "right-held-by", "accuracy", "layer"]) {
            report(
                .unknownKey, at: fields.key(name) ?? node, "\(what) comes from control and has no key '\(name)'",
                help: "control itself says who holds which side; delete the key")
        }
        guard let from = fields["from"], choice(from, what: "from", of: ["control"]) != nil else { return nil }
        if !hasControl {
            report(
                .lineWithoutControl, at: from, "\(what) is derived from control, but no maps of control are named",
                help: "add \"control: {files: control/*.geojson, held-by: …}\" under \"space\"")
        }
        guard let on = fields["on"] else { return .control(on: nil) }
        guard let text = word(on, what: "on") else { return nil }
        if text == "moving" { return .movingControl }
        if let first = text.first, first.isLetter {
            report(
                .unknownValue, at: on, "'on' cannot be '\(text)'",
                help: "write a day as in \"2015-02-15\", or \"moving\" for a line that moves with control")
            return nil
        }
        return day(on, what: "on").map { .control(on: $0) }
    }

    private func readDrawnLine(_ fields: Fields, what: String) -> LineSource? {
        let file = fields["file"].flatMap { path($0, in: fields, holding: .line) }
        let left = fields["left-held-by"].flatMap { party($0, from: what) }
        let right = fields["right-held-by"].flatMap { party($0, from: what) }
        if let left, left == right, let node = fields["right-held-by"] {
            report(.samePartyOnBothSides, at: node, "'\(left)' cannot hold both sides of \(what)", help: "name the party on the other side")
        }
        var accuracy: Double? = 0
        if let node = fields["accuracy"] {
            accuracy = metres(node, what: "accuracy", allowZero: true)
        } else if !fields.has("accuracy") {
            report(
                .lineWithoutAccuracy, at: fields.at, "\(what) says nothing of its accuracy and is taken to be exact",
                help: "add \"accuracy: 2 km\": how far the drawn line may lie from the real one")
        }
        guard let file, let accuracy else { return nil }
        return .file(file, leftHeldBy: left, rightHeldBy: right, accuracyMetres: accuracy)
    }

    private func readZone(_ pair: YAMLPair) -> Zone? {
        let what = "zone '\(pair.name)'"
        places.zones[pair.name] = pair.key
        guard let fields = fields(pair.value, at: pair.key, what: what, known: Keys.zone) else { return nil }
        let alongKeys = fields.present(of: ["along", "depth", "width", "side"])
        if fields.has("file") {
            if let extra = alongKeys.first {
                report(
                    .zoneWithTwoShapes, at: fields.key(extra) ?? pair.key, "\(what) is drawn in a file and also measured from a line",
                    help: "keep \"file\", or \"along\", \"depth\" and \"width\"")
                return nil
            }
            return fields["file"].flatMap { path($0, in: fields, holding: .polygon) }.map { Zone(id: pair.name, shape: .file($0)) }
        }
        if let layer = fields.key("layer") {
            report(
                .unknownKey, at: layer, "\(what) is not drawn in a file and has no key 'layer'",
                help: "\"layer\" belongs to a zone that comes from a file; delete it")
        }
        guard !alongKeys.isEmpty else {
            report(
                .zoneWithoutShape, at: pair.key, "\(what) says neither 'file' nor 'along'",
                help: "write \"file: zone.geojson\", or \"along: line-of-contact, depth: 15 km, width: per-side\"")
            return nil
        }
        let line = required("along", in: fields).flatMap { lineReference($0, from: what) }
        let depth = required("depth", in: fields).flatMap { metres($0, what: "depth") }
        if let depth, let node = fields["depth"] { checkDepth(depth, at: node, what: what) }
        let side = fields["side"].flatMap { party($0, from: what) }
        if !fields.has("width") {
            report(
                .zoneWithoutWidth, at: pair.key, "\(what) does not say how its depth is measured",
                help: "add \"width: per-side\" if the depth counts on each side of the line, or \"width: total\" if it is shared between "
                    + "the sides; \"4 km\" and \"2 km each side\" are the same zone, and texts confuse them")
        }
        guard let widthNode = fields["width"], let width = choice(widthNode, what: "width", of: ["per-side", "total"]),
            let line, let depth
        else { return nil }
        return Zone(id: pair.name, shape: .along(line: line, depthMetres: width == "total" ? depth / 2 : depth, side: side))
    }

    func lineReference(_ node: YAMLNode, from what: String) -> String? {
        reference(node, to: [declared.lines], code: .unknownLine, noun: "line", from: what)
    }

    func checkDepth(_ depth: Double, at node: YAMLNode, what: String) {
        guard depth > 200_000 else { return }
        report(
            .depthUnlikely, at: node, "\(what) is \(decimal(depth / 1000, decimals: 1)) km deep",
            help: "no known agreement goes beyond 200 km; check the number and its unit")
    }
}
