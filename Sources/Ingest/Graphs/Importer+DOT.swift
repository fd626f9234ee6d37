import Graph

extension Importer {
    /// Reads Graphviz's DOT: nodes, edges and their attributes; subgraphs become one, an edge without direction goes
    /// from the node before it to the node behind it.
    ///
    /// Segue's own files have escapes, and say so; in others the labels alone have Graphviz's.
    func dot(_ path: String) throws(IngestError) -> Int {
        var parser = try DOTParser(self, path: path)
        try parser.parse()
        return parser.rows
    }
}

/// Parses the statements of a DOT file.
private struct DOTParser {
    /// The attributes that a subgraph gives its nodes and edges.
    private struct Scope {
        var node = Attributes()
        var edge = Attributes()
    }

    private(set) var rows = 0
    private let importer: Importer
    private var batch: GraphBatch
    private var lexer: DOTLexer
    private var token = DOTLexer.Token.end
    private var scope = Scope()
    private var depth = 0
    /// How many edges one arrow between two groups of nodes makes at most: they are as many as the groups' product.
    private static let edgeLimit = 1 << 16
    /// Whether texts have segue's own escapes.
    private var isEscaped = false

    init(_ importer: Importer, path: String) throws(IngestError) {
        self.importer = importer
        batch = GraphBatch(importer)
        lexer = try DOTLexer(path: path)
    }

    mutating func parse() throws(IngestError) {
        try advance()
        if lexer.lineNumber == 0 { throw .empty(path: lexer.path) }
        _ = try takeWord("strict")
        let isDirected = try takeWord("digraph")
        if !isDirected, try !takeWord("graph") { throw lexer.error("`graph` or `digraph`") }
        if case .id = token { _ = try id("a name") }
        _ = try body()
        if token != .end { throw lexer.error("the end of the file") }
        try batch.finish()
    }
}

// Tokens.
extension DOTParser {
    private mutating func advance() throws(IngestError) { token = try lexer.next() }

    /// Whether a keyword stands here, in any case of letters.
    private func isWord(_ word: String) -> Bool {
        if case .id(let text, false) = token { text.lowercased() == word } else { false }
    }

    private mutating func takeWord(_ word: String) throws(IngestError) -> Bool {
        guard isWord(word) else { return false }
        try advance()
        return true
    }

    private mutating func takeSign(_ sign: UInt8) throws(IngestError) -> Bool {
        guard token == .sign(sign) else { return false }
        try advance()
        return true
    }

    private mutating func need(_ sign: UInt8, _ expected: String) throws(IngestError) {
        guard try takeSign(sign) else { throw lexer.error(expected) }
    }

    /// An id as the file's text, and whether it was in quotes; texts joined by + are one.
    private mutating func id(_ expected: String) throws(IngestError) -> (text: String, isQuoted: Bool) {
        guard case .id(var text, let isQuoted) = token else { throw lexer.error(expected) }
        try advance()
        while isQuoted, try takeSign(0x2B) {
            guard case .id(let more, true) = token else { throw lexer.error("a text in quotes") }
            text += more
            try advance()
        }
        return (text, isQuoted)
    }
}

// Statements.
extension DOTParser {
    /// Statements in braces; answers the nodes that they name.
    private mutating func body() throws(IngestError) -> [String] {
        try need(0x7B, "{")
        depth += 1
        if depth > 64 { throw lexer.error("at most 64 braces within each other") }
        let outer = scope
        var nodes: [String] = []
        while try !takeSign(0x7D) {
            if token == .end { throw lexer.error("} to end the graph") }
            nodes += try statement()
            _ = try takeSign(0x3B)
            // Only a subgraph's nodes are asked for.
            if depth == 1 { nodes.removeAll() }
        }
        scope = outer
        depth -= 1
        var seen: Set<String> = []
        return nodes.filter { seen.insert($0).inserted }
    }

    private mutating func statement() throws(IngestError) -> [String] {
        if try takeWord("node") {
            let defaults = try attributes()
            for (name, value) in defaults.values { scope.node.set(name, value) }
            return []
        }
        if try takeWord("edge") {
            let defaults = try attributes()
            for (name, value) in defaults.values { scope.edge.set(name, value) }
            return []
        }
        if try takeWord("graph") {
            heed(try attributes()["comment"])
            return []
        }
        if token == .sign(0x7B) || isWord("subgraph") { return try edges(from: subgraph()) }
        let name = try id("a statement").text
        if try takeSign(0x3D) {
            let value = try id("a value").text
            if name == "comment" { heed(.string(value)) }
            return []
        }
        try port()
        let node = unescaped(name)
        if token == .arrow { return try edges(from: [node]) }
        try define(node)
        return [node]
    }

    private mutating func subgraph() throws(IngestError) -> [String] {
        if try takeWord("subgraph"), case .id = token { _ = try id("a name") }
        return try body()
    }

    /// The edges of a chain whose first nodes have been read.
    private mutating func edges(from first: [String]) throws(IngestError) -> [String] {
        var ends = [first]
        while token == .arrow {
            try advance()
            if token == .sign(0x7B) || isWord("subgraph") {
                ends.append(try subgraph())
            } else {
                ends.append([unescaped(try id("a node").text)])
                try port()
            }
        }
        guard ends.count > 1 else { return first }
        var attributes = try attributes()
        attributes.merge(defaults: scope.edge)
        for (heads, tails) in zip(ends, ends.dropFirst()) {
            if heads.count * tails.count > Self.edgeLimit {
                throw lexer.error("at most \(Self.edgeLimit) edges between two groups of nodes")
            }
            for head in heads {
                for tail in tails { try join(head, tail, attributes) }
            }
        }
        return ends.flatMap(\.self)
    }

    private mutating func port() throws(IngestError) {
        while try takeSign(0x3A) { _ = try id("a port") }
    }

    /// Lists of attributes in brackets.
    private mutating func attributes() throws(IngestError) -> Attributes {
        var attributes = Attributes()
        while try takeSign(0x5B) {
            while try !takeSign(0x5D) {
                let name = unescaped(try id("an attribute's name").text)
                let value = try takeSign(0x3D) ? id("a value") : (text: "true", isQuoted: false)
                // Graphviz's label for the node's own name is none.
                if value.text != "\\N" { attributes.set(name, self.value(value.text, value.isQuoted, of: name)) }
                if try !takeSign(0x2C) { _ = try takeSign(0x3B) }
            }
        }
        return attributes
    }

    /// Defines a node that stands alone; one without any attribute may be defined further on.
    private mutating func define(_ node: String) throws(IngestError) {
        var attributes = try attributes()
        attributes.merge(defaults: scope.node)
        try count()
        if attributes.values.isEmpty {
            _ = try batch.place(node, at: lexer)
        } else {
            try batch.define(node, attributes, at: lexer)
        }
    }

    private mutating func join(_ head: String, _ tail: String, _ attributes: Attributes) throws(IngestError) {
        try count()
        for node in [head, tail] where !scope.node.values.isEmpty {
            let place = try batch.place(node, at: lexer)
            if !batch.isDefined(place) { try batch.define(node, scope.node, at: lexer) }
        }
        try batch.join(head, tail, attributes, importer, at: lexer)
    }

    private mutating func count() throws(IngestError) {
        rows += 1
        if rows & 0x3FFF == 0 { try importer.tick(rows, of: lexer) }
    }
}

// Values and escapes.
extension DOTParser {
    /// Takes in what the file's comment says of its escapes.
    private mutating func heed(_ comment: PropertyValue?) { isEscaped = isEscaped || comment?.text == EscapeMark.text }

    private func unescaped(_ text: String) -> String { isEscaped ? text.unescaped : text }

    /// An attribute's value: what stands in quotes is a text.
    private func value(_ text: String, _ isQuoted: Bool, of name: String) -> PropertyValue {
        guard isQuoted else { return PropertyValue(bare: text) ?? .string(text) }
        return .string(!isEscaped && name.lowercased().hasSuffix("label") ? text.asGraphvizShowsIt : unescaped(text))
    }
}

extension String {
    /// A label's text: `\n`, `\l` and `\r` end lines; what stands for a name, as `\N`, stays as it is.
    fileprivate var asGraphvizShowsIt: String {
        var text = ""
        var rest = unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let next = rest.popFirst() else {
                text.unicodeScalars.append(scalar)
                continue
            }
            switch next {
            case "n", "l", "r": text += "\n"
            case "N", "G", "E", "T", "H", "L": text.unicodeScalars += [scalar, next]
            default: text.unicodeScalars.append(next)
            }
        }
        return text
    }
}
