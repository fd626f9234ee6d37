import Graph
import Recommender

/// Any bytes are a model that scores and is written as it was read, or an error.
///
/// The bytes are a file's contents, whose head is made to fit, the last byte choosing its version; or a whole file.
struct ModelTrial: Trial {
    private static let magic = Array("SEGUEMDL".utf8)

    func take(_ bytes: [UInt8]) throws {
        let file = bytes.starts(with: Self.magic) ? bytes : Self.file(bytes)
        let model: Model
        do throws(RecommenderError) { model = try ModelFile.model(from: file, file: "m") } catch { return }
        let written = ModelFile.bytes(of: model)
        let again = try ModelFile.model(from: written, file: "m")
        try hold(ModelFile.bytes(of: again) == written, "written otherwise when read again")
        try score(model)
    }

    private func score(_ model: Model) throws {
        let songs = Int32(clamping: model.songs.count)
        var histories = [History(songs: []), History(songs: (0..<min(songs, 3)))]
        if !model.users.isEmpty { histories.append(History(user: 0, songs: (0..<min(songs, 1)))) }
        for history in histories {
            try hold(model.scorer.scores(for: history).count == model.songs.count, "scores of other songs")
        }
        guard songs > 0 else { return }
        _ = model.scorer.proposals(for: histories[1])
        _ = model.scorer.embedding(of: 0)
        _ = model.scorer.attribution(of: 0, for: histories[1])
    }

    /// A file of these contents.
    private static func file(_ contents: [UInt8]) -> [UInt8] {
        let version = ModelFile.version - (contents.last.map { $0 & 1 == 1 } == true ? 1 : 0)
        return magic + little(UInt64(version), 4) + little(UInt64(contents.count), 8) + little(hash(contents), 8)
            + contents
    }

    private static func little(_ number: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }

    /// FNV-1a of 64 bits, as the file has it.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
