// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "territory-peer",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "holdfast", path: "../../..")],
    targets: [.executableTarget(name: "territory-peer", dependencies: [.product(name: "Holdfast", package: "holdfast")])],
    swiftLanguageModes: [.v6]
)
