import Foundation

/// A database that a program of an earlier format has written, kept beside what that program read out of it.
///
/// Each has types, relations, weights, labels, keys, properties, aliases, a split, and traces of what was removed; that
/// of format 2 has properties of edges too.
public struct EarlierFormat: Sendable {
    /// The version.
    public let version: Int

    public static let one = EarlierFormat(version: 1)
    public static let two = EarlierFormat(version: 2)
    /// All that are kept.
    public static let all = [one, two]

    private static let folder = Project.folder + "/Tests/TripleStore/Fixtures"

    /// What it holds, a line each (`Listing`).
    public var listing: String {
        get throws { String(decoding: try contents(of: "\(Self.folder)/format\(version).txt"), as: UTF8.self) }
    }

    /// Puts the database into a new folder.
    public func unpack(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let bytes = try gunzipped("\(Self.folder)/format\(version).mdb.gz")
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/data.mdb"))
    }
}
