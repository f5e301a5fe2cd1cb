/// What can go wrong with a journal. Each says where and what to do; none holds a record's content.
public enum JournalError: Error, Sendable, Hashable {
    /// The file is not a journal, or is one of another service or territory.
    case foreignFile(path: String, found: String)
    /// The file was a journal and is damaged.
    case corrupted(path: String, detail: String)
    /// A newer version of Quietude has written it.
    case newerSchema(path: String)
    /// Another process has it open.
    case inUse(path: String)
    /// A territory's name that cannot be a file's.
    case invalidName(String)
    /// The first appended record would have got another sequence than the caller expected: someone else has written, or the caller's
    /// state is old.
    case conflict(path: String, expected: UInt64, next: UInt64)
    /// A consumer says it is done with records that were never written.
    case beyondHead(path: String, consumer: String, sequence: UInt64, head: UInt64)
    /// The disk, or the journal's budget of `limit` bytes, is used up. It can be used again as soon as there is room.
    case full(path: String, limit: UInt64?)
    /// One record, state or name is larger than a journal takes.
    case tooLarge(path: String, what: String, bytes: Int, limit: Int)
    /// Too many transactions wait for the writer.
    case overloaded(path: String, waiting: Int)
    /// The journal was closed.
    case closed(path: String)
    /// The operating system refused; `detail` is what SQLite or the system said.
    case io(path: String, detail: String)
}

extension JournalError: CustomStringConvertible {
    /// One sentence of what is wrong and one of what to do.
    public var description: String {
        switch self {
        case .foreignFile(let path, let found):
            "\(path) is not this journal: \(found). Point --data elsewhere, or move the file away."
        case .corrupted(let path, let detail):
            "\(path) is damaged: \(detail). Keep a copy, then restore it (with its -wal file) from a backup, or move it away to begin anew."
        case .newerSchema(let path):
            "\(path) was written by a newer version of Quietude. Run that version, or restore a backup from before the upgrade."
        case .inUse(let path):
            "\(path) is open in another process. Stop that one first, or give this one a --data folder of its own."
        case .invalidName(let name):
            "\"\(name)\" cannot name a journal. Use 1 to 64 of a-z, 0-9, - and _, a letter or digit first."
        case .conflict(let path, let expected, let next):
            "\(path): record \(expected) was to be written but \(next) is next. Read state and cursor again, then retry."
        case .beyondHead(let path, let consumer, let sequence, let head):
            "\(path): \(consumer) committed record \(sequence) of \(head). Its cursor is another journal's: start it from the beginning."
        case .full(let path, let limit?):
            "\(path) has reached its budget of \(limit) bytes. Wait for its consumers, forget one that is gone, or raise the budget."
        case .full(let path, nil):
            "\(path): the disk is full. Free some room; nothing was lost."
        case .tooLarge(let path, let what, let bytes, let limit):
            "\(path): \(what) of \(bytes) bytes, more than the \(limit) that a journal takes. Send it in smaller parts."
        case .overloaded(let path, let waiting):
            "\(path): \(waiting) transactions wait for the disk already. Try again in a moment."
        case .closed(let path):
            "\(path) is closed. Open it again."
        case .io(let path, let detail):
            "\(path): \(detail). Check that the folder exists, can be written and that the disk is sound."
        }
    }
}
