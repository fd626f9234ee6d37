extension Printer {
    static func text(of explain: Explain) -> String {
        "explain \(text(of: explain.first))" + (explain.second.map { " \(text(of: $0))" } ?? "")
            + walk(explain.hops, []) + clause("paths", explain.paths.map { "\($0)" })
            + flag("counterfactual", explain.counterfactual) + engine(explain.model, explain.seed)
    }

    static func text(of recommend: Recommend) -> String {
        let excluding = recommend.excluding.map { exclusion in
            switch exclusion {
            case .played: "played"
            case .node(let node): text(of: node)
            }
        }
        return "recommend" + clause("everyone as", recommend.table.map(name))
            + (recommend.user.map { " \(text(of: $0))" } ?? "")
            + clause("top", recommend.top.map { "\($0)" }) + walk(recommend.hops, recommend.via)
            + clause("candidates", recommend.candidates.map { "\($0)" }) + flag("because", recommend.because)
            + clause("where", recommend.condition.map { text(of: $0) })
            + clause("excluding", excluding.isEmpty ? nil : excluding.joined(separator: ", "))
            + flag("including played", recommend.includesPlayed)
            + clause("diversify", recommend.diversify.map(number)) + engine(recommend.model, recommend.seed)
    }

    static func text(of similar: Similar) -> String {
        "similar \(text(of: similar.node))" + clause("by", similar.measure?.rawValue)
            + clause("where", similar.condition.map { text(of: $0) }) + clause("top", similar.top.map { "\($0)" })
    }

    static func text(of evaluate: Evaluate) -> String {
        let cutoffs = evaluate.cutoffs.map { "\($0)" }.joined(separator: ", ")
        return "evaluate" + flag(evaluate.subject?.rawValue ?? "", evaluate.subject != nil)
            + (evaluate.model.map { " \(guardedName($0.text))" } ?? "")
            + clause("on", evaluate.split.map { quoted($0.text) })
            + clause("at", cutoffs.isEmpty ? nil : cutoffs) + clause("by", evaluate.breakdown?.rawValue)
            + clause("against", evaluate.against.isEmpty ? nil : names(evaluate.against))
            + clause("sample", evaluate.sample.map { "\($0)" }) + clause("seed", evaluate.seed.map { "\($0)" })
    }

    private static func engine(_ model: Word?, _ seed: Int?) -> String {
        clause("model", model.map(name)) + clause("seed", seed.map { "\($0)" })
    }

    static func text(of model: ModelStatement) -> String {
        switch model {
        case .train(let train): text(of: train)
        case .models: "models"
        case .use(let model): "use model \(name(model))"
        case .inspectModel(let model): "inspect \(name(model))"
        case .inspectNode(let node): "inspect \(text(of: node))"
        case .drop(let model): "drop model \(name(model))"
        }
    }

    private static func text(of train: Train) -> String {
        "train" + (train.kind.map { " \(guardedName($0.text))" } ?? "")
            + clause("on", train.split.map { quoted($0.text) }) + with(train.settings)
            + clause("as", train.name.map(name))
    }

    static func with(_ settings: [Assignment]) -> String {
        clause("with", settings.isEmpty ? nil : assignments(settings))
    }
}
