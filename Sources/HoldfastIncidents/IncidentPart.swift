import HoldfastText

/// What one row of incidents says, before it stands in a table.
struct IncidentValues {
    var id = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var from: Int64 = 0
    var to: Int64 = 0
    var longitude = Double.nan
    var latitude = Double.nan
    var uncertainty = Float.infinity
    var deathsLow: Int32 = 0
    var deathsBest: Int32 = 0
    var deathsHigh: Int32 = 0
    var kind = IncidentKind.other
    var certainty = Certainty.likely
    var sideA = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var sideB = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var by = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var place = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var remark = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var weapon = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var calibre = Float.nan
}

/// The incidents of one stretch of a file. Its names are numbered by its own lists until it is put behind the others.
struct IncidentPart: Sendable {
    var table = IncidentTable()
    var actors: ByteNames
    var places: ByteNames
    var remarks: ByteNames
    /// Hash of each id, to find the same again.
    var idHashes: [UInt64] = []
    var faults = RowFaults()
    /// Rows of data in it: used or set aside.
    var rows = 0
    /// The first and last year and the first and last day of the used rows; the first above the last where there is none.
    var years = (first: Int.max, last: Int.min)
    var days = (first: Int.max, last: Int.min)
    /// Licences named in the rows, in order of first sight.
    var licences: ByteNames
    /// Bytes of the file in it.
    var bytes = 0
    private let seed = hashSeed

    init() {
        actors = ByteNames(seed: seed)
        places = ByteNames(seed: seed)
        remarks = ByteNames(seed: seed)
        licences = ByteNames(seed: seed)
    }

    /// Room for `n` rows.
    mutating func reserve(_ n: Int) {
        table.reserve(n)
        idHashes.reserveCapacity(n)
    }

    /// - Parameter row: rows before it in the stretch.
    mutating func append(_ v: IncidentValues, row: Int) {
        idHashes.append(hashOf(v.id, seed))
        if v.id.contains(0x22) { table.ids.append(unquoted(Array(v.id)).utf8) } else { table.ids.append(v.id) }
        table.from.append(v.from)
        table.to.append(v.to)
        table.longitude.append(v.longitude)
        table.latitude.append(v.latitude)
        table.uncertaintyMetres.append(v.uncertainty)
        table.deathsLow.append(v.deathsLow)
        table.deathsBest.append(v.deathsBest)
        table.deathsHigh.append(v.deathsHigh)
        table.kind.append(v.kind)
        table.certainty.append(v.certainty)
        table.sideA.append(actors.intern(v.sideA))
        table.sideB.append(actors.intern(v.sideB))
        table.attributedTo.append(actors.intern(v.by))
        table.place.append(places.intern(v.place))
        table.remark.append(remarks.intern(v.remark))
        table.weapon.append(remarks.intern(v.weapon))
        table.calibreMillimetres.append(v.calibre)
        table.row.append(UInt32(truncatingIfNeeded: row))
    }
}

extension IncidentTable {
    mutating func reserve(_ n: Int) {
        ids.reserve(rows: n, bytesEach: 8)
        from.reserveCapacity(n)
        to.reserveCapacity(n)
        longitude.reserveCapacity(n)
        latitude.reserveCapacity(n)
        uncertaintyMetres.reserveCapacity(n)
        deathsLow.reserveCapacity(n)
        deathsBest.reserveCapacity(n)
        deathsHigh.reserveCapacity(n)
        kind.reserveCapacity(n)
        certainty.reserveCapacity(n)
        sideA.reserveCapacity(n)
        sideB.reserveCapacity(n)
        attributedTo.reserveCapacity(n)
        place.reserveCapacity(n)
        remark.reserveCapacity(n)
        weapon.reserveCapacity(n)
        calibreMillimetres.reserveCapacity(n)
        source.reserveCapacity(n)
        row.reserveCapacity(n)
    }
}
