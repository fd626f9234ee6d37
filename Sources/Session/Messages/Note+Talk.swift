import Foundation
import Recommender

extension Note {
    /// The words of a talk with the recommender; empty of other notes.
    var talkText: String {
        switch self {
        case .talking(let name, let model):
            "a session with \(name), by model \(model): `recommend`, then `like`, `skip` or `ban` a row or a song; "
                + "`session end commit` keeps what was said"
        case .said(let verb, let name, let before): "\(verb) \(name)" + (before.map { ", no longer \($0)" } ?? "")
        case .saidAlready(let verb, let name): "\(name) is \(verb) already"
        case .listenerGone: "the session's listener is gone from the graph, and the session with them"
        case .tookBack(let verb, let name): "took back: \(verb) \(name)"
        case .listMoved(0, _, let gone) where gone.isEmpty: "the list has the same songs"
        case .listMoved(let new, let all, let gone):
            "\(new) of \(Self.count(all, "song")) \(new == 1 ? "is" : "are") new in the list"
                + (gone.isEmpty ? "" : "; gone: " + Self.first(5, of: gone))
        case .noMore: "there are no more songs in this list"
        case .talkEnded: "the session is over"
        case .forgotten(let count): "the session is over; \(Self.count(count, "answer")) \(Self.were(count)) forgotten"
        case .unkept(let count):
            "\(Self.count(count, "answer")) of this session \(count == 1 ? "is" : "are") not kept: `session end commit` "
                + "keeps them, leaving once more forgets them"
        case .talkCutOff(let count):
            "the session was left: \(Self.count(count, "answer")) \(Self.were(count)) not kept"
        case .keptFeedback(0, 0, 0): "the session is over; nothing was said that could be kept"
        case .keptFeedback(let liked, let skipped, let banned):
            "the session is over; kept: "
                + [(liked, "liked"), (skipped, "skipped"), (banned, "banned")].filter { $0.0 > 0 }
                .map { "\($0.0.grouped) \($0.1)" }.joined(separator: ", ")
                + "; the next `train` on the graph's plays learns from them"
        case .diversified(let list):
            String(
                format: "made different: two songs share %.0f%% of what is known of them, %.0f%% before; mean score ",
                100 * list.likeness.now, 100 * list.likeness.before)
                + "\(list.score.now.shortened), \(list.score.before.shortened) before"
        case .blind(let model):
            "model \(model) cannot tell songs apart for somebody of whom it knows no song: `like` one, or use the default "
                + "preset, which starts from what most play"
        default: ""
        }
    }

    /// The first `count` of some names, and how many more there are.
    private static func first(_ count: Int, of names: [String]) -> String {
        let more = names.count > count ? [" and \((names.count - count).grouped) more"] : []
        return names.prefix(count).joined(separator: ", ") + more.joined()
    }

    private static func were(_ count: Int) -> String { count == 1 ? "was" : "were" }
}
