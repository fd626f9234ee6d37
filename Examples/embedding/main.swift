// A program that embeds segue: it makes a database, learns from the example data, recommends, and says why.
//
//     swift run -c release segue-embedding Examples/data /tmp/embedded.db
import SegueKit

guard CommandLine.arguments.count == 3 else { fatalError("usage: segue-embedding DATA DATABASE") }
let data = CommandLine.arguments[1]
let graph = try SegueDatabase(at: CommandLine.arguments[2])

// Three files, all of them or none.
try graph.transaction {
    try graph.importFile(data + "/songs.csv", as: "songs", tags: ["genre"])
    try graph.importFile(data + "/graph.tsv", as: "triples")
    try graph.importFile(data + "/plays.tsv", as: "plays")
}

// A question to the graph. What a person has typed is a parameter: never a piece of the statement.
let title = "Easy Lover"
for row in try graph.query("neighbours $title via singerOf, sungBy", ["title": .text(title)]) {
    print("\(title) – \(row["node"]?.node?.name ?? "?"), \(row["degree"]?.integer ?? 0) edges")
}

// A quick model, and what it is heard to do meanwhile
let model = try graph.train(settings: ["epochs": 2], as: "quick") { epoch in
    print("\(epoch.stage ?? "model"), epoch \(epoch.number): loss \(epoch.loss), hit rate \(epoch.hitRate ?? 0)")
}
print("model \(model.name) of kind \(model.kind)")

// Five songs for a listener, each with the path that carries most of its score
for found in try graph.recommend(for: .user("42"), top: 5, because: true) {
    print("\(found.rank). \(found.song.name), score \(found.score)")
    if let reason = found.reasons.first { print("   because \(reason.path)") }
}

// One song in full: the weights of the terms and the residual add up to the score.
let why = try graph.explain(.label(title), for: .user("42"))
print("\(title): rank \(why.rank ?? 0) of \(why.songs ?? 0), score \(why.score ?? 0), \(why.terms.count) terms")
for term in why.terms.prefix(3) { print("   \(term.weight ?? 0) by \(term.path?.description ?? term.kind.rawValue)") }

// Errors have a stable code, the place, and a way on.
do {
    try graph.query("describe $title", ["title": "Easy Luver"])
} catch {
    print("\(error.code.rawValue): \(error.message); did you mean \(error.suggestions)?")
}
