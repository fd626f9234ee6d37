/// Tiny files of the Million Song Dataset's forms and names.
public enum MillionSongs {
    public static func write(into folder: TemporaryFolder) throws {
        _ = try database(
            [columns] + songs.map { "INSERT INTO songs VALUES (\($0))" }, in: folder, named: "track_metadata.db")
        _ = try database(terms, in: folder, named: "artist_term.db")
        _ = try database(likeness, in: folder, named: "artist_similarity.db")
        _ = try folder.write(
            "TR1<SEP>SO1<SEP>Phil Collins<SEP>Sussudio\nTR9<SEP>SO9<SEP>Chaka Khan<SEP>I Feel for You\n",
            to: "unique_tracks.txt")
        _ = try folder.write(plays.joined(separator: "\n") + "\n", to: "train_triplets.txt")
    }

    private static let columns = """
        CREATE TABLE songs (track_id text PRIMARY KEY, title text, song_id text, release text, artist_id text,
        artist_mbid text, artist_name text, duration real, artist_familiarity real, artist_hotttnesss real, year int)
        """

    private static let songs = [
        "'TR1','Sussudio','SO1','No Jacket Required','AR1','m1','Phil Collins',263.5,0.8,0.6,1985",
        "'TR2','One More Night','SO2','No Jacket Required','AR1','m1','Phil Collins',288.2,0.8,0.6,1985",
        "'TR3','Invisible Touch','SO3','Invisible Touch','AR2','m2','Genesis',209.1,0.8,0.5,1986",
        "'TR4','Mama','SO4','Genesis','AR2','m2','Genesis',407.0,0.8,0.5,1983",
        "'TR5','Over My Shoulder','SO5','Beggar on a Beach of Gold','AR3','m3','Mike + The Mechanics',217.9,0.7,0.5,1995",
        "'TR6','One More Night','SO6','Overexposed','AR4','m4','Maroon 5',219.5,0.9,0.8,2012",
    ]

    private static let terms = [
        "CREATE TABLE artists (artist_id TEXT)", "CREATE TABLE terms (term TEXT)", "CREATE TABLE mbtags (mbtag TEXT)",
        "CREATE TABLE artist_term (artist_id TEXT, term TEXT)",
        "CREATE TABLE artist_mbtag (artist_id TEXT, mbtag TEXT)",
        "INSERT INTO artist_term VALUES ('AR1', 'soft rock'), ('AR1', 'pop'), ('AR2', 'progressive rock')",
        "INSERT INTO artist_term VALUES ('AR2', 'pop'), ('AR3', 'soft rock'), ('AR3', 'pop'), ('AR4', 'pop')",
        "INSERT INTO artist_mbtag VALUES ('AR1', 'british')",
    ]

    private static let likeness = [
        "CREATE TABLE artists (artist_id TEXT)", "CREATE TABLE similarity (target TEXT, similar TEXT)",
        "INSERT INTO similarity VALUES ('AR1', 'AR3'), ('AR3', 'AR2'), ('AR4', 'AR1')",
    ]

    private static let plays = [
        "u1\tSO1\t9", "u1\tSO2\t2", "u1\tSO3\t1", "u2\tSO3\t5", "u2\tSO5\t3", "u3\tSO1\t4", "u3\tSO6\t8", "u3\tSO4\t1",
    ]
}
