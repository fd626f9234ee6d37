import Graph
import Tensor

/// What a model file holds behind its head.
enum ModelContents {
    private static let matrixMark: UInt32 = 1
    private static let integersMark: UInt32 = 2
    private static let drawnMark: UInt32 = 1
    private static let givenMark: UInt32 = 2

    static func bytes(of model: Model) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(model.kind.rawValue)
        let pairs = model.settings.pairs
        writer.write(UInt32(pairs.count))
        for pair in pairs { write(pair, to: &writer) }
        writer.write(model.split.name == nil ? drawnMark : givenMark)
        writer.write(model.split.name ?? "")
        writer.write(UInt64(model.plays))
        writer.write(model.fingerprint)
        writer.write(UInt32(model.bestEpoch))
        writer.write(model.users.map(\.rawValue))
        writer.write(model.songs.map(\.rawValue))
        for fingerprint in model.played { writer.write(fingerprint) }
        let parts = model.scorer.parts
        writer.write(UInt32(parts.count))
        for part in parts { write(part, to: &writer) }
        writer.write(model.epochs)
        return writer.bytes
    }

    /// The model of a file's contents; `hasEpochs` says whether its form tells of them.
    static func model(
        from bytes: ArraySlice<UInt8>, hasEpochs: Bool, _ cancellation: Cancellation
    ) throws -> Model {
        var reader = ByteReader(bytes)
        let settings = try settings(from: &reader)
        let split = try split(from: &reader)
        guard let plays = Int(exactly: try reader.number64("plays")) else { throw ByteReader.Failure(what: "plays") }
        let fingerprint = try reader.number64("fingerprint")
        let bestEpoch = try reader.number32("best epoch")
        let users = try nodes(from: &reader, "users")
        let songs = try nodes(from: &reader, "songs")
        var played: [UInt64] = []
        for _ in users { played.append(try reader.number64("played")) }
        var parts: [ModelPart] = []
        for _ in 0..<(try reader.number32("parts")) {
            try cancellation.check()
            parts.append(try part(from: &reader))
        }
        let epochs = hasEpochs ? try reader.epochs() : []
        guard reader.isAtEnd else { throw ByteReader.Failure(what: "end") }
        guard let scorer = Model.scorer(parts, settings: settings, users: users.count, songs: songs.count) else {
            throw ByteReader.Failure(what: "parts")
        }
        return Model(
            settings: settings, split: split, plays: plays, fingerprint: fingerprint,
            bestEpoch: Int(bestEpoch), users: users, songs: songs, played: played, scorer: scorer,
            epochs: epochs)
    }

    private static func split(from reader: inout ByteReader) throws(ByteReader.Failure) -> SplitSource {
        let (mark, name) = (try reader.number32("split"), try reader.text("split"))
        switch mark {
        case drawnMark: return .drawn
        case givenMark: return .given(name)
        default: throw ByteReader.Failure(what: "split")
        }
    }

    /// A setting is its name, the first letter of its value's type, and the value as text.
    private static func write(_ pair: (name: String, value: SettingValue), to writer: inout ByteWriter) {
        writer.write(pair.name)
        switch pair.value {
        case .integer: writer.write("i")
        case .number: writer.write("n")
        case .text: writer.write("t")
        case .truth: writer.write("b")
        }
        writer.write(pair.value.description)
    }

    private static func settings(from reader: inout ByteReader) throws(ByteReader.Failure) -> TrainingSettings {
        guard let kind = ModelKind(rawValue: try reader.text("kind")) else { throw ByteReader.Failure(what: "kind") }
        var settings = TrainingSettings(kind)
        let limits = ["tested", "listeners", "cases"].filter(kind.settingNames.contains)
        // A file that does not say them is older than they are.
        for limit in limits { try? settings.set(limit, .integer(Int(Int32.max))) }
        for _ in 0..<(try reader.number32("settings")) {
            let (name, type, text) = (
                try reader.text("settings"), try reader.text("settings"), try reader.text("settings")
            )
            do {
                try settings.set(name, try value(text, type: type))
            } catch { throw ByteReader.Failure(what: name) }
        }
        return settings
    }

    private static func value(_ text: String, type: String) throws(ByteReader.Failure) -> SettingValue {
        switch type {
        case "i": if let number = Int(text) { return .integer(number) }
        case "n": if let number = Double(text) { return .number(number) }
        case "t": return .text(text)
        case "b": return .truth(text == "true")
        default: break
        }
        throw ByteReader.Failure(what: "settings")
    }

    /// Nodes are kept in ascending order; others would not be found again.
    private static func nodes(from reader: inout ByteReader, _ what: String) throws(ByteReader.Failure) -> [NodeID] {
        let nodes = try reader.numbers(what).map { NodeID(rawValue: $0) }
        guard zip(nodes, nodes.dropFirst()).allSatisfy({ $0 < $1 }) else { throw ByteReader.Failure(what: what) }
        return nodes
    }

    private static func write(_ part: ModelPart, to writer: inout ByteWriter) {
        switch part {
        case .matrix(let matrix):
            writer.write(matrixMark)
            writer.write(matrix)
        case .integers(let numbers):
            writer.write(integersMark)
            writer.write(numbers.map { UInt32(bitPattern: $0) })
        }
    }

    private static func part(from reader: inout ByteReader) throws(ByteReader.Failure) -> ModelPart {
        switch try reader.number32("parts") {
        case matrixMark: return .matrix(try reader.matrix("parts"))
        case integersMark: return .integers(try reader.numbers("parts").map { Int32(bitPattern: $0) })
        default: throw ByteReader.Failure(what: "parts")
        }
    }
}
