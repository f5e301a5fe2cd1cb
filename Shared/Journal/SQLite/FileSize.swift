import Foundation

/// The size of a file in bytes; 0 where there is none. Does not open it: that would drop SQLite's locks.
enum FileSize {
    static func of(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
