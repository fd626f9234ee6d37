/// The names that a node's or an edge's own parts have among its attributes in a file.
///
/// A property of such a name, or of one with underscores before it, is written with an underscore more.
public struct ReservedNames: Sendable {
    private let names: Set<String>

    /// What a node has beside its properties.
    public static let node = ReservedNames(names: ["type", "label"])

    /// What an edge has beside its properties.
    public static let edge = ReservedNames(names: ["relation", "label", "weight", "count"])

    /// What an edge has among its properties in a line of JSON.
    public static let weight = ReservedNames(names: ["weight", "count"])

    /// The attribute that holds the property `name`.
    public func attribute(of name: String) -> String {
        names.contains(bare(name)) ? "_" + name : name
    }

    /// The property that the attribute `name` holds.
    public func property(of name: String) -> String {
        name.hasPrefix("_") && names.contains(bare(name)) ? String(name.dropFirst()) : name
    }

    private func bare(_ name: String) -> String { String(name.drop { $0 == "_" }) }
}
