import Export
import Grammar
import Graph
import Recommender

/// Why a statement could not be run: the fact and the place; `Message` has the words.
public struct SessionError: Error {
    /// What went wrong.
    enum Fact {
        case unknownNode(String, type: String?, suggestions: [String])
        case unknownRelation(String, suggestions: [String])
        case unknownType(String, suggestions: [String])
        case ambiguous(String, hits: [Hit])
        case wrongType(String, found: String, wanted: String)
        case rowOutOfRange(Int, count: Int)
        case goneRow(Int)
        case unknownAlias(String)
        case unknownParameter(String)
        case unknownField(String, suggestions: [String], ofEdges: Bool)
        case unknownFunction(String, known: [String])
        case misplacedAggregate(String)
        case takenName(String)
        case unknownSetting(String, known: [String])
        case unknownWord(String, of: String, known: [String])
        case badValue(String, found: String, expected: String)
        case remote(String?)
        case away(RemoteError)
        case noCluster
        case notOnSpark(model: String)
        case noListener
        case noConversation(String)
        case inConversation(String)
        case undecided(Int)
        case rankOutOfRange(Int, count: Int)
        case nothingSaid
        case nothingToUndo
        case noSong(String, found: String)
        case noVectors(model: String, ModelKind)
        case noModel
        case newListener(String)
        case halfExplained(String)
        case changedPlays(model: String)
        case otherData(model: String)
        case otherSplit(model: String, trainedOn: String, asked: String)
        case readOnly(String)
        case splitPositives
        case emptyKey
        case reservedName(String)
        case endAvoided(String)
        case taken(String)
        case noTransaction(String)
        case inTransaction(String)
        case rolledBack
        case sourceTooDeep(limit: Int)
        case notOneStatement(isEmpty: Bool)
        case script(String, Session.Refusal)
        case faultyScript(String)
        case file(ExportError)
        case noFolder(String)
        case noDatabase(String)
        case notAppendable(String)
        case untoldKind(String, known: [String])
        case otherColumns(String)
        case nothingToDraw(String)
        case engine(RecommenderError)
        case nothingPlayed(String)
        case keptSafe(String)
        case endedPath
        case oddFile(String)
        case unsound(data: Int, models: Int)
    }

    /// One of several nodes that a name fits.
    struct Hit {
        let node: NodeView
        let telling: String
    }

    let fact: Fact
    let span: SourceSpan?

    init(_ fact: Fact, at span: SourceSpan? = nil) {
        self.fact = fact
        self.span = span
    }
}
