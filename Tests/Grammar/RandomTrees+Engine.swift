import Grammar

extension RandomTrees {
    mutating func explain() -> Explain {
        var explain = Explain(node(), maybe { $0.node() })
        explain.hops = maybe { $0.hops() }
        explain.paths = maybe { $0.count() }
        explain.counterfactual = random.once(in: 2)
        explain.model = maybe { $0.word() }
        explain.seed = maybe { $0.count() }
        return explain
    }

    mutating func recommend() -> Recommend {
        var recommend = Recommend()
        if random.once(in: 5) {
            recommend.table = word()
            recommend.top = maybe { $0.count() }
            recommend.model = maybe { $0.word() }
            return recommend
        }
        recommend.user = maybe { $0.node() }
        recommend.top = maybe { $0.count() }
        recommend.hops = maybe { $0.hops() }
        recommend.via = some(0...2) { $0.word() }
        recommend.candidates = maybe { $0.count() }
        recommend.because = random.once(in: 2)
        recommend.condition = maybe { $0.expression() }
        recommend.excluding = some(0...2) { $0.pick([.played, .node($0.node())]) }
        recommend.includesPlayed = random.once(in: 2)
        recommend.diversify = maybe { $0.pick([0, 0.25, -1, 3e-7]) }
        recommend.model = maybe { $0.word() }
        recommend.seed = maybe { $0.count() }
        return recommend
    }

    mutating func similar() -> Similar {
        var similar = Similar(to: node())
        similar.measure = maybe { $0.pick(Similar.Measure.allCases) }
        similar.condition = maybe { $0.expression() }
        similar.top = maybe { $0.count() }
        return similar
    }

    mutating func evaluate() -> Evaluate {
        var evaluate = Evaluate()
        evaluate.subject = maybe { $0.pick(Evaluate.Subject.allCases) }
        evaluate.model = maybe { $0.word() }
        evaluate.split = maybe { $0.word($0.string()) }
        evaluate.cutoffs = some(0...3) { $0.count() }
        evaluate.breakdown = maybe { $0.pick(Evaluate.Breakdown.allCases) }
        evaluate.against = some(0...2) { $0.word() }
        evaluate.sample = maybe { $0.count() }
        evaluate.seed = maybe { $0.count() }
        return evaluate
    }

    mutating func destination() -> Destination {
        var destination = Destination()
        destination.format = maybe { $0.word($0.pick(["table", "json", "csv"])) }
        destination.file = maybe { $0.word($0.string()) }
        destination.appends = destination.file != nil && random.once(in: 2)
        return destination
    }

    mutating func model() -> ModelStatement {
        switch random.below(6) {
        case 0, 1: .train(train())
        case 2: .use(word())
        case 3: .inspectModel(word())
        case 4: .inspectNode(node())
        default: .drop(word())
        }
    }

    private mutating func train() -> Train {
        var train = Train()
        train.kind = maybe { $0.word() }
        train.split = maybe { $0.word($0.string()) }
        train.settings = some(0...2) { $0.assignment() }
        train.name = maybe { $0.word() }
        return train
    }
}
