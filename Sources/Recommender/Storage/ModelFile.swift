import Foundation
import Graph

/// A model as bytes: a head of 28 bytes, then the contents, all numbers little-endian.
///
/// | bytes | what |
/// |---|---|
/// | 8 | `SEGUEMDL` |
/// | 4 | the form's version |
/// | 8 | how many bytes of contents follow |
/// | 8 | their FNV-1a hash of 64 bits |
///
/// The contents: kind, settings, split, fingerprint, best epoch, users, songs, what each user had played, then the scorer's
/// parts, and how the epochs went.
public enum ModelFile {
    /// The version of the form that is written.
    public static let version: UInt32 = 5

    /// The oldest version that is read: training anew is no loss. It does not tell how the epochs went.
    private static let oldest: UInt32 = 4

    private static let magic = Array("SEGUEMDL".utf8)
    private static let headSize = 28
    /// How many bytes are looked at between two looks at the cancellation.
    private static let portion = 1 << 22

    /// The bytes of a model; the same model gives the same bytes.
    public static func bytes(of model: Model) -> [UInt8] {
        let contents = ModelContents.bytes(of: model)
        var head = ByteWriter()
        head.write(version)
        head.write(UInt64(contents.count))
        head.write(Hash64.of(contents[...]))
        return magic + head.bytes + contents
    }

    /// The model of these bytes; `file` is what errors call them.
    ///
    /// Where `cancellation` is raised, reading stops with `GraphError.interrupted`.
    public static func model(
        from bytes: [UInt8], file: String, cancellation: Cancellation = Cancellation()
    ) throws(RecommenderError) -> Model {
        guard bytes.starts(with: magic) else { throw .notAModel(file: file) }
        guard bytes.count >= headSize else {
            throw .truncatedModel(file: file, bytes: bytes.count, expected: headSize)
        }
        var head = ByteReader(bytes[magic.count..<headSize])
        do {
            let (form, size, hash) = (
                try head.number32("version"), try head.number64("size"), try head.number64("hash")
            )
            guard form <= version else {
                throw RecommenderError.newerModelFile(file: file, version: Int(form), newest: Int(version))
            }
            guard form > 0 else { throw RecommenderError.damagedModel(file: file, where: "version") }
            guard form >= oldest else { throw RecommenderError.olderModelFile(file: file, version: Int(form)) }
            try check(bytes[headSize...], size: size, hash: hash, file: file, cancellation)
            return try ModelContents.model(from: bytes[headSize...], hasEpochs: form > oldest, cancellation)
        } catch let error as RecommenderError {
            throw error
        } catch let error as GraphError {
            throw .graph(error)
        } catch {
            throw .damagedModel(file: file, where: (error as? ByteReader.Failure)?.what ?? "contents")
        }
    }

    private static func check(
        _ contents: ArraySlice<UInt8>, size: UInt64, hash: UInt64, file: String, _ cancellation: Cancellation
    ) throws(RecommenderError) {
        guard UInt64(contents.count) >= size else {
            let expected = Int(clamping: size.addingReportingOverflow(UInt64(headSize)).partialValue)
            throw .truncatedModel(file: file, bytes: contents.count + headSize, expected: expected)
        }
        guard UInt64(contents.count) == size else { throw .damagedModel(file: file, where: "end") }
        var found = Hash64()
        for start in stride(from: contents.startIndex, to: contents.endIndex, by: portion) {
            do { try cancellation.check() } catch { throw .graph(error) }
            found.add(contents[start..<min(start + portion, contents.endIndex)])
        }
        guard found.value == hash else { throw .damagedModel(file: file, where: "hash") }
    }
}
