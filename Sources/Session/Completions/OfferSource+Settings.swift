import Grammar
import Graph
import Ingest
import Recommender
import SparkStore

// Settings by name, and the words that they take
extension OfferSource {
    /// The names that may stand after `with`.
    func settings(of owner: SettingOwner) -> [String] {
        switch owner {
        case .training(let kind): (try? ModelKind(named: kind ?? ModelKind.segue.rawValue))?.settingNames ?? []
        case .importing(let file, _) where SparkEngines.isAddress(file): PartChoice.names
        case .importing(let file, let kind): importKind(kind, of: file) == .songs ? ["tags"] : []
        case .exporting: PartChoice.names
        case .node: reader.vocabulary.properties.filter { $0.nodes > 0 }.map(\.name)
        case .edge(let relation):
            [Vocabulary.weightName(of: relation)]
                + reader.vocabulary.properties.filter { $0.edges > 0 }.map(\.name)
        }
    }

    private func importKind(_ kind: String?, of file: String) -> Importer.Kind? {
        if let kind { return Importer.Kind(rawValue: kind.lowercased()) }
        // A name alone may not tell, and then the file is looked into.
        return session.isSafe ? nil : (try? Importer.Kind(ofFile: file)) ?? nil
    }

    /// The words that a setting may be given.
    func values(of name: String, _ owner: SettingOwner?) -> [String] {
        switch owner {
        case nil where name.lowercased() == "format": Format.allCases.map(\.rawValue)
        case .training: TrainingSettings.choices(of: name)
        default: []
        }
    }
}
