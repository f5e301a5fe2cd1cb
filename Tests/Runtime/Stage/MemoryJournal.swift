import Domain
import Journal
import Schema

/// A journal in memory, over a disk that outlives it. It dies with its plan.
final class MemoryJournal: Journal {
    let disk: MemoryDisk
    let territory: String
    private let plan: CrashPlan

    init(_ disk: MemoryDisk, territory: String = "marseille", plan: CrashPlan = CrashPlan(after: nil)) {
        self.disk = disk
        self.territory = territory
        self.plan = plan
    }

    var identity: JournalIdentity {
        guard let identity = JournalIdentity(bytes: disk.identity) else { preconditionFailure("16 bytes") }
        return identity
    }

    private func live() throws(JournalError) {
        if plan.point() { throw .closed(path: "memory") }
    }

    func transact(_ transaction: JournalTransaction) async throws(JournalError) -> JournalCommit {
        try live()
        let result: Result<JournalCommit, JournalError> = disk.content.withLock { content in
            if content.fullFor > 0 {
                content.fullFor -= 1
                return .failure(.full(path: "memory", limit: 1))
            }
            let first = content.firstSequence + UInt64(content.appends.count)
            if let expected = transaction.expectedNext, !transaction.appends.isEmpty, expected != first {
                return .failure(.conflict(path: "memory", expected: expected, next: first))
            }
            content.appends += transaction.appends
            for cursor in transaction.upstream { content.upstream[cursor.name] = cursor }
            for change in transaction.state { Self.apply(change, to: &content.state) }
            content.transactions.append(transaction)
            return .success(JournalCommit(firstSequence: first, lastSequence: first + UInt64(transaction.appends.count) - 1))
        }
        let commit = try result.get()
        // Durable, but the process dies before it hears of it.
        try live()
        return commit
    }

    private static func apply(_ change: StateChange, to state: inout [String: StateEntry]) {
        switch change {
        case .snapshot(let name, let bytes): state[name] = StateEntry(snapshot: bytes, deltas: [])
        case .delta(let name, let bytes): state[name, default: StateEntry(snapshot: nil, deltas: [])].deltas.append(bytes)
        case .delete(let name): state[name] = nil
        }
    }

    func read(after sequence: UInt64, types: Set<RecordType>, maximumBytes: Int) async throws(JournalError) -> JournalPage {
        try live()
        let head = disk.head
        var records: [Record] = []
        var bytes = 0
        for record in disk.records where record.sequence > sequence && (types.isEmpty || types.contains(record.type)) {
            bytes += record.payload.count
            if !records.isEmpty, bytes > maximumBytes {
                return JournalPage(records: records, scannedThrough: record.sequence - 1, head: head)
            }
            records.append(record)
        }
        return JournalPage(records: records, scannedThrough: head, head: head)
    }

    func extent() async throws(JournalError) -> JournalExtent {
        try live()
        let first = disk.content.withLock { $0.firstSequence }
        return JournalExtent(first: first, head: disk.head, bytes: UInt64(disk.records.reduce(0) { $0 + $1.payload.count }))
    }

    func heads() -> AsyncStream<UInt64> {
        AsyncStream { continuation in
            continuation.yield(disk.head)
            continuation.finish()
        }
    }

    func upstreamCursor(_ name: String) async throws(JournalError) -> UpstreamCursor? {
        try live()
        return disk.content.withLock { $0.upstream[name] }
    }

    func consumers() async throws(JournalError) -> [ConsumerCursor] {
        disk.content.withLock { $0.consumers }.sorted { $0.key < $1.key }.map { ConsumerCursor(name: $0.key, sequence: $0.value) }
    }

    func commit(consumer: String, sequence: UInt64) async throws(JournalError) {
        guard sequence <= disk.head else {
            throw .beyondHead(path: "memory", consumer: consumer, sequence: sequence, head: disk.head)
        }
        disk.content.withLock { $0.consumers[consumer] = max(sequence, $0.consumers[consumer] ?? 0) }
    }

    func register(consumer: String) async throws(JournalError) {
        disk.content.withLock { $0.consumers[consumer] = $0.consumers[consumer] ?? 0 }
    }

    func forget(consumer: String) async throws(JournalError) { disk.content.withLock { $0.consumers[consumer] = nil } }

    func state(_ name: String) async throws(JournalError) -> StateEntry {
        try live()
        return disk.content.withLock { $0.state[name] } ?? StateEntry(snapshot: nil, deltas: [])
    }

    func stateNames(prefix: String) async throws(JournalError) -> [String] {
        disk.content.withLock { $0.state.keys.filter { $0.hasPrefix(prefix) }.sorted() }
    }

    func trim(through sequence: UInt64, olderThan: Instant?) async throws(JournalError) -> UInt64 {
        disk.content.withLock { content in
            let passed = min(sequence, content.consumers.values.min() ?? sequence)
            var count: UInt64 = 0
            while let first = content.appends.first, content.firstSequence <= passed, first.time < olderThan ?? Instant(milliseconds: .max)
            {
                content.appends.removeFirst()
                content.firstSequence += 1
                count += 1
            }
            return count
        }
    }

    func erase() async throws(JournalError) {}
    func close() async {}
}
