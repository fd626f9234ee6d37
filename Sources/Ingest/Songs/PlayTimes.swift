import Graph
import Spill
import TripleStore

/// When plays were: numbers as they are, and each different text once.
struct PlayTimes {
    /// Two records a time: the play's user and song with the kind of value, then the value's bits.
    private let records: Spool
    private var texts = NameTable()

    private enum Kind: UInt32 { case integer, number, text }

    init(_ importer: Importer) { records = importer.spool() }

    /// Appends the time of a play, whose user and song are in `word`.
    mutating func append(_ value: PropertyValue, of word: UInt64, _ reader: LineReader) throws(IngestError) {
        let (kind, bits): (Kind, UInt64)
        switch value {
        case .integer(let whole): (kind, bits) = (.integer, UInt64(bitPattern: whole))
        case .number(let number): (kind, bits) = (.number, number.bitPattern)
        case .string(var text):
            let number = try text.withUTF8 { bytes in
                Result { () throws(IngestError) in try texts.number(of: bytes, in: reader) }
            }.get()
            (kind, bits) = (.text, UInt64(number))
        case .truth: return
        }
        try keeping { () throws(SpillError) in
            try records.append(Spool.Record(word: word, mark: kind.rawValue))
            try records.append(Spool.Record(word: bits))
        }
    }

    /// The times in their order.
    var reader: Reader { Reader(records: records.reader(), texts: texts) }

    /// Reads times.
    struct Reader {
        fileprivate var records: Spool.Reader
        fileprivate let texts: NameTable

        /// The next time, with the numbers of its user and song; nil after the last.
        mutating func next() throws(IngestError) -> (user: Int, song: Int, value: PropertyValue)? {
            let pair = try keeping { () throws(SpillError) in (try records.next(), try records.next()) }
            guard let play = pair.0, let bits = pair.1?.word, let kind = Kind(rawValue: play.mark) else { return nil }
            let value: PropertyValue =
                switch kind {
                case .integer: .integer(Int64(bitPattern: bits))
                case .number: .number(Double(bitPattern: bits))
                case .text: .string(texts[Int(bits)])
                }
            return (Int(play.word >> 32), Int(truncatingIfNeeded: play.word & 0xFFFF_FFFF), value)
        }
    }

    /// A number, or a text of those forms of ISO 8601 that sort as they are: `2024-05`, `2024-05-01`,
    /// `2024-05-01T20:15`, `2024-05-01T20:15:00`, a `Z` behind or not.
    static func time(
        _ field: UnsafeBufferPointer<UInt8>, _ reader: LineReader
    ) throws(IngestError) -> PropertyValue {
        let text = String(decoding: field, as: UTF8.self)
        switch PropertyValue(bare: text) {
        case .integer(let whole)?: return .integer(whole)
        case .number(let number)?: return .number(number)
        default:
            let date = text.hasSuffix("Z") ? text.dropLast() : text[...]
            let isDate =
                [7, 10, 16, 19].contains(date.utf8.count)
                && zip(date.utf8, "0000-00-00T00:00:00".utf8).allSatisfy { byte, form in
                    form == 0x30 ? (0x30...0x39).contains(byte) : byte == form
                }
            guard isDate else { throw reader.malformed(.badNumber(field: "time", text: text)) }
            return .string(text)
        }
    }
}
