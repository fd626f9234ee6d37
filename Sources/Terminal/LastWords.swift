import CGuard

/// What is said where damage in a database's file stops the process.
public enum LastWords {
    /// From now on such damage ends the process with `status` after `words` on standard error, rather than as a crash.
    ///
    /// Faults that have nothing to do with a database stay what they are.
    public static func onDamage(_ words: String, status: Int32) { segue_guard_database(words, status) }
}
