import Foundation

/// The project that the tests are of.
public enum Project {
    /// Its folder.
    public static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
}
