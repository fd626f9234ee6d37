import Foundation
import Grammar
import Graph
import Recommender
import TripleStore

extension Session {
    /// `session end [commit|discard]`: keeps what was said, or forgets it.
    func end(_ ending: SessionStatement.Ending?) throws -> Answer {
        guard let talk = conversation else { throw SessionError(.noConversation("session end")) }
        switch ending {
        case nil:
            guard talk.said.isEmpty else { throw SessionError(.undecided(talk.said.count)) }
            conversation = nil
            return .saying(.talkEnded)
        case .discard:
            conversation = nil
            return .saying(.forgotten(talk.said.count))
        case .commit:
            guard !store.isReadOnly else { throw SessionError(.readOnly("session end commit")) }
            let made = try mutate { try Self.keep(talk, in: $0) }
            conversation = nil
            let feedback = talk.feedback
            let kept = Note.keptFeedback(
                liked: feedback.liked.count, skipped: feedback.skipped.count, banned: feedback.banned.count)
            return Answer(notes: (made.map { [.new("node", $0)] } ?? []) + [kept])
        }
    }

    /// Writes what was said as edges with the time of now, in place of what was said of the same nodes before; returns
    /// what a new listener is called.
    private static func keep(_ talk: Conversation, in writer: StoreWriter) throws -> String? {
        let feedback = talk.feedback
        guard !feedback.isEmpty else { return nil }
        var (user, made): (NodeID, String?)
        if let listener = talk.listener {
            (user, made) = (listener, nil)
        } else {
            let type = try writer.type(named: "user")
            var number = 1
            while try writer.node(type: type, key: "listener-\(number)") != nil { number += 1 }
            (user, made) = (try writer.add(type: type, key: "listener-\(number)").id, "user:listener-\(number)")
        }
        let kinds = [
            (Feedback.likedName, feedback.liked), (Feedback.skippedName, feedback.skipped),
            (Feedback.bannedName, feedback.banned),
        ].filter { !$0.1.isEmpty }
        let relations = try kinds.map { try writer.relation(named: $0.0) }
        let all = [Feedback.likedName, Feedback.skippedName, Feedback.bannedName]
            .compactMap { writer.vocabulary.relation(named: $0) }
        let now = Date.now
        for (relation, nodes) in zip(relations, kinds.map(\.1)) {
            for (place, node) in nodes.enumerated() {
                // A millisecond apart, so that their order is kept too.
                let time = now.addingTimeInterval(Double(place) / 1_000)
                for other in all where other != relation { try writer.remove(Triple(user, other, node)) }
                let edge = Triple(user, relation, node)
                try writer.add(edge)
                let text = time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
                try writer.set([Property(Vocabulary.timeName, .string(text))], of: edge)
            }
        }
        return made
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
