import Foundation

/// The bytes of the file at `path`.
public func contents(of path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: path)))
}
