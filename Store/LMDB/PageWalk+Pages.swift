import CLMDB
import Glibc

// What is in a page: keys in their order, within the bounds that the page above gives, and nodes that do not overlap.
extension PageWalk {
    /// One entry of a page: its key, and what is behind it.
    private struct Entry {
        let key: Range<Int>
        let flags: UInt16
        /// The size of the value, or the child's number.
        let word: UInt64
    }

    private static let nodeSize = 8
    private static let (isElsewhere, isTree, isSet): (UInt16, UInt16, UInt16) = (0x01, 0x02, 0x04)

    mutating func visitBranch(_ page: PageBytes, _ step: Step) throws(LMDBError) {
        let count = try self.count(page, 0..<page.values.count, step)
        guard count >= 2 else { throw damage(step) }
        var filled = 0
        // The first key is never looked at.
        var low = step.low
        var child = try entry(page, 0..<page.values.count, 0, isBranch: true, step)
        filled += even(Self.nodeSize + child.key.count)
        for slot in 1..<count {
            let next = try entry(page, 0..<page.values.count, slot, isBranch: true, step)
            let key = Key(bytes: page.values, range: next.key)
            if let low, !precedes(low, key, step) { throw damage(step) }
            pending.append(Step(page: child.word, tree: step.tree, level: step.level + 1, low: low, high: key))
            filled += even(Self.nodeSize + next.key.count)
            (low, child) = (key, next)
        }
        if let low, let high = step.high, !precedes(low, high, step) { throw damage(step) }
        guard filled == page.values.count - (try page.upper) else { throw damage(step) }
        let last = Step(page: child.word, tree: step.tree, level: step.level + 1, low: low, high: step.high)
        if trees[step.tree].role == .free, step.high == nil { lookSoon(last) } else { pending.append(last) }
    }

    mutating func visitLeaf(_ page: PageBytes, _ step: Step, isPacked: Bool) throws(LMDBError) {
        let whole = 0..<page.values.count
        let (first, last) = isPacked ? try packedKeys(page, whole, step).ends : try entries(page, whole, step)
        let (least, most) = (Key(bytes: page.values, range: first), Key(bytes: page.values, range: last))
        if let low = step.low, precedes(least, low, step) { throw damage(step) }
        if let high = step.high, !precedes(most, high, step) { throw damage(step) }
        if trees[step.tree].role == .free, step.high == nil { try checkNewest(page, last) }
    }

    /// Every commit but the first frees pages of the one before, and lists them under its number: a number that was
    /// changed would have LMDB take an older commit for the newest.
    private func checkNewest(_ page: PageBytes, _ key: Range<Int>) throws(LMDBError) {
        guard key.count == 8, try page.integer(at: key.lowerBound) == commit else {
            throw .corrupted("the number of a commit")
        }
    }

    /// Looks at the entries of a leaf, and at their values: the first key, and the last.
    private mutating func entries(_ page: PageBytes, _ whole: Range<Int>, _ step: Step)
        throws(LMDBError) -> (first: Range<Int>, last: Range<Int>)
    {
        var ends: (first: Range<Int>, last: Range<Int>)?
        let isInteger = hasIntegerKeys(trees[step.tree])
        var filled = 0
        for slot in 0..<(try count(page, whole, step)) {
            let entry = try entry(page, whole, slot, isBranch: false, step)
            if let ends, !precedes(page.values, ends.last, page.values, entry.key, isInteger: isInteger) {
                throw damage(step)
            }
            ends = (ends?.first ?? entry.key, entry.key)
            let size = entry.flags & Self.isElsewhere != 0 ? 8 : Int(entry.word)
            guard size <= whole.upperBound - entry.key.upperBound else { throw damage(step) }
            filled += even(Self.nodeSize + entry.key.count + size)
            try visitValue(page, entry, entry.key.upperBound..<entry.key.upperBound + size, step)
        }
        let upper = Int(try page.integer(at: whole.lowerBound + 14, as: UInt16.self))
        guard let ends, filled == whole.count - upper else { throw damage(step) }
        return ends
    }

    private mutating func visitValue(_ page: PageBytes, _ entry: Entry, _ value: Range<Int>, _ step: Step)
        throws(LMDBError)
    {
        let tree = trees[step.tree]
        switch (tree.role, entry.flags) {
        case (.main, Self.isTree):
            guard value.count == TreeRecord.size else { throw damage(step) }
            trees[step.tree].entries += 1
            let name = String(decoding: page.values[entry.key], as: UTF8.self)
            try add(Tree(name: "database \(name)", record: TreeRecord(page, at: value.lowerBound)))
        case (.database, Self.isSet | Self.isTree):
            guard hasSets(tree), value.count == TreeRecord.size else { throw damage(step) }
            let record = try TreeRecord(page, at: value.lowerBound)
            guard record.flags == flagsOfValues(tree) else { throw damage(step) }
            trees[step.tree].entries += record.entries
            try add(Tree(name: tree.name, record: record, role: .values))
        case (.database, Self.isSet):
            guard hasSets(tree) else { throw damage(step) }
            trees[step.tree].entries += UInt64(try innerCount(page, value, step))
        case (.database, 0), (.values, 0), (.free, 0): trees[step.tree].entries += 1
        case (.database, Self.isElsewhere) where !hasSets(tree), (.free, Self.isElsewhere):
            trees[step.tree].entries += 1
            try visitOverflow(page.integer(at: value.lowerBound), size: Int(entry.word), step)
        default: throw damage(step)
        }
        if tree.role == .free { try takeFree(page, entry, value) }
    }

    /// A value with pages of its own.
    private mutating func visitOverflow(_ number: UInt64, size: Int, _ step: Step) throws(LMDBError) {
        let count = (PageBytes.headerSize - 1 + size) / file.pageSize + 1
        let header = try file.bytes(from: number, offset: 0, count: PageBytes.headerSize)
        guard try header.number == number, try header.kind == .overflow, try header.overflowPages >= count,
            number < pageCount, UInt64(count) <= pageCount - number
        else { throw damage(step) }
        trees[step.tree].overflows += UInt64(try header.overflowPages)
        for page in number..<number + UInt64(count) { try claim(page, for: step.tree) }
    }

    /// Takes in one record of the list of free pages: a count, then so many numbers.
    private mutating func takeFree(_ page: PageBytes, _ entry: Entry, _ value: Range<Int>) throws(LMDBError) {
        let size = Int(entry.word)
        let record =
            entry.flags & Self.isElsewhere == 0
            ? try page.part(value)
            : try file.bytes(from: page.integer(at: value.lowerBound), offset: PageBytes.headerSize, count: size)
        let count: UInt64 = try record.integer(at: 0)
        guard count < UInt64(size / 8) else { throw .corrupted("the list of free pages") }
        guard wantsFree else { return }
        for place in 1..<Int(count) + 1 {
            guard free.insert(try record.integer(at: 8 * place)).inserted else {
                throw .corrupted("the list of free pages")
            }
        }
    }

    /// How many values a page within a leaf has.
    private mutating func innerCount(_ page: PageBytes, _ whole: Range<Int>, _ step: Step) throws(LMDBError) -> Int {
        guard whole.count >= PageBytes.headerSize else { throw damage(step) }
        let kind = PageKind(rawValue: try page.integer(at: whole.lowerBound + 10)).intersection(.all)
        switch kind {
        case [.leaf, .inner, .packed]: return try packedKeys(page, whole, step).count
        case [.leaf, .inner]: return try count(page, whole, step)
        default: throw damage(step)
        }
    }

    /// Looks at the keys of a packed page, or page within a leaf: how many, the first and the last.
    private mutating func packedKeys(_ page: PageBytes, _ whole: Range<Int>, _ step: Step)
        throws(LMDBError) -> (count: Int, ends: (first: Range<Int>, last: Range<Int>))
    {
        let tree = trees[step.tree]
        let size = Int(try page.integer(at: whole.lowerBound + 8, as: UInt16.self))
        let count = try count(page, whole, step)
        let start = whole.lowerBound + PageBytes.headerSize
        guard count > 0, size > 0, start + count * size <= whole.upperBound else { throw damage(step) }
        // In a tree of values its record says how large they are; within a leaf, the page alone.
        guard tree.record.flags & UInt16(MDB_DUPFIXED) != 0, tree.role == .database || tree.record.keySize == size
        else { throw damage(step) }
        let isInteger = tree.record.flags & UInt16(tree.role == .values ? MDB_INTEGERKEY : MDB_INTEGERDUP) != 0
        let last = start + (count - 1) * size
        for key in stride(from: start, to: last, by: size) {
            let (one, two) = (key..<key + size, key + size..<key + 2 * size)
            guard precedes(page.values, one, page.values, two, isInteger: isInteger) else { throw damage(step) }
        }
        if tree.role == .values { trees[step.tree].entries += UInt64(count) }
        return (count, (start..<start + size, last..<last + size))
    }

    /// How many entries a page has.
    private func count(_ page: PageBytes, _ whole: Range<Int>, _ step: Step) throws(LMDBError) -> Int {
        let lower = Int(try page.integer(at: whole.lowerBound + 12, as: UInt16.self))
        let upper = Int(try page.integer(at: whole.lowerBound + 14, as: UInt16.self))
        guard lower >= PageBytes.headerSize, lower & 1 == 0, lower <= upper, upper <= whole.count else {
            throw damage(step)
        }
        return (lower - PageBytes.headerSize) / 2
    }

    private func entry(_ page: PageBytes, _ whole: Range<Int>, _ slot: Int, isBranch: Bool, _ step: Step)
        throws(LMDBError) -> Entry
    {
        let start = whole.lowerBound
        let offset = Int(try page.integer(at: start + PageBytes.headerSize + 2 * slot, as: UInt16.self))
        let upper = Int(try page.integer(at: start + 14, as: UInt16.self))
        guard offset >= upper, offset + Self.nodeSize <= whole.count else { throw damage(step) }
        let low: UInt32 = try page.integer(at: start + offset)
        let flags: UInt16 = try page.integer(at: start + offset + 4)
        let size = Int(try page.integer(at: start + offset + 6, as: UInt16.self))
        let key = start + offset + Self.nodeSize..<start + offset + Self.nodeSize + size
        guard key.upperBound <= whole.upperBound else { throw damage(step) }
        guard isBranch else { return Entry(key: key, flags: flags, word: UInt64(low)) }
        return Entry(key: key, flags: 0, word: UInt64(low) | UInt64(flags) << 32)
    }

    private func even(_ size: Int) -> Int { (size + 1) & ~1 }

    private func hasSets(_ tree: Tree) -> Bool { tree.record.flags & UInt16(MDB_DUPSORT) != 0 }

    /// The flags of the trees of values under the keys of `tree`.
    private func flagsOfValues(_ tree: Tree) -> UInt16 {
        guard tree.record.flags & UInt16(MDB_DUPFIXED) != 0 else { return 0 }
        return UInt16(MDB_DUPFIXED) | (tree.record.flags & UInt16(MDB_INTEGERDUP) != 0 ? UInt16(MDB_INTEGERKEY) : 0)
    }

    /// Whether a key comes before another in the order of the tree.
    private func precedes(_ key: Key, _ other: Key, _ step: Step) -> Bool {
        precedes(key.bytes, key.range, other.bytes, other.range, isInteger: hasIntegerKeys(trees[step.tree]))
    }

    private func hasIntegerKeys(_ tree: Tree) -> Bool {
        tree.role == .free || tree.record.flags & UInt16(MDB_INTEGERKEY) != 0
    }

    /// Both ranges lie within their bytes.
    @inline(__always)
    private func precedes(
        _ left: [UInt8], _ key: Range<Int>, _ right: [UInt8], _ other: Range<Int>, isInteger: Bool
    ) -> Bool {
        precondition(key.upperBound <= left.count && other.upperBound <= right.count)
        return left.withUnsafeBytes { left in
            right.withUnsafeBytes { right in
                let (one, two) = (
                    UnsafeRawBufferPointer(rebasing: left[key]), UnsafeRawBufferPointer(rebasing: right[other])
                )
                if isInteger {
                    // Keys of two sizes are in no order.
                    guard one.count == two.count else { return false }
                    switch one.count {
                    case 4: return one.loadUnaligned(as: UInt32.self) < two.loadUnaligned(as: UInt32.self)
                    case 8: return one.loadUnaligned(as: UInt64.self) < two.loadUnaligned(as: UInt64.self)
                    default: return false
                    }
                }
                let common = min(one.count, two.count)
                let order = common == 0 ? 0 : memcmp(one.baseAddress!, two.baseAddress!, common)
                return order < 0 || order == 0 && one.count < two.count
            }
        }
    }
}
