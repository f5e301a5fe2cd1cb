internal import GRDB
import Synchronization

/// The one writer: takes what waits in groups and commits each group at once, on GRDB's writer queue, so that one `fsync` serves
/// everyone who came while the last one ran.
final class GroupWriter: Sendable {
    private let path: String
    private let pool: DatabasePool
    private let options: JournalOptions
    private let heads: HeadBroadcast
    private let checkpointer: Checkpointer
    /// Guards what waits; held for the time of an append to an array.
    private let queue: Mutex<CommitQueue<WriteRequest>>
    /// The last sequence that was given. Only touched on the writer queue, where it cannot be contended.
    private let head: Mutex<UInt64>

    init(path: String, pool: DatabasePool, head: UInt64, options: JournalOptions, heads: HeadBroadcast, checkpointer: Checkpointer) {
        self.path = path
        self.pool = pool
        self.options = options
        self.heads = heads
        self.checkpointer = checkpointer
        self.head = Mutex(head)
        queue = Mutex(
            CommitQueue(
                maximumCount: options.maximumWaiting, maximumBytes: options.maximumWaitingBytes,
                maximumGroupBytes: options.maximumGroupBytes))
    }

    /// Waits for its turn and for the commit.
    func perform(_ operation: WriteOperation) async throws(JournalError) -> WriteOutcome {
        let bytes = operation.bytes
        let result: Result<WriteOutcome, JournalError> = await withCheckedContinuation { continuation in
            let request = WriteRequest(operation: operation, continuation: continuation)
            switch queue.withLock({ $0.admit(request, bytes: bytes) }) {
            case .start: pool.asyncWriteWithoutTransaction { self.drain($0) }
            case .waiting: break
            case .refused(let waiting): continuation.resume(returning: .failure(.overloaded(path: path, waiting: waiting)))
            case .closed: continuation.resume(returning: .failure(.closed(path: path)))
            }
        }
        return try result.get()
    }

    /// Does something of its own on the writer queue, between two groups.
    func exclusively<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws(JournalError) -> T {
        let result: Result<T, JournalError> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                continuation.resume(returning: Result { try body(database) }.mapError { JournalError($0, path: self.path) })
            }
        }
        return try result.get()
    }

    /// Takes no more, and returns when all that was accepted is done.
    func close() async {
        queue.withLock { $0.close() }
        // The queue is serial: whatever drains now or was about to is before this.
        await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { _ in continuation.resume() }
        }
    }

    private func drain(_ database: Database) {
        while let group = queue.withLock({ $0.takeGroup() }) {
            checkpointer.makeRoom(database)
            do {
                try commit(group, database)
            } catch  where group.count > 1 {
                // Nothing of the group is there. Each alone now, so that only the one at fault fails.
                for request in group { commitAlone(request, database) }
            } catch {
                fail(group[0], error, database)
            }
        }
    }

    private func commitAlone(_ request: WriteRequest, _ database: Database) {
        do {
            try commit([request], database)
        } catch {
            fail(request, error, database)
        }
    }

    private func fail(_ request: WriteRequest, _ error: any Error, _ database: Database) {
        let error = JournalError(error, path: path)
        // On a full disk the log's own room can be used again once it was moved into the main file.
        if case .full = error { checkpointer.checkpoint(database) }
        request.continuation.resume(returning: .failure(error))
    }

    /// Commits a group and answers everyone; throws before anyone was answered.
    private func commit(_ group: [WriteRequest], _ database: Database) throws {
        let before = head.withLock { $0 }
        var results: [Result<WriteOutcome, JournalError>] = []
        var execution = WriteExecution(database: database, path: path, head: before, options: options)
        try database.inTransaction(.immediate) {
            try execution.begin()
            for request in group {
                if let refusal = execution.refusal(of: request.operation) {
                    results.append(.failure(refusal))
                } else {
                    results.append(.success(try execution.perform(request.operation)))
                }
            }
            return .commit
        }
        head.withLock { $0 = execution.head }
        for (request, result) in zip(group, results) { request.continuation.resume(returning: result) }
        if execution.head > before { heads.advance(to: execution.head) }
        checkpointer.added(bytes: execution.logBytes)
    }
}
