import Domain
import Foundation
import Journal
import Logging

/// What one feed has read and the house has not taken yet, on disk and bounded: a journal of batches, with the place in the feed and the
/// adapter's memory beside them. A batch, the place after it and the memory after it are one transaction, so a process that is killed at
/// any time has read each row once, or will read it again as if it never had.
struct Spool: Sendable {
    static let consumer = "ingestion"
    private static let memoryName = "memory"
    private static let filePrefix = "file/"

    let journal: SQLiteJournal

    /// Opens the spool of a feed, or makes it; throws where another connector has it open.
    init(folder: String, feed: String, limit: UInt64) async throws {
        let options = JournalOptions(
            maximumBytes: limit, checkpointBytes: 4 << 20, maximumLogBytes: 32 << 20,
            logger: Logger(label: "spool") { _ in SwiftLogNoOpLogHandler() })
        journal = try await JournalDirectory(root: folder, service: "connect", options: options).open(territory: feed)
        try await journal.register(consumer: Self.consumer)
    }

    func place() async throws -> FeedPlace {
        guard let bytes = try await journal.state(FeedPlace.stateName).snapshot else { return FeedPlace() }
        return try FeedPlace(bytes)
    }

    func memory() async throws -> [UInt8] { try await journal.state(Self.memoryName).snapshot ?? [] }

    /// What is remembered of a folder's file; nil where it was never read.
    func file(_ name: String) async throws -> HandledFile? {
        try await journal.state(Self.fileState(name)).snapshot.flatMap { try? HandledFile($0) }
    }

    func knownFiles() async throws -> [String] { try await journal.stateNames(prefix: Self.filePrefix) }

    static func fileState(_ name: String) -> String { filePrefix + HandledFile.key(of: name) }

    /// Everything that changes at once.
    struct Step: Sendable {
        var records: [SpoolRecord] = []
        var place: FeedPlace
        /// Nil: as it was.
        var memory: [UInt8]?
        var file: HandledFile?
        var forgotten: [String] = []
    }

    /// Makes a step durable. Throws `JournalError.full` where the spool has no room.
    func commit(_ step: Step, now: Instant) async throws(JournalError) {
        var transaction = JournalTransaction(
            appends: step.records.map { Append(type: $0.type, time: now, payload: $0.payload) },
            state: [.snapshot(name: FeedPlace.stateName, bytes: step.place.bytes)])
        if let memory = step.memory { transaction.state.append(.snapshot(name: Self.memoryName, bytes: memory)) }
        if let file = step.file { transaction.state.append(.snapshot(name: Self.fileState(file.name), bytes: file.bytes)) }
        transaction.state += step.forgotten.map { .delete(name: $0) }
        try await journal.transact(transaction)
    }

    /// The last record that the house has.
    func delivered() async throws -> UInt64 {
        try await journal.consumers().first { $0.name == Self.consumer }?.sequence ?? 0
    }

    /// The house has everything through a sequence: it goes from the disk.
    func deliver(through sequence: UInt64) async throws {
        try await journal.commit(consumer: Self.consumer, sequence: sequence)
        try await journal.trim(through: sequence, olderThan: nil)
    }

    /// Records that wait.
    func waiting() async throws -> UInt64 {
        let (head, done) = (try await journal.extent().head, try await delivered())
        return head > done ? head - done : 0
    }
}
