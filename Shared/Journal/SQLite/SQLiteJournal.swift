import Dispatch
import Domain
internal import GRDB
import Schema
import Synchronization

/// A journal in one SQLite file (WAL, `synchronous=FULL`), for one process at a time.
///
/// Beside the file lie SQLite's `-wal` and `-shm` (one with it: a copy of the file without them is not a backup) and a `.lock`.
public final class SQLiteJournal: Journal {
    /// Tells this file from any other.
    public let identity: JournalIdentity
    /// Whose records it holds.
    public let territory: String
    /// The file.
    public let path: String

    private let pool: DatabasePool
    private let lock: FileLock
    private let writer: GroupWriter
    private let checkpointer: Checkpointer
    private let listeners: HeadBroadcast
    private let options: JournalOptions
    private let isClosed = Atomic(false)

    /// A journal that has more than this in use is not rewritten to erase what was trimmed.
    private static let rewrittenBytes: UInt64 = 256 << 20

    /// Opens a journal's file, or makes it where there is none.
    ///
    /// - Throws: `.foreignFile`, `.corrupted`, `.newerSchema`, `.inUse`, `.io`.
    public static func open(
        path: String, service: String, territory: String, options: JournalOptions = JournalOptions()
    ) async throws(JournalError) -> SQLiteJournal {
        // Opening reads and may check the whole file: not on a thread that tasks need.
        let result: Result<SQLiteJournal, JournalError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    returning: Result {
                        try SQLiteJournal(path: path, service: service, territory: territory, options: options)
                    }.mapError { JournalError($0, path: path) })
            }
        }
        return try result.get()
    }

    private init(path: String, service: String, territory: String, options: JournalOptions) throws {
        let file = try JournalFile(path: path, service: service, territory: territory, options: options)
        self.path = path
        self.territory = territory
        self.options = options
        identity = file.identity
        pool = file.pool
        lock = file.lock
        listeners = HeadBroadcast(head: file.head)
        checkpointer = try Checkpointer(path: path, options: options)
        writer = GroupWriter(
            path: path, pool: file.pool, head: file.head, options: options, heads: listeners, checkpointer: checkpointer)
    }

    /// Does all of the transaction or nothing, in a commit shared with whoever else waits.
    @discardableResult
    public func transact(_ transaction: JournalTransaction) async throws(JournalError) -> JournalCommit {
        try await writer.perform(.transaction(transaction)).commit
    }

    /// The records after a sequence; passes over types that nobody asked for without reading their payloads.
    public func read(after sequence: UInt64, types: Set<RecordType>, maximumBytes: Int) async throws(JournalError) -> JournalPage {
        var page = JournalPage(records: [], scannedThrough: sequence, head: .max)
        // Stretch by stretch, so that a long search holds no snapshot that would keep the log from being checkpointed.
        repeat {
            let position = page.scannedThrough
            page = try await reading { [path] database in
                try RecordReader(database: database, path: path).stretch(after: position, types: types, maximumBytes: maximumBytes)
            }
        } while page.records.isEmpty && page.scannedThrough < page.head
        return page
    }

    /// Where the log starts and ends and the room it takes.
    public func extent() async throws(JournalError) -> JournalExtent {
        try await reading { database in
            let head = try LogPosition.head(database)
            return JournalExtent(
                first: try LogPosition.first(database, after: 0) ?? head + 1, head: head, bytes: try LogPosition.bytes(database))
        }
    }

    /// The head now and after each commit that appended, newest only.
    public func heads() -> AsyncStream<UInt64> { listeners.listen() }

    /// How far this service has read an upstream feed.
    public func upstreamCursor(_ name: String) async throws(JournalError) -> UpstreamCursor? {
        try await reading { database in
            let statement = try database.cachedStatement(sql: "SELECT sequence, journal FROM upstream WHERE name = ?")
            return try Row.fetchOne(statement, arguments: [name]).map { row in
                UpstreamCursor(name: name, journal: try row.bytes(at: 1), sequence: UInt64(clamping: row[0] as Int64))
            }
        }
    }

    /// Everyone who is registered, by name.
    public func consumers() async throws(JournalError) -> [ConsumerCursor] {
        try await reading { database in
            try Row.fetchAll(database, sql: "SELECT name, sequence FROM consumers ORDER BY name").map { row in
                ConsumerCursor(name: row[0], sequence: UInt64(clamping: row[1] as Int64))
            }
        }
    }

    /// Notes how far a consumer has come.
    public func commit(consumer: String, sequence: UInt64) async throws(JournalError) {
        _ = try await writer.perform(.commit(consumer: consumer, sequence: sequence))
    }

    /// Keeps records for a consumer.
    public func register(consumer: String) async throws(JournalError) {
        _ = try await writer.perform(.register(consumer: consumer))
    }

    /// Stops keeping records for a consumer.
    public func forget(consumer: String) async throws(JournalError) {
        _ = try await writer.perform(.forget(consumer: consumer))
    }

    /// What is kept under a name.
    public func state(_ name: String) async throws(JournalError) -> StateEntry {
        try await reading { database in
            let statement = try database.cachedStatement(sql: "SELECT snapshot, bytes FROM state WHERE name = ? ORDER BY position")
            let rows = try Row.fetchCursor(statement, arguments: [name])
            var entry = StateEntry()
            while let row = try rows.next() {
                if row[0] as Int == 1 {
                    entry.snapshot = try row.bytes(at: 1)
                } else {
                    entry.deltas.append(try row.bytes(at: 1))
                }
            }
            return entry
        }
    }

    /// The names that start with `prefix`, sorted.
    public func stateNames(prefix: String) async throws(JournalError) -> [String] {
        try await reading { database in
            try String.fetchAll(database, sql: "SELECT DISTINCT name FROM state WHERE name >= ? ORDER BY name", arguments: [prefix])
                .filter { $0.utf8.starts(with: prefix.utf8) }
        }
    }

    /// Removes what every consumer has passed, a few megabytes a commit, so that appends get their turn in between.
    @discardableResult
    public func trim(through sequence: UInt64, olderThan: Instant?) async throws(JournalError) -> UInt64 {
        var total: UInt64 = 0
        while true {
            let removed = try await writer.perform(.trim(through: sequence, olderThan: olderThan)).removed
            guard removed > 0 else { return total }
            total += removed
        }
    }

    /// Makes sure that trimmed bytes are in none of the files: rewrites a file of up to 256 MB in use, then empties the log.
    public func erase() async throws(JournalError) {
        try await writer.exclusively { [checkpointer] database in
            // `secure_delete` zeroes what is removed, but not the stale copies that SQLite leaves in a page's gaps when it moves rows
            // between pages; rewriting the file does. A large journal is not rewritten, only its free pages go.
            if try LogPosition.bytes(database) <= SQLiteJournal.rewrittenBytes {
                try database.execute(sql: "VACUUM")
            } else {
                try database.execute(sql: "PRAGMA incremental_vacuum")
            }
            try checkpointer.truncate(database)
        }
    }

    /// Commits what was accepted, moves the log into the file and lets go of it.
    public func close() async {
        guard isClosed.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged else { return }
        await writer.close()
        listeners.close()
        await withCheckedContinuation { continuation in
            // Waits for readers and moves the log into the file: not on a thread that tasks need.
            DispatchQueue.global().async { [pool, checkpointer, options, path] in
                checkpointer.close()
                do {
                    try pool.close()
                } catch {
                    options.logger.warning("a journal did not close", metadata: ["error": "\(JournalError(error, path: path))"])
                }
                continuation.resume()
            }
        }
        lock.release()
    }

    /// Reads from a snapshot, on a reader's connection.
    private func reading<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws(JournalError) -> T {
        let result: Result<T, JournalError> = await withCheckedContinuation { continuation in
            guard !isClosed.load(ordering: .acquiring) else {
                return continuation.resume(returning: .failure(.closed(path: path)))
            }
            pool.asyncRead { [path] access in
                continuation.resume(returning: Result { try body(try access.get()) }.mapError { JournalError($0, path: path) })
            }
        }
        return try result.get()
    }
}
