/// What the names in a condition, an order or an item may be fields of.
public enum FieldScope: Hashable, Sendable {
    /// A node alone.
    case node
    /// A neighbour within some hops.
    case neighbours(Hops?)
    /// A node that a walk reaches.
    case reached
    /// A node and the edge by which a step came to it.
    case step
    /// A path and the node where it ends.
    case paths(Paths.Choice?)
    /// The variables of patterns; where something is returned also what sums up, and what is returned already.
    case match([Match.Pattern], returning: [Match.Item]?)
    /// What an edge can cost.
    case cost
    /// What stands in the braces of a node pattern of this type.
    case pattern(type: String?)
}

/// Whose settings stand after `with`.
public enum SettingOwner: Hashable, Sendable {
    /// A model of this kind, or of the usual one.
    case training(kind: String?)
    /// The import of a file as this kind, or as what the file's name tells.
    case importing(file: String, kind: String?)
    /// The export of a graph or a part of it.
    case exporting
    /// A node that is added or changed.
    case node
    /// An edge of this relation.
    case edge(relation: String)
}
