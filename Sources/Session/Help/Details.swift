import Ingest
import Recommender

extension Session {
    /// The settings of a kind of model by name, each as it is unless said otherwise.
    static func settings(of kind: String) -> [(name: String, value: String)] {
        guard let kind = try? ModelKind(named: kind) else { return [] }
        return TrainingSettings(kind).pairs.map { ($0.name, $0.value.description) }
    }
}

extension ModelKind {
    /// What a model of the kind is.
    var words: String {
        switch self {
        case .segue: "the default: ease and als, graph and sequence stage, weighed together by a ranker"
        case .paper: "\"Interactive Song Recommender\": NCF proposes, graph and sequence stage rank"
        case .ncf: "neural matrix factorisation: products and a network"
        case .gmf: "its products alone"
        case .mlp: "its network alone"
        case .popularity: "how many listeners a song has"
        case .itemknn: "songs that the same listeners play"
        case .userknn: "songs of listeners who play the same"
        case .ease: "a linear model of songs played together"
        case .als: "factors by alternating least squares"
        case .bpr: "factors by gradient descent of preferences"
        case .lightgcn: "embeddings smoothed over the graph of who plays what"
        }
    }
}

extension Importer.Kind {
    /// What the lines of such a file are.
    var words: String {
        switch self {
        case .plays: "user, song, count and, if known, time; tabs or blanks between"
        case .songs:
            "CSV with a header: song_id, title, release, artist_name, year in any order; others become properties, "
                + "or tags by `with tags = \"COLUMN\"`"
        case .tracks: "the Million Song Dataset's unique_tracks.txt"
        case .msd: "its track_metadata.db, artist_term.db, artist_similarity.db"
        case .split: "NAME.train.rating, NAME.test.rating, NAME.test.negative by `import \"FOLDER/NAME\"`"
        case .triples: "head, relation, tail and, if known, weight; tabs between"
        case .ntriples: "N-Triples"
        case .csv: "a row a node or edge, as `export` writes it"
        case .jsonl: "a line of JSON a node or edge, as `export` writes it"
        case .graphml: "GraphML"
        case .dot: "Graphviz's DOT"
        }
    }
}

extension Format {
    /// What a person gets by it.
    var words: String {
        switch self {
        case .table: "columns, fitted to a terminal"
        case .line: "a line a value"
        case .tree: "paths and the ways to nodes as a tree"
        case .csv: "commas between, after RFC 4180; a node is its id and its label"
        case .tsv: "tabs between; a backslash before what is no tab"
        case .json: "one array a statement"
        case .jsonl: "one object a row"
        case .markdown: "a table for a README"
        case .dot: "a graph for Graphviz: `… format dot | dot -Tsvg`"
        case .graphml: "a graph for NetworkX, Gephi and `import`"
        case .html: "a page to look at in a browser, whole in one file"
        }
    }
}
