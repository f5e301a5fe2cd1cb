internal import GRDB

/// What the operations of one group do inside their transaction. Refusals are told before anything is written.
struct WriteExecution {
    let database: Database
    let path: String
    /// The last sequence that was given.
    private(set) var head: UInt64
    /// About how much was added to the write-ahead log.
    private(set) var logBytes = 0

    private let options: JournalOptions
    /// What is left of the budget; nil where there is none.
    private var room: Int64?

    init(database: Database, path: String, head: UInt64, options: JournalOptions) {
        self.database = database
        self.path = path
        self.head = head
        self.options = options
    }

    mutating func begin() throws {
        if let limit = options.maximumBytes {
            room = Int64(clamping: limit) - Int64(clamping: try LogPosition.bytes(database))
        }
    }

    /// Why an operation cannot be done; nil where it can.
    func refusal(of operation: WriteOperation) -> JournalError? {
        switch operation {
        case .transaction(let transaction): refusal(of: transaction)
        case .commit(let consumer, let sequence):
            sequence > head
                ? .beyondHead(path: path, consumer: consumer, sequence: sequence, head: head) : refusal(ofName: consumer)
        case .register(let consumer), .forget(let consumer): refusal(ofName: consumer)
        case .trim: nil
        }
    }

    private func refusal(of transaction: JournalTransaction) -> JournalError? {
        if let expected = transaction.expectedNext, expected != head + 1 {
            return .conflict(path: path, expected: expected, next: head + 1)
        }
        for append in transaction.appends where append.payload.count > options.maximumRecordBytes {
            return tooLarge("a record", append.payload.count, options.maximumRecordBytes)
        }
        for change in transaction.state {
            if change.bytes.count > options.maximumRecordBytes {
                return tooLarge("state under \(change.name)", change.bytes.count, options.maximumRecordBytes)
            }
            if let refusal = refusal(ofName: change.name) { return refusal }
        }
        for cursor in transaction.upstream {
            if let refusal = refusal(ofName: cursor.name) { return refusal }
        }
        if let room, let limit = options.maximumBytes, !transaction.appends.isEmpty, Int64(roomNeeded(transaction)) > room {
            return .full(path: path, limit: limit)
        }
        return nil
    }

    private func refusal(ofName name: String) -> JournalError? {
        let limit = 1_024
        return name.utf8.count > limit ? tooLarge("a name", name.utf8.count, limit) : nil
    }

    private func tooLarge(_ what: String, _ bytes: Int, _ limit: Int) -> JournalError {
        .tooLarge(path: path, what: what, bytes: bytes, limit: limit)
    }

    /// What does not fit into a page goes into whole pages of its own.
    private func roomNeeded(_ transaction: JournalTransaction) -> Int {
        let page = JournalSchema.pageSize
        let room = { (bytes: Int) in bytes < page / 2 ? bytes + 32 : (bytes / page + 1) * page }
        return transaction.appends.reduce(0) { $0 + room($1.payload.count) }
            + transaction.state.reduce(0) { $0 + room($1.bytes.count) }
    }

    /// Does it. An error means that the whole group's transaction must be rolled back.
    mutating func perform(_ operation: WriteOperation) throws -> WriteOutcome {
        // A small commit rewrites a page of each table that it touches.
        logBytes += 2 * JournalSchema.pageSize
        switch operation {
        case .transaction(let transaction):
            return try perform(transaction)
        case .commit(let consumer, let sequence):
            try database.cachedStatement(
                sql: """
                    INSERT INTO consumers (name, sequence) VALUES (?, ?)
                    ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence WHERE excluded.sequence > sequence
                    """
            ).execute(arguments: [consumer, Int64(clamping: sequence)])
        case .register(let consumer):
            try database.cachedStatement(sql: "INSERT OR IGNORE INTO consumers (name, sequence) VALUES (?, 0)")
                .execute(arguments: [consumer])
        case .forget(let consumer):
            try database.cachedStatement(sql: "DELETE FROM consumers WHERE name = ?").execute(arguments: [consumer])
        case .trim(let sequence, let olderThan):
            let trim = TrimStep(database: database, through: sequence, olderThan: olderThan)
            let (removed, bytes) = try trim.run(head: head)
            logBytes += options.erasesTrimmed ? bytes : bytes / 16
            return WriteOutcome(removed: removed)
        }
        return WriteOutcome()
    }

    private mutating func perform(_ transaction: JournalTransaction) throws -> WriteOutcome {
        let first = head + 1
        if !transaction.appends.isEmpty {
            let insert = try database.cachedStatement(sql: "INSERT INTO records (sequence, type, time, payload) VALUES (?, ?, ?, ?)")
            for append in transaction.appends {
                let sequence = Int64(clamping: head + 1)
                try insert.run([sequence, Int64(append.type.rawValue), append.time.milliseconds], blob: append.payload)
                head += 1
            }
        }
        for cursor in transaction.upstream {
            try database.cachedStatement(sql: "INSERT OR REPLACE INTO upstream (name, sequence, journal) VALUES (?, ?, ?)")
                .run([cursor.name, Int64(clamping: cursor.sequence)], blob: cursor.journal)
        }
        for change in transaction.state { try perform(change) }
        logBytes += roomNeeded(transaction)
        return WriteOutcome(commit: JournalCommit(firstSequence: first, lastSequence: head))
    }

    private func perform(_ change: StateChange) throws {
        let insert = "INSERT INTO state (name, snapshot, bytes) VALUES (?, ?, ?)"
        switch change {
        case .snapshot(let name, let bytes):
            try remove(state: name)
            try database.cachedStatement(sql: insert).run([name, 1], blob: bytes)
        case .delta(let name, let bytes):
            try database.cachedStatement(sql: insert).run([name, 0], blob: bytes)
        case .delete(let name):
            try remove(state: name)
        }
    }

    private func remove(state name: String) throws {
        try database.cachedStatement(sql: "DELETE FROM state WHERE name = ?").execute(arguments: [name])
    }
}
