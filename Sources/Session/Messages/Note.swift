import Export
import Ingest
import Recommender
import TripleStore

/// What is said beside an answer's rows: facts here, their words below.
enum Note {
    // Reads
    case choosing(String, [SessionError.Hit])
    case more(Int, ofRow: Int?)
    case foundMore(than: Int)
    case noneFound(String, suggestions: [String])
    case noPath(ClosedRange<Int>)
    case morePaths(than: Int)
    case pathsLookedAt(Int)
    case trailsCapped(limit: Int, hops: Int)
    case repetitionCapped(hops: Int)
    case helpPages([String], functions: [String])
    case helpOfHelp
    case helpOfErrors
    case uncheckedNames(Int)
    case emptyGraph
    case noRows
    case rowsLeft(Int)
    case spreadsSampled
    case sound
    case soundUnsummed
    case noEdge
    case pictureCapped(to: (nodes: Int, edges: Int), nodes: Int, edges: Int, paths: Int)
    case wrote(rows: Int, file: String, format: Format)
    // Writes
    case imported(Importer.Report, Importer.Kind, Duration)
    case exported(nodes: Int, edges: Int, file: String, Duration)
    case copied(Importer.Report, from: String, Duration)
    case listed(rows: Int, table: String, Duration)
    case new(String, String, near: [String] = [])
    case added(String, isNew: Bool)
    case changed(String)
    case reweighed(String, from: Float?, to: Float)
    case removedNode(String, edges: Int)
    case removedEdges(Int)
    case backedUp(String)
    case undidChange
    case keptAsItIs
    case ranNothing
    case waiting(process: Int32)
    case committed
    case rolledBack
    case undone
    case unfinished
    // Talking with the recommender
    case talking(with: String, model: String)
    case said(String, String, noLonger: String?)
    case saidAlready(String, String)
    case tookBack(String, String)
    case listMoved(new: Int, of: Int, gone: [String])
    case noMore
    case talkEnded
    case forgotten(Int)
    case unkept(Int)
    case talkCutOff(Int)
    case keptFeedback(liked: Int, skipped: Int, banned: Int)
    case listenerGone
    // The engine
    case interruptedTraining
    case trained(model: String, listeners: Int, songs: Int, Duration, kept: (epoch: Int, of: Int)?)
    case noModel
    case damagedModel(String, cause: String)
    case staleModel(String)
    case dropped(model: String, next: String?)
    case served(model: String, candidates: Int, played: Int, liked: Int, unwanted: Int, unknown: Int, gone: Int)
    case diversified(Diversification)
    case blind(model: String)
    case candidatesCapped(Int)
    case nearBy(model: String)
    case withoutVector(row: Int, model: String)
    case newerPlays(Int, andLikes: Bool)
    case untested(Int)
    case evaluationKey(users: Int, seed: UInt64, isGrouped: Bool, isPaired: Bool, isLong: Bool)
    case evaluationRanks
    case changesCut(looked: Int, of: Int)
    case explanationKey(pairs: Int, users: Int, seed: UInt64)
    case interactionKey(listeners: Int, seed: UInt64)

    /// Whether it says that an answer is cut short by a limit that was not asked for.
    var isCap: Bool {
        switch self {
        case .foundMore, .morePaths, .pathsLookedAt, .trailsCapped, .repetitionCapped, .candidatesCapped, .changesCut:
            true
        default: false
        }
    }

    /// The note's lines; a line end in a name of the data makes no further one.
    var lines: [String] {
        switch self {
        case .choosing(let name, let hits): Message.choosing(name, hits)
        case .helpPages, .evaluationKey: text.split(separator: "\n").map(String.init)
        default: [text]
        }
    }

    /// The note in words, a line or several.
    var text: String {
        switch self {
        case .choosing(let name, let hits): Message.choosing(name, hits).joined(separator: "\n")
        case .more(let count, let row):
            "\(row.map { "@\($0): " } ?? "")\(count.grouped) more; `limit` sets how many are shown"
        case .foundMore(let limit): "more than \(limit.grouped); `limit` sets how many are shown"
        case .noneFound(let text, let suggestions):
            "nothing is called \"\(text)\" or starts so"
                + (suggestions.isEmpty
                    ? "" : "; did you mean " + suggestions.map { "\"\($0)\"" }.joined(separator: " or ") + "?")
        case .noPath(let hops) where hops.lowerBound > 1:
            "no path of \(hops.lowerBound) to \(Self.count(hops.upperBound, "hop"))"
        case .noPath(let hops): "no path of \(Self.count(hops.upperBound, "hop")) or fewer"
        case .morePaths(let limit): "more paths than \(limit.grouped); `limit` sets how many are shown"
        case .pathsLookedAt(let limit):
            "only the first \(limit.grouped) paths were looked at: a condition or an order is of these alone"
        case .trailsCapped(let limit, let hops):
            "there may be more paths: at most \(limit.grouped), of \(Self.count(hops, "hop")), are shown"
        case .repetitionCapped(let hops):
            "there may be more: an edge is repeated at most \(Self.count(hops, "time")) unless a number is given"
        case .helpPages(let pages, let functions):
            (pages.isEmpty ? "" : "more by " + pages.map { "`help \($0)`" }.joined(separator: ", "))
                + (functions.isEmpty
                    ? ""
                    : "\nfunctions: \(functions.joined(separator: ", ")); of what `match` returns: "
                        + "count, sum, avg, min, max, collect, and distinct(…) within them")
        case .helpOfHelp:
            "`help VERB` shows a statement's form, `help format` the formats, `help node` how to name a node, "
                + "`help errors` what errors mean"
        case .helpOfErrors: "`help errors CODE` shows a way on"
        case .emptyGraph: "the graph is empty: `import` brings songs and plays"
        case .uncheckedNames(let count):
            "\(Self.count(count, "statement")) could not be checked whole: what \(count == 1 ? "it names" : "they name") "
                + "may be brought by statements before"
        case .noRows: "nothing found"
        case .rowsLeft(let count): "the table leaves out \(Self.count(count, "row")): other formats have them all"
        case .spreadsSampled: "spreads are of an even sample of the nodes, where there are many"
        case .noEdge: "the graph has no edge yet"
        case .pictureCapped(let limits, let nodes, let edges, let paths):
            "the picture shows the first \(limits.nodes.grouped) nodes and \(limits.edges.grouped) edges; left out: "
                + [(nodes, "node"), (edges, "edge"), (paths, "path")].filter { $0.0 > 0 }
                .map { Self.count($0.0, $0.1) }.joined(separator: ", ")
        case .wrote(let rows, let file, let format):
            "wrote \(Self.count(rows, "row")) to \(file) as \(format.rawValue)"
        case .sound: "the database is sound"
        case .soundUnsummed:
            "the database is sound as far as its older format tells; without --read-only it is brought up to date, and "
                + "from then on every changed bit is found"
        case .imported, .exported, .copied, .listed, .new, .added, .changed, .reweighed, .removedNode, .removedEdges:
            writeText
        case .undidChange: "the last change is taken back"
        case .keptAsItIs: "nothing is removed"
        case .ranNothing: "none of the statements were run"
        case .backedUp(let path): "the database as last committed is copied to \(path)"
        case .waiting(let process):
            "process \(process) is writing to this database; waiting for it to end (Ctrl-C gives up)"
        case .committed: "committed"
        case .rolledBack: "rolled back"
        case .undone: "the transaction is rolled back: nothing since `begin` is kept"
        case .unfinished: "the input ended within a transaction, which is rolled back: nothing since `begin` is kept"
        default: engineText
        }
    }

    private var writeText: String {
        switch self {
        case .imported(let report, let kind, let time):
            "imported \(Self.count(report.rows, "row")) of \(kind.rawValue) in \(time.seconds) s; new: "
                + ([Self.count(report.nodes, "node"), Self.count(report.edges, "edge")] + Self.few(report.newNames))
                .joined(separator: ", ")
        case .exported(let nodes, let edges, let file, let time):
            "exported \(Self.count(nodes, "node")) and \(Self.count(edges, "edge")) to \(file) in \(time.seconds) s"
        case .listed(let rows, let table, let time):
            "\(Self.count(rows, "row")) in the table \(table) in \(time.seconds) s: user, rank, song, label, score"
        case .copied(let report, let place, let time):
            "copied from \(place) in \(time.seconds) s; new: "
                + ([Self.count(report.nodes, "node"), Self.count(report.edges, "edge")] + Self.few(report.newNames))
                .joined(separator: ", ")
        case .new(let kind, let name, let near):
            "new \(kind) \(name)" + (near.isEmpty ? "" : "; was \(Message.choice(near)) meant?")
        case .changed(let what): "changed 1 \(what)"
        case .added(let what, let isNew): isNew ? "added 1 \(what)" : "that \(what) was there already"
        case .reweighed(let name, let before, let after):
            "that edge was there already; its \(name): \(before.map { "\($0.brief) → " } ?? "")\(after.brief)"
        case .removedNode(let name, let edges): "removed \(name) and \(Self.count(edges, "edge"))"
        case .removedEdges(let edges): "removed \(Self.count(edges, "edge"))"
        default: ""
        }
    }

    private var engineText: String {
        switch self {
        case .interruptedTraining: "interrupted: the best so far is kept"
        case .trained(let model, let listeners, let songs, let time, let kept):
            "model \(model) has learned from \(Self.count(listeners, "listener")) and \(Self.count(songs, "song")) in "
                + "\(time.seconds) s\(kept.map { ", epoch \($0.epoch) of \($0.of) kept" } ?? ""); "
                + "it answers from now on; `evaluate \(model)` measures it"
        case .noModel: "there is no model yet: `train` makes one"
        case .damagedModel(let name, let cause): "model \(name) cannot be used: \(cause)"
        case .staleModel(let name): "model \(name) has learned from other data than there are by now; `train` again"
        case .dropped(let model, let next): "dropped model \(model)" + (next.map { "; \($0) answers now" } ?? "")
        case .served(let model, let candidates, let played, let liked, let unwanted, let unknown, let gone):
            "model \(model), \(Self.count(candidates, "candidate"))"
                + Self.leftOut(played, "played") + Self.leftOut(liked, "liked")
                + Self.leftOut(unwanted, "skipped or banned")
                + Self.leftOut(unknown, "unseen by the model")
                + (gone > 0 ? "; gone from the graph: \(Self.count(gone, "song"))" : "")
        case .candidatesCapped(let count):
            "more candidates than \(count.grouped); `candidates` sets how many are scored"
        case .nearBy(let model): "by the vectors of model \(model)"
        case .withoutVector(let row, let model): "@\(row): model \(model) has no vector of it"
        case .newerPlays(let count, let andLikes):
            "\(count.grouped) play\(count == 1 ? "" : "s")"
                + (andLikes ? (count == 1 ? " or like" : " and likes") : "")
                + " \(count == 1 ? "is" : "are") newer than the model; `train` learns from them"
        case .untested(let count):
            "\(Self.count(count, "listener")) not tested: too few songs to hold one out, or not among the `tested`"
        case .evaluationKey(let users, let seed, let isGrouped, let isPaired, let isLong):
            Self.evaluationKey(
                of: isGrouped ? "listeners of a line" : Self.count(users, "listener"), seed, isGrouped: isGrouped,
                isPaired: isPaired, isLong: isLong)
        case .changesCut(let looked, let all):
            "the time was up: \(looked.grouped) of \(Self.count(all, "play")) were taken away one by one, and what takes "
                + "fewest plays or likes may not have been found"
        case .interactionKey(let listeners, let seed): Self.interactionKey(of: listeners, seed)
        case .explanationKey(let pairs, let users, let seed): Self.explanationKey(of: pairs, users, seed)
        case .evaluationRanks:
            "the rank of the one held-out song, and how many songs the model knows; –: it was no candidate"
        default: talkText
        }
    }

    private static func leftOut(_ count: Int, _ what: String) -> String {
        count > 0 ? "; left out as \(what): \(Self.count(count, "song"))" : ""
    }

    /// The first dozen of many names.
    private static func few(_ names: [String]) -> [String] {
        names.count > 12 ? names.prefix(10) + ["… and \((names.count - 10).grouped) more types and relations"] : names
    }

    /// `1 song`, `2 songs`.
    static func count(_ count: Int, _ what: String) -> String { "\(count.grouped) \(what)\(count == 1 ? "" : "s")" }
}
