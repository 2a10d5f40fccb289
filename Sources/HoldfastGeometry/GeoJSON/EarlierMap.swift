import HoldfastText

/// What one thread remembers of the maps it read before, so that the next one, which says mostly the same, is read faster.
///
/// Maps of consecutive days repeat almost all of their text and all but a few edges. It never changes what is read or which
/// faults are found. One thread at a time.
public final class EarlierMap {
    let pairs = EarlierPairs()
    let shapes = EarlierShapes()

    public init() {}
}
