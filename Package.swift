// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors everywhere; strict memory safety wherever no C is touched (rule 4 of the house).
let checked: [SwiftSetting] = [.treatAllWarnings(as: .error), .strictMemorySafety()]
let nearC: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A module of our own under `Sources`, memory-safe unless said otherwise.
func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil,
    resources: [Resource] = [], settings: [SwiftSetting] = checked
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path ?? "Sources/\(name)", resources: resources,
        swiftSettings: settings)
}

/// The tests of one module, in the folder of its name under `Tests`.
func tests(_ name: String, _ more: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + more,
        path: "Tests/\(name)", exclude: exclude, swiftSettings: nearC)
}

/// A C library of the system, found by pkg-config or Debian's package.
func system(_ name: String, path: String, pkgConfig: String, debian: String) -> Target {
    .systemLibrary(name: name, path: path, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let package = Package(
    name: "segue",
    products: [
        .executable(name: "segue", targets: ["segue"]),
        // Without readline, so that what links it stays free of the GPL.
        .library(name: "SegueKit", targets: ["SegueKit"]),
    ],
    traits: [
        .trait(name: "Spark", description: "Graphs on Apache Spark, through Spark Connect: sc://HOST:PORT/SCHEMA")
    ],
    dependencies: [
        .package(path: "Sources/SparkConnect"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    ],
    targets: [
        // The program and what it talks through
        .executableTarget(
            name: "segue",
            dependencies: [
                "Session", "SparkStore", "Spill", "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/segue", swiftSettings: checked),
        module("Terminal", ["CReadline", "CGuard"], settings: nearC),
        .target(name: "CGuard", path: "Sources/CGuard"),
        .target(
            name: "CReadline", path: "Sources/CReadline",
            linkerSettings: [.linkedLibrary("readline")]),

        // The library that other programs embed, and one that does
        module("SegueKit", ["Session", "Grammar", "Graph", "Recommender"]),
        .executableTarget(
            name: "segue-embedding", dependencies: ["SegueKit"], path: "Examples/embedding",
            exclude: ["main.expected"], swiftSettings: checked),

        // Names bound, statements run, rows rendered
        module(
            "Session",
            ["Grammar", "Query", "Ingest", "Export", "TripleStore", "SparkStore", "Recommender", "Spill"],
            resources: ["page.html", "page.css", "model.js", "picture.js", "hands.js"].map {
                .embedInCode("Pictures/Page/\($0)")
            }),
        .target(
            name: "Grammar", path: "Grammar", exclude: ["corpus"], sources: ["Syntax"],
            resources: [.embedInCode("segue.ebnf"), .embedInCode("keywords.txt")],
            swiftSettings: checked),

        // Files in, graph out; graph in, files out
        module("Ingest", ["Graph", "TripleStore", "Spill", "CZlib", "CSQLite"], settings: nearC),
        module("Export", ["Graph", "CZlib"], settings: nearC),
        system("CZlib", path: "Sources/CZlib", pkgConfig: "zlib", debian: "zlib1g-dev"),
        system("CSQLite", path: "Sources/CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),

        // The graph and what reads it
        module("Graph"),
        module("Query", ["Graph", .product(name: "HeapModule", package: "swift-collections")]),

        // Columns as other programs send them
        module("Arrow"),

        // The engine
        module("Recommender", ["Graph", "Neural", "Spill"]),
        module("Neural", ["Tensor"]),
        module("Tensor", ["COpenBLAS", "CKernels"], settings: nearC),
        .target(name: "CKernels", path: "Sources/CKernels", cSettings: [.define("_GNU_SOURCE")]),
        system("COpenBLAS", path: "Sources/COpenBLAS", pkgConfig: "openblas", debian: "libopenblas-dev"),

        // What does not fit into memory
        module("Spill", settings: nearC),

        // The store
        module("TripleStore", ["Graph", "LMDB", "Spill"], path: "Store/TripleStore"),
        module("LMDB", ["CLMDB", "CGuard"], path: "Store/LMDB", settings: nearC),
        module(
            "SparkStore",
            [
                "Graph", "Arrow",
                .product(name: "SparkConnect", package: "SparkConnect", condition: .when(traits: ["Spark"])),
            ], path: "Store/SparkStore"),
        system("CLMDB", path: "Store/CLMDB", pkgConfig: "lmdb", debian: "liblmdb-dev"),

        // Tests, one folder a module
        .target(
            name: "TestSupport", dependencies: ["Graph", "TripleStore", "CSQLite"], path: "Tests/TestSupport",
            swiftSettings: nearC),
        tests("SparkStore", ["TripleStore", "Ingest", "Arrow", "Graph"]), tests("Graph"), tests("Grammar"),
        tests("Spill"), tests("LMDB"),
        tests("TripleStore", ["LMDB"], exclude: ["Fixtures"]), tests("Query"),
        tests("Arrow", exclude: ["Fixtures"]),
        tests("Ingest", ["TripleStore", "CSQLite"]), tests("Export", ["TripleStore", "Ingest"]), tests("Tensor"),
        tests("Neural", exclude: ["reference"]),
        tests("Recommender", ["TripleStore", "Ingest", "Spill"], exclude: ["Fixtures"]),
        tests("Session", ["TripleStore", "SparkStore", "Grammar", "Graph"], exclude: ["Transcripts"]),
        tests("SegueKit", ["segue-embedding", "Session", "Recommender"]),
        tests("Terminal"),
        tests("segue", ["TripleStore"], exclude: ["Page"]),

        // Segue as one of the engines that `Tests/Benchmarks/run.sh` compares
        .executableTarget(
            name: "segue-benchmarks",
            dependencies: ["SegueKit", "Query", "Recommender", "Neural", "Tensor", "TripleStore", "Graph"],
            path: "Tests/Benchmarks/segue", swiftSettings: checked),

        // What takes any bytes, given any: `Tests/Benchmarks/run.sh fuzz` explores, the tests play the kept ones again
        .executableTarget(
            name: "segue-fuzz",
            dependencies: [
                "Session", "Grammar", "Ingest", "Export", "TripleStore", "Recommender", "Arrow", "TestSupport",
            ],
            path: "Tests/Benchmarks/fuzz/Program", swiftSettings: nearC),
        .testTarget(
            name: "FuzzTests", dependencies: ["segue-fuzz", "TestSupport"], path: "Tests/Fuzz", exclude: ["Kept"],
            swiftSettings: nearC),
    ],
    swiftLanguageModes: [.v6]
)
