import Grammar
import Recommender

extension Message {
    /// The words for an engine that cannot do its work.
    init(_ error: RecommenderError) {
        switch error {
        case .unknownKind(let name, let known):
            self.init(SessionError.Fact.unknownWord(name, of: "kind of model", known: known))
        case .unknownSetting(let name, let known): self.init(SessionError.Fact.unknownSetting(name, known: known))
        case .badValue(let setting, let value, let expected):
            self.init(SessionError.Fact.badValue(setting, found: value, expected: expected))
        case .noRelation, .noPositives:
            self.init(
                .badValue, "there are no plays to learn from",
                help: "`import \"plays.tsv\" as plays` brings some; `with positive = any` takes single plays too")
        case .noPairs:
            self.init(
                .badValue, "no listener has two songs, of which one could be foretold from the other",
                help: "`train popularity` learns from single plays")
        case .nothingHeldOut:
            self.init(
                .badValue, "no song was held out of this model's training, so it cannot be measured",
                help: "train one with `holdout = test`")
        case .catalogueTooLarge(let songs, let most, let kind):
            self.init(
                .badValue,
                "`\(kind.rawValue)` compares all songs, \(most.grouped) at most; here are \(songs.grouped)",
                help: "`train itemknn` or `train als` takes any number of songs")
        case .tooMuchMemory(let needed, let allowed, let kind):
            self.init(
                .badValue,
                "`\(kind.rawValue)` takes about \(needed.asBytes) of memory here; \(allowed.asBytes) may be taken",
                help: "train with smaller settings (`help train \(kind.rawValue)`), or start segue with --memory")
        case .noSolution(let kind):
            self.init(
                .badValue, "`\(kind.rawValue)` has no solution at this regularization", help: "train with a larger one")
        case .userUnknownToModel:
            self.init(.staleModel, "the model was trained without this listener", help: "`train` again")
        case .userWithoutPlays: self.init(.badValue, "this listener has played nothing")
        case .songUnknownToModel:
            self.init(.staleModel, "the model was trained without this song", help: "`train` again")
        case .noVectors(let kind): self.init(.badValue, "a model of kind `\(kind.rawValue)` has no vectors of songs")
        case .songWithoutVector:
            self.init(
                .badValue, "the model has learned nothing of this song: its vector is zero",
                help: "`similar … by graph` looks at what the graph knows of it")
        case .staleModel:
            self.init(
                .staleModel, "the model was trained on another graph: its nodes are not there", help: "`train` again")
        default: self.init(file: error)
        }
    }

    private init(file error: RecommenderError) {
        switch error {
        case .badModelName(let name):
            self.init(
                .badValue, "a model cannot be called `\(name)`",
                help: "names have up to 64 letters, digits, `_` and `-`")
        case .noModel(let name, let known):
            let help = known.isEmpty ? "`train` makes one" : "there is \(Self.choice(known))"
            self.init(
                .noModel, "there is no model `\(name)`", help: help,
                suggestions: Spelling.suggestions(for: name, among: known))
        case .notAModel(let file):
            self.init(.corrupt, "\(file) is no model of segue's", help: "drop it and train again")
        case .newerModelFile(let file, let version, let newest):
            self.init(
                .corrupt, "\(file) is of form \(version); this segue reads up to \(newest)", help: "use a newer segue")
        case .olderModelFile(let file, let version):
            self.init(.staleModel, "\(file) is of an older form, \(version)", help: "`train` again")
        case .truncatedModel(let file, let bytes, let expected):
            self.init(
                .corrupt, "\(file) is cut off: \(bytes.grouped) of \(expected.grouped) bytes",
                help: "drop it and train again")
        case .damagedModel(let file, let place):
            self.init(.corrupt, "\(file) is damaged: \(place)", help: "drop it and train again")
        case .unreadable(let file, let cause):
            let isFull = cause == ModelLibrary.fullDisk
            self.init(.io, "\(file): \(cause)", help: isFull ? "free some space, and try again" : nil)
        case .graph(let error): self.init(error)
        default: self.init(.internal, "\(error)")
        }
    }
}
