import Foundation
import Graph
import Recommender
import Testing

private func trained(_ kind: ModelKind) throws -> Model {
    let board = Checkerboard(users: 8, songs: 10)
    var settings = try Checkerboard.settings(kind)
    settings.epochs = 2
    return try Trainer.train(settings, on: board.data(settings))
}

/// A library in a folder of its own, gone afterwards.
private func withLibrary(_ body: (ModelLibrary) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("segue-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(ModelLibrary(folder: folder))
}

@Test func damagedFilesAreRefused() throws {
    let bytes = ModelFile.bytes(of: try trained(.popularity))
    #expect(throws: RecommenderError.notAModel(file: "m")) { try ModelFile.model(from: Array("PNG".utf8), file: "m") }
    #expect(throws: RecommenderError.notAModel(file: "m")) { try ModelFile.model(from: [], file: "m") }
    for count in [8, 27, 28, bytes.count / 2, bytes.count - 1] {
        let expected = count < 28 ? 28 : bytes.count
        #expect(throws: RecommenderError.truncatedModel(file: "m", bytes: count, expected: expected)) {
            try ModelFile.model(from: Array(bytes.prefix(count)), file: "m")
        }
    }
    #expect(throws: RecommenderError.damagedModel(file: "m", where: "end")) {
        try ModelFile.model(from: bytes + [0], file: "m")
    }
    var newer = bytes
    let newest = Int(ModelFile.version)
    newer[8] = UInt8(newest + 1)
    #expect(throws: RecommenderError.newerModelFile(file: "m", version: newest + 1, newest: newest)) {
        try ModelFile.model(from: newer, file: "m")
    }
    newer[8] = 1
    #expect(throws: RecommenderError.olderModelFile(file: "m", version: 1)) {
        try ModelFile.model(from: newer, file: "m")
    }
}

@Test func everyFlippedBitIsFound() throws {
    let bytes = ModelFile.bytes(of: try trained(.popularity))
    for place in bytes.indices {
        var flipped = bytes
        flipped[place] ^= 1 << UInt8(place % 8)
        #expect(throws: RecommenderError.self, "byte \(place)") { try ModelFile.model(from: flipped, file: "m") }
    }
}

/// A writer of nonsense with a right hash must not crash the reader.
@Test func contentsThatLieAreRefused() throws {
    let bytes = ModelFile.bytes(of: try trained(.itemknn))
    for place in stride(from: 28, to: bytes.count, by: 3) {
        var lying = bytes
        lying[place] = 0xFF
        let head = contentsHash(lying[28...])
        lying.replaceSubrange(20..<28, with: (0..<8).map { UInt8(truncatingIfNeeded: head >> ($0 * 8)) })
        _ = try? ModelFile.model(from: lying, file: "m").scorer.scores(for: History(user: 0, songs: [0]))
    }
}

/// FNV-1a of 64 bits, as the file has it.
private func contentsHash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

@Test func theLibraryKeepsModelsByName() throws {
    let (one, two) = (try trained(.popularity), try trained(.itemknn))
    try withLibrary { library in
        #expect(try library.names().isEmpty)
        try library.save(one, as: "m_1")
        try library.save(two, as: "b-2")
        #expect(try library.names() == ["b-2", "m_1"])
        try library.save(two, as: "m_1")
        #expect(try library.load("m_1").kind == .itemknn)
        try library.drop("b-2")
        #expect(try FileManager.default.contentsOfDirectory(atPath: library.folder.path) == ["m_1.model"])
        #expect(throws: RecommenderError.noModel("b-2", known: ["m_1"])) { try library.load("b-2") }
        #expect(throws: RecommenderError.badModelName("../x")) { try library.save(one, as: "../x") }
    }
}

@Test(arguments: ["", "a/b", "..", ".a", "ä", "a b", "-a", String(repeating: "a", count: 65)])
func namesThatNoModelCanHave(name: String) {
    #expect(!ModelLibrary.isName(name))
}

@Test func aSaveClearsAwayWhatKilledOnesLeft() throws {
    let model = try trained(.popularity)
    try withLibrary { library in
        try library.save(model, as: "m")
        // No process has the highest number; a file beside that of another model stays.
        let (dead, other) = (".m.model.2147483647.new", ".m2.model.2147483647.new")
        for name in [dead, other] { try Data().write(to: library.folder.appendingPathComponent(name)) }
        try library.save(model, as: "m")
        let files = try FileManager.default.contentsOfDirectory(atPath: library.folder.path)
        #expect(Set(files) == ["m.model", other])
        #expect(try library.names() == ["m"])
    }
}
