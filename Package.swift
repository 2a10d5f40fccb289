// swift-tools-version:6.2
import Foundation
import PackageDescription

// CI treats every warning as an error; a user's build with a newer compiler does not break on one.
let strict: [SwiftSetting] =
    ProcessInfo.processInfo.environment["HOLDFAST_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : []

func target(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
    name: "holdfast",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Holdfast", targets: ["Holdfast"]),
        .executable(name: "holdfast", targets: ["HoldfastCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CProj", pkgConfig: "proj", providers: [.apt(["libproj-dev"]), .brew(["proj"])]),
        .systemLibrary(name: "CGeos", pkgConfig: "geos", providers: [.apt(["libgeos-dev"]), .brew(["geos"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CBoostMath"),
        .target(name: "CLocate"),

        // In the order in which data flows. No arrow runs up.
        target("HoldfastText", [.product(name: "Crypto", package: "swift-crypto")]),
        target("HoldfastGeometry", ["HoldfastText", "CProj", "CGeos", "CZlib", "CLocate"]),
        target("HoldfastAgreement", ["HoldfastText", "HoldfastGeometry", "Yams"]),
        target("HoldfastIncidents", ["HoldfastText", "HoldfastGeometry"]),
        target("HoldfastControl", ["HoldfastText", "HoldfastGeometry"]),
        target("HoldfastStatistics", ["CBoostMath"]),
        target("HoldfastAssessment", [
            "HoldfastText", "HoldfastGeometry", "HoldfastAgreement", "HoldfastIncidents", "HoldfastControl",
            "HoldfastStatistics",
        ]),
        // Reads what an assessment needs from files; the assessment itself does no I/O.
        target("HoldfastInputs", [
            "HoldfastText", "HoldfastGeometry", "HoldfastAgreement", "HoldfastIncidents", "HoldfastControl",
        ]),
        target("HoldfastReport", [
            "HoldfastText", "HoldfastGeometry", "HoldfastAgreement", "HoldfastIncidents", "HoldfastControl",
            "HoldfastStatistics", "HoldfastAssessment",
        ]),
        target("Holdfast", [
            "HoldfastText", "HoldfastGeometry", "HoldfastAgreement", "HoldfastIncidents", "HoldfastControl",
            "HoldfastStatistics", "HoldfastAssessment", "HoldfastInputs", "HoldfastReport",
        ]),
        .executableTarget(
            name: "HoldfastCommand",
            dependencies: [
                "HoldfastText", "HoldfastGeometry", "HoldfastAgreement", "HoldfastIncidents", "HoldfastControl",
                "HoldfastStatistics", "HoldfastAssessment", "HoldfastInputs", "HoldfastReport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        tests("HoldfastTextTests", ["HoldfastText"]),
        tests("HoldfastGeometryTests", ["HoldfastText", "HoldfastGeometry"]),
        tests("HoldfastAgreementTests", ["HoldfastText", "HoldfastGeometry", "HoldfastAgreement"]),
        tests("HoldfastIncidentsTests", ["HoldfastText", "HoldfastGeometry", "HoldfastIncidents"]),
        tests("HoldfastControlTests", ["HoldfastText", "HoldfastGeometry", "HoldfastControl"]),
        tests("HoldfastStatisticsTests", ["HoldfastStatistics"]),
        tests("HoldfastInputsTests", ["Holdfast"]),
        tests("HoldfastAssessmentTests", ["Holdfast"]),
        tests("HoldfastReportTests", ["Holdfast"]),
        tests("HoldfastCommandTests", ["Holdfast", "HoldfastCommand"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
