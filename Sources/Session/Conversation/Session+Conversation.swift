import Grammar
import Graph
import Recommender

extension Session {
    /// Runs a statement that talks with the recommender.
    func talk(_ statement: SessionStatement) throws -> Answer {
        switch statement {
        case .start(let listener): try start(listener)
        case .end(let ending): try end(ending)
        case .feedback(let verb, let target): try say(verb, target)
        case .more: try more()
        case .undo: try takeBack()
        }
    }

    /// The talk that goes on; an error where none does.
    private func ongoing(_ verb: String) throws -> Conversation {
        guard let conversation = try talkOfNow() else { throw SessionError(.noConversation(verb)) }
        return conversation
    }

    /// The talk, without what the graph no longer has; nil where none goes on, or no longer.
    func talkOfNow() throws -> Conversation? {
        guard conversation != nil else { return nil }
        let reader = try self.reader()
        func isThere(_ node: NodeID) -> Bool { (try? reader.node(node)) != nil }
        if let listener = conversation?.listener, !isThere(listener) {
            conversation = nil
            say(.listenerGone)
        }
        conversation?.keepOnly(isThere)
        return conversation
    }

    /// `session start USER|new`: what is said from now on counts at once, and is kept when the session ends so.
    private func start(_ reference: NodeReference?) throws -> Answer {
        if let conversation = try talkOfNow() {
            throw SessionError(.inConversation(try name(of: conversation.listener)))
        }
        let reading = try reading()
        let listener = try reference.map { try reading.binder.node($0, wanted: "user") }
        let (model, _) = try self.model(nil)
        conversation = Conversation(with: listener)
        return .saying(.talking(with: try name(of: listener), model: model))
    }

    /// How many answers of the session are not kept yet.
    public var unkeptAnswers: Int { conversation?.said.count ?? 0 }

    /// Says that leaving forgets them.
    public func warnOfUnkeptAnswers() { say(.unkept(unkeptAnswers)) }

    /// Whom the session talks with, in few words for the prompt; nil where it talks with nobody.
    public var partner: String? {
        guard let conversation else { return nil }
        guard let listener = conversation.listener else { return "new" }
        return ((try? name(of: listener)) ?? "").showingControls.fitted(to: 24)
    }

    /// What the listener is called.
    func name(of listener: NodeID?) throws -> String {
        try listener.map { try Viewer(reader()).node($0).inline } ?? "a new listener"
    }

    /// `like|skip|ban RANK|NODE`: the list moves at once.
    private func say(_ verb: SessionStatement.Feedback, _ target: SessionStatement.Target) throws -> Answer {
        let talk = try ongoing(verb.rawValue)
        let reading = try reading()
        let node = try node(target, of: talk, banning: verb == .ban, reading)
        let name = try reading.viewer.node(node).inline
        let before = talk.verb(of: node)
        if before == verb { return .saying(.saidAlready(verb.past, name)) }
        var next = talk
        next.say(verb, node)
        let answer = try moved(from: talk, to: &next, reading)
        conversation = next
        return answer.noting(.said(verb.past, name, noLonger: before?.past))
    }

    /// The song that a target means; what is banned may be of any type.
    private func node(
        _ target: SessionStatement.Target, of talk: Conversation, banning: Bool, _ reading: Reading
    ) throws -> NodeID {
        switch target {
        case .rank(let rank, let span):
            guard talk.shown.indices.contains(rank - 1) else {
                throw SessionError(.rankOutOfRange(rank, count: talk.shown.count), at: span)
            }
            return talk.shown[rank - 1]
        case .node(let reference):
            let node = try reading.binder.node(reference, wanted: banning ? nil : "song")
            let view = try reading.viewer.node(node)
            if view.isUser {
                throw SessionError(
                    .wrongType(reference.text, found: view.type, wanted: "song, artist, album or the like"),
                    at: reference.span)
            }
            return node
        }
    }

    /// `undo`: takes back what was said last, or, where no conversation goes on, the last change.
    private func takeBack() throws -> Answer {
        guard let talk = try talkOfNow() else { return try undoLastChange() }
        var next = talk
        guard let taken = next.takeBack() else { throw SessionError(.nothingSaid) }
        let reading = try reading()
        let answer = try moved(from: talk, to: &next, reading)
        conversation = next
        return answer.noting(.tookBack(taken.verb.past, try reading.viewer.node(taken.node).inline))
    }

    /// The list after a change, beside the one before; where none was shown yet, nothing is shown.
    private func moved(from talk: Conversation, to next: inout Conversation, _ reading: Reading) throws -> Answer {
        guard !talk.shown.isEmpty else { return Answer() }
        let audience = Audience(taste: next.taste, isTalking: true, reference: nil)
        // The list keeps the length that `more` has given it.
        var asked = talk.request
        asked.request.top = max(talk.shown.count, asked.top)
        let list = try songs(asked, for: audience, reading)
        var answer = try self.answer(list, asked, for: audience, reading)
        let songs = list.rows.map(\.song)
        answer.show(changesFrom: talk.shown)
        let gone = talk.shown.filter { !songs.contains($0) }
        // What else there is to say of the list was said when it was asked for.
        answer.notes = [
            .listMoved(
                new: songs.count { !talk.shown.contains($0) }, of: songs.count,
                gone: try reading.viewer.nodes(gone).map(\.inline))
        ]
        next.shown = songs
        return answer
    }

    /// `more`: the list goes on.
    private func more() throws -> Answer {
        var talk = try ongoing("more")
        let reading = try reading()
        let audience = Audience(taste: talk.taste, isTalking: true, reference: nil)
        var asked = talk.request
        let page = asked.top
        asked.request.top = talk.shown.count + page
        var list = try songs(asked, for: audience, reading)
        let shown = Set(talk.shown)
        list.rows = Array(list.rows.filter { !shown.contains($0.song) }.prefix(page))
        var answer = try self.answer(list, asked, for: audience, reading, after: talk.shown.count)
        if list.rows.isEmpty { answer.notes = [.noMore] }
        talk.shown += list.rows.map(\.song)
        conversation = talk
        return answer
    }
}

extension SessionStatement.Feedback {
    /// The verb of what was done.
    var past: String {
        switch self {
        case .like: "liked"
        case .skip: "skipped"
        case .ban: "banned"
        }
    }
}

extension Answer {
    /// The answer with a note before its others.
    fileprivate func noting(_ note: Note) -> Answer {
        var noting = self
        noting.notes.insert(note, at: 0)
        return noting
    }

    /// Puts beside each song's rank where it stood in the list of these songs.
    fileprivate mutating func show(changesFrom before: [NodeID]) {
        let songs = listing ?? []
        columns.insert(contentsOf: [.init("change", for: .table), .init("was", for: [.csv, .json])], at: 1)
        for (place, song) in songs.enumerated() {
            let was = before.firstIndex(of: song)
            let change =
                switch was {
                case nil: "new"
                case let was? where was > place: "▲\(was - place)"
                case let was? where was < place: "▼\(place - was)"
                default: ""
                }
            rows[place].insert(contentsOf: [.text(change), was.map { .integer($0 + 1) } ?? .null], at: 1)
        }
    }
}
