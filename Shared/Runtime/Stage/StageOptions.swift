/// Bounds of a stage, in bytes, and how it waits.
public struct StageOptions: Sendable {
    /// Bytes that each upstream may send ahead.
    public var credit: Int
    /// Bytes received that may wait while a transaction commits.
    public var intake: Int
    /// Bytes of output after which a transaction is committed, at the next border between two upstream records.
    public var transaction: Int
    /// Bytes of deltas after which a snapshot is taken.
    public var snapshot: Int
    /// Waits; passed in so that tests do not.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// Bounds that suit a city on one machine.
    public init(
        credit: Int = 8 << 20, intake: Int = 8 << 20, transaction: Int = 4 << 20, snapshot: Int = 16 << 20,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.credit = credit
        self.intake = intake
        self.transaction = transaction
        self.snapshot = snapshot
        self.sleep = sleep
    }

    /// The bounds of a service's settings.
    public init(_ limits: ServiceLimits) {
        self.init(credit: limits.credit, intake: limits.credit, transaction: limits.transaction, snapshot: limits.snapshot)
    }
}
