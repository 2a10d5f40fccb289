// swift-tools-version:6.2
import PackageDescription

// `Fuzz/run` builds this with the sanitizer's flags; without them it does not link.
let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "holdfast", path: "..")],
    targets: [.executableTarget(name: "fuzz", dependencies: [.product(name: "Holdfast", package: "holdfast")])],
    swiftLanguageModes: [.v6]
)
