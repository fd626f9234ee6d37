import Foundation
import Testing

/// A database's folder that somebody else has made.
@Suite(.serialized) struct HostileFolderTests {
    let shell: Shell

    init() throws {
        shell = try Shell()
        try shell.run("db", "-c", "add user:u played song:s", "-c", "train popularity with holdout = none as m")
        _ = try shell.folder.write("precious", to: "victim")
    }

    private var victim: String { (try? String(contentsOfFile: shell.path("victim"), encoding: .utf8)) ?? "" }

    private func link(_ name: String, to target: String) throws {
        try? FileManager.default.removeItem(atPath: shell.path(name))
        try FileManager.default.createSymbolicLink(atPath: shell.path(name), withDestinationPath: target)
    }

    /// Opens the database for writing, for reading and for a check: each time it is refused, and nothing is touched.
    private func expectRefused(naming name: String) throws {
        for options in [[], ["--read-only"], ["--check"], ["--safe"]] {
            let result = try shell.start(["db"] + options + ["-c", "stats"]).result(within: 20)
            #expect(result.ending == .exit(3) && result.output.isEmpty, "\(name) \(options): \(result)")
            #expect(result.errors.contains("`\(name)` in the database's folder is a link, a pipe or a device"))
        }
        #expect(victim == "precious")
        #expect(!FileManager.default.fileExists(atPath: shell.path("made")))
    }

    @Test(arguments: ["data.mdb", "lock.mdb", "writer.lock"]) func aFileThatIsALink(name: String) throws {
        for target in ["../victim", "../made", "/dev/zero"] {
            try link("db/\(name)", to: target)
            try expectRefused(naming: name)
        }
    }

    @Test(arguments: ["lock.mdb", "writer.lock"]) func aLinkWhereThereIsNoDatabaseYet(name: String) throws {
        try FileManager.default.removeItem(atPath: shell.path("db"))
        try FileManager.default.createDirectory(atPath: shell.path("db"), withIntermediateDirectories: true)
        try link("db/\(name)", to: "../victim")
        try expectRefused(naming: name)
    }

    @Test(arguments: ["data.mdb", "lock.mdb", "writer.lock", "models/m.model", "models/chosen"])
    func aFileThatIsAPipe(name: String) throws {
        try? FileManager.default.removeItem(atPath: shell.path("db/\(name)"))
        guard mkfifo(shell.path("db/\(name)"), 0o600) == 0 else { throw Child.Failure(code: errno) }
        try expectRefused(naming: name)
    }

    /// A model is written beside its name first, by the number of the process: a link of that name leads elsewhere.
    @Test(arguments: ["models/m.model", "models/chosen", "models/.m.model.1.new"])
    func aModelThatIsALink(name: String) throws {
        try link("db/\(name)", to: "../../victim")
        try expectRefused(naming: name)
    }

    @Test func modelsThatAreElsewhere() throws {
        try FileManager.default.createDirectory(atPath: shell.path("other"), withIntermediateDirectories: true)
        try link("db/models", to: "../other")
        try expectRefused(naming: "models")
        #expect(try FileManager.default.contentsOfDirectory(atPath: shell.path("other")).isEmpty)
    }

    @Test func aFolderThatIsALinkIsTheFolder() throws {
        try link("linked", to: "db")
        #expect(try shell.run("linked", "-c", "add song:t").ending == .exit(0))
        #expect(try shell.run("db", "-c", "describe song:t").ending == .exit(0))
    }

    /// What is made is for its owner alone where the umask says so, and never for all to write.
    @Test func filesHeedTheUmask() throws {
        for (umask, never) in [(0o077, 0o077), (0o022, 0o022), (0o002, 0o002)] {
            let (place, name) = ("made\(umask)", "made\(umask)/db")
            try FileManager.default.createDirectory(atPath: shell.path(place), withIntermediateDirectories: true)
            let line = """
                umask 0\(String(umask, radix: 8)); "$segue" \(name) -c 'add user:u played song:s' \
                -c 'train popularity with holdout = none as m' -c 'export "\(place)/g.csv"' \
                -c 'stats into "\(place)/s.csv"' -c 'backup "\(place)/copy"'
                """
            let result = try shell.runLine(line)
            #expect(result.ending == .exit(0), "\(result)")
            let files = try #require(FileManager.default.subpaths(atPath: shell.path(place)))
            #expect(files.contains("db/models/m.model") && files.contains("s.csv") && files.contains("copy/data.mdb"))
            for file in files {
                let facts = try FileManager.default.attributesOfItem(atPath: shell.path("\(place)/\(file)"))
                let mode = try #require(facts[.posixPermissions] as? Int)
                #expect(mode & never == 0, "\(file) is \(String(mode, radix: 8)) under \(String(umask, radix: 8))")
            }
        }
    }
}
