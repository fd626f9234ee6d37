import Grammar
import Query

// What can be asked of rows, for whoever is still typing
extension Binder {
    /// The names that may stand in rows of `scope`; with a path, those of what it leads to.
    func fieldNames(in scope: Scope, after path: [String]) throws -> [String] {
        guard path.isEmpty else { return fieldNames(of: try reached(by: path, in: scope).kind) }
        let columns = scope.columns.map(\.name).filter { !$0.isEmpty }
        return columns + scope.subjects.flatMap { fieldNames(of: scope.columns[$0].kind) }
    }

    /// The field that a path ends in; nil where it is a column.
    func field(_ path: [String], in scope: Scope) throws -> Field? {
        if case .field(let field, of: _) = try reached(by: path, in: scope).term { field } else { nil }
    }

    /// Whether the column of this name holds nodes.
    func isNode(_ name: String, in scope: Scope) -> Bool {
        scope.column(named: name).map { scope.columns[$0].kind == .node } ?? false
    }

    private func reached(by path: [String], in scope: Scope) throws -> Typed {
        try typed(Value(.name(path), at: .outside), in: scope)
    }
}
