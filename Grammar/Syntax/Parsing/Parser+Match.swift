extension Parser {
    /// What follows `match`, over lines until what it returns.
    mutating func match() throws(ParseError) -> Match {
        lexer.crossLines()
        var patterns = [try pattern()]
        while symbol(",") { patterns.append(try pattern()) }
        let condition = accept("where") ? try condition(on: .match(patterns, returning: nil)) : nil
        try expect("return")
        lexer.spansLines = false
        var items = [try item(of: patterns)]
        while symbol(",", overLines: true) { items.append(try item(of: patterns)) }
        var match = Match(patterns, returning: items)
        match.tail = try tail(of: .match(patterns, returning: items), after: condition)
        return match
    }

    private mutating func item(of patterns: [Match.Pattern]) throws(ParseError) -> Match.Item {
        let value = try within(.match(patterns, returning: [])) { parser throws(ParseError) in try parser.value() }
        return Match.Item(value, as: accept("as") ? try name() : nil)
    }

    private mutating func pattern() throws(ParseError) -> Match.Pattern {
        var pattern = Match.Pattern(nodes: [try nodePattern()], edges: [])
        while let edge = try edgePattern() {
            pattern.edges.append(edge)
            pattern.nodes.append(try nodePattern())
        }
        return pattern
    }

    private mutating func nodePattern() throws(ParseError) -> Match.NodePattern {
        guard open("(") else { throw failure() }
        var node = Match.NodePattern()
        note(.name)
        if isAtName { node.variable = try name() }
        if symbol(":") { node.type = try name(.type) }
        if open("{") {
            node.properties = try properties(ofType: node.type?.text)
            try close("}")
        }
        try close(")")
        return node
    }

    private mutating func properties(ofType type: String?) throws(ParseError) -> [Assignment] {
        var properties: [Assignment] = []
        repeat {
            note(.field(of: .pattern(type: type), after: []))
            let name = try name()
            try expectSymbol(":")
            if ["label", "name"].contains(name.text.lowercased()) { note(.label(type: type)) }
            properties.append(Assignment(name: name, value: try value()))
        } while symbol(",", overLines: true)
        return properties
    }

    /// `<-[e:sungBy|singerOf]->{1,2}`; nil where no edge starts here.
    private mutating func edgePattern() throws(ParseError) -> Match.EdgePattern? {
        let pointsBack = symbol("<")
        guard symbol("-") else {
            if pointsBack { throw failure() }
            return nil
        }
        guard open("[") else { throw failure() }
        var edge = Match.EdgePattern()
        note(.name)
        if isAtName { edge.variable = try name() }
        if symbol(":") {
            repeat { edge.relations.append(try name(.relation)) } while symbol("|", overLines: true)
        }
        try close("]")
        try expectSymbol("-")
        let pointsOn = symbol(">")
        edge.way = pointsBack == pointsOn ? .both : pointsOn ? .out : .in
        edge.quantifier = try quantifier()
        return edge
    }
}
