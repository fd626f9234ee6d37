import Graph
import Tensor

/// Writes numbers and texts one after the other, little-endian.
struct ByteWriter {
    /// What was written so far.
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    mutating func write(_ number: UInt64) {
        write(UInt32(truncatingIfNeeded: number))
        write(UInt32(truncatingIfNeeded: number >> 32))
    }

    mutating func write(_ text: String) {
        write(UInt32(text.utf8.count))
        bytes += text.utf8
    }

    mutating func write(_ numbers: [UInt32]) {
        write(UInt64(numbers.count))
        bytes.reserveCapacity(bytes.count + 4 * numbers.count)
        for number in numbers { write(number) }
    }

    mutating func write(_ matrix: Matrix) {
        write(UInt64(matrix.rows))
        write(UInt64(matrix.columns))
        bytes += matrix.littleEndianBytes
    }
}
