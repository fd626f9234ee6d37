import CSQLite

/// Makes a SQLite file by running statements; answers its path.
public func database(_ statements: [String], in folder: TemporaryFolder, named name: String = "file.db") throws
    -> String
{
    let path = folder.path + "/" + name
    var database: OpaquePointer?
    guard sqlite3_open(path, &database) == SQLITE_OK else { throw SQLiteFault() }
    defer { sqlite3_close(database) }
    for statement in statements where sqlite3_exec(database, statement, nil, nil, nil) != SQLITE_OK {
        throw SQLiteFault()
    }
    return path
}

private struct SQLiteFault: Error {}
