import Domain

/// One service's durable log of one territory, with the service's state and its consumers' cursors.
///
/// What a service does with one batch (append to its log, change its state, move its cursor in the feed that it reads) goes into one
/// transaction, so that a batch takes effect exactly once. There is one writer; readers do not hold it up.
///
/// ```swift
/// let journal = try await JournalDirectory(root: "data", service: "correlation").open(territory: "marseille")
/// let commit = try await journal.transact(
///     JournalTransaction(
///         appends: [Append(type: .signal, time: instant, payload: signal.encoded())],
///         upstream: [UpstreamCursor(name: "anonymization", journal: batch.journal, sequence: last)]))
/// let page = try await journal.read(after: 0, types: [.signal], maximumBytes: 1 << 20)
/// ```
public protocol Journal: AnyObject, Sendable {
    /// Tells this journal from any other, also from one made again under the same name. A cursor holds it.
    var identity: JournalIdentity { get }

    /// The territory whose records it holds.
    var territory: String { get }

    /// Does all of the transaction or nothing; returns only when it is durable. Concurrent callers share one commit.
    ///
    /// - Throws: `.conflict` where `expectedNext` does not hold, `.full` where it would not fit, `.tooLarge`, `.overloaded` where too
    ///   many transactions wait already, `.closed`, `.io`. Nothing of the transaction is there after an error, `.io` on commit aside:
    ///   there the journal must be read to know.
    @discardableResult
    func transact(_ transaction: JournalTransaction) async throws(JournalError) -> JournalCommit

    /// The records after a sequence, in order, of some types (all where `types` is empty).
    ///
    /// The page holds at least one record if there is one, and no more than `maximumBytes` of payload beyond its first.
    func read(after sequence: UInt64, types: Set<RecordType>, maximumBytes: Int) async throws(JournalError) -> JournalPage

    /// Where the log starts and ends and the room it takes.
    func extent() async throws(JournalError) -> JournalExtent

    /// The head now and after each commit that appended; a listener that is slow gets only the newest. Ends when the journal closes.
    func heads() -> AsyncStream<UInt64>

    /// How far this service has read an upstream feed; nil where it never has.
    func upstreamCursor(_ name: String) async throws(JournalError) -> UpstreamCursor?

    /// Everyone who is registered, by name, and how far they have come.
    func consumers() async throws(JournalError) -> [ConsumerCursor]

    /// Notes that a consumer is done with all records through `sequence`; registers it where it is new. Never moves back.
    ///
    /// - Throws: `.beyondHead` where no such record was ever appended: the consumer's cursor is another journal's.
    func commit(consumer: String, sequence: UInt64) async throws(JournalError)

    /// Keeps records from being trimmed until this consumer has passed them. Does nothing where it is registered already.
    func register(consumer: String) async throws(JournalError)

    /// Stops waiting for a consumer. Does nothing where it is unknown.
    func forget(consumer: String) async throws(JournalError)

    /// What is kept under a name; empty where nothing is.
    func state(_ name: String) async throws(JournalError) -> StateEntry

    /// The names under which state is kept that start with `prefix`, sorted.
    func stateNames(prefix: String) async throws(JournalError) -> [String]

    /// Removes records through `sequence`, only those of an event time before `olderThan` where that is given, and only what every
    /// registered consumer has passed. Their sequences are never given again.
    ///
    /// - Returns: How many records went.
    @discardableResult
    func trim(through sequence: UInt64, olderThan: Instant?) async throws(JournalError) -> UInt64

    /// Makes sure that the bytes of all that was trimmed or replaced before are in none of the journal's files, and gives their room
    /// back. Holds the writer up meanwhile. What the disk itself keeps of overwritten blocks is beyond it: encrypt what must be
    /// destroyed for certain, and destroy the key.
    func erase() async throws(JournalError)

    /// Commits what was accepted, ends the listeners and closes the files. Whoever calls afterwards gets `.closed`.
    func close() async
}
