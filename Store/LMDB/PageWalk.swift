/// A walk over the trees of one commit, which holds every page against all that LMDB believes of it without looking.
struct PageWalk: ~Copyable {
    /// A tree, what its record says, and what has been met of it.
    struct Tree {
        /// What it is to errors.
        let name: String
        let record: TreeRecord
        /// Whether it lists free pages, named databases, or the values of a key.
        var role = Role.database
        var branches: UInt64 = 0
        var leaves: UInt64 = 0
        var overflows: UInt64 = 0
        var entries: UInt64 = 0

        enum Role { case free, main, database, values }
    }

    /// A page that is to be looked at: a level of a tree, with keys from `low` on and below `high`.
    struct Step {
        let page: UInt64
        let tree: Int
        let level: Int
        let low, high: Key?
    }

    /// A key, where it lies in its page.
    struct Key {
        let bytes: [UInt8]
        let range: Range<Int>
    }

    let file: PageFile
    let pageCount: UInt64
    let commit: UInt64
    var trees: [Tree] = []
    var pending: [Step] = []
    /// The pages of the list of free pages, where they are wanted.
    var free: Set<UInt64> = []
    private(set) var wantsFree = true
    private var seen: [UInt64]
    /// The first of `pending` that is to come, where the upper levels come first.
    private var next = 0

    /// A walk over the pages of a commit.
    init(_ file: consuming PageFile, _ meta: MetaPage) {
        self.file = file
        (pageCount, commit) = (meta.pageCount, meta.commit)
        // More than the file has cannot be seen.
        seen = Array(repeating: 0, count: Int(min(meta.pageCount, 1 << 32)) / 64 + 1)
    }

    /// Takes in a tree; its root is looked at later.
    mutating func add(_ tree: Tree) throws(LMDBError) {
        guard tree.record.root != nil || tree.record.entries == 0, tree.record.depth <= 32,
            (tree.record.root == nil) == (tree.record.depth == 0)
        else { throw .corrupted("the record of \(tree.name)") }
        trees.append(tree)
        guard let root = tree.record.root else { return }
        pending.append(Step(page: root, tree: trees.count - 1, level: 1, low: nil, high: nil))
    }

    /// Looks at all pages, tree by tree, `look` being called before each; then holds the trees' counts against them.
    mutating func walkAll(_ look: () throws(LMDBError) -> Void = {}) throws(LMDBError) {
        while let step = pending.popLast() {
            try look()
            try visit(step)
        }
        try checkCounts()
    }

    /// Looks at no more than `limit` pages, the upper levels first.
    mutating func walkTop(limit: Int) throws(LMDBError) {
        wantsFree = false
        for _ in 0..<limit where next < pending.count {
            try visit(pending[next])
            next += 1
        }
        if next == pending.count { try checkCounts() }
    }

    /// Has a page looked at soon, where the upper levels come first.
    mutating func lookSoon(_ step: Step) { pending.insert(step, at: min(next + 1, pending.count)) }

    /// Marks a page as one of a tree's; each is that of one alone.
    mutating func claim(_ page: UInt64, for tree: Int) throws(LMDBError) {
        guard page >= 2, page < pageCount, Int(page / 64) < seen.count, !isSeen(page) else {
            throw .corrupted("\(trees[tree].name): page \(page) of data.mdb")
        }
        seen[Int(page / 64)] |= 1 << (page % 64)
    }

    /// Whether a tree has the page.
    func isSeen(_ page: UInt64) -> Bool { seen[Int(page / 64)] & 1 << (page % 64) != 0 }

    private mutating func visit(_ step: Step) throws(LMDBError) {
        try claim(step.page, for: step.tree)
        let page = try file.page(step.page)
        let isLeaf = step.level == trees[step.tree].record.depth
        guard try page.number == step.page else { throw damage(step) }
        let kind = try page.kind
        switch kind {
        case .branch where !isLeaf:
            trees[step.tree].branches += 1
            try visitBranch(page, step)
        case .leaf where isLeaf, [.leaf, .packed] where isLeaf:
            trees[step.tree].leaves += 1
            try visitLeaf(page, step, isPacked: kind.contains(.packed))
        default: throw damage(step)
        }
    }

    /// What is said of a page that contradicts itself or what leads to it.
    func damage(_ step: Step) -> LMDBError { .corrupted("\(trees[step.tree].name): page \(step.page) of data.mdb") }

    private func checkCounts() throws(LMDBError) {
        for tree in trees {
            let record = tree.record
            guard tree.branches == record.branches, tree.leaves == record.leaves, tree.overflows == record.overflows,
                tree.role == .free || tree.entries == record.entries
            else { throw .corrupted("the counts of \(tree.name)") }
        }
        for page in free {
            guard page >= 2, page < pageCount, !isSeen(page) else {
                throw .corrupted("page \(page) of data.mdb is in use and free")
            }
        }
    }
}
