/// A setting's value as a statement has it.
public enum SettingValue: Sendable, Equatable, CustomStringConvertible {
    case integer(Int)
    case number(Double)
    case text(String)
    case truth(Bool)

    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .text(let value): value
        case .truth(let value): "\(value)"
        }
    }
}

extension TrainingSettings {
    /// A kind's settings, some of them given by name in any case of letters; of two of a name the later counts.
    public init(_ kind: ModelKind, _ pairs: [(name: String, value: SettingValue)]) throws(RecommenderError) {
        self.init(kind)
        for pair in pairs { try set(pair.name, pair.value) }
    }

    /// All settings of the kind by name, as `set(_:_:)` takes them.
    public var pairs: [(name: String, value: SettingValue)] {
        kind.settingNames.map { ($0, value(of: $0)) }
    }

    /// Names that may be spelled otherwise.
    private static let spellings = ["neighbors": "neighbours", "regularisation": "regularization"]

    /// Gives one setting a value.
    public mutating func set(_ name: String, _ value: SettingValue) throws(RecommenderError) {
        let name = Self.spellings[name.lowercased()] ?? name.lowercased()
        guard kind.settingNames.contains(name) else { throw .unknownSetting(name, known: kind.settingNames) }
        let reader = SettingReader(name: name, value: value)
        switch name {
        case "epochs": epochs = try reader.integer(1...100_000)
        case "batch": batch = try reader.integer(1...1_000_000)
        case "rate": rate = try reader.number(above: 0, upTo: 10)
        case "negatives": negatives = try reader.integer(1...1_000)
        case "factors": factors = try reader.integer(1...4_096)
        case "layers": layers = try reader.layers()
        case "depth": depth = try reader.integer(1...64)
        case "patience": patience = try reader.integer(1...100_000)
        case "threads": threads = try reader.integer(1...256)
        case "k": k = try reader.integer(1...1_000_000)
        case "similarity": similarity = try reader.choice()
        case "shrink": shrink = try reader.number(above: nil, upTo: 1e9)
        case "regularization": regularization = try reader.number(above: 0, upTo: 1e9)
        case "keep": keep = try reader.integer(1...1_000_000)
        case "unobserved": unobserved = try reader.number(above: nil, upTo: 1e9)
        case "exponent": exponent = try reader.number(above: nil, upTo: 10)
        case "folds": folds = try reader.integer(1...100)
        case "listeners": listeners = try reader.integer(1...Int(Int32.max))
        case "cases": cases = try reader.integer(1...Int(Int32.max))
        case "tested": tested = try reader.integer(1...Int(Int32.max))
        case "beginnings": beginnings = try reader.number(above: nil, upTo: 1)
        case "evidence": evidence = try reader.choices()
        case "groups": groups = try reader.relations()
        case "group_weight": groupWeight = try reader.number(above: nil, upTo: 1e9)
        case "graph": graph = try reader.choice()
        case "relations": relations = try reader.relations()
        case "hops": hops = try reader.integer(1...8)
        case "neighbours": neighbours = try reader.integer(1...100_000)
        case "form": form = try reader.choice()
        case "aggregator": aggregator = try reader.choice()
        case "embedding": embedding = try reader.integer(1...4_096)
        case "initial": initial = try reader.choice()
        case "node_rate": nodeRate = try reader.number(above: nil, upTo: 10)
        case "sequence": sequence = try reader.choice()
        case "history": history = try reader.integer(1...10_000)
        case "state": state = try reader.integer(1...4_096)
        case "hidden": hidden = try reader.integer(1...4_096)
        case "loss": loss = try reader.choice()
        case "positive": positive = try reader.choice()
        case "holdout": holdout = try reader.choice()
        default: seed = UInt64(try reader.integer(0...Int.max))
        }
    }

    private func value(of name: String) -> SettingValue {
        switch name {
        case "epochs": .integer(epochs)
        case "batch": .integer(batch)
        case "rate": .number(rate)
        case "negatives": .integer(negatives)
        case "factors": .integer(factors)
        case "layers": .text(layers.map(String.init).joined(separator: "-"))
        case "depth": .integer(depth)
        case "patience": .integer(patience)
        case "threads": .integer(threads)
        case "k": .integer(k)
        case "similarity": .text(similarity.rawValue)
        case "shrink": .number(shrink)
        case "regularization": .number(regularization)
        case "keep": .integer(keep)
        case "unobserved": .number(unobserved)
        case "exponent": .number(exponent)
        case "folds": .integer(folds)
        case "listeners": .integer(listeners)
        case "cases": .integer(cases)
        case "tested": .integer(tested)
        case "beginnings": .number(beginnings)
        case "evidence": .text(evidence.map(\.rawValue).joined(separator: " "))
        case "groups": .text(groups.words)
        case "group_weight": .number(groupWeight)
        case "graph": .text(graph.rawValue)
        case "relations": .text(relations.words)
        case "hops": .integer(hops)
        case "neighbours": .integer(neighbours)
        case "form": .text(form.rawValue)
        case "aggregator": .text(aggregator.rawValue)
        case "embedding": .integer(embedding)
        case "initial": .text(initial.rawValue)
        case "node_rate": .number(nodeRate ?? rate)
        case "sequence": .text(sequence.rawValue)
        case "history": .integer(history)
        case "state": .integer(state)
        case "hidden": .integer(hidden)
        case "loss": .text(loss.rawValue)
        case "positive": .text(positive.rawValue)
        case "holdout": .text(holdout.rawValue)
        default: .integer(Int(seed))
        }
    }
}

extension [WeighedRelation] {
    /// `sungBy releasedIn:0.5`, as `SettingReader.relations()` takes them.
    fileprivate var words: String {
        map { $0.weight == 1 ? $0.name : "\($0.name):\($0.weight)" }.joined(separator: " ")
    }
}
