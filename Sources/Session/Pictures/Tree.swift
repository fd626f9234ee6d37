/// An answer as a tree in text: its paths with their common beginnings drawn once, else the way to each node, else the
/// values of each row.
struct Tree {
    /// A line, and what stands below it.
    private struct Branch {
        let text: String
        var branches: [Branch] = []
    }

    private var roots: [Branch] = []

    init(_ answer: Answer) {
        let picture = answer.picture ?? Picture()
        if !picture.walks.isEmpty {
            let drawn = Set(picture.walks.flatMap(\.path.nodes).map(\.identity))
            roots = Self.branches(of: picture.walks) + Self.others(in: answer, than: drawn)
        } else if !picture.edges.isEmpty {
            roots = Self.branches(spanning: picture)
        } else {
            roots = Self.branches(of: answer.plain)
        }
    }

    /// The lines, each fitted to the terminal where there is one.
    func text(_ style: Style) -> String {
        var text = ""
        func write(_ branch: Branch, _ first: String, _ rest: String) {
            let line = first + branch.text.showingControls
            text += (style.width.map(line.fitted(to:)) ?? line) + "\n"
            for (place, next) in branch.branches.enumerated() {
                let isLast = place == branch.branches.count - 1
                write(next, rest + (isLast ? "└" : "├"), rest + (isLast ? "  " : "│ "))
            }
        }
        for root in roots { write(root, "", "") }
        return text
    }

    /// The nodes of rows that no path leads to.
    private static func others(in answer: Answer, than drawn: Set<String>) -> [Branch] {
        answer.rows.flatMap { row in
            row.compactMap { cell in
                guard case .node(let node) = cell, !drawn.contains(node.identity) else { return nil }
                return Branch(text: node.inline)
            }
        }
    }

    // MARK: Paths

    private static func branches(of walks: [Picture.Walk]) -> [Branch] {
        branches(
            of: walks.map { walk in
                let words = [walk.path.start.inline] + walk.path.steps.map(\.branch)
                return (Array(zip(words, walk.path.nodes.map(\.identity))), walk.name)
            })
    }

    /// A way to be drawn: what each of its nodes is called, with its identity, and what stands behind the last.
    private typealias Way = (words: [(text: String, identity: String)], name: String)

    /// Ways as a tree: those that begin alike, at the same nodes, share their beginning.
    private static func branches(of ways: [Way]) -> [Branch] {
        var order: [[String]] = []
        var groups: [[String]: [Way]] = [:]
        for way in ways {
            guard let first = way.words.first else { continue }
            let isEnd = way.words.count == 1 && !way.name.isEmpty
            let key = [isEnd ? "\(first.text)  \(way.name)" : first.text, first.identity]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append((Array(way.words.dropFirst()), way.name))
        }
        return order.map { Branch(text: $0[0], branches: branches(of: groups[$0] ?? [])) }
    }

    // MARK: Nodes

    /// The picture's nodes, each below the one that it is first reached from; what nothing reaches starts anew.
    private static func branches(spanning picture: Picture) -> [Branch] {
        var steps: [[(PathView.Step, Int)]] = Array(repeating: [], count: picture.nodes.count)
        for edge in picture.edges {
            steps[edge.from].append((PathView.Step(edge: edge.view, isInverse: false), edge.to))
            steps[edge.to].append((PathView.Step(edge: edge.view, isInverse: true), edge.from))
        }
        var children: [[(step: PathView.Step, place: Int)]] = Array(repeating: [], count: picture.nodes.count)
        var seen: Set<Int> = []
        var starts: [Int] = []
        // What was asked about starts trees of its own, even where one leads to the other.
        let roots = picture.roots.sorted()
        for start in [roots] + picture.nodes.indices.map({ [$0] }) {
            var (queue, next) = (start.filter { seen.insert($0).inserted }, 0)
            starts += queue
            while next < queue.count {
                for (step, place) in steps[queue[next]].sorted(by: { $0.1 < $1.1 }) where seen.insert(place).inserted {
                    children[queue[next]].append((step, place))
                    queue.append(place)
                }
                next += 1
            }
        }
        func branch(_ text: String, _ place: Int) -> Branch {
            Branch(text: text, branches: children[place].map { branch($0.step.branch, $0.place) })
        }
        return starts.map { place in
            let node = picture.nodes[place]
            return branch(
                roots.count > 1 && node.label != nil ? "\(node.inline)  \(node.reference)" : node.inline, place)
        }
    }

    // MARK: Values

    /// Each row below its first value, those of one first value together.
    private static func branches(of answer: Answer) -> [Branch] {
        let shown = answer.readable
        guard let first = shown.first else { return [] }
        var order: [String] = []
        var groups: [String: [[Branch]]] = [:]
        for row in answer.rows {
            let name = row[first].shown
            if groups[name] == nil { order.append(name) }
            groups[name, default: []].append(shown.dropFirst().map { branch(answer.columns[$0].name, row[$0]) })
        }
        return order.map { name in
            let rows = groups[name] ?? []
            return Branch(text: name, branches: rows.count == 1 ? rows[0] : rows.compactMap(joined))
        }
    }

    /// A row among others of its first value: the second one, and the others below it.
    private static func joined(_ row: [Branch]) -> Branch? {
        row.first.map { Branch(text: $0.text, branches: $0.branches + row.dropFirst()) }
    }

    private static func branch(_ name: String, _ cell: Cell) -> Branch {
        switch cell {
        case .record(let members): Branch(text: "─ " + name, branches: members.map { branch($0.name, $0.value) })
        case .list(let cells) where cells.contains(where: \.hasParts):
            Branch(text: "─ " + name, branches: cells.enumerated().map { branch("\($0 + 1)", $1) })
        default: Branch(text: "─ \(name)  \(cell.shown)".trimmedAtEnd)
        }
    }
}

extension PathView.Step {
    /// `─sungBy→ Phil Collins`, `←played ×3─ user 7`.
    fileprivate var branch: String {
        let word = edge.relation + edge.mark
        return (isInverse ? "←\(word)─ " : "─\(word)→ ") + end.inline
    }
}

extension Cell {
    fileprivate var hasParts: Bool {
        switch self {
        case .record, .list: true
        default: false
        }
    }
}
