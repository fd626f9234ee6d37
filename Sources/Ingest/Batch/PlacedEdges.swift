import Graph
import Spill
import TripleStore

/// An edge between two places of a batch.
struct PlacedEdge {
    let head, tail: UInt32
    let relation: RelationID

    /// The edge between the places' nodes; nil where one of them is not in the store yet.
    @inline(__always)
    func triple(_ numbers: [UInt32]) -> Triple? {
        let (head, tail) = (numbers[Int(head)], numbers[Int(tail)])
        guard head != .max, tail != .max else { return nil }
        return Triple(NodeID(rawValue: head), relation, NodeID(rawValue: tail))
    }
}

/// Edges between places, on disk where they are many.
struct PlacedEdges {
    private var edges: Spool

    init(_ importer: Importer) { edges = importer.spool() }

    /// How many there are.
    var count: Int { edges.count }

    /// Appends an edge; the weight is NaN where there is none.
    func append(_ edge: PlacedEdge, weight: Float) throws(IngestError) {
        let word = UInt64(edge.head) << 32 | UInt64(edge.tail)
        try keeping { () throws(SpillError) in
            try edges.append(Spool.Record(word: word, load: weight, mark: UInt32(edge.relation.rawValue)))
        }
    }

    /// Hands over the edges whose ends have numbers, in their order, and keeps the others.
    mutating func take(_ numbers: [UInt32], _ body: StoreWriter.EdgeSink) throws(StoreError) {
        let left = edges.emptied
        var reader = edges.reader()
        while let record = try spilling({ () throws(SpillError) in try reader.next() }) {
            let edge = PlacedEdge(
                head: UInt32(record.word >> 32), tail: UInt32(truncatingIfNeeded: record.word),
                relation: RelationID(rawValue: UInt16(truncatingIfNeeded: record.mark)))
            if let triple = edge.triple(numbers) {
                try body(triple, record.load)
            } else {
                try spilling { () throws(SpillError) in try left.append(record) }
            }
        }
        edges = left
    }
}
