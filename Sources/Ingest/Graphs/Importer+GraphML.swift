import Foundation
import FoundationXML
import Graph

extension Importer {
    /// Reads GraphML (graphml.graphdrawing.org): nodes, edges and their data; nested graphs become one.
    ///
    /// Segue's own files have escapes, and say so.
    func graphML(_ path: String) throws(IngestError) -> Int {
        let stream = try FileStream(path: path)
        let reader = GraphMLReader(self, reading: stream)
        let parser = XMLParser(stream: stream)
        parser.delegate = reader
        let isWhole = parser.parse()
        if let failure = stream.failure { throw failure }
        if let failure = reader.failure { throw failure }
        if !stream.hasBytes { throw .empty(path: path) }
        guard isWhole, parser.parserError == nil else {
            throw .malformed(
                path: path, line: max(1, parser.lineNumber),
                .syntax(column: max(1, parser.columnNumber), expected: "well-formed XML"))
        }
        guard reader.isGraphML else {
            throw .malformed(path: path, line: 1, .syntax(column: 1, expected: "the element graphml"))
        }
        try reader.finish()
        return reader.rows
    }
}

/// Hears the elements of a GraphML file.
private final class GraphMLReader: NSObject, XMLParserDelegate {
    private struct Key {
        let name: String
        let kind: PropertyValue.Kind
        let domain: String
        var fallback: String?
        /// Whether it is among `defaults`.
        var isListed = false
    }

    /// A node or an edge whose element is open.
    private struct Item {
        let ends: [String]
        var attributes = Attributes()
        var isEdge: Bool { ends.count == 2 }
    }

    private(set) var failure: IngestError?
    private(set) var rows = 0
    private(set) var isGraphML = false
    private let importer: Importer
    private let stream: FileStream
    private var batch: GraphBatch
    private var keys: [String: Key] = [:]
    /// The ids of those that have a value where an item has none, in the file's order.
    private var defaults: [String] = []
    private var items: [Item] = []
    private var key: String?
    private var text: String?
    private var place = Place(path: "", line: 0)
    /// Whether texts have segue's own escapes.
    private var isEscaped = false

    private struct Place: Located {
        let path: String
        let line: Int

        func malformed(_ problem: IngestError.Problem) -> IngestError { .malformed(path: path, line: line, problem) }
    }

    init(_ importer: Importer, reading stream: FileStream) {
        self.importer = importer
        self.stream = stream
        batch = GraphBatch(importer)
    }

    func finish() throws(IngestError) { try batch.finish() }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        heed(parser) { () throws(IngestError) in try start(element, attributes) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text?.append(string) }

    func parser(_ parser: XMLParser, foundCDATA block: Data) { text?.append(String(decoding: block, as: UTF8.self)) }

    func parser(
        _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
    ) {
        heed(parser) { () throws(IngestError) in try end(element) }
    }

    /// Does the work of one call, whose error ends the parse.
    private func heed(_ parser: XMLParser, _ work: () throws(IngestError) -> Void) {
        guard failure == nil else { return }
        place = Place(path: stream.path, line: parser.lineNumber)
        do {
            try work()
        } catch {
            failure = error
            parser.abortParsing()
        }
    }

    private func start(_ element: String, _ attributes: [String: String]) throws(IngestError) {
        func attribute(_ name: String) throws(IngestError) -> String {
            guard let text = attributes[name] else { throw place.malformed(.emptyField("\(element)'s \(name)")) }
            return text
        }
        switch element {
        case "graphml": isGraphML = true
        case "desc" where items.isEmpty: text = ""
        case "key": try declare(attribute("id"), attributes)
        case "node": items.append(Item(ends: [try unescaped(attribute("id"))]))
        case "edge": items.append(Item(ends: [try unescaped(attribute("source")), try unescaped(attribute("target"))]))
        case "hyperedge": throw place.malformed(.syntax(column: 1, expected: "edges of two ends"))
        case "data":
            key = try attribute("key")
            text = ""
        case "default": text = ""
        default: break
        }
    }

    private func declare(_ id: String, _ attributes: [String: String]) {
        let kind: PropertyValue.Kind =
            switch attributes["attr.type"] {
            case "int", "long": .long
            case "float", "double": .double
            case "boolean": .boolean
            default: .string
            }
        keys[id] = Key(
            name: unescaped(attributes["attr.name"] ?? id), kind: kind, domain: attributes["for"] ?? "all",
            fallback: nil, isListed: keys[id]?.isListed ?? false)
        key = id
    }

    private func unescaped(_ text: String) -> String { isEscaped ? text.unescaped : text }

    private func end(_ element: String) throws(IngestError) {
        switch element {
        case "desc" where items.isEmpty: isEscaped = isEscaped || text == EscapeMark.text
        case "data":
            guard let id = key, let text, !items.isEmpty else { break }
            guard let key = keys[id] else { throw place.malformed(.unknownReference(id)) }
            let (name, value) = try value(text, of: key)
            items[items.count - 1].attributes.set(name, value)
        case "default":
            if let id = key, let text, keys[id] != nil {
                keys[id]?.fallback = text
                if keys[id]?.isListed == false { defaults.append(id) }
                if defaults.count > Attributes.defaultLimit {
                    throw place.malformed(
                        .syntax(column: 1, expected: "at most \(Attributes.defaultLimit) keys with a default"))
                }
                keys[id]?.isListed = true
            }
        case "node", "edge":
            if let item = items.popLast() { try add(item) }
        default: return
        }
        text = nil
    }

    private func value(_ text: String, of key: Key) throws(IngestError) -> (String, PropertyValue) {
        let text = key.kind == .string ? unescaped(text) : text.trimmingBlanks()
        guard let value = PropertyValue(text, kind: key.kind) else {
            throw place.malformed(.badValue(name: key.name, text: text, kind: key.kind.rawValue))
        }
        return (key.name, value)
    }

    private func add(_ item: Item) throws(IngestError) {
        var attributes = item.attributes
        for id in defaults {
            guard let key = keys[id], key.domain == "all" || key.domain == (item.isEdge ? "edge" : "node"),
                let text = key.fallback, attributes[key.name] == nil
            else { continue }
            let (name, value) = try value(text, of: key)
            attributes.set(name, value)
        }
        rows += 1
        if rows & 0x3FFF == 0 { try importer.tick(rows, of: stream) }
        if item.isEdge {
            try batch.join(item.ends[0], item.ends[1], attributes, importer, at: place)
        } else {
            try batch.define(item.ends[0], attributes, at: place)
        }
    }
}
