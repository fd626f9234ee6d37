import Grammar
import Graph
import Recommender

/// Whom a statement asks songs for, and what is known of them.
struct Audience {
    let taste: Taste
    /// Whether it is the listener of the session, of whom nothing need be known yet.
    let isTalking: Bool
    /// How the statement names them; nil where it leaves that to the session.
    let reference: NodeReference?

    /// The listener in the graph; nil is one whom it does not know.
    var user: NodeID? { taste.user }
}

extension Session {
    /// Whom a statement means that names `reference`: a user, a song in place of one who played it alone, or where it
    /// names nobody the listener of the session.
    func audience(of reference: NodeReference?, _ reading: Reading, takesSongs: Bool) throws -> Audience {
        let conversation = try talkOfNow()
        guard let reference else {
            guard let conversation else { throw SessionError(.noListener) }
            return Audience(taste: conversation.taste, isTalking: true, reference: nil)
        }
        let user: NodeID
        do { user = try reading.binder.node(reference, wanted: "user") } catch let error as SessionError {
            guard takesSongs, error.isOfAnotherType else { throw error }
            do {
                let song = try reading.binder.node(reference, wanted: "song")
                return Audience(taste: Taste(playing: [song]), isTalking: false, reference: reference)
            } catch let second as SessionError {
                throw second.isOfAnotherType ? error.alsoWanting(second) : second
            }
        }
        if let conversation, conversation.listener == user {
            return Audience(taste: conversation.taste, isTalking: true, reference: reference)
        }
        return Audience(taste: Taste(of: user), isTalking: false, reference: reference)
    }

    /// Runs `body`; an error of the engine's about the listener or song is of how the audience is named.
    func located<Result>(_ audience: Audience, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as RecommenderError {
            guard let reference = audience.reference else { throw error }
            switch error {
            case .userWithoutPlays: throw SessionError(.nothingPlayed(reference.text), at: reference.span)
            case .userUnknownToModel: throw SessionError(.newListener(reference.text), at: reference.span)
            default: throw SessionError(.engine(error), at: reference.span)
            }
        }
    }
}

extension SessionError {
    /// What is wrong where this node is no user, and by `second` no song either.
    fileprivate func alsoWanting(_ second: SessionError) -> SessionError {
        switch (fact, second.fact) {
        case (.wrongType(let text, let found, let wanted), _):
            SessionError(.wrongType(text, found: found, wanted: "\(wanted) or a song"), at: span)
        case (.unknownNode(_, _, let suggestions), .unknownNode(_, _, let songs))
        where suggestions.isEmpty && !songs.isEmpty: second
        default: self
        }
    }

    /// Whether nothing of the wanted type is meant.
    fileprivate var isOfAnotherType: Bool {
        switch fact {
        case .unknownNode, .wrongType: true
        default: false
        }
    }
}
