import Foundation

/// The files and folders that a path may go on to; `~` is a name like any other.
struct FolderListing {
    /// What is typed of the path.
    let path: String

    /// The paths, folders with a slash at their end; hidden ones only where their dot is typed.
    var offers: [Offer] {
        let typed = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let (folder, start) = (String(path[..<typed]), String(path[typed...]))
        let manager = FileManager.default
        let names = (try? manager.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        // What is not UTF-8 has come as something else.
        let fitting = names.filter {
            $0.hasPrefix(start) && ($0.first != "." || start.first == ".") && !$0.contains("\u{FFFD}")
        }
        return fitting.map { name in
            var isFolder: ObjCBool = false
            let whole = folder + name
            _ = unsafe manager.fileExists(atPath: whole, isDirectory: &isFolder)
            return isFolder.boolValue
                ? Offer(whole + "/", as: .folder, isFound: true) : Offer(whole, as: .text, isFound: true)
        }
    }
}
