/// The IRIs under which a graph's names stand in RDF: `urn:segue:node:song:S1`, `urn:segue:relation:sungBy`.
public enum RDFName {
    /// RDF's and XML Schema's own words.
    public static let syntax = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    public static let label = "http://www.w3.org/2000/01/rdf-schema#label"
    public static let datatype = "http://www.w3.org/2001/XMLSchema#"
    /// What an edge's weight is called on its statement.
    public static let weight = "urn:segue:weight"

    /// What a name is of, and where its IRIs start.
    public enum Kind: String, Sendable {
        case node
        case type
        case relation
        case property

        fileprivate var prefix: String { "urn:segue:\(rawValue):" }
    }

    /// The IRI of a node.
    public static func iri(_ name: NodeName) -> String {
        Kind.node.prefix + encoded(name.type) + ":" + encoded(name.key)
    }

    /// The IRI of a type, relation or property.
    public static func iri(_ kind: Kind, _ name: String) -> String { kind.prefix + encoded(name) }

    /// The name of which `iri` is; nil where it is none of `kind`.
    public static func name(_ kind: Kind, of iri: String) -> String? {
        iri.hasPrefix(kind.prefix) ? decoded(iri.utf8.dropFirst(kind.prefix.utf8.count)) : nil
    }

    /// The node of which `iri` is; nil where it is none.
    public static func node(of iri: String) -> NodeName? {
        guard iri.hasPrefix(Kind.node.prefix) else { return nil }
        let parts = iri.utf8.dropFirst(Kind.node.prefix.utf8.count).split(separator: 0x3A, maxSplits: 1)
        guard parts.count == 2, let type = decoded(parts[0]), let key = decoded(parts[1]) else { return nil }
        return NodeName(type: type, key: key)
    }

    /// The last part of an IRI, which people read.
    public static func localName(of iri: String) -> String {
        let rest = iri.utf8.reversed().prefix { $0 != 0x23 && $0 != 0x2F && $0 != 0x3A }
        return rest.isEmpty ? iri : String(decoding: rest.reversed(), as: UTF8.self)
    }

    /// The text with all but RFC 3986's unreserved characters percent-encoded.
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decoded(_ bytes: Substring.UTF8View) -> String? {
        var (text, rest): ([UInt8], Substring.UTF8View) = ([], bytes)
        while let byte = rest.popFirst() {
            guard byte == 0x25 else {
                text.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            text.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: text, as: UTF8.self)
    }
}
