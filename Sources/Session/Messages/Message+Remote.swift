import Graph

extension Message {
    /// The words for a graph on other machines that cannot answer.
    init(_ error: RemoteError) {
        switch error {
        case .badAddress(let address, let problem):
            self.init(
                .badValue, "`\(address)` is no address of a graph: \(problem)",
                help: "sc://HOST:PORT/SCHEMA, then parameters as `;token=…` and `;use_ssl=true`")
        case .notBuilt:
            self.init(
                .io, "this segue was built without Spark",
                help: "`swift build -c release --traits Spark` builds it with Spark Connect")
        case .unreachable(let place, let reason):
            self.init(
                .io, "no Spark Connect server answers at \(place): \(reason)",
                help: "look at the host and the port; `start-connect-server.sh` of Spark starts one")
        case .refused(let place):
            self.init(
                .io, "\(place) does not let us in", help: "give its token after the address: sc://HOST/SCHEMA;token=…")
        case .sessionGone:
            self.init(
                .io, "the Spark server has forgotten this session: it was started anew, or closed the session",
                help: "run the statement again: it begins a new session")
        case .noGraph(let schema):
            self.init(
                .io, "the schema `\(schema)` has no graph of segue's",
                help: "`export \"sc://HOST:PORT/\(schema)\"` from a database brings one there")
        case .otherVersion(let found, let supported):
            self.init(
                .corrupt, "the graph's tables have version \(found); this segue reads version \(supported)",
                help: found > supported ? "use a newer segue" : "`export` it again from its database")
        case .oddTable(let schema, let problem):
            self.init(
                .corrupt, "the tables of `\(schema)` are not as segue makes them: \(Self.firstLine(of: problem))",
                help: "`export` the graph again from its database")
        case .oddColumn(let name, let found):
            self.init(
                .corrupt,
                "the column `\(name)` \(found.map { "has \($0)" } ?? "is missing"), and segue cannot read it so",
                help: "`export` the graph again from its database")
        case .replaced:
            self.init(
                .io, "another graph has taken the place of the one that was read", help: "run the statement again")
        case .contradiction(let place):
            self.init(
                .corrupt, "the graph's tables contradict themselves: \(place)",
                help: "`export` the graph again from its database")
        case .tooMany(let what, let limit): self.init(.badValue, "a graph has at most \(limit) \(what)")
        case .failed(_, let message):
            self.init(
                .io, "Spark could not do it: \(Self.firstLine(of: message))",
                help: "nothing was changed; the server's log says more")
        case .broken(let text):
            self.init(
                .io, "the server's answer cannot be read: \(text)", help: "is it Spark Connect, of version 4 or later?")
        case .interrupted: self.init(.interrupted, "interrupted; nothing was changed")
        }
    }

    /// The first line of another program's text, which may have pages.
    private static func firstLine(of text: String) -> String {
        String((text.split(whereSeparator: \.isNewline).first ?? "").prefix(300)).showingControls
    }
}
