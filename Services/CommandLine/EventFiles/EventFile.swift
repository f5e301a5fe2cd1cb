/// Reads a file of events: CSV with a header that names `time`, `lat`, `lon` and `category` in any order, plain or gzip.
///
/// `time` is the local wall clock in ISO 8601 (`2010-07-03T21:15`, with or without seconds, a blank for the T, or the date alone). Other columns
/// are left unread, `discovered` aside. A bad row is counted, the first ones told, and the rest goes on.
public enum EventFile {
    /// Problems told at most.
    public static let problemsKept = 20
    /// Categories at most: a file with more has put something else in the column.
    public static let categoriesAtMost = 4_096

    /// Reads a whole file; `-` is standard input.
    public static func read(_ path: String) throws(EventFileError) -> EventTable {
        try parse(try FileBytes.read(path), path: path)
    }

    /// Reads the text of a file; `path` is for messages.
    public static func parse(_ bytes: [UInt8], path: String) throws(EventFileError) -> EventTable {
        var parser = EventParser(path: path)
        var failure: EventFileError?
        bytes.withUnsafeBufferPointer { text in
            do throws(EventFileError) { try parser.run(text) } catch { failure = error }
        }
        if let failure { throw failure }
        guard parser.table.count > 0 else { throw .nothing(path: path, refused: parser.table.refused, first: parser.table.problems.first) }
        return parser.table
    }
}
