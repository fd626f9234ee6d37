// swift-tools-version: 6.2
import PackageDescription

/// The rules of the house, as in the package around this one.
let checked: [SwiftSetting] = [.treatAllWarnings(as: .error), .strictMemorySafety()]
let nearC: [SwiftSetting] = [.treatAllWarnings(as: .error)]

// All that touches gRPC, in a package of its own: the package around it asks for it only with its trait `Spark`,
// so that the ordinary build neither fetches nor compiles nor links any of this.
let package = Package(
    name: "SparkConnect",
    products: [.library(name: "SparkConnect", targets: ["SparkConnect"])],
    dependencies: [
        .package(url: "https://github.com/grpc/grpc-swift-2", from: "2.4.3"),
        .package(url: "https://github.com/grpc/grpc-swift-nio-transport", from: "2.9.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.96.0"),
    ],
    targets: [
        .target(
            name: "SparkConnect",
            dependencies: [
                "OwnThread", "SparkProtocol", .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            path: "Client", swiftSettings: checked),

        // What the tasks of a connection run on
        .target(name: "OwnThread", path: "Thread", swiftSettings: nearC),

        // The messages, which the build makes of the `.proto` files, and how gRPC carries them
        .target(
            name: "SparkProtocol",
            dependencies: [
                .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ],
            path: "Protocol", swiftSettings: nearC, plugins: ["Messages"]),
        .testTarget(
            name: "SparkConnectTests",
            dependencies: [
                "SparkConnect", "SparkProtocol", "OwnThread", .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Tests", swiftSettings: nearC),
        .plugin(
            name: "Messages", capability: .buildTool(),
            dependencies: [.product(name: "protoc-gen-swift", package: "swift-protobuf")], path: "Plugin"),
    ],
    swiftLanguageModes: [.v6]
)
