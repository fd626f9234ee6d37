import Graph

/// An edge with its names looked up.
package struct EdgeView {
    package let relation: String
    package let head: NodeView
    package let tail: NodeView
    /// Its weight, by its name, and its properties.
    package let properties: [Property]

    /// What a person reads beside the relation: its weight.
    var mark: String {
        guard let weight = properties.first(where: { ["count", "weight"].contains($0.name) }) else { return "" }
        let value = Cell(weight.value).shown
        return weight.name == "count" ? " ×\(value)" : " \(weight.name) \(value)"
    }

    /// `user 42 ─played ×17→ "One More Night"`.
    package var text: String { PathView(start: head, steps: [PathView.Step(edge: self, isInverse: false)]).text() }
}

/// A path with its names looked up.
package struct PathView {
    /// A step along an edge, or against it.
    package struct Step {
        package let edge: EdgeView
        package let isInverse: Bool

        /// The node that the step leads to.
        var end: NodeView { isInverse ? edge.head : edge.tail }
    }

    package let start: NodeView
    package let steps: [Step]

    /// The nodes met, in order.
    var nodes: [NodeView] { [start] + steps.map(\.end) }

    /// `"One More Night" ─sungBy→ Phil Collins ←sungBy─ ★`; `names` stand in for the nodes at those places.
    package func text(naming names: [Int: String] = [:]) -> String {
        var text = names[0] ?? start.inline
        for (place, step) in steps.enumerated() {
            let word = step.edge.relation + step.edge.mark
            text += step.isInverse ? " ←\(word)─ " : " ─\(word)→ "
            // A name that stands in, a star, is kept beside its arrow.
            if let name = names[place + 1] { text = text.dropLast() + "\u{A0}" + name } else { text += step.end.inline }
        }
        return text
    }
}
