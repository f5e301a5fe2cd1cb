import Ingestion

/// The rows of a file, one after the other, through the adapter of its format.
struct InputRows {
    private let file: InputFile
    private var adapter: any FeedAdapter
    private var fed = false

    init(_ path: String, adapter: any FeedAdapter) throws {
        file = try InputFile(path)
        self.adapter = adapter
    }

    /// Part of the file that was read, 0 ... 1; nil where its length is not known.
    var progress: Double? { file.progress }

    /// The next row, or problem with a row; nil at the end. Throws where the file as a whole cannot be read.
    mutating func next() throws -> RowResult? {
        while true {
            switch try adapter.next() {
            case .needsMore:
                if let data = try file.read() { adapter.feed(data[...]) } else { adapter.finish() }
            case .end: return nil
            case let row: return row
            }
        }
    }
}
