import Tensor

/// What one layer of the graph stage reads for a batch: a bipartite graph of sources and targets.
///
/// Source: the message-flow blocks of Wang et al. 2019, "Deep Graph Library", arXiv:1909.01315.
struct GraphBlock: Sendable {
    /// The nodes read, each once; the targets themselves come first, in their order.
    private(set) var sources: [Int32] = []
    /// How many targets there are.
    private(set) var targets = 0
    /// Each target's list, of nodes where the layer reads the table of all of them, else of places in `sources`.
    private(set) var lists = RowLists()
    /// For each source the targets that read it.
    private(set) var readers = RowLists()
    /// Each reader's place in `lists`.
    private(set) var entries: [Int32] = []
    /// Places in `sources`, of each entry of `lists`.
    private var places: [Int32] = []
    private var next: [Int32] = []
    private var marks: [Mark]
    private var batch: Int32 = 0
    private let readsTable: Bool

    private struct Mark {
        var batch: Int32 = 0
        var place: Int32 = 0
    }

    /// A block over a graph of `nodes` nodes.
    init(nodes: Int, readsTable: Bool) {
        marks = [Mark](repeating: Mark(), count: nodes)
        self.readsTable = readsTable
    }

    /// Makes the block of these targets, all different; its `readers` only where there will be a way back.
    mutating func update(_ targets: ArraySlice<Int32>, lists all: AggregationLists, forBackward: Bool) {
        self.targets = targets.count
        batch += 1
        sources.removeAll(keepingCapacity: true)
        lists.removeAll()
        places.removeAll(keepingCapacity: true)
        for node in targets { _ = place(of: node) }
        precondition(sources.count == targets.count, "a target twice")
        for node in targets {
            for entry in all.places(of: node) {
                let place = place(of: all.nodes[entry])
                places.append(place)
                lists.ids.append(readsTable ? all.nodes[entry] : place)
            }
            lists.endList()
        }
        if forBackward { turn() }
    }

    private mutating func place(of node: Int32) -> Int32 {
        let mark = marks[Int(node)]
        if mark.batch == batch { return mark.place }
        let place = Int32(sources.count)
        marks[Int(node)] = Mark(batch: batch, place: place)
        sources.append(node)
        return place
    }

    /// Makes `readers` from `lists`: a counting sort of the entries by source.
    private mutating func turn() {
        readers.group(places[...], by: sources.count, order: &entries, next: &next)
        readers.ids.removeAll(keepingCapacity: true)
        readers.ids.append(contentsOf: entries)
        for target in 0..<targets {
            for entry in lists.places(of: target..<target + 1) { places[entry] = Int32(target) }
        }
        for place in readers.ids.indices { readers.ids[place] = places[Int(entries[place])] }
    }
}

extension RowLists {
    /// Becomes the places of `groups`, one list for each group of `count`, in rising order in each.
    ///
    /// The places are also left in `order`; `next` is scratch.
    mutating func group(_ groups: ArraySlice<Int32>, by count: Int, order: inout [Int32], next: inout [Int32]) {
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
        order.removeAll(keepingCapacity: true)
        order.append(contentsOf: repeatElement(0, count: groups.count))
        for (place, group) in groups.enumerated() {
            order[Int(next[Int(group)])] = Int32(place)
            next[Int(group)] += 1
        }
        ids.removeAll(keepingCapacity: true)
        ids.append(contentsOf: order)
    }
}
