import Graph

extension GraphQuery {
    /// What `pattern` finds, in the form that `answer` asks for.
    public func match(_ pattern: MatchPattern, returning answer: MatchReturn) throws(GraphError) -> MatchAnswer {
        fatalError()
    }
}
