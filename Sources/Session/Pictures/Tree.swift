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
            roots = Self.branches(of: picture.walks)
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

    // MARK: Paths

    private static func branches(of walks: [Picture.Walk]) -> [Branch] {
        branches(of: walks.map { walk in ([walk.path.start.inline] + walk.path.steps.map(\.branch), walk.name) })
    }

    /// Rows of words as a tree: those that begin alike share their beginning; `name` stands behind the last.
    private static func branches(of rows: [(words: [String], name: String)]) -> [Branch] {
        var order: [String] = []
        var groups: [String: [(words: [String], name: String)]] = [:]
        for row in rows {
            guard let first = row.words.first else { continue }
            let isEnd = row.words.count == 1 && !row.name.isEmpty
            let word = isEnd ? "\(first)  \(row.name)" : first
            if groups[word] == nil { order.append(word) }
            groups[word, default: []].append((Array(row.words.dropFirst()), row.name))
        }
        return order.map { Branch(text: $0, branches: branches(of: groups[$0] ?? [])) }
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
        for start in picture.roots.sorted() + Array(picture.nodes.indices) where seen.insert(start).inserted {
            starts.append(start)
            var (queue, next) = ([start], 0)
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
        return starts.map { branch(picture.nodes[$0].inline, $0) }
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
        case .record(let members): Branch(text: name, branches: members.map { branch($0.name, $0.value) })
        case .list(let cells) where cells.contains(where: \.hasParts):
            Branch(text: name, branches: cells.enumerated().map { branch("\($0 + 1)", $1) })
        default: Branch(text: "\(name)  \(cell.shown)".trimmedAtEnd)
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
