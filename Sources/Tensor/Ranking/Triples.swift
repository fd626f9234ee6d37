import CKernels

/// Preferences to learn from: a user likes one song more than another, one of each list a preference.
public struct Triples: Sendable {
    /// Rows of users.
    public var users: [Int32]
    /// Rows of the songs liked more.
    public var liked: [Int32]
    /// Rows of the others.
    public var others: [Int32]

    /// These preferences.
    public init(users: [Int32] = [], liked: [Int32] = [], others: [Int32] = []) {
        precondition(users.count == liked.count && users.count == others.count, "lists of different lengths")
        (self.users, self.liked, self.others) = (users, liked, others)
    }

    /// How many there are.
    public var count: Int { users.count }

    /// Descends BPR's loss, one preference of `range` after the other, and returns the sum of the losses before each
    /// step.
    ///
    /// `users` [any, factors + 1] ends in a column of ones, `songs` [any, factors + 1] in the songs' biases; songs are
    /// left alone where `frozen`. Source: Rendle et al. 2009, arXiv:1205.2618, section 4.3.1 and figure 4.
    public func descend(
        _ users: Matrix, _ songs: Matrix, range: Range<Int>? = nil, rate: Double, regularization: Double,
        frozen: Bool = false
    ) -> Double {
        let range = range ?? 0..<count
        precondition(users.columns == songs.columns && users.columns > 0, "factors of different widths")
        expect(below: users.rows, songs.rows)
        return withPointers(range) { user, liked, other in
            segue_bpr_sgd(
                users.base, songs.base, users.columns - 1, user, liked, other, range.count, Float(rate),
                Float(regularization), frozen ? 1 : 0)
        }
    }

    /// Adds the gradient of BPR's loss of some preferences, times `weight`, and returns the sum of the losses.
    ///
    /// All rows are of `table` [any, width], as are those of `gradient`; a score is `scale` times the product of two
    /// rows.
    public func addGradient(
        of range: Range<Int>, by table: Matrix, scale: Float, weight: Float, to gradient: Matrix
    ) -> Double {
        precondition(gradient.rows == table.rows && gradient.columns == table.columns, "shapes differ")
        expect(below: table.rows, table.rows)
        return withPointers(range) { user, liked, other in
            segue_bpr_gradient(
                table.base, table.columns, user, liked, other, range.count, scale, weight, gradient.base)
        }
    }

    /// Adds `factor` times the row of `table` for each user and song of some preferences: the gradient of their length.
    public func addRows(of range: Range<Int>, _ table: Matrix, times factor: Float, to gradient: Matrix) {
        precondition(gradient.rows == table.rows && gradient.columns == table.columns, "shapes differ")
        expect(below: table.rows, table.rows)
        withPointers(range) { user, liked, other in
            for ids in [user, liked, other] {
                segue_add_rows(gradient.base, table.base, table.columns, ids, range.count, factor)
            }
        }
    }

    private func expect(below userLimit: Int, _ songLimit: Int) {
        precondition(users.allSatisfy { $0 >= 0 && $0 < userLimit }, "a user outside the table")
        for songs in [liked, others] {
            precondition(songs.allSatisfy { $0 >= 0 && $0 < songLimit }, "a song outside the table")
        }
    }

    private func withPointers<Result>(
        _ range: Range<Int>,
        _ body: (UnsafePointer<Int32>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        users[range].withUnsafeBufferPointer { users in
            liked[range].withUnsafeBufferPointer { liked in
                others[range].withUnsafeBufferPointer { others in
                    body(users.baseAddress, liked.baseAddress, others.baseAddress)
                }
            }
        }
    }
}

/// The products of rows of `left` [any, width] with rows of `right` [any, width], `users[i]` with `songs[i]`. `[pairs]`
public func rowProducts(_ left: Matrix, at users: [Int32], _ right: Matrix, at songs: [Int32]) -> [Float] {
    precondition(left.columns == right.columns && users.count == songs.count, "shapes differ")
    precondition(users.allSatisfy { $0 >= 0 && $0 < left.rows }, "a row outside the left table")
    precondition(songs.allSatisfy { $0 >= 0 && $0 < right.rows }, "a row outside the right table")
    var products = [Float](repeating: 0, count: users.count)
    products.withUnsafeMutableBufferPointer { out in
        users.withUnsafeBufferPointer { users in
            songs.withUnsafeBufferPointer { songs in
                segue_row_products(
                    left.base, right.base, left.columns, users.baseAddress, songs.baseAddress, users.count,
                    out.baseAddress)
            }
        }
    }
    return products
}
