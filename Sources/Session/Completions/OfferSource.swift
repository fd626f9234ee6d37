import Export
import Grammar
import Graph
import Ingest
import Recommender
import TripleStore

/// Finds what fits an expectation of the grammar: in the language, in the database, among models and files.
struct OfferSource {
    /// What was found, and whether there is more of it.
    struct Found {
        var offers: [Offer] = []
        var isCut = false
    }

    let session: Session
    let reader: AnyGraph
    let context: Completion.Context

    /// How many names of the database are offered at once.
    static let limit = 100

    /// What fits.
    func offers(for expected: Expected) throws -> Found {
        switch expected {
        case .node: try nodes(ofTypes: nil)
        case .song: try nodes(ofTypes: ["song"])
        case .listener: try nodes(ofTypes: ["user"])
        case .key(let type): try keys(ofType: type)
        case .label(let type): try labels(ofTypes: type.map { [$0] })
        case .operand(let scope, let field): try operands(of: scope, field)
        default: Found(offers: try words(for: expected))
        }
    }

    private func words(for expected: Expected) throws -> [Offer] {
        switch expected {
        case .verb(let word): verbs.contains(word) ? [Offer(word, as: .word)] : []
        case .keyword(let word): [Offer(word, as: .word)]
        case .literal(let word): context.prefix.isEmpty ? [] : [Offer(word, as: .word)]
        case .relation: reader.vocabulary.relations.map { Offer($0.name, as: .name) }
        case .type: reader.vocabulary.types.map { Offer($0.name, as: .name) }
        case .rowOrAlias: try reader.aliases.map { Offer($0.name, as: .name) }
        case .parameter: session.names.parameters.keys.map { Offer($0, as: context.isAfterSign ? .name : .marked("$")) }
        case .model: try models.map { Offer($0, as: .name) }
        case .rival: try (models + Self.rivals).map { Offer($0, as: .name) }
        case .modelKind: ModelKind.allCases.map { Offer($0.rawValue, as: .name) }
        case .kind: Importer.Kind.allCases.map { Offer($0.rawValue, as: .name) }
        case .topic: topics.map { Offer($0, as: .word) }
        case .setting: Session.settingNames.map { Offer($0, as: .name) }
        case .detail(let owner): settings(of: owner).map { Offer($0, as: .name) }
        case .settingValue(let name, let owner): values(of: name, owner).map { Offer($0, as: .word) }
        case .exportFormat(let word): Self.exportFormats.contains(word) ? [Offer(word, as: .word)] : []
        case .field(let scope, let path): try fields(of: scope, after: path)
        case .file: session.isSafe ? [] : FolderListing(path: context.prefix).offers
        case .split: try reader.splitNames.map { Offer($0, as: .text) }
        default: []
        }
    }

    /// The verbs that work here.
    private var verbs: Set<String> {
        let verbs = Set(Session.topics.map(\.verb)).subtracting(session.isSafe ? Self.filing : [])
        return session.isReadOnly ? verbs.subtracting(Self.writing) : verbs
    }

    /// The verbs of what opens files beside the database.
    private static let filing: Set = ["import", "export", "backup", "source"]

    /// The verbs of what only a writer can do.
    private static let writing: Set = ["import", "add", "remove", "train", "use", "drop", "alias", "begin"]

    private var models: [String] { get throws { try session.models.names() } }

    /// The kinds that are trained on the spot.
    private static let rivals = ModelKind.allCases.filter { $0 != .ncf }.map(\.rawValue)

    /// What `help` has pages of.
    private var topics: [String] { Session.helpWords }

    /// The formats of whole graphs that the grammar has a word for.
    private static let exportFormats = Set(
        ExportKind.allCases.filter { $0 != .ntriples }.map { String($0.ending.dropFirst()) })
}
