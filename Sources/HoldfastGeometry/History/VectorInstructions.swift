import CLocate

/// Which vector instructions the loops over columns use. All give the same bits.
public enum VectorInstructions: Int32, Sendable, CaseIterable, Comparable {
    /// What every processor of the architecture has.
    case base = 0
    case avx2 = 1
    case avx512 = 2

    /// The best that this processor has.
    public static let best = VectorInstructions(rawValue: clocate_best_instructions()) ?? .base

    /// As people write it.
    public var name: String {
        switch self {
        case .base: "no wide vectors"
        case .avx2: "AVX2"
        case .avx512: "AVX-512"
        }
    }

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
