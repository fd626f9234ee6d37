import Grammar
import Graph
import TripleStore

extension Session {
    /// `check`: reads the whole database and lists what contradicts itself.
    func check(_ reading: Reading) throws -> Answer {
        // What leads astray within a page is said before anybody follows it.
        try reading.reader.checkPages()
        let findings = try reading.reader.findings()
        var answer = Answer(columns: [.init("finding")])
        answer.rows = findings.map { [.text($0.words(reading.vocabulary))] }
        answer.notes = [findings.isEmpty ? .sound : .unsound(findings.count)]
        return answer
    }
}
