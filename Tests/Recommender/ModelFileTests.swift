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

/// Contents that contradict themselves under a right hash: the error names the part.
@Test func contentsThatLieAreRefused() throws {
    let bytes = ModelFile.bytes(of: try trained(.itemknn))
    let layout = Layout(bytes)
    func wrong(_ part: String, at place: Int, _ value: [UInt8]) {
        var lying = bytes
        lying.replaceSubrange(place..<place + value.count, with: value)
        #expect(throws: RecommenderError.damagedModel(file: "m", where: part), "\(part) at \(place)") {
            try ModelFile.model(from: rehashed(lying), file: "m")
        }
    }
    #expect(try ModelFile.model(from: rehashed(bytes), file: "m").songs.count == 10)
    wrong("kind", at: layout.kind + 4, Array("itemknx".utf8))
    wrong("settings", at: layout.settings, [0xFF, 0xFF, 0xFF, 0xFF])
    wrong("split", at: layout.split, [9, 0, 0, 0])
    wrong("users", at: layout.users, [UInt8](repeating: 0xFF, count: 8))
    // Two users of one number, so that one of them would never be found.
    wrong("users", at: layout.users + 8, Array(bytes[layout.users + 12..<layout.users + 16]))
    wrong("songs", at: layout.songs, [0, 0, 0, 0, 0, 0, 0, 0x80])
    wrong("songs", at: layout.songs + 8, [0xFF, 0xFF, 0xFF, 0xFF])
    wrong("parts", at: layout.parts, [0xFF, 0xFF, 0xFF, 0xFF])
    // The third part would be read as epochs.
    wrong("epochs", at: layout.parts, [2, 0, 0, 0])
    // The mark of the first part, the first offset of its lists, and the second, which then ends before it begins.
    wrong("parts", at: layout.parts + 4, [7, 0, 0, 0])
    wrong("parts", at: layout.parts + 16, [1, 0, 0, 0])
    wrong("parts", at: layout.parts + 20, [0xFF, 0xFF, 0xFF, 0xFF])
    // A song of a list that is not there: eleven offsets, then the mark and the count of the second part.
    wrong("parts", at: layout.parts + 16 + 11 * 4 + 12, [10, 0, 0, 0])
}

/// Whatever byte of the contents is wrong under a right hash, the model is refused or whole.
@Test func anyWrongByteIsRefusedOrReadAsAWholeModel() throws {
    let bytes = ModelFile.bytes(of: try trained(.itemknn))
    var refused = 0
    for place in stride(from: 28, to: bytes.count, by: 3) {
        var lying = bytes
        lying[place] = bytes[place] ^ 0xFF
        do {
            let model = try ModelFile.model(from: rehashed(lying), file: "m")
            #expect(model.scorer.scores(for: History(user: 0, songs: [0])).count == model.songs.count, "byte \(place)")
        } catch {
            guard case RecommenderError.damagedModel = error else { throw error }
            refused += 1
        }
    }
    // Weights, times and fingerprints may have any value; counts, marks, names and numbers of songs may not.
    #expect(refused > (bytes.count - 28) / 3 / 3, "\(refused) of \((bytes.count - 28) / 3)")
}

/// Where the parts of a model file start, as `ModelFile` describes them.
private struct Layout {
    let kind = 28
    private(set) var settings = 0, split = 0, users = 0, songs = 0, parts = 0

    init(_ bytes: [UInt8]) {
        var place = kind
        func number(_ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) } }
        func skipText() { place += 4 + number(4) }
        func skipNumbers() { place += 8 + 4 * number(8) }
        skipText()
        settings = place
        let pairs = number(4)
        place += 4
        for _ in 0..<3 * pairs { skipText() }
        split = place
        place += 4
        skipText()
        place += 8 + 8 + 4
        users = place
        let userCount = number(8)
        skipNumbers()
        songs = place
        skipNumbers()
        parts = place + 8 * userCount
    }
}

/// The bytes with the hash of their contents put right.
private func rehashed(_ bytes: [UInt8]) -> [UInt8] {
    let hash = contentsHash(bytes[28...])
    return bytes[..<20] + (0..<8).map { UInt8(truncatingIfNeeded: hash >> ($0 * 8)) } + bytes[28...]
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
