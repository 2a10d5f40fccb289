import Synchronization

/// A value made at most a few times and kept once, without a lock: threads that come at the same time each make it, one wins.
public final class Once<Value: Sendable>: Sendable {
    private final class Box: Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }

    private let box = AtomicLazyReference<Box>()

    public init() {}

    /// The value, made now if it was not made before.
    @inline(__always)
    public func value(_ make: () -> Value) -> Value {
        if let made = box.load() { return made.value }
        return box.storeIfNil(Box(make())).value
    }
}
