import Grammar
import Graph

/// Which part of a graph is taken: `with around = "user:42", hops = 2`, or `with listeners = 1000`; all where neither is
/// said.
struct PartChoice {
    /// What the part is grown from.
    private enum Core {
        case node(String, at: SourceSpan)
        case listeners(Int)
    }

    private var core: Core?
    /// How far it reaches from there.
    private var hops = 1
    /// What draws the listeners.
    private var seed: UInt64 = 1

    /// What may be set.
    static let names = ["around", "hops", "listeners", "seed"]

    /// The choice that settings say.
    init(_ settings: [Assignment], _ names: SessionNames) throws {
        var growing: SourceSpan?
        for setting in settings {
            let value = try names.resolved(setting.value)
            let name = setting.name.text.lowercased()
            switch name {
            case "around", "listeners":
                guard core == nil else {
                    throw SessionError(
                        .badValue(name, found: value.plainText, expected: "`around` or `listeners`, not both"),
                        at: setting.name.span)
                }
                core =
                    name == "around"
                    ? .node(value.plainText, at: value.span) : .listeners(try Self.whole(value, of: name, from: 1))
            case "hops": (hops, growing) = (try Self.whole(value, of: name, from: 0), setting.name.span)
            case "seed": (seed, growing) = (UInt64(try Self.whole(value, of: name, from: 0)), setting.name.span)
            default: throw SessionError(.unknownSetting(setting.name.text, known: Self.names), at: setting.name.span)
            }
        }
        if let growing, core == nil {
            throw SessionError(
                .badValue("with", found: "a whole graph", expected: "`around = \"user:42\"` or `listeners = 1000` too"),
                at: growing)
        }
    }

    private static func whole(_ value: Value, of name: String, from least: Int) throws -> Int {
        guard case .integer(let whole) = value.form, whole >= least, whole <= Int(Int32.max) else {
            throw SessionError(
                .badValue(name, found: value.plainText, expected: "a whole number from \(least)"), at: value.span)
        }
        return whole
    }

    /// The part of `graph` that it is.
    func part(of graph: AnyGraph, _ cancellation: Cancellation) throws -> AnyGraph {
        switch core {
        case nil: return graph
        case .node(let text, let span):
            let name = NodeName(text)
            guard let type = graph.vocabulary.type(named: name.type),
                let node = try graph.node(type: type, key: name.key)
            else { throw SessionError(.unknownNode(text, type: nil, suggestions: []), at: span) }
            return AnyGraph(try GraphPart(around: node, hops: hops, of: graph, cancellation: cancellation))
        case .listeners(let count):
            return AnyGraph(
                try GraphPart(listeners: count, seed: seed, hops: hops, of: graph, cancellation: cancellation))
        }
    }
}
