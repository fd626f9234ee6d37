/// A binary heap: the least element comes out first.
struct Heap<Element: Comparable> {
    private var elements: [Element]

    /// A heap of `elements`, in linear time.
    init(_ elements: [Element] = []) {
        self.elements = elements
        for place in (0..<elements.count / 2).reversed() { sink(from: place) }
    }

    /// Puts an element in.
    mutating func insert(_ element: Element) {
        elements.append(element)
        var place = elements.count - 1
        while place > 0, elements[place] < elements[(place - 1) / 2] {
            elements.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// Takes the least element out; nil where there is none.
    mutating func popLeast() -> Element? {
        guard let last = elements.popLast() else { return nil }
        guard let least = elements.first else { return last }
        elements[0] = last
        sink(from: 0)
        return least
    }

    private mutating func sink(from start: Int) {
        var place = start
        while let child = lesserChild(of: place), elements[child] < elements[place] {
            elements.swapAt(place, child)
            place = child
        }
    }

    private func lesserChild(of place: Int) -> Int? {
        let (left, right) = (2 * place + 1, 2 * place + 2)
        guard left < elements.count else { return nil }
        return right < elements.count && elements[right] < elements[left] ? right : left
    }
}
