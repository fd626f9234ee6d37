import Graph

extension Importer {
    /// The relation that the file calls `name` where `location` says.
    func relation(_ name: String, at location: some Located) throws(IngestError) -> RelationID {
        if name.isEmpty { throw location.malformed(.emptyField("relation")) }
        if name.utf8.count > NameTable.nameLimit { throw location.malformed(.longName(limit: NameTable.nameLimit)) }
        return try relation(name)
    }
}
