import Recommender

extension Standing {
    /// What is being done.
    var words: String {
        switch work {
        case .importing(.reading(let path)): "reading \(Self.file(path))"
        case .importing(.storing): "storing"
        case .committing: "committing"
        case .checking: "checking"
        case .exporting(.surveying, _): "reading the properties"
        case .exporting(.writing, let path): "writing \(Self.file(path))"
        case .arranging: "Spark puts it in order"
        case .gathering: "reading the graph"
        case .training(let step, let trainee):
            Self.joined(trainee.words, [step.words, epoch.map { "epoch \($0.number) of \($0.of)" }], by: ", ")
        case .ranking(let model): "ranking by \(model)"
        case .resampling: "resampling the listeners"
        case .explaining(let model): "explaining by \(model)"
        case .asking(let policy, 0): "\(policy.words), no play known"
        case .asking(let policy, let known): "\(policy.words), \(Note.count(known, "play")) known"
        }
    }

    /// The same for a narrow terminal.
    var shortWords: String {
        switch work {
        case .importing(.reading): "reading"
        case .exporting(.writing, _): "writing"
        case .training(let step, let trainee):
            Self.joined(trainee.name, [step.shortWords, epoch.map { "\($0.number)/\($0.of)" }], by: " ")
        case .ranking: "ranking"
        case .resampling: "resampling"
        case .explaining: "explaining"
        case .asking(let policy, _): policy.words
        default: words
        }
    }

    private static func file(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    private static func joined(_ name: String?, _ parts: [String?], by separator: String) -> String {
        [name, parts.compactMap(\.self).joined(separator: separator)].compactMap(\.self).joined(separator: ": ")
    }
}

extension LongWork.Trainee {
    fileprivate var words: String? {
        if case .withoutAnswerers(let name) = self { "\(name) without the listeners" } else { name }
    }

    fileprivate var name: String? {
        switch self {
        case .own: nil
        case .rival(let name), .withoutAnswerers(let name): name
        }
    }
}

extension TrainingStep {
    /// The step; nil where its epochs say all.
    fileprivate var words: String? {
        switch self {
        case .fitting(let kind, _, 1): "fitting \(kind.rawValue)"
        case .fitting(let kind, let number, let count):
            "first stage: fitting \(kind.rawValue), \(number) of \(count) fits"
        case .scoring(let number, let count):
            "first stage: scoring the songs held out of it, \(number) of \(count) parts"
        case .learning(.ncf): "first stage"
        case .learning(.ranker): "ranker"
        case .learning(nil): nil
        }
    }

    fileprivate var shortWords: String? {
        switch self {
        case .fitting(let kind, let number, let count) where count > 1: "fitting \(kind.rawValue), \(number)/\(count)"
        case .scoring(let number, let count): "scoring, \(number)/\(count)"
        case .learning(nil): "epoch"
        default: words
        }
    }
}
