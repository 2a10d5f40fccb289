import HoldfastAssessment
struct HTMLReport { init(_ a: Assessment) {}; func page() -> [UInt8] { [] } }
