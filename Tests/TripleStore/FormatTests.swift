import Foundation
import LMDB
import Testing
import TripleStore

@Suite struct FormatTests {
    let scratch = Scratch()

    private func expect(_ error: StoreError, readOnly: Bool = false, creates: Bool = false) {
        #expect(throws: error) {
            try TripleStore(folder: scratch.path, options: .init(readOnly: readOnly, creates: creates))
        }
    }

    private func changeMark(to bytes: [UInt8]) throws {
        let environment = try Environment(folder: scratch.path)
        let meta = try environment.databases([DatabaseName("meta")])![0]
        let transaction = try environment.write()
        try transaction.put(bytes, at: Array("format".utf8), in: meta)
        try transaction.commit()
    }

    @Test func missingFolderIsAnError() {
        expect(.missing)
        expect(.missing, readOnly: true, creates: true)
        #expect(!FileManager.default.fileExists(atPath: scratch.path))
    }

    @Test func unknownVersionIsRefused() throws {
        _ = try scratch.open()
        try changeMark(to: Array("segue\0\0\0".utf8) + [2, 1, 0, 0])
        expect(.unknownFormat(found: 258, supported: 3))
        expect(.unknownFormat(found: 258, supported: 3), creates: true)
    }

    @Test func foreignMarkIsRefused() throws {
        _ = try scratch.open()
        try changeMark(to: Array("somebody else's".utf8))
        expect(.notADatabase)
    }

    @Test func foreignEnvironmentIsRefused() throws {
        try FileManager.default.createDirectory(atPath: scratch.path, withIntermediateDirectories: true)
        do {
            var options = Environment.Options()
            options.creates = true
            let environment = try Environment(folder: scratch.path, options: options)
            _ = try environment.databases([DatabaseName("theirs")], creates: true)
        }
        expect(.notADatabase)
        expect(.notADatabase, creates: true)
    }

    @Test func fileInPlaceOfFolderIsRefused() throws {
        try Data("hello".utf8).write(to: URL(fileURLWithPath: scratch.path))
        expect(.notADatabase)
        expect(.notADatabase, creates: true)
    }

    @Test func foldersOfOthersAreRefused() throws {
        try FileManager.default.createDirectory(atPath: scratch.path, withIntermediateDirectories: true)
        try Data("hello".utf8).write(to: URL(fileURLWithPath: scratch.path + "/notes.txt"))
        expect(.notADatabase)
        expect(.notADatabase, creates: true)
    }

    @Test func randomDataFileIsRefused() throws {
        try FileManager.default.createDirectory(atPath: scratch.path, withIntermediateDirectories: true)
        try Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31) }).write(to: scratch.dataFile)
        expect(.notADatabase)
        expect(.notADatabase, creates: true)
    }

    @Test(arguments: [6000, 9000, 50_000])
    func fileCutShortIsRefused(size: UInt64) throws {
        try scratch.open().write { _ = try $0.makeNodes(5000) }
        let file = try FileHandle(forWritingTo: scratch.dataFile)
        try file.truncate(atOffset: size)
        try file.close()
        expect(.corrupt("data.mdb is cut short"))
    }

    /// A making that was cut off after LMDB's own pages is taken up again.
    @Test func emptyEnvironmentIsMadeAnew() throws {
        try FileManager.default.createDirectory(atPath: scratch.path, withIntermediateDirectories: true)
        _ = FileManager.default.createFile(atPath: scratch.dataFile.path, contents: nil)
        try scratch.open().write { _ = try $0.makeNodes(5) }
        #expect(try TripleStore(folder: scratch.path).reader().nodeLimit == 5)
    }

    @Test func readOnlyRefusesWriters() throws {
        _ = try scratch.open()
        let store = try TripleStore(folder: scratch.path, options: .init(readOnly: true))
        #expect(throws: StoreError.readOnly) { try store.begin() }
        #expect(try store.reader().nodeLimit == 0)
    }
}
