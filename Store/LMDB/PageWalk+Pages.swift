import CLMDB

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
        var children: [(page: UInt64, low: [UInt8]?)] = []
        children.reserveCapacity(count)
        var filled = 0
        for slot in 0..<count {
            let entry = try entry(page, 0..<page.values.count, slot, isBranch: true, step)
            // The first key is never looked at.
            children.append((entry.word, slot == 0 ? step.low : Array(page.values[entry.key])))
            filled += even(Self.nodeSize + entry.key.count)
        }
        guard filled == page.values.count - (try page.upper) else { throw damage(step) }
        for slot in children.indices {
            let high = slot + 1 < children.count ? children[slot + 1].low : step.high
            if let low = children[slot].low, let high, slot > 0 || step.low != nil {
                guard precedes(low, 0..<low.count, high, 0..<high.count, step) else { throw damage(step) }
            }
            pending.append(
                Step(
                    page: children[slot].page, tree: step.tree, level: step.level + 1, low: children[slot].low,
                    high: high))
        }
    }

    mutating func visitLeaf(_ page: PageBytes, _ step: Step, isPacked: Bool) throws(LMDBError) {
        let whole = 0..<page.values.count
        let keys = isPacked ? try packedKeys(page, whole, step) : try entries(page, whole, step)
        guard let first = keys.first, let last = keys.last else { throw damage(step) }
        if let low = step.low, precedes(page.values, first, low, 0..<low.count, step) { throw damage(step) }
        if let high = step.high, !precedes(page.values, last, high, 0..<high.count, step) { throw damage(step) }
    }

    /// The entries of a leaf, their values looked at: their keys.
    private mutating func entries(_ page: PageBytes, _ whole: Range<Int>, _ step: Step) throws(LMDBError) -> [Range<
        Int
    >] {
        var keys: [Range<Int>] = []
        var filled = 0
        let count = try count(page, whole, step)
        keys.reserveCapacity(count)
        for slot in 0..<count {
            let entry = try entry(page, whole, slot, isBranch: false, step)
            if let before = keys.last {
                guard precedes(page.values, before, page.values, entry.key, step) else { throw damage(step) }
            }
            keys.append(entry.key)
            let size = entry.flags & Self.isElsewhere != 0 ? 8 : Int(entry.word)
            guard size <= whole.upperBound - entry.key.upperBound else { throw damage(step) }
            filled += even(Self.nodeSize + entry.key.count + size)
            try visitValue(page, entry, entry.key.upperBound..<entry.key.upperBound + size, step)
        }
        let upper = Int(try page.integer(at: whole.lowerBound + 14, as: UInt16.self))
        guard filled == whole.count - upper else { throw damage(step) }
        return keys
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

    /// The keys of a packed page, or page within a leaf, which are in their order.
    private mutating func packedKeys(_ page: PageBytes, _ whole: Range<Int>, _ step: Step) throws(LMDBError) -> [Range<
        Int
    >] {
        let tree = trees[step.tree]
        let size = Int(try page.integer(at: whole.lowerBound + 8, as: UInt16.self))
        let count = try count(page, whole, step)
        let start = whole.lowerBound + PageBytes.headerSize
        guard count > 0, size > 0, start + count * size <= whole.upperBound else { throw damage(step) }
        // In a tree of values its record says how large they are; within a leaf, the page alone.
        guard tree.record.flags & UInt16(MDB_DUPFIXED) != 0, tree.role == .database || tree.record.keySize == size
        else {
            throw damage(step)
        }
        let keys = (0..<count).map { start + $0 * size..<start + ($0 + 1) * size }
        let isInteger = tree.record.flags & UInt16(tree.role == .values ? MDB_INTEGERKEY : MDB_INTEGERDUP) != 0
        for (key, after) in zip(keys, keys.dropFirst()) {
            guard precedes(page.values, key, page.values, after, isInteger: isInteger) else { throw damage(step) }
        }
        if tree.role == .values { trees[step.tree].entries += UInt64(count) }
        return keys
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
    private func precedes(
        _ left: [UInt8], _ key: Range<Int>, _ right: [UInt8], _ other: Range<Int>, _ step: Step
    ) -> Bool {
        let tree = trees[step.tree]
        let isInteger = tree.role == .free || tree.record.flags & UInt16(MDB_INTEGERKEY) != 0
        return precedes(left, key, right, other, isInteger: isInteger)
    }

    private func precedes(
        _ left: [UInt8], _ key: Range<Int>, _ right: [UInt8], _ other: Range<Int>, isInteger: Bool
    ) -> Bool {
        if isInteger {
            // Little-endian: the last byte counts most. Keys of two sizes are in no order.
            guard key.count == other.count, key.count == 4 || key.count == 8 else { return false }
            return left.integer(key) < right.integer(other)
        }
        let common = min(key.count, other.count)
        for place in 0..<common {
            let (one, two) = (left[key.lowerBound + place], right[other.lowerBound + place])
            if one != two { return one < two }
        }
        return key.count < other.count
    }
}

extension [UInt8] {
    /// The integer of four or eight bytes, the least first.
    @inline(__always)
    fileprivate func integer(_ range: Range<Int>) -> UInt64 {
        var value: UInt64 = 0
        for place in range.reversed() { value = value << 8 | UInt64(self[place]) }
        return value
    }
}
