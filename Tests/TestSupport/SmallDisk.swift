import Foundation

/// A file system of few megabytes in memory, which goes with its owner.
public final class SmallDisk {
    /// Where it is.
    public let path = FileManager.default.temporaryDirectory.path + "/disk-" + UUID().uuidString

    /// Whether this user may make one.
    public static let canBeMade = SmallDisk(megabytes: 1) != nil

    /// A new empty one; nil where this user may not make one.
    public init?(megabytes: Int) {
        guard mkdir(path, 0o700) == 0 else { return nil }
        guard Self.run(["mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path]) else { return nil }
    }

    deinit {
        _ = Self.run(["umount", "-l", path])
        rmdir(path)
    }

    private static func run(_ command: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
