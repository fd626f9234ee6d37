import Tensor

/// What one layer of the graph stage reads for a batch: a bipartite graph of sources and targets.
///
/// Source: the message-flow blocks of Wang et al. 2019, "Deep Graph Library", arXiv:1909.01315.
struct GraphBlock: Sendable {
    /// How many targets there are.
    private(set) var targets = 0
    /// Each target's list, of nodes where the layer reads the table of all of them, else of places in `sources`.
    private(set) var lists = RowLists()
    /// The nodes read, and for each the targets that read it.
    private(set) var index: RowIndex
    private let readsTable: Bool

    /// A block over a graph of `nodes` nodes.
    init(nodes: Int, readsTable: Bool) {
        index = RowIndex(rows: nodes)
        self.readsTable = readsTable
    }

    /// The nodes read, each once; the targets themselves come first, in their order.
    var sources: ArraySlice<Int32> { index.rows }

    /// Makes the block of these targets, all different.
    mutating func update(_ targets: ArraySlice<Int32>, lists all: AggregationLists) {
        self.targets = targets.count
        lists.removeAll()
        for node in targets {
            lists.ids.append(contentsOf: all.nodes[all.places(of: node)])
            lists.endList()
        }
        index.update(first: targets, ids: lists.ids[...])
        if !readsTable { lists.ids = Array(index.placesOfIDs) }
    }

    /// Finds the readers of some of the sources.
    mutating func turn(_ range: Range<Int>) { index.turn(range, offsets: lists.offsets) }
}

extension RowLists {
    /// Becomes the places of `groups`, one list for each group of `count`, in rising order in each; `next` is scratch.
    mutating func group(_ groups: ArraySlice<Int32>, by count: Int, next: inout [Int32]) {
        removeAll()
        next.removeAll(keepingCapacity: true)
        next.append(contentsOf: repeatElement(0, count: count))
        for group in groups { next[Int(group)] += 1 }
        var end: Int32 = 0
        for group in 0..<count {
            let size = next[group]
            next[group] = end
            end += size
            offsets.append(end)
        }
        ids.append(contentsOf: repeatElement(0, count: groups.count))
        for (place, group) in groups.enumerated() {
            ids[Int(next[Int(group)])] = Int32(place)
            next[Int(group)] += 1
        }
    }
}
