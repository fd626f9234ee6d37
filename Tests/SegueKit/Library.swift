import Foundation
import SegueKit
import TestSupport

/// A database of a test's own.
struct Library {
    let folder: TemporaryFolder
    let graph: SegueDatabase

    init() throws {
        folder = try TemporaryFolder()
        graph = try SegueDatabase(at: folder.path + "/db")
    }

    /// The project's folder.
    static let project = Project.folder

    /// A few songs by two artists, and who played them how often.
    static func small() throws -> Library {
        let library = try Library()
        let songs = """
            song_id,title,release,artist_name,year
            S1,One More Night,No Jacket Required,Phil Collins,1985
            S2,One More Night,Overexposed,Maroon 5,2012
            S3,Sussudio,No Jacket Required,Phil Collins,1985
            S4,Easy Lover,Chinese Wall,Philip Bailey & Phil Collins,1984
            """
        let plays = "42\tS1\t17\n42\tS3\t2\n7\tS3\t4\n7\tS4\t2\n8\tS1\t5\n8\tS4\t3\n"
        try library.graph.importFile(try library.folder.write(songs, to: "songs.csv"))
        try library.graph.importFile(try library.folder.write(plays, to: "plays.tsv"), as: "plays")
        return library
    }

    /// The example data.
    static func examples() throws -> Library {
        let library = try Library()
        let data = project + "/Examples/data/"
        try library.graph.importFile(data + "songs.csv", as: "songs", tags: ["genre"])
        try library.graph.importFile(data + "graph.tsv", as: "triples")
        try library.graph.importFile(data + "plays.tsv", as: "plays")
        return library
    }
}

/// The error that `body` throws; nil where it throws none.
func error(of body: () throws -> Void) -> SegueError? {
    do {
        try body()
        return nil
    } catch { return error as? SegueError }
}
