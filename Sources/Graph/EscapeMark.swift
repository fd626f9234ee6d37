/// What tells a GraphML or DOT file whose texts have segue's escapes from those of other programs, which have none.
public enum EscapeMark {
    /// The description of a GraphML file, and the attribute `comment` of a DOT file.
    public static let text = "segue: a backslash escapes a character that cannot stand for itself"
}
