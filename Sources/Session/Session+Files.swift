import Grammar

extension Session {
    /// Throws, before anything is run, where a statement would open a file beside the database and the session is safe,
    /// or a file of another name than the one that is written.
    func checkFile(of statement: Statement) throws(SessionError) {
        guard let use = statement.fileUse else { return }
        guard !isSafe else { throw SessionError(.keptSafe(use.word), at: use.path.span) }
        guard !use.path.text.utf8.contains(0) else { throw SessionError(.endedPath, at: use.path.span) }
    }
}

extension Statement {
    /// The file or folder that it would open beside the database, and the word that asks for that.
    ///
    /// Every statement is named here, so that a new one has to say which it is.
    fileprivate var fileUse: (word: String, path: Word)? {
        switch self {
        case .read(_, let destination), .model(_, let destination): destination.file.map { ("into", $0) }
        case .write(.importFile(let path, kind: _, with: _)): ("import", path)
        case .write(.exportFile(let path, format: _, with: _)): ("export", path)
        case .write(.backup(let path)): ("backup", path)
        case .meta(.source(let path)): ("source", path)
        case .write(.addEdge), .write(.addNode), .write(.removeNode), .write(.removeEdges), .write(.begin),
            .write(.commit), .write(.rollback):
            nil
        case .meta(.set), .meta(.letParameter), .meta(.alias), .meta(.help), .meta(.quit): nil
        case .session: nil
        }
    }
}
