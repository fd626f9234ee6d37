extension TreeDump {
    static func parts(of explain: Explain) -> [String?] {
        [
            text(of: explain.first), explain.second.map { text(of: $0) }, hops(explain.hops),
            listIfAny("paths", explain.paths.map(number)), flag("counterfactual", explain.counterfactual),
            listIfAny("model", explain.model.map { atom($0) }), listIfAny("seed", explain.seed.map(number)),
        ]
    }

    static func parts(of recommend: Recommend) -> [String?] {
        let excluding = recommend.excluding.map { exclusion in
            switch exclusion {
            case .played: "played"
            case .node(let node): text(of: node)
            }
        }
        return [
            listIfAny("everyone", recommend.table.map { atom($0) }), recommend.user.map { text(of: $0) },
            listIfAny("top", recommend.top.map(number)), hops(recommend.hops),
            via(recommend.via), listIfAny("candidates", recommend.candidates.map(number)),
            flag("because", recommend.because), condition(recommend.condition), listIfAny("excluding", excluding),
            flag("including-played", recommend.includesPlayed),
            listIfAny("diversify", recommend.diversify.map { String($0) }),
            listIfAny("model", recommend.model.map { atom($0) }), listIfAny("seed", recommend.seed.map(number)),
        ]
    }

    static func parts(of similar: Similar) -> [String?] {
        [
            text(of: similar.node), listIfAny("by", similar.measure?.rawValue), condition(similar.condition),
            listIfAny("top", similar.top.map(number)),
        ]
    }

    static func parts(of evaluate: Evaluate) -> [String?] {
        [
            flag(evaluate.subject?.rawValue ?? "", evaluate.subject != nil), evaluate.model.map { atom($0) },
            listIfAny("on", evaluate.split.map(string)), listIfAny("at", evaluate.cutoffs.map(number)),
            listIfAny("by", evaluate.breakdown?.rawValue), listIfAny("against", evaluate.against.map { atom($0) }),
            listIfAny("sample", evaluate.sample.map(number)), listIfAny("seed", evaluate.seed.map(number)),
        ]
    }

    static func text(of model: ModelStatement, to destination: [String]) -> String {
        switch model {
        case .train(let train): list("train", parts(of: train) + destination)
        case .models: list("models", destination)
        case .use(let model): list("use-model", [atom(model)] + destination)
        case .inspectModel(let model): list("inspect-model", [atom(model)] + destination)
        case .inspectNode(let node): list("inspect-node", [text(of: node)] + destination)
        case .drop(let model): list("drop-model", [atom(model)] + destination)
        }
    }

    private static func parts(of train: Train) -> [String?] {
        [
            train.kind.map { atom($0) }, listIfAny("on", train.split.map(string)),
            listIfAny("with", texts(of: train.settings)), listIfAny("as", train.name.map { atom($0) }),
        ]
    }
}
