import Grammar
import Session

extension SegueDatabase {
    /// Learns a model from the plays, or from a split that was imported; it answers from now on.
    ///
    /// `settings` are those that `help train KIND` lists in the shell. `name` is the kind's own unless given; a model of
    /// that name is replaced. `progress` hears of each epoch, on this thread; it may call ``cancellation``.
    @discardableResult
    public func train(
        _ kind: ModelKind = .segue, on split: String? = nil, settings: [String: Parameter] = [:],
        as name: String? = nil,
        progress: (Epoch) -> Void = { _ in }
    ) throws(SegueError) -> TrainedModel {
        var statement = Train()
        statement.kind = word(kind.rawValue)
        (statement.split, statement.name) = (split.map(word), name.map(word))
        statement.settings = settings.sorted { $0.key < $1.key }.map { name, value in
            Assignment(name: word(name), value: Grammar.Value(value.form, at: NodeName.nowhere))
        }
        let (epochs, notes) = try epochs(of: statement, progress)
        return TrainedModel(name: name ?? kind.rawValue, kind: kind, epochs: epochs, notes: notes)
    }

    private func epochs(
        of statement: Train, _ progress: (Epoch) -> Void
    ) throws(SegueError) -> (epochs: [Epoch], notes: [String]) {
        var epochs: [Epoch] = []
        let reply = try withoutActuallyEscaping(progress) { progress throws(SegueError) in
            try mended { () throws(Failure) in
                try session.reply(to: .model(.train(statement), Destination())) {
                    let epoch = Epoch($0)
                    epochs.append(epoch)
                    progress(epoch)
                }
            }
        }
        return (epochs, reply.notes)
    }

    /// A word of a statement that no text was read for.
    func word(_ text: String) -> Word { Word(text, at: NodeName.nowhere) }
}
