import Graph

/// Findings as they come in: of many of one kind the first is kept, and counted.
struct Findings {
    private var nodes: [StoreFinding.NodeFault: (count: Int, first: NodeID)] = [:]
    private var edges: [StoreFinding.EdgeFault: (count: Int, first: Triple)] = [:]
    private var order: [StorePart: Int] = [:]
    private var aliases: (count: Int, first: String)?
    private var rows: (count: Int, first: String, row: Int)?
    private var others: [StoreFinding] = []

    mutating func note(_ fault: StoreFinding.NodeFault, _ node: NodeID) {
        nodes[fault, default: (0, node)].count += 1
    }

    mutating func note(_ fault: StoreFinding.EdgeFault, _ edge: Triple, count: Int = 1) {
        edges[fault, default: (0, edge)].count += count
    }

    mutating func note(outOfOrder part: StorePart) { order[part, default: 0] += 1 }

    mutating func note(alias: String) { aliases = ((aliases?.count ?? 0) + 1, aliases?.first ?? alias) }

    mutating func note(row: Int, ofSplit name: String) {
        rows = ((rows?.count ?? 0) + 1, rows?.first ?? name, rows?.row ?? row)
    }

    mutating func note(_ finding: StoreFinding) { others.append(finding) }

    /// All of them, what says most of the damage first.
    var all: [StoreFinding] {
        var all: [StoreFinding] = []
        for fault in [.record, .key, .label, .strayKey, .strayLabel] as [StoreFinding.NodeFault] {
            if let (count, first) = nodes[fault] { all.append(.nodes(fault, count: count, example: first)) }
        }
        let faults: [StoreFinding.EdgeFault] = [
            .oneWay, .dangling, .strayWeight, .badWeight, .strayProperties, .badProperties,
        ]
        for fault in faults {
            if let (count, first) = edges[fault] { all.append(.edges(fault, count: count, example: first)) }
        }
        if let (count, first) = aliases { all.append(.aliases(count, example: first)) }
        if let (count, first, row) = rows { all.append(.splitRows(count, example: first, row: row)) }
        for part in StorePart.allCases { if let count = order[part] { all.append(.order(part, count: count)) } }
        return all + others
    }
}
