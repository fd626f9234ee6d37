import LMDB

/// The handles of the store's databases; `FORMAT.md` says what is in each.
struct Databases: Sendable {
    let meta: Database
    let names: Database
    let nodes: Database
    let keys: Database
    let labels: Database
    let adjacency: Database
    let weights: Database
    let members: Database
    let aliases: Database
    let splits: Database
    let edges: Database
    private let all: [Database]
    /// Those whose content is summed, in the order of `ContentSums.parts`.
    let summed: [Database]

    /// The databases in the order of `init(_:)`.
    static let names: [DatabaseName] = StorePart.allCases.map(\.name)

    /// The handles, in the order of `names`.
    init(_ handles: [Database]) {
        meta = handles[0]
        names = handles[1]
        nodes = handles[2]
        keys = handles[3]
        labels = handles[4]
        adjacency = handles[5]
        weights = handles[6]
        members = handles[7]
        aliases = handles[8]
        splits = handles[9]
        edges = handles[10]
        all = handles
        summed = ContentSums.parts.map { handles[$0.place] }
    }

    subscript(part: StorePart) -> Database { all[part.place] }
}

extension StorePart {
    fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
