import Logging

/// How a journal is kept. The defaults serve a city on one machine.
public struct JournalOptions: Sendable {
    /// Bytes that records and state may take; nil for what the disk has. Appends are refused with `.full` beyond it, while cursors,
    /// trimming and transactions without records still pass, so that room can be made.
    public var maximumBytes: UInt64?
    /// Overwrite what is trimmed with zeros. Costs a third of the throughput where everything is trimmed; not needed where payloads
    /// are encrypted and their key is destroyed.
    public var erasesTrimmed: Bool
    /// Bytes of payload that share one commit, at the most; a transaction is never split.
    public var maximumGroupBytes: Int
    /// Transactions that may wait for the writer.
    public var maximumWaiting: Int
    /// Bytes that may wait for the writer.
    public var maximumWaitingBytes: Int
    /// Bytes of one record or one piece of state.
    public var maximumRecordBytes: Int
    /// Bytes of the write-ahead log after which they are moved into the main file, beside the writer.
    public var checkpointBytes: Int
    /// Bytes of the write-ahead log at which the writer waits for that.
    public var maximumLogBytes: Int
    /// Makes the identity of a journal that is new.
    public var makeIdentity: @Sendable () -> JournalIdentity
    /// Hears what goes wrong in the background.
    public var logger: Logger
    /// SQLite's own limit of pages, so that tests can fill a disk.
    package var pageLimit: Int?
    /// A migration that this version does not know, so that tests can write what a newer version would.
    package var laterMigration: String?

    /// Options; see each property.
    public init(
        maximumBytes: UInt64? = nil, erasesTrimmed: Bool = true, maximumGroupBytes: Int = 8 << 20, maximumWaiting: Int = 4_096,
        maximumWaitingBytes: Int = 256 << 20, maximumRecordBytes: Int = 64 << 20, checkpointBytes: Int = 16 << 20,
        maximumLogBytes: Int = 256 << 20, makeIdentity: @escaping @Sendable () -> JournalIdentity = JournalOptions.randomIdentity,
        logger: Logger = Logger(label: "quietude.journal")
    ) {
        self.maximumBytes = maximumBytes
        self.erasesTrimmed = erasesTrimmed
        self.maximumGroupBytes = maximumGroupBytes
        self.maximumWaiting = maximumWaiting
        self.maximumWaitingBytes = maximumWaitingBytes
        self.maximumRecordBytes = maximumRecordBytes
        self.checkpointBytes = checkpointBytes
        self.maximumLogBytes = maximumLogBytes
        self.makeIdentity = makeIdentity
        self.logger = logger
    }

    /// An identity from the system's generator.
    public static let randomIdentity: @Sendable () -> JournalIdentity = {
        var generator = SystemRandomNumberGenerator()
        return JournalIdentity(using: &generator)
    }
}
