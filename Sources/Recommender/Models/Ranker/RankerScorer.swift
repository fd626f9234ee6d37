import Graph
import Neural
import Tensor

/// Scores songs by the second stage: graph embeddings, a state made of the listener's songs, and what else speaks for
/// each song.
public struct RankerScorer: Scorer {
    /// The nodes that it has embeddings of, by place; the model's songs come first.
    public let nodes: [NodeID]
    /// What each song gathers from, or each node where the graph stage has layers.
    public let neighbourhoods: Neighbourhoods
    private let ranker: SequenceRanker
    let scoring: RankerScoring
    let evidence: Evidence?
    /// What proposes candidates, where that is not this scorer itself.
    private var first: NetworkScorer?
    let settings: TrainingSettings

    init(
        _ ranker: SequenceRanker, scoring: RankerScoring, draw: NeighbourhoodDraw, evidence: Evidence?,
        settings: TrainingSettings
    ) {
        (self.ranker, self.scoring, self.evidence, self.settings) = (ranker, scoring, evidence, settings)
        (nodes, neighbourhoods) = (draw.nodes, draw.lists)
    }

    public func scores(for history: History) -> [Float] {
        scoring.scores(history: settings.sequence(of: history)[...], extras: evidence?.table(for: history))
    }

    public func proposals(for history: History) -> [Float]? { first?.scores(for: history) }

    /// What the first stage has learned of the song: factors by alternating least squares in the default preset, the
    /// network's embedding in the paper's. Both carry taste: songs that the same listeners play lie beside each other.
    ///
    /// The graph embedding stands in where there is neither. It is made of the whole neighbourhood, so that songs of an
    /// artist have nearly the same.
    public func embedding(of song: Int) -> [Float]? {
        evidence?.factors?.embedding(of: song) ?? first?.embedding(of: song) ?? scoring.embeddings.row(song)
    }

    /// The same with another first stage.
    func proposing(by first: NetworkScorer) -> RankerScorer {
        var twin = self
        twin.first = first
        return twin
    }
}

extension RankerScorer {
    public var parts: [ModelPart] {
        let weights = neighbourhoods.weights ?? []
        return [
            .integers(nodes.map { Int32(truncatingIfNeeded: $0.rawValue) }), .integers(neighbourhoods.offsets),
            .integers(neighbourhoods.nodes),
            .matrix(Matrix(rows: 1, columns: weights.count, values: weights)),
        ] + ranker.parameters.map { .matrix($0) } + (evidence?.parts ?? []) + (first?.parts ?? [])
    }

    /// The scorer that `parts` were made of; nil where they are another's.
    init?(parts: [ModelPart], settings: TrainingSettings, users: Int, songs: Int) {
        var rest = parts[...]
        guard case .integers(let numbers)? = rest.popFirst(), numbers.count >= songs,
            Set(numbers).count == numbers.count, numbers.allSatisfy({ (0..<Int32.max).contains($0) }),
            let lists = Neighbourhoods(takenFrom: &rest, nodes: numbers.count),
            lists.count == (settings.form == .pooled ? songs : numbers.count)
        else { return nil }
        // The parameters' shapes depend on how much evidence there is, whose first matrix follows them.
        let stage = settings.graphStage
        var parameters: [Matrix] = []
        for _ in 0..<SequenceRanker.parameterCount(of: stage) {
            guard case .matrix(let matrix)? = rest.popFirst() else { return nil }
            parameters.append(matrix)
        }
        var evidence: Evidence?
        if settings.kind == .segue {
            evidence = Evidence(takenFrom: &rest, settings: settings, songs: songs)
            if evidence == nil { return nil }
        }
        let shape = settings.rankerShape(nodes: numbers.count, songs: songs, extras: evidence?.columns.count ?? 0)
        guard let ranker = SequenceRanker(shape: shape, parameters: parameters) else { return nil }
        var first: NetworkScorer?
        if settings.kind == .paper {
            first = NetworkScorer(parts: Array(rest), shape: settings.shape(users: users, songs: songs))
            if first == nil { return nil }
        } else if !rest.isEmpty {
            return nil
        }
        (self.ranker, self.evidence, self.first, self.settings) = (ranker, evidence, first, settings)
        (nodes, neighbourhoods) = (numbers.map { NodeID(rawValue: UInt32($0)) }, lists)
        scoring = RankerScoring(ranker, neighbourhoods: lists, threads: settings.threads)
    }
}

extension Neighbourhoods {
    /// The lists that a file has, taken off the front of `parts`; nil where they are others.
    fileprivate init?(takenFrom parts: inout ArraySlice<ModelPart>, nodes nodeCount: Int) {
        guard case .integers(let offsets)? = parts.popFirst(), case .integers(let nodes)? = parts.popFirst(),
            case .matrix(let weights)? = parts.popFirst(), !offsets.isEmpty,
            SongSets.areOffsets(offsets, count: offsets.count - 1, over: nodes, below: nodeCount),
            weights.rows == 1, weights.count == 0 || weights.count == nodes.count,
            weights.values.allSatisfy({ $0 >= 0 })
        else { return nil }
        self.init(offsets: offsets, nodes: nodes, weights: weights.count == 0 ? nil : weights.values)
    }
}

extension TrainingSettings {
    /// How songs' graph embeddings are made.
    var graphStage: GraphStage {
        GraphStage(form: form == .pooled ? .pooled : .layered(hops), aggregator: aggregator)
    }

    /// The sizes of the second stage.
    func rankerShape(nodes: Int, songs: Int, extras: Int) -> SequenceRanker.Shape {
        SequenceRanker.Shape(
            nodes: nodes, songs: songs, embedding: embedding, state: state, hidden: hidden, extras: extras,
            graph: graphStage)
    }

    /// A listener's songs as the recurrent unit reads them: in the order of play where it is known, else in one that the
    /// seed gives each song, so that a song more or less moves no other; the newest `history` of them.
    package func sequence(of listener: History) -> [Int32] {
        guard sequence == .gru else { return [] }
        var songs = listener.sequence { song in
            var mixer = SplitMix64(state: seed &+ Stream.order << 32 ^ UInt64(song))
            return mixer.next()
        }
        songs.removeFirst(max(songs.count - history, 0))
        return songs
    }
}
