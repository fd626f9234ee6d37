import Foundation
import Grammar
import Graph
import Recommender
import TripleStore

extension Session {
    /// `session end [commit|discard]`: keeps what was said, or forgets it.
    func end(_ ending: SessionStatement.Ending?) throws -> Answer {
        guard let talk = try talkOfNow() else { throw SessionError(.noConversation("session end")) }
        switch ending {
        case nil:
            guard talk.said.isEmpty else { throw SessionError(.undecided(talk.said.count)) }
            conversation = nil
            return .saying(.talkEnded)
        case .discard:
            conversation = nil
            return .saying(.forgotten(talk.said.count))
        case .commit:
            guard !home.isReadOnly else { throw SessionError(.readOnly("session end commit")) }
            let new = try outside("session end commit") { try mutate { try Self.keep(talk, in: $0) } }
            conversation = nil
            let feedback = talk.feedback
            let kept = Note.keptFeedback(
                liked: feedback.liked.count, skipped: feedback.skipped.count, banned: feedback.banned.count)
            return Answer(notes: new + [kept])
        }
    }

    /// Writes what was said as edges with the time of now, in place of what was said of the same nodes before; returns
    /// what is new in the graph.
    private static func keep(_ talk: Conversation, in writer: StoreWriter) throws -> [Note] {
        let feedback = talk.feedback
        guard !feedback.isEmpty else { return [] }
        var new: [Note] = []
        let user = try talk.listener ?? newListener(in: writer, &new)
        let names = [Feedback.likedName, Feedback.skippedName, Feedback.bannedName]
        let now = Date.now
        for (name, nodes) in zip(names, [feedback.liked, feedback.skipped, feedback.banned]) where !nodes.isEmpty {
            if writer.vocabulary.relation(named: name) == nil { new.append(.new("relation", name)) }
            let relation = try writer.relation(named: name)
            let others = names.filter { $0 != name }.compactMap { writer.vocabulary.relation(named: $0) }
            for (place, node) in nodes.enumerated() {
                for other in others { try writer.remove(Triple(user, other, node)) }
                let edge = Triple(user, relation, node)
                try writer.add(edge)
                // A millisecond apart, so that their order is kept too.
                let time = now.addingTimeInterval(Double(place + 1 - nodes.count) / 1_000)
                let text = time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
                try writer.set([Property(Vocabulary.timeName, .string(text))], of: edge)
            }
        }
        return new
    }

    /// The node of a listener who was new, by the first free number.
    private static func newListener(in writer: StoreWriter, _ new: inout [Note]) throws -> NodeID {
        if writer.vocabulary.type(named: "user") == nil { new.append(.new("type", "user")) }
        let type = try writer.type(named: "user")
        var number = 1
        while try writer.node(type: type, key: "listener-\(number)") != nil { number += 1 }
        new.append(.new("node", "user:listener-\(number)"))
        return try writer.add(type: type, key: "listener-\(number)").id
    }

    /// Whether something was said that the input's end forgets; says so.
    func forgetTalk() -> Bool {
        guard let talk = conversation else { return false }
        conversation = nil
        guard !talk.said.isEmpty else { return false }
        say(.talkCutOff(talk.said.count))
        return true
    }
}
