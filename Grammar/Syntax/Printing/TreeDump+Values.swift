extension TreeDump {
    static func text(of node: NodeReference) -> String {
        let form =
            switch node.form {
            case .label(let label): "(label \(Printer.quoted(label)))"
            case .typed(let type, let key, let isQuoted):
                "(\(isQuoted ? "named" : "node") \(atom(type)) \(Printer.quoted(key.text)))"
            case .row(let row): "(row \(row))"
            case .alias(let alias): "(alias \(atom(alias)))"
            case .parameter(let parameter): "(parameter \(atom(parameter)))"
            }
        guard let filter = node.filter else { return form }
        switch filter {
        case .expression(let expression): return "(filtered \(form) \(text(of: expression)))"
        case .edge(let relation, let other): return "(filtered \(form) (edge \(atom(relation)) \(text(of: other))))"
        }
    }

    static func text(of expression: Expression) -> String {
        switch expression {
        case .or(let terms): list("or", terms.map { text(of: $0) })
        case .and(let terms): list("and", terms.map { text(of: $0) })
        case .not(let term): list("not", [text(of: term)])
        case .comparison(let left, let comparator, let right):
            list(comparator.rawValue, [text(of: left), text(of: right)])
        case .membership(let value, let members): list("in", ([value] + members).map { text(of: $0) })
        case .between(let value, let low, let high): list("between", [value, low, high].map { text(of: $0) })
        case .isNull(let value, let negated): list(negated ? "is-not-null" : "is-null", [text(of: value)])
        }
    }

    static func text(of value: Value) -> String {
        switch value.form {
        case .integer(let integer): String(integer)
        case .number(let number): String(number)
        case .string(let string): Printer.quoted(string)
        case .truth(let truth): "(\(truth))"
        case .null: "(null)"
        case .parameter(let parameter): "(parameter \(atom(parameter)))"
        case .name(let path): dotted(path)
        case .call(let path, nil): list("call", [dotted(path)])
        case .call(let path, .everything?): list("call", [dotted(path), "*"])
        case .call(let path, .value(let argument)?): list("call", [dotted(path), text(of: argument)])
        }
    }

    private static func dotted(_ path: [String]) -> String {
        path.map { Bare.isName($0) ? $0 : Printer.inBackTicks($0) }.joined(separator: ".")
    }

    static func texts(of assignments: [Assignment]) -> [String] {
        assignments.map { list("=", [atom($0.name), text(of: $0.value)]) }
    }
}
