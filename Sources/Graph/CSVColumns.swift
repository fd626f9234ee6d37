/// The columns that a graph has in a CSV file: a row is a node, or an edge between two ids.
public enum CSVColumns {
    /// The first columns; a property has a column of its own after them, called `name:kind`.
    public static let fixed = ["_id", "_type", "_label", "_start", "_relation", "_end", "_weight"]
}
