import Foundation

/// Puts `new` in the place of every `old` within the file at `path`, as bits that change by themselves would; answers how
/// often. Both must be of one length.
@discardableResult
public func damage(_ path: String, _ old: [UInt8], to new: [UInt8]) throws -> Int {
    precondition(old.count == new.count && !old.isEmpty, "texts of one length")
    var data = try Data(contentsOf: URL(fileURLWithPath: path))
    var (places, start) = (0, data.startIndex)
    while let found = data.range(of: Data(old), in: start..<data.endIndex) {
        data.replaceSubrange(found, with: new)
        (places, start) = (places + 1, found.upperBound)
    }
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.write(contentsOf: data)
    try file.close()
    return places
}
