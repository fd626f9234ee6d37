import Foundation
import Grammar
import Recommender

extension Session {
    /// `inspect MODEL`: what it was made by and from, and how its training went.
    func inspect(model word: Word) throws -> Answer {
        let (name, model) = try self.model(word)
        let vocabulary = try reader().vocabulary
        let newer = model.split == .drawn ? max(Interactions.playCount(in: vocabulary) - model.plays, 0) : nil
        return ModelInspection(
            name: name, model: model, saved: models.dateSaved(name), size: models.size(name), newer: newer,
            isInUse: try chosenName() == name
        ).answer
    }

    /// `inspect NODE`: its edges by relation, and what the model in use knows of it.
    func inspect(node reference: NodeReference) throws -> Answer {
        let reading = try reading()
        let node = try reading.binder.node(reference)
        return try NodeInspection(node, by: chosenName() == nil ? nil : model(nil), reading).answer
    }
}
