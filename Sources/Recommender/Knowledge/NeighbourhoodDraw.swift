import Graph
import Neural
import Tensor

/// Draws what each song gathers from in the graph: the nodes within some hops of it, or a seeded sample of them.
///
/// The nearest come first: a hop is sampled only where it does not fit whole, so that a hub such as a year gives a few
/// of its songs and never all.
package struct NeighbourhoodDraw: Sendable {
    /// The nodes by place: the songs of the data set, then all others that some list names.
    package private(set) var nodes: [NodeID]
    /// Each place's list; of songs alone where the stage pools.
    package private(set) var lists: Neighbourhoods
    private let parts: [SongKnowledge.Part]
    private let size: Int
    private let seed: UInt64

    /// The lists of `songs` by `settings.hops`, `.neighbours` and `.form`.
    ///
    /// `.graph` says by what: `shuffled` gives each song the surroundings of another.
    package init(_ songs: [NodeID], in knowledge: SongKnowledge, settings: TrainingSettings) {
        (nodes, parts, size, seed) = (songs, knowledge.parts, settings.neighbours, settings.seed)
        lists = Neighbourhoods(offsets: [0], nodes: [])
        let origins = settings.origins(of: songs)
        var found = Found(songs)
        // Pooled lists are of songs alone; layers gather at every node that some list names.
        let layered = settings.form == .layered
        while found.count < (layered ? found.nodes.count : songs.count) {
            let start = found.count
            let end = min(start + Self.portion, layered ? found.nodes.count : songs.count)
            let (twin, known) = (self, found.nodes)
            let reached = Team.collect(threads: settings.threads) { member in
                member.share(of: start..<end).map { place in
                    let origin = place < songs.count ? origins[place] : known[place]
                    var list = twin.reached(from: origin, hops: layered ? 1 : settings.hops, place: place)
                    list[0].node = known[place]
                    if layered { list.removeFirst() }
                    return list
                }
            }
            for list in reached { found.append(list) }
        }
        (nodes, lists) = (found.nodes, found.lists)
    }

    /// How many lists are drawn at once.
    private static let portion = 8_192

    /// The lists drawn so far.
    private struct Found {
        private(set) var nodes: [NodeID]
        private var places: [NodeID: Int32]
        private var offsets = [0 as Int32]
        private var members: [Int32] = []
        private var weights: [Float] = []

        /// No list yet; the first places are those of `songs`.
        init(_ songs: [NodeID]) {
            nodes = songs
            places = Dictionary(uniqueKeysWithValues: zip(songs, songs.indices.map(Int32.init)))
        }

        /// How many lists there are.
        var count: Int { offsets.count - 1 }

        /// Adds the list of the next place; nodes that no list has named get the places to come.
        mutating func append(_ list: [Reached]) {
            for one in list {
                let place = places[one.node] ?? Int32(nodes.count)
                if Int(place) == nodes.count {
                    nodes.append(one.node)
                    places[one.node] = place
                }
                members.append(place)
                weights.append(one.weight)
            }
            offsets.append(Int32(members.count))
        }

        var lists: Neighbourhoods {
            Neighbourhoods(
                offsets: offsets, nodes: members, weights: weights.allSatisfy { $0 == 1 } ? nil : weights)
        }
    }

    /// A node of a list and how much it counts.
    private struct Reached: Sendable {
        var node: NodeID
        let weight: Float
    }

    /// The nodes within `hops` of `origin`, itself first, nearest first, `size` of them at most.
    private func reached(from origin: NodeID, hops: Int, place: Int) -> [Reached] {
        var random = RandomSource(seed: seed, stream: Stream.neighbours &+ UInt64(place) << 8)
        var (list, met, frontier) = ([Reached(node: origin, weight: 1)], Set([origin]), [origin])
        for _ in 0..<hops where list.count < size {
            var ring: [Reached] = []
            for node in frontier {
                for part in parts {
                    for near in sample(part.graph.neighbours(of: node), &random) where met.insert(near).inserted {
                        ring.append(Reached(node: near, weight: part.weight))
                    }
                }
            }
            if ring.count > size - list.count {
                random.shuffle(&ring)
                ring = Array(ring.prefix(size - list.count))
            }
            frontier = ring.map(\.node)
            list += ring
        }
        return list
    }

    /// At most `size` of some neighbours, all alike likely.
    private func sample(_ neighbours: ArraySlice<NodeID>, _ random: inout RandomSource) -> [NodeID] {
        guard neighbours.count > size else { return Array(neighbours) }
        return NegativeDraw.distinct(size, below: neighbours.count, from: &random).map {
            neighbours[neighbours.startIndex + $0]
        }
    }
}
