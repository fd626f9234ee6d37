import Graph

extension Importer {
    /// Reads N-Triples.
    ///
    /// What `export` wrote comes back as it was. Of other files, an IRI is a node of type `iri`, a blank node one of
    /// type `blank`; a literal is a property, a relation or property is called by the last part of its IRI, and
    /// `rdfs:label` is the label. A statement about an edge (RDF's reification) stands in lines that follow each other.
    func ntriples(_ path: String) throws(IngestError) -> Int {
        var rows = NTriplesRows(self)
        let reader = try LineReader(path: path)
        var count = 0
        while let line = try reader.next() {
            if reader.number & 0x3FFF == 0 { try tick(reader.number, of: reader) }
            guard let statement = try NTriplesLine(line, at: reader) else { continue }
            try rows.append(statement, reader)
            count += 1
        }
        if reader.number == 0 { throw .empty(path: path) }
        try rows.close(reader)
        try rows.batch.finish { NodeName($0) }
        return count
    }
}

/// The statements of an N-Triples file, those of one subject together.
private struct NTriplesRows {
    var batch: GraphBatch
    private let importer: Importer
    private var subject: NTriplesLine.Term?
    private var statements: [(predicate: String, object: NTriplesLine.Term)] = []

    init(_ importer: Importer) {
        self.importer = importer
        batch = GraphBatch(importer)
    }

    mutating func append(_ line: NTriplesLine, _ reader: LineReader) throws(IngestError) {
        if let subject, !subject.isSame(as: line.subject) { try close(reader) }
        subject = line.subject
        statements.append((line.predicate, line.object))
    }

    /// Takes in what the subject before is.
    mutating func close(_ reader: LineReader) throws(IngestError) {
        guard let subject else { return }
        defer {
            self.subject = nil
            statements.removeAll(keepingCapacity: true)
        }
        let isStatement = statements.contains { predicate, object in
            switch predicate {
            case RDFName.syntax + "subject", RDFName.syntax + "predicate", RDFName.syntax + "object": true
            case RDFName.syntax + "type": object.isSame(as: .iri(RDFName.syntax + "Statement"))
            default: false
            }
        }
        if isStatement { try addEdgeStatement(reader) } else { try addNode(subject, reader) }
    }

    private mutating func addNode(_ subject: NTriplesLine.Term, _ reader: LineReader) throws(IngestError) {
        var label: String?
        var properties: [Property] = []
        var links: [(predicate: String, object: NTriplesLine.Term)] = []
        var isWhole = false
        for (predicate, object) in statements {
            switch object {
            case .literal(let text, _) where predicate == RDFName.label: label = label ?? text
            case .literal(let text, let datatype):
                properties.append(try property(predicate, text, datatype, reader))
            case .iri(let iri) where predicate == RDFName.syntax + "type" && RDFName.name(.type, of: iri) != nil:
                isWhole = true
            default: links.append((predicate, object))
            }
        }
        let place = try place(subject, reader)
        if isWhole || label != nil || !properties.isEmpty {
            try batch.define(place, subject.name, label: label, properties: properties, at: reader)
        }
        for (predicate, object) in links {
            let relation = RDFName.name(.relation, of: predicate) ?? RDFName.localName(of: predicate)
            try batch.join(place, importer.relation(relation, at: reader), try self.place(object, reader))
        }
    }

    private mutating func addEdgeStatement(_ reader: LineReader) throws(IngestError) {
        var (head, relation, tail): (Int?, RelationID?, Int?)
        var weight: Float?
        var properties: [Property] = []
        for (predicate, object) in statements {
            switch (predicate, object) {
            case (RDFName.syntax + "subject", _): head = try place(object, reader)
            case (RDFName.syntax + "object", _): tail = try place(object, reader)
            case (RDFName.syntax + "predicate", .iri(let iri)):
                relation = try importer.relation(
                    RDFName.name(.relation, of: iri) ?? RDFName.localName(of: iri), at: reader)
            case (RDFName.weight, .literal(let text, _)):
                guard let number = Float(text), number.isFinite else {
                    throw reader.malformed(.badNumber(field: "weight", text: text))
                }
                weight = number
            case (_, .literal(let text, let datatype)):
                properties.append(try property(predicate, text, datatype, reader))
            default: break
            }
        }
        guard let head, let relation, let tail else { throw reader.malformed(.incompleteStatement) }
        try batch.join(head, relation, tail, weight: weight, properties: properties)
    }

    private func property(
        _ predicate: String, _ text: String, _ datatype: String?, _ reader: LineReader
    ) throws(IngestError) -> Property {
        let name = RDFName.name(.property, of: predicate) ?? RDFName.localName(of: predicate)
        guard let kind = datatype.flatMap(PropertyValue.Kind.init(datatype:)) else {
            return Property(name, .string(text))
        }
        guard let value = PropertyValue(text, kind: kind) else {
            throw reader.malformed(.badValue(name: name, text: text, kind: kind.rawValue))
        }
        return Property(name, value)
    }

    /// The place of a term; a node of another's file is called by the last part of its IRI until it has a label.
    private mutating func place(_ term: NTriplesLine.Term, _ reader: LineReader) throws(IngestError) -> Int {
        let name = term.name
        let place = try batch.place(name.text, at: reader)
        if case .iri(let iri) = term, name.type == NTriplesLine.Term.foreign, !batch.isDefined(place) {
            try batch.define(place, name, defaultLabel: RDFName.localName(of: iri), at: reader)
        }
        return place
    }
}

extension NTriplesLine.Term {
    /// The type of nodes that another's file has an IRI for.
    static let foreign = "iri"

    fileprivate func isSame(as other: Self) -> Bool {
        switch (self, other) {
        case (.iri(let left), .iri(let right)), (.blank(let left), .blank(let right)):
            left.utf8.elementsEqual(right.utf8)
        default: false
        }
    }

    /// The node that it stands for.
    fileprivate var name: NodeName {
        switch self {
        case .iri(let iri): RDFName.node(of: iri) ?? NodeName(type: Self.foreign, key: iri)
        case .blank(let label): NodeName(type: "blank", key: label)
        case .literal(let text, _): NodeName(type: "literal", key: text)
        }
    }
}

extension PropertyValue.Kind {
    /// The kind of values of one of XML Schema's datatypes; nil for one that is kept as text.
    fileprivate init?(datatype iri: String) {
        guard iri.hasPrefix(RDFName.datatype) else { return nil }
        switch iri.dropFirst(RDFName.datatype.count) {
        case "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger": self = .long
        case "double", "float", "decimal": self = .double
        case "boolean": self = .boolean
        default: return nil
        }
    }
}
