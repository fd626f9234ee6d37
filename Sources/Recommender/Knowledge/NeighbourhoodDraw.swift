import Graph
import Neural
import Tensor

/// Draws what each song gathers from in the graph: the nodes within some hops of it, or a seeded sample of them.
///
/// The nearest come first: a hop is sampled only where it does not fit whole, so that a hub such as a year gives a few
/// of its songs and never all.
package struct NeighbourhoodDraw {
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
        var places = Dictionary(uniqueKeysWithValues: zip(songs, songs.indices.map(Int32.init)))
        var (found, next) = ([[Reached]](), 0)
        // Pooled lists are of songs alone; layers gather at every node that some list names.
        let layered = settings.form == .layered
        while next < (layered ? nodes.count : songs.count) {
            let origin = next < songs.count ? origins[next] : nodes[next]
            var list = reached(from: origin, hops: layered ? 1 : settings.hops, place: next)
            list[0].node = nodes[next]
            if layered { list.removeFirst() }
            for one in list where places[one.node] == nil {
                places[one.node] = Int32(nodes.count)
                nodes.append(one.node)
            }
            found.append(list)
            next += 1
        }
        lists = Self.neighbourhoods(found, places)
    }

    /// A node of a list and how much it counts.
    private struct Reached {
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

    private static func neighbourhoods(_ lists: [[Reached]], _ places: [NodeID: Int32]) -> Neighbourhoods {
        var (offsets, nodes, weights) = ([0 as Int32], [Int32](), [Float]())
        for list in lists {
            for one in list {
                guard let place = places[one.node] else { continue }
                nodes.append(place)
                weights.append(one.weight)
            }
            offsets.append(Int32(nodes.count))
        }
        return Neighbourhoods(
            offsets: offsets, nodes: nodes, weights: weights.allSatisfy { $0 == 1 } ? nil : weights)
    }
}
