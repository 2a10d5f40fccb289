// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "incident-reader",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "holdfast", path: "../../..")],
    targets: [.executableTarget(name: "incident-reader", dependencies: [.product(name: "Holdfast", package: "holdfast")])],
    swiftLanguageModes: [.v6]
)
