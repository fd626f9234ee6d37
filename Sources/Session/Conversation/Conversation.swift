import Grammar
import Graph
import Recommender

/// A talk with a listener: whom with, what they have said, and the list that lies before them.
struct Conversation {
    /// Something said of a node.
    struct Saying: Equatable {
        let verb: SessionStatement.Feedback
        let node: NodeID
    }

    /// The listener; nil is somebody whom the graph does not know.
    let listener: NodeID?
    /// What was said, in order.
    private(set) var said: [Saying] = []
    /// How the list was last asked for.
    var request = ListRequest()
    /// The songs shown of the list as it is now, best first.
    var shown: [NodeID] = []

    init(with listener: NodeID?) { self.listener = listener }

    /// What all that was said comes to.
    var feedback: Feedback {
        var feedback = Feedback()
        for one in said {
            switch one.verb {
            case .like: feedback.like(one.node)
            case .skip: feedback.skip(one.node)
            case .ban: feedback.ban(one.node)
            }
        }
        return feedback
    }

    /// What is known of the listener.
    var taste: Taste {
        listener.map { Taste(of: $0, saying: feedback) } ?? Taste(playing: [], saying: feedback)
    }

    /// What was said last of a node; nil where nothing was.
    func verb(of node: NodeID) -> SessionStatement.Feedback? { said.last { $0.node == node }?.verb }

    /// Forgets what is no longer in the graph.
    mutating func keepOnly(_ isThere: (NodeID) -> Bool) {
        said.removeAll { !isThere($0.node) }
        shown.removeAll { !isThere($0) }
    }

    mutating func say(_ verb: SessionStatement.Feedback, _ node: NodeID) { said.append(Saying(verb: verb, node: node)) }

    /// Takes the last thing said back; nil where nothing was.
    mutating func takeBack() -> Saying? { said.popLast() }
}
