/// The words and signs of a DOT file, after the language's definition at graphviz.org.
struct DOTLexer: Located, InputFile {
    /// A word or a sign.
    enum Token: Equatable {
        /// A name, a text in quotes, or markup.
        case id(String, isQuoted: Bool)
        /// One of `{ } [ ] ; , = : +`.
        case sign(UInt8)
        /// `->` or `--`.
        case arrow
        case end
    }

    private let reader: LineReader
    private var line: [UInt8] = []
    private var place = 0
    /// Where the last token starts.
    private var start = (line: 0, column: 1)

    init(path: String) throws(IngestError) { reader = try LineReader(path: path) }

    var path: String { reader.path }
    var share: Double? { reader.share }
    /// The number of the line reached.
    var lineNumber: Int { reader.number }

    func malformed(_ problem: IngestError.Problem) -> IngestError { reader.malformed(problem) }

    /// The error that something else stands where the last token does.
    func error(_ expected: String) -> IngestError {
        .malformed(path: path, line: start.line, .syntax(column: start.column, expected: expected))
    }

    private var byte: UInt8? { place < line.count ? line[place] : nil }

    /// The next token.
    mutating func next() throws(IngestError) -> Token {
        let isEnd = try !skipBlanks()
        markStart()
        if isEnd { return .end }
        let byte = line[place]
        switch byte {
        case 0x22: return .id(try quoted(), isQuoted: true)
        case 0x3C: return .id(try markup(), isQuoted: true)
        case 0x2D where place + 1 < line.count && (line[place + 1] == 0x3E || line[place + 1] == 0x2D):
            place += 2
            return .arrow
        case 0x7B, 0x7D, 0x5B, 0x5D, 0x3B, 0x2C, 0x3D, 0x3A, 0x2B:
            place += 1
            return .sign(byte)
        default: return .id(try bare(), isQuoted: false)
        }
    }

    private mutating func markStart() { start = (reader.number, place + 1) }

    /// Moves to the next line; false at the file's end.
    private mutating func nextLine() throws(IngestError) -> Bool {
        guard let bytes = try reader.next() else { return false }
        line = Array(bytes)
        place = 0
        return true
    }

    /// Moves past white space and comments; false at the file's end.
    private mutating func skipBlanks() throws(IngestError) -> Bool {
        while true {
            if place == 0, byte == 0x23 { place = line.count }
            guard let byte else {
                guard try nextLine() else { return false }
                continue
            }
            if byte <= 0x20 {
                place += 1
            } else if byte == 0x2F, place + 1 < line.count, line[place + 1] == 0x2F {
                place = line.count
            } else if byte == 0x2F, place + 1 < line.count, line[place + 1] == 0x2A {
                try skipComment()
            } else {
                return true
            }
        }
    }

    private mutating func skipComment() throws(IngestError) {
        markStart()
        place += 2
        while true {
            guard byte != nil else {
                guard try nextLine() else { throw error("*/ to end the comment") }
                continue
            }
            if byte == 0x2A, place + 1 < line.count, line[place + 1] == 0x2F { break }
            place += 1
        }
        place += 2
    }

    private mutating func bare() throws(IngestError) -> String {
        let start = place
        while let byte, byte.isLetterOrDigit || byte >= 0x80 || byte == 0x5F || byte == 0x2E || byte == 0x2D {
            // A minus within a word is the arrow's.
            if byte == 0x2D, place > start { break }
            place += 1
        }
        guard place > start else { throw error("a name or a sign of DOT") }
        return try text(line[start..<place])
    }

    /// The text in quotes, its escapes as they are but for those of quotes and of line ends.
    private mutating func quoted() throws(IngestError) -> String {
        place += 1
        var bytes: [UInt8] = []
        while true {
            guard let byte else {
                guard try nextLine() else { throw error("a quote to end the text") }
                bytes.append(0x0A)
                continue
            }
            place += 1
            try check(bytes)
            if byte == 0x22 { return try text(bytes[...]) }
            guard byte == 0x5C else {
                bytes.append(byte)
                continue
            }
            guard let next = self.byte else {
                // A backslash at the end of a line joins it to the next.
                guard try nextLine() else { throw error("a quote to end the text") }
                continue
            }
            place += 1
            bytes += next == 0x22 ? [next] : [byte, next]
        }
    }

    private mutating func markup() throws(IngestError) -> String {
        place += 1
        var (bytes, depth): ([UInt8], Int) = ([], 1)
        while true {
            guard let byte else {
                guard try nextLine() else { throw error("> to end the markup") }
                bytes.append(0x0A)
                continue
            }
            place += 1
            if byte == 0x3C { depth += 1 }
            if byte == 0x3E { depth -= 1 }
            try check(bytes)
            if depth == 0 { return try text(bytes[...]) }
            bytes.append(byte)
        }
    }

    /// A text of several lines is no longer than a line may be.
    private func check(_ bytes: [UInt8]) throws(IngestError) {
        if bytes.count > LineReader.lineLimit { throw malformed(.tooLong(limit: LineReader.lineLimit)) }
    }

    private func text(_ bytes: ArraySlice<UInt8>) throws(IngestError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw malformed(.notUTF8) }
        return text
    }
}
