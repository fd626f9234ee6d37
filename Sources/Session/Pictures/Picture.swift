import Graph

/// An answer as nodes and edges, the most relevant first.
struct Picture {
    /// An edge between two of the picture's nodes, by their places.
    struct Edge {
        let view: EdgeView
        let from: Int
        let to: Int
    }

    /// A path of the answer: what it is called, and which nodes and edges it goes over.
    struct Walk {
        let name: String
        let path: PathView
        let nodes: [Int]
        let edges: [Int]
    }

    /// The most nodes that are drawn, and the most edges; the others are counted.
    let nodeLimit: Int, edgeLimit: Int

    private(set) var nodes: [NodeView] = []
    /// The places of the nodes that were asked about.
    private(set) var roots: Set<Int> = []
    private(set) var edges: [Edge] = []
    private(set) var walks: [Walk] = []
    /// What was left out beyond the limits.
    private(set) var droppedNodes: Set<String> = []
    private(set) var droppedEdges = 0
    private(set) var droppedWalks = 0

    private var places: [String: Int] = [:]
    private var joined: [[Int]: Int] = [:]
    private var strangers = 0

    /// An empty picture for `format`: a text has room for more than a drawing.
    init(for format: Format = .html) {
        (nodeLimit, edgeLimit) = format == .tree ? (10_000, 50_000) : (300, 1_500)
    }

    /// Whether there is nothing to draw.
    var isEmpty: Bool { nodes.isEmpty }

    /// The place of a node, which is drawn if there is room; nil where there is none.
    ///
    /// Listeners who are counted are others each time.
    @discardableResult
    mutating func add(_ node: NodeView, isRoot: Bool = false) -> Int? {
        var identity = node.identity
        if node.count != nil {
            strangers += 1
            identity += " \(strangers)"
        }
        if places[identity] == nil {
            guard nodes.count < nodeLimit else {
                droppedNodes.insert(identity)
                return nil
            }
            places[identity] = nodes.count
            nodes.append(node)
        }
        let place = places[identity]
        if isRoot, let place { roots.insert(place) }
        return place
    }

    /// Whether one more node has room.
    var hasRoom: Bool { nodes.count < nodeLimit }

    /// Where a node of the graph is drawn; nil where it is not.
    func place(of node: NodeView) -> Int? { places[node.identity] }

    /// The place of an edge whose ends are drawn; nil where they are not, or there is no room.
    @discardableResult
    mutating func add(_ edge: EdgeView, from: Int?, to: Int?) -> Int? {
        guard let from, let to else { return nil }
        let relation = relationNumber(edge.relation)
        if let known = joined[[from, relation, to]] { return known }
        guard edges.count < edgeLimit else {
            droppedEdges += 1
            return nil
        }
        joined[[from, relation, to]] = edges.count
        edges.append(Edge(view: edge, from: from, to: to))
        return edges.count - 1
    }

    /// Adds an edge and its ends.
    mutating func add(_ edge: EdgeView) { add(edge, from: add(edge.head), to: add(edge.tail)) }

    /// Adds a path with all that it goes over; where there is no room for all, it is counted.
    mutating func add(_ path: PathView, named name: String) {
        let places = path.nodes.map { add($0) }
        let edges = path.steps.enumerated().map { place, step in
            step.isInverse
                ? add(step.edge, from: places[place + 1], to: places[place])
                : add(step.edge, from: places[place], to: places[place + 1])
        }
        let (nodes, found) = (places.compactMap(\.self), edges.compactMap(\.self))
        guard nodes.count == places.count, found.count == edges.count else {
            droppedWalks += 1
            return
        }
        walks.append(Walk(name: name, path: path, nodes: nodes, edges: found))
    }

    private var relations: [String: Int] = [:]

    private mutating func relationNumber(_ relation: String) -> Int {
        if let known = relations[relation] { return known }
        relations[relation] = relations.count
        return relations.count - 1
    }

    /// The nodes that no edge touches, by their places.
    var alone: [Int] {
        var touched = Set(edges.map(\.from))
        touched.formUnion(edges.map(\.to))
        return nodes.indices.filter { !touched.contains($0) }
    }

    /// What is said of what was left out; nil where all is there.
    var dropped: Note? {
        guard !droppedNodes.isEmpty || droppedEdges > 0 || droppedWalks > 0 else { return nil }
        return .pictureCapped(
            to: (nodeLimit, edgeLimit), nodes: droppedNodes.count, edges: droppedEdges, paths: droppedWalks)
    }
}

extension NodeView {
    /// Whether it is a node of the graph, not one that stands for others or is not there yet.
    var isStored: Bool { count == nil && id.rawValue != .max }
}
