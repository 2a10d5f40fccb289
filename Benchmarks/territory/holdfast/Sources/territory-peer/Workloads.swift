import Holdfast

/// W1 and W2: the index is built, then every point is asked for.
func locate(
    _ points: PointsFile, _ history: ControlHistory, withDistance: Bool, instructions: VectorInstructions, load: Double,
    answers: String?
) {
    let n = points.days.count
    let standings = UnsafeMutableBufferPointer<Standing>.allocate(capacity: n)
    let metres = UnsafeMutableBufferPointer<Double>.allocate(capacity: withDistance ? n : 0)

    // The caller's columns are there before the clock starts; so are the peers'.
    standings.initialize(repeating: .unknown)
    metres.initialize(repeating: 0)

    let began = clockSeconds()
    let shapes = history.held.shapes
    let edges = shapes.edges()
    let sides = ShapeHistoryIndex(edges: edges, epochs: shapes.count)
    let lines = withDistance ? LineHistoryIndex(edges: edges, epochs: shapes.count) : nil
    let built = clockSeconds()
    let first = history.dates[0].dayNumber
    let last = history.dates[history.dates.count - 1].dayNumber
    let valid = (first...last).map { day in
        CivilDate(dayNumber: day).flatMap { history.epoch(on: $0) }.map { Int32($0) } ?? -1
    }
    nonisolated(unsafe) let days = points.days
    _ = inRuns(of: n, atLeast: 1 << 16) { run in
        for i in run {
            let day = Int(days[i])
            days[i] = day < first ? -1 : valid[min(day, last) - first]
        }
    }
    let asked = UnsafeBufferPointer(points.days)
    sides.standings(longitudes: points.longitudes, latitudes: points.latitudes, epochs: asked, into: standings)
    let sided = clockSeconds()
    lines?.distances(
        longitudes: points.longitudes, latitudes: points.latitudes, epochs: asked, into: metres, instructions: instructions)
    nonisolated(unsafe) let (side, signed) = (standings, metres)
    _ = inRuns(of: signed.count, atLeast: 1 << 16) { run in
        for i in run where side[i] != .inside { signed[i].negate() }
    }
    let done = clockSeconds()

    var inside = 0
    var sum = 0.0
    for i in 0..<n where standings[i] == .inside { inside += 1 }
    for d in metres { sum += abs(d) }
    var more = ["\"inside\": \(inside)", "\"seconds_sides\": \(sided - built)"]
    if withDistance { more.append("\"mean_m\": \(sum / Double(n))") }
    Result(
        workload: withDistance ? "W1" : "W2", count: n, load: load, build: built - began, seconds: done - built,
        instructions: instructions, more: more
    ).print()
    if let answers {
        let codes = standings.map { s -> Int8 in
            switch s {
            case .outside: 0
            case .inside: 1
            case .boundary: 2
            case .unknown: 3
            }
        }
        writeAnswers(answers, sides: codes, metres: withDistance ? UnsafeBufferPointer(metres) : nil)
    }
}

/// W5: the area of every date, and what was gained and lost from each to the next.
func measure(_ history: ControlHistory, load: Double) {
    let began = clockSeconds()
    let shapes = history.held.shapes
    let areas = inRuns(of: shapes.count, atLeast: 1) { $0.map { shapes.areaSquareMetres($0) } }.flatMap(\.self)
    let measured = clockSeconds()
    let changes = history.changes()
    let done = clockSeconds()
    let gained = changes.reduce(0) { $0 + $1.gainedSquareMetres }
    let lost = changes.reduce(0) { $0 + $1.lostSquareMetres }
    let more = [
        "\"seconds_areas\": \(measured - began)", "\"seconds_changes\": \(done - measured)",
        "\"first_km2\": \((areas.first ?? 0) / 1e6)", "\"last_km2\": \((areas.last ?? 0) / 1e6)",
        "\"gained_km2\": \(gained / 1e6)", "\"lost_km2\": \(lost / 1e6)",
    ]
    Result(workload: "W5", count: areas.count, load: load, seconds: done - began, more: more).print()
}
