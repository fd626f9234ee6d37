import CLMDB
import Glibc

// The file is read through a memory map. What has been touched of it counts as the process's memory until the system
// needs the room, so that one walk through a large file looks like memory that was never planned.
extension EnvironmentCore {
    /// Lets go of all pages of the file that have been touched; what is read again comes from the system's cache.
    ///
    /// Good at any time: the map is read only, and pages that a writer changes are elsewhere.
    func releasePages() {
        guard let map else { return }
        madvise(map.baseAddress, map.count, MADV_DONTNEED)
    }

    /// The part of the address space that shows the file; nil where the system does not tell.
    private var map: UnsafeMutableRawBufferPointer? {
        var (descriptor, status) = (Int32(-1), stat())
        guard mdb_env_get_fd(raw, &descriptor) == MDB_SUCCESS, fstat(descriptor, &status) == 0, status.st_size > 0,
            let maps = fopen("/proc/self/maps", "re")
        else { return nil }
        defer { fclose(maps) }
        var line = [CChar](repeating: 0, count: 4_096)
        while fgets(&line, Int32(line.count), maps) != nil {
            // `start-end rights offset device inode path`
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            let fields = text.split(separator: " ")
            // Shared and read only: of no other mapping could pages be let go without a loss.
            guard fields.count > 5, fields[1] == "r--s", fields[4] == "\(status.st_ino)" else { continue }
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard ends.count == 2, ends[0] < ends[1], let start = UnsafeMutableRawPointer(bitPattern: ends[0])
            else { continue }
            return UnsafeMutableRawBufferPointer(start: start, count: min(Int(ends[1] - ends[0]), Int(status.st_size)))
        }
        return nil
    }
}

extension Snapshot {
    /// Lets go of the memory through which the file has been read so far; what is read again comes from the system's
    /// cache.
    public func releasePages() { environment.core.releasePages() }
}
