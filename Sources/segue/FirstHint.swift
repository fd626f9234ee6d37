import Session

/// What a person who is here for the first time may type first.
enum FirstHint {
    /// Three lines for a database that has this much.
    static func text(_ holdings: Session.Holdings) -> String { lines(holdings).joined(separator: "\n") + "\n" }

    private static func lines(_ holdings: Session.Holdings) -> [String] {
        guard holdings.nodes > 0 else {
            return [
                "this database is empty; a file fills it:  import \"FILE\" as plays",
                "then `stats` counts what there is, and `train` learns what to recommend",
                "`help import` tells which files can be read; this hint is shown only once",
            ]
        }
        return [
            "type first:  find \"the start of a title\"  and then  neighbours @1",
            holdings.models > 0
                ? "`recommend user KEY` recommends songs, `explain user KEY @1` says why"
                : "`train` learns from the plays; then `recommend user KEY` recommends songs",
            "`help` lists all statements with examples; this hint is shown only once",
        ]
    }
}
