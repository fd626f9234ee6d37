import Grammar
import Graph
import Query
import TripleStore

/// All that a statement needs to read one unchanging state of the graph.
struct Reading {
    let reader: StoreReader
    let binder: Binder
    let query: GraphQuery<StoreReader>

    var viewer: Viewer { binder.viewer }
    var vocabulary: Vocabulary { reader.vocabulary }
}
