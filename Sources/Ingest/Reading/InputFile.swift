/// A file on its way through an import.
protocol InputFile {
    /// Where it lies.
    var path: String { get }
    /// How much of it has been read, from 0 to 1; nil where nobody knows how much there is.
    var share: Double? { get }
}
