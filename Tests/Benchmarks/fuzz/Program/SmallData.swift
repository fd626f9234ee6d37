/// Files of few lines in which much of their form occurs.
enum SmallData {
    static let graph = #"""
        {"id":"song:S1","type":"song","label":"One More Night","props":{"year":1985,"bpm":97.5,"live":false}}
        {"id":"song:S2","type":"song","label":"Sussudio","props":{"note":"tab\there, \"q\" é \\ \u00e9\ud83c\udfb8","weight":5}}
        {"id":"song:S3","type":"song","label":"One More Night","props":{}}
        {"id":"song:a:b","label":"","props":{"type":"x","label":"y","_type":"z"}}
        {"id":"artist:Phil Collins","type":"artist","label":"Phil Collins","props":{"key":"k"}}
        {"id":"user:u1","type":"user","label":null,"props":{}}
        {"rel":"sungBy","from":"song:S1","to":"artist:Phil Collins","props":{}}
        {"rel":"sungBy","from":"song:S2","to":"artist:Phil Collins","props":{"since":1.5,"relation":"r"}}
        {"rel":"played","from":"user:u1","to":"song:S1","props":{"count":17,"time":"2024-05-01T20:15:00Z"}}
        {"rel":"played","from":"user:u1","to":"song:S2","props":{"count":1}}
        {"rel":"played","from":"user:u2","to":"song:S2","props":{"count":4,"time":7}}
        {"rel":"played","from":"user:u2","to":"song:S3","props":{"count":2}}
        {"rel":"played","from":"user:u3","to":"song:S1","props":{"count":3}}
        {"rel":"played","from":"user:u3","to":"song:S3","props":{"count":2}}
        {"rel":"similarTo","from":"song:S1","to":"song:S3","props":{"weight":0.25}}

        """#

    static let plays = "42\tS1\t17\t2024-05-01T20:15:00Z\n42 S2  1\r\n7\tS1\t4\t1714594500\n7\tS3\t2\t1.5\n"

    static let songs = """
        song_id,title,genre,release,artist_name,year,duration
        S1,One More Night,pop | rock,No Jacket Required,Phil Collins,1985,4.5
        S4,"Easy, ""Lover\"",,Chinese Wall,Philip Bailey & Phil Collins,1984,300
        S5,"two
        lines",soul,,,0,

        """

    static let tracks = "TR1<SEP>S1<SEP>Phil Collins<SEP>One More Night\nTR2<SEP>S2<SEP><SEP>\n"

    static let split = [
        "1\tS1\t2\t5\n1\tS2\t3\n2\tS2\t1\t7\n", "1\tS3\t1\n2\tS1\t4\t9\n", "(1,S3)\tS4\tS5\n(2,S1)\tS4\n",
    ]

    /// The statements that make small files of the Million Song Dataset's shapes.
    static let databases = [
        [
            """
            CREATE TABLE songs (track_id text PRIMARY KEY, title text, song_id text, release text, artist_id text,
            artist_mbid text, artist_name text, duration real, artist_familiarity real, artist_hotttnesss real, year int)
            """,
            "INSERT INTO songs VALUES ('T1','Sussudio','S1','No Jacket','A1','m','Phil',4.5,0.7,NULL,1985)",
            "INSERT INTO songs VALUES ('T2',NULL,'S2','','A1',NULL,'Phil',NULL,'x',1e999,0)",
        ],
        [
            "CREATE TABLE artist_term (artist_id text, term text)", "INSERT INTO artist_term VALUES ('A1','pop')",
            "CREATE TABLE artist_mbtag (artist_id text, mbtag text)", "INSERT INTO artist_mbtag VALUES ('A1','rock')",
        ],
        ["CREATE TABLE similarity (target text, similar text)", "INSERT INTO similarity VALUES ('A1','A2')"],
    ]
}
