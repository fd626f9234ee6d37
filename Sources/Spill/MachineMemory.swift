import Glibc

/// How much memory there is to take.
public enum MachineMemory {
    /// The machine's memory in bytes, or what a container may have of it: the `memory.max` of its root group in cgroup 2.
    public static let bytes: Int = min(
        sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)), groupLimit ?? .max)

    private static var groupLimit: Int? {
        guard let file = fopen("/sys/fs/cgroup/memory.max", "re") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 32)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let digits = line.prefix { $0 >= 0x30 && $0 <= 0x39 }.map { UInt8(bitPattern: $0) }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
