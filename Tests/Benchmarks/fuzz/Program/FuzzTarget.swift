import Ingest

/// A part of segue that takes bytes of others.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// The language: parsing, printing, completion.
    case parser
    /// Statements run on a small database.
    case script
    /// The importers, by their kind.
    case plays, songs, tracks, msd, split, triples, ntriples, csv, jsonl, graphml, dot
    /// An importer behind gzip.
    case gzip
    /// The reader of model files.
    case model
    /// The reader of Arrow's streams.
    case arrow

    /// What must hold of it whatever the bytes are.
    package func trial() throws -> any Trial {
        switch self {
        case .parser: ParserTrial()
        case .script: try ScriptTrial()
        case .gzip: try ImportTrial(.plays)
        case .model: ModelTrial()
        case .arrow: ArrowTrial()
        default: try ImportTrial(Importer.Kind(rawValue: rawValue)!)
        }
    }
}

/// Something to try bytes on.
package protocol Trial {
    /// Takes the bytes, and throws a `Breach` where an invariant does not hold of them.
    func take(_ bytes: [UInt8]) throws
}

/// An invariant that some bytes broke.
package struct Breach: Error, CustomStringConvertible {
    package let description: String
}

/// Breaks where the condition does not hold.
func hold(_ condition: Bool, _ what: @autoclosure () -> String) throws(Breach) {
    if !condition { throw Breach(description: what()) }
}
