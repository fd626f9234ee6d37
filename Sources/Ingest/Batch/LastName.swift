import Glibc

/// The last name looked up, and its number: in a sorted file the next one mostly is the same.
struct LastName {
    private var name: [UInt8] = []
    private(set) var number = 0

    /// Whether `field` is that name.
    func matches(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = field.baseAddress, name.count == field.count, !name.isEmpty else { return false }
        return memcmp(name, start, field.count) == 0
    }

    /// Remembers a name and its number.
    mutating func keep(_ field: UnsafeBufferPointer<UInt8>, as number: Int) {
        name.removeAll(keepingCapacity: true)
        name.append(contentsOf: field)
        self.number = number
    }
}
