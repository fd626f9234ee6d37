import Ingest
import Recommender

extension Session {
    /// A statement: what it is for, and examples that run on the example data.
    struct Topic {
        let verb: String
        let purpose: String
        let examples: [String]
        /// What else there is to know, a line each, the name of a thing and what it is.
        var details: [(name: String, words: String)] = []
    }

    static let topics: [Topic] = [
        Topic(verb: "find", purpose: "nodes whose label starts with a text", examples: [#"find "one more""#]),
        Topic(
            verb: "describe", purpose: "what is stored of a node",
            examples: [#"describe "Easy Lover""#, "describe artist Queen"]),
        Topic(
            verb: "neighbours", purpose: "the nodes around a node",
            examples: [
                #"neighbours "One More Night" hops 2"#, "neighbours artist Queen via sungBy in limit 5",
                "neighbours user 42 where count > 20 order by count desc", "neighbours user 42 hops 2 return count",
            ]),
        Topic(
            verb: "traverse", purpose: "the nodes that a walk by relations reaches",
            examples: [
                #"traverse "Easy Lover" sungBy/^sungBy"#, "traverse user 42 played/(sungBy|onAlbum) return count",
                "traverse user 42 played[count > 20]/sungBy",
            ]),
        Topic(
            verb: "paths", purpose: "paths between two nodes: the shortest, all, or the cheapest",
            examples: [
                #"paths "Easy Lover" to "Sussudio""#, #"paths "Easy Lover" to artist Genesis all hops 3 limit 5"#,
                "paths user 42 to user 7 cheapest by count via played",
            ]),
        Topic(
            verb: "match", purpose: "what fits a pattern of nodes and edges",
            examples: [
                #"match (s:song)-[:sungBy]->(a:artist {label: "Queen"}) return s, s.year order by s.year"#,
                "match (u:user)-[p:played]->(s)-[:sungBy]->(a) return a, sum(p.count) as plays order by plays desc limit 5",
            ]),
        Topic(
            verb: "similar", purpose: "nodes most like a node, by what they share or by a model's vectors",
            examples: [#"similar "Easy Lover" top 5"#, #"similar "Easy Lover" by vector where year < 1980"#]),
        Topic(verb: "stats", purpose: "how much there is", examples: ["stats"]),
        Topic(verb: "schema", purpose: "which types each relation joins", examples: ["schema"]),
        Topic(
            verb: "plan", purpose: "what a read does, a step at a time, with what it costs",
            examples: [#"plan neighbours "Easy Lover" hops 2"#]),
        Topic(verb: "check", purpose: "whether the database is sound", examples: ["check"]),
        Topic(
            verb: "train", purpose: "learn a model from the plays; `help train KIND` lists the settings of a kind",
            examples: ["train", "train itemknn with k = 100 as near", "train ncf with epochs = 5, seed = 3 as quick"],
            details: ModelKind.allCases.map { ($0.rawValue, $0.words) }),
        Topic(verb: "models", purpose: "the models of this database", examples: ["models"]),
        Topic(
            verb: "inspect", purpose: "what a model has learned from and how; what there is to know of a node",
            examples: ["inspect quick", "inspect user 42", #"inspect song "Easy Lover""#]),
        Topic(verb: "use", purpose: "choose the model that answers", examples: ["use model quick"]),
        Topic(verb: "drop", purpose: "forget a model", examples: ["drop model quick"]),
        Topic(
            verb: "recommend",
            purpose: "songs that a listener has not played; a song stands for one who played it alone",
            examples: [
                "recommend user 42", "recommend user 42 top 20 via sungBy, similarTo",
                "recommend user 42 where year < 1990", #"recommend song "Easy Lover" via sungBy"#,
                "recommend user 42 top 5 because", "recommend user 42 diversify 0.3",
                "recommend everyone as lists top 10 model als",
            ],
            details: [("everyone", "on Spark: the lists of all listeners as one job, into a table; `train als` first")]),
        Topic(
            verb: "explain", purpose: "why a song for a listener: what its score is made of, as paths",
            examples: [
                #"explain user 42 song "Easy Lover""#, #"explain user 42 song "Easy Lover" paths 10 counterfactual"#,
            ]),
        Topic(
            verb: "session", purpose: "talk with the recommender: it listens at once, and keeps what `end commit` says",
            examples: ["session start user 42", "session end discard", "session start new"]),
        Topic(
            verb: "like", purpose: "in a session: more like this row of the session's own list, or this song",
            examples: ["recommend top 5; like 2", #"like "Sussudio""#]),
        Topic(verb: "skip", purpose: "in a session: less like this", examples: ["skip 1"]),
        Topic(
            verb: "ban", purpose: "in a session: never this song, or none of this artist, album, year, tag or person",
            examples: [#"ban artist "Genesis""#]),
        Topic(verb: "more", purpose: "in a session: the list goes on", examples: ["more"]),
        Topic(
            verb: "undo", purpose: "take back what was said last in a session; else the last change at this prompt",
            examples: ["undo"]),
        Topic(
            verb: "evaluate", purpose: "how well a model ranks the held-out songs",
            examples: [
                "evaluate", "evaluate ncf at 5, 10", "evaluate against popularity, itemknn",
                "evaluate by decile sample 300", "evaluate explanations sample 50", "evaluate interactive sample 50",
            ]),
        Topic(
            verb: "import", purpose: "read a file into the graph (plays: user, song, count, time if known)",
            examples: [
                #"import "songs.csv" as songs with tags = "genre""#, #"import "plays.tsv" as plays"#,
                #"import "track_metadata.db" as msd"#, #"import "music.graphml""#,
                #"import "sc://localhost:15002/music" with listeners = 1000"#,
            ], details: Importer.Kind.allCases.map { ($0.rawValue, $0.words) }),
        Topic(
            verb: "export", purpose: "write the graph, or a part of it, to a file or to Spark",
            examples: [
                #"export "music.graphml""#, #"export "near.jsonl.gz" with around = "user:42", hops = 2"#,
                #"export "sc://localhost:15002/music""#,
            ],
            details: [
                ("around", "a node, as `type:key`: what is within `hops` steps of it (1)"),
                (
                    "listeners",
                    "so many listeners drawn by `seed`, their songs and what is known within `hops` steps (1)"
                ),
            ]),
        Topic(
            verb: "add", purpose: "add a node or an edge",
            examples: [
                #"add user 42 played song "Easy Lover" with count = 3"#,
                #"add person:"Phil Collins" singerOf song "Sussudio""#,
            ]),
        Topic(
            verb: "remove", purpose: "remove a node or edges",
            examples: [#"remove user 42 played song "Easy Lover""#]),
        Topic(
            verb: "begin", purpose: "start a transaction: what follows is kept as a whole, or not",
            examples: ["begin"]),
        Topic(verb: "commit", purpose: "keep what was written since `begin`", examples: ["commit"]),
        Topic(verb: "rollback", purpose: "forget what was written since `begin`", examples: ["begin; rollback"]),
        Topic(
            verb: "backup", purpose: "copy the database as last committed into a folder",
            examples: [#"backup "copy.db""#]),
        Topic(verb: "alias", purpose: "keep a name for a node", examples: ["alias me = user 42"]),
        Topic(verb: "source", purpose: "run the statements of a file", examples: [#"source "evening.segue""#]),
        Topic(
            verb: "set", purpose: "show or change the settings", examples: ["set", "set format json"],
            details: settingMeanings),
        Topic(verb: "let", purpose: "give a parameter a value", examples: [#"let $x = "Easy Lover""#]),
        Topic(verb: "help", purpose: "this list, or one statement's form", examples: ["help neighbours"]),
        Topic(verb: "quit", purpose: "leave", examples: ["quit"]),
    ]
}
