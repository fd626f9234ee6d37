import Graph
import Ingest
import TestSupport
import Testing

/// The Million Song Dataset's own files.
@Suite struct DatasetTests {
    private static let songs = """
        CREATE TABLE songs (track_id text PRIMARY KEY, title text, song_id text, release text, artist_id text,
        artist_mbid text, artist_name text, duration real, artist_familiarity double, artist_hotttnesss double, year int)
        """

    @Test func tracksBringSongsAndArtists() throws {
        let bench = try Bench()
        let text =
            "TRMMMYQ128F932D901<SEP>SOQMMHC12AB0180CB8<SEP>Faster Pussy cat<SEP>Silent Night\n"
            + "TRX<SEP>SOX<SEP><SEP>\n"
        #expect(try bench.run(.tracks, bench.folder.write(text, to: "unique_tracks.txt")).rows == 2)
        #expect(try bench.edges() == ["song:SOQMMHC12AB0180CB8 sungBy artist:Faster Pussy cat"])
        let reader = try bench.store.reader()
        let song = try reader.node(#require(reader.nodes(labelled: "silent night").first))
        #expect(song.properties == [Property("track", .string("TRMMMYQ128F932D901"))])
        #expect(reader.nodeLimit == 3)
    }

    @Test func theMetadataBringsSongsArtistsAlbumsAndYears() throws {
        let bench = try Bench()
        let path = try database(
            [
                Self.songs,
                "INSERT INTO songs VALUES ('TR1','Easy Lover','S1','Wall','AR1','mb1','Phil',301.5,0.5,0.25,1984)",
                "INSERT INTO songs VALUES ('TR2','Untold','S2','','AR1','mb1','Phil',100,0.5,0.25,0)",
                "INSERT INTO songs VALUES ('TR3','Other','S3','Wall','AR2','',NULL,NULL,NULL,NULL,1984)",
            ], in: bench.folder, named: "track_metadata.db")
        #expect(try Importer.Kind(ofFile: path) == .msd)
        #expect(try bench.run(.msd, path).rows == 3)
        #expect(
            try bench.edges() == [
                "song:S1 sungBy artist:AR1", "song:S1 onAlbum album:AR1: Wall", "song:S1 releasedIn year:1984",
                "song:S2 sungBy artist:AR1", "song:S3 sungBy artist:AR2", "song:S3 onAlbum album:AR2: Wall",
                "song:S3 releasedIn year:1984",
            ])
        let reader = try bench.store.reader()
        let song = try reader.node(#require(reader.nodes(labelled: "easy lover").first))
        #expect(song.properties == [Property("duration", .number(301.5)), Property("track", .string("TR1"))])
        let artist = try reader.node(#require(reader.nodes(labelled: "phil").first))
        #expect(artist.key == "AR1")
        #expect(
            artist.properties == [
                Property("familiarity", .number(0.5)), Property("hotttnesss", .number(0.25)),
                Property("mbid", .string("mb1")),
            ])
        #expect(try reader.nodes(labelled: "wall").count == 2)
    }

    @Test func tracksOfKnownSongsBringNoArtistASecondTime() throws {
        let bench = try Bench()
        let songs = try database(
            [Self.songs, "INSERT INTO songs VALUES ('TR1','T','S1','','AR1','','Phil',1,0,0,0)"], in: bench.folder,
            named: "track_metadata.db")
        try bench.run(.msd, songs)
        let text = "TR1<SEP>S1<SEP>Phil<SEP>T\nTR2<SEP>S2<SEP>Phil<SEP>U\n"
        try bench.run(.tracks, bench.folder.write(text, to: "unique_tracks.txt"))
        #expect(try bench.edges() == ["song:S1 sungBy artist:AR1", "song:S2 sungBy artist:Phil"])
    }

    @Test func termsAndSimilarArtistsMeetTheSongsArtists() throws {
        let bench = try Bench()
        let songs = try database(
            [Self.songs, "INSERT INTO songs VALUES ('TR1','T','S1','','AR1','','Phil',1,0,0,0)"], in: bench.folder,
            named: "track_metadata.db")
        let terms = try database(
            [
                "CREATE TABLE artists (artist_id TEXT)", "CREATE TABLE terms (term TEXT)",
                "CREATE TABLE mbtags (mbtag TEXT)", "CREATE TABLE artist_term (artist_id TEXT, term TEXT)",
                "CREATE TABLE artist_mbtag (artist_id TEXT, mbtag TEXT)",
                "INSERT INTO artist_term VALUES ('AR1', 'soft rock'), ('AR2', 'pop')",
                "INSERT INTO artist_mbtag VALUES ('AR1', 'classic pop and rock')",
            ], in: bench.folder, named: "artist_term.db")
        let similar = try database(
            [
                "CREATE TABLE artists (artist_id TEXT)", "CREATE TABLE similarity (target TEXT, similar TEXT)",
                "INSERT INTO similarity VALUES ('AR1', 'AR2')",
            ], in: bench.folder, named: "artist_similarity.db")
        for path in [songs, terms, similar] { try bench.run(.msd, path) }
        #expect(
            try bench.edges() == [
                "song:S1 sungBy artist:AR1", "artist:AR1 taggedWith tag:soft rock", "artist:AR2 taggedWith tag:pop",
                "artist:AR1 taggedWith tag:classic pop and rock", "artist:AR1 similarTo artist:AR2",
            ])
        #expect(try bench.store.reader().nodes(labelled: "phil").count == 1)
    }

    @Test func aFileThatIsNotTheDatasets() throws {
        let bench = try Bench()
        let other = try database(["CREATE TABLE t (x)"], in: bench.folder, named: "other.db")
        #expect(
            throws: IngestError.missingTable(path: other, wanted: ["songs", "artist_term", "similarity"], found: ["t"])
        ) { try bench.run(.msd, other) }
        let short = try database(["CREATE TABLE similarity (target TEXT)"], in: bench.folder, named: "short.db")
        #expect(
            throws: IngestError.missingTableColumn(path: short, table: "similarity", name: "similar", found: ["target"])
        ) { try bench.run(.msd, short) }
        #expect(try bench.store.reader().nodeLimit == 0)
    }

    @Test func aDamagedOrCompressedFile() throws {
        let bench = try Bench()
        let whole = try database(
            [
                "CREATE TABLE similarity (target TEXT, similar TEXT)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) "
                    + "INSERT INTO similarity SELECT 'AR' || i, 'AR' || (i + 1) FROM n",
            ], in: bench.folder)
        let bytes = try contents(of: whole)
        let cut = try bench.folder.write(Array(bytes.prefix(bytes.count / 2)), to: "cut.db")
        let text = try bench.folder.write(
            "no database at all, only a text that is long enough to be looked at", to: "text.db")
        for path in [cut, text] {
            #expect { try bench.run(.msd, path) } throws: { error in
                if case IngestError.brokenDatabase(path, _) = error { true } else { false }
            }
        }
        let packed = try gzipped(whole)
        #expect(throws: IngestError.compressedDatabase(path: packed)) { try bench.run(.msd, packed) }
        #expect { try bench.run(.msd, "/no/such.db") } throws: { error in
            if case IngestError.unreadable = error { true } else { false }
        }
        #expect(try bench.store.reader().nodeLimit == 0)
    }
}
