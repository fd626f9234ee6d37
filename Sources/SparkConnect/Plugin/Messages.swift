import Foundation
import PackagePlugin

/// Makes Swift of the `.proto` files of a target, with the system's `protoc` (Debian: `protobuf-compiler`).
///
/// The plugin that comes with swift-protobuf would first compile `protoc` itself, from C++, for minutes.
@main
struct Messages: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let module = target.sourceModule else { return [] }
        let protoc = try Self.protoc()
        let generator = try context.tool(named: "protoc-gen-swift").url
        return module.sourceFiles(withSuffix: ".proto").map { file in
            let made = context.pluginWorkDirectoryURL
                .appending(path: file.url.deletingPathExtension().lastPathComponent + ".pb.swift")
            return .buildCommand(
                displayName: "Making messages of \(file.url.lastPathComponent)",
                executable: protoc,
                arguments: [
                    "--plugin=protoc-gen-swift=\(generator.path)", "--swift_opt=Visibility=Package",
                    "--swift_out=\(context.pluginWorkDirectoryURL.path)",
                    "--proto_path=\(file.url.deletingLastPathComponent().path)", file.url.path,
                ],
                inputFiles: [file.url, generator], outputFiles: [made])
        }
    }

    /// Where `protoc` is: the first folder of PATH that has it.
    private static func protoc() throws -> URL {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        for folder in "\(path):/usr/bin".split(separator: ":") {
            let file = URL(filePath: String(folder)).appending(path: "protoc")
            if FileManager.default.isExecutableFile(atPath: file.path) { return file }
        }
        throw MissingProtoc()
    }
}

/// What the build says where there is no `protoc`.
struct MissingProtoc: Error, CustomStringConvertible {
    var description: String { "protoc is not on PATH; it comes with Debian's package protobuf-compiler" }
}
