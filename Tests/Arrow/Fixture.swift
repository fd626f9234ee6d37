import Arrow
import Foundation
import TestSupport

/// The streams that other programs wrote, kept in a folder; `write.py` and `spark.py` there made them.
enum Fixture {
    /// The path of the folder.
    static let folder = Project.folder + "/Tests/Arrow/Fixtures"

    /// The names of all of them.
    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted()
        .filter { $0.hasSuffix(".arrows") }.map { String($0.dropLast(7)) } ?? []

    /// The bytes of the one of this name.
    static func bytes(_ name: String) throws -> [UInt8] { try contents(of: "\(folder)/\(name).arrows") }

    /// The batches of the one of this name.
    static func batches(_ name: String) throws -> [RecordBatch] { try ArrowStream.read(bytes(name)) }

    /// The only batch of the one of this name.
    static func batch(_ name: String) throws -> RecordBatch {
        let batches = try batches(name)
        guard batches.count == 1 else { throw CocoaError(.fileReadCorruptFile) }
        return batches[0]
    }
}

/// A column of lists of these elements, nil for a null.
func lists(_ name: String, _ lengths: [Int?], _ elements: Column) -> Column {
    var offsets: [Int32] = [0]
    for length in lengths { offsets.append(offsets.last! + Int32(length ?? 0)) }
    return Column(name, .lists(offsets: offsets, elements: elements), isNull: lengths.map { $0 == nil })
}
