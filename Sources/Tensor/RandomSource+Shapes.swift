extension RandomSource {
    /// A number of the standard normal distribution: the sum of twelve uniform ones, less six.
    ///
    /// Only additions, so that every machine gets the same bytes, which `log` and `cos` would not promise. Its tails end
    /// at ±6 and its fourth moment is 2.9, not 3: as good for starting values.
    public mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += uniform() }
        return sum
    }

    /// Puts `values` into random order (Fisher and Yates).
    @inlinable public mutating func shuffle<Element>(_ values: inout [Element]) {
        var last = values.count - 1
        while last > 0 {
            values.swapAt(last, index(below: last + 1))
            last -= 1
        }
    }
}

extension Matrix {
    /// A matrix of normal numbers around zero. `[rows, columns]`
    public static func normal(rows: Int, columns: Int, deviation: Double, from random: inout RandomSource) -> Matrix {
        filled(rows: rows, columns: columns) { Float(random.normal() * deviation) }
    }

    /// A matrix of numbers of [-bound, bound), all alike likely. `[rows, columns]`
    public static func uniform(rows: Int, columns: Int, bound: Double, from random: inout RandomSource) -> Matrix {
        filled(rows: rows, columns: columns) { Float((2 * random.uniform() - 1) * bound) }
    }

    private static func filled(rows: Int, columns: Int, by next: () -> Float) -> Matrix {
        let matrix = Matrix(rows: rows, columns: columns)
        for place in 0..<matrix.count { matrix.base[place] = next() }
        return matrix
    }
}
