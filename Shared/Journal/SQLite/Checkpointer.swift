internal import GRDB
import Logging
import Synchronization

/// Moves the write-ahead log into the main file, on a connection of its own beside the writer, which never waits for it but where the
/// log has grown to its limit.
final class Checkpointer: Sendable {
    private struct State {
        /// Whether a checkpoint beside the writer is on its way.
        var isRunning = false
        /// About how long the log is.
        var logBytes = 0
        /// How much of it came since the last checkpoint began.
        var freshBytes = 0
    }

    private let path: String
    private let connection: DatabaseQueue
    private let options: JournalOptions
    /// Guards the counts.
    private let state = Mutex(State())
    /// Held while a checkpoint runs: a second one would be refused as busy.
    private let turn = Mutex(())

    init(path: String, options: JournalOptions) throws {
        self.path = path
        self.options = options
        connection = try DatabaseQueue(path: path, configuration: JournalFile.configuration)
        try connection.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
    }

    /// The writer has committed about so many bytes.
    func added(bytes: Int) {
        let isDue = state.withLock { state in
            state.logBytes += bytes
            state.freshBytes += bytes
            guard state.freshBytes >= options.checkpointBytes, !state.isRunning else { return false }
            state.isRunning = true
            return true
        }
        if isDue {
            connection.asyncWriteWithoutTransaction { database in
                self.checkpoint(database)
                self.state.withLock { $0.isRunning = false }
            }
        }
    }

    /// Called by the writer between two groups: waits for the log to be moved and begun anew where it has reached its limit.
    func makeRoom(_ database: Database) {
        guard state.withLock({ $0.logBytes > options.maximumLogBytes }) else { return }
        run(.restart, database)
    }

    /// Moves what can be moved without waiting for anyone.
    func checkpoint(_ database: Database) { run(.passive, database) }

    /// Moves everything and empties the log's file. On the writer's connection.
    ///
    /// - Throws: Where a reader would not let go of the log within the busy timeout.
    func truncate(_ database: Database) throws {
        try turn.withLock { _ in
            try database.checkpoint(.truncate)
            state.withLock { $0 = State(isRunning: $0.isRunning) }
        }
    }

    func close() {
        do {
            try connection.close()
        } catch {
            let error = JournalError(error, path: path)
            options.logger.warning("a journal's checkpointing connection did not close", metadata: ["error": "\(error)"])
        }
    }

    private func run(_ mode: Database.CheckpointMode, _ database: Database) {
        turn.withLock { _ in
            state.withLock { $0.freshBytes = 0 }
            do {
                let (frames, _) = try database.checkpoint(mode)
                state.withLock { state in
                    // A restart lets the writer begin the log anew. Beside a busy writer, a passive checkpoint moves all that was there
                    // when it began, and yet the log only grows.
                    state.logBytes = (mode == .restart ? 0 : frames * JournalSchema.pageSize) + state.freshBytes
                }
            } catch {
                let error = JournalError(error, path: path)
                // The log keeps growing meanwhile, nothing is lost: the next checkpoint moves it.
                options.logger.warning("a journal could not be checkpointed", metadata: ["error": "\(error)"])
            }
        }
    }
}
