import Ingestion

/// A batch on its way to disk, on which duplicates in later batches rest.
struct AwaitedBatch {
    /// Which one.
    struct Key: Hashable {
        let source: String
        let ticket: DeduplicationWindow.Ticket
    }

    /// Observations that will ask for the outcome.
    var expected = 0
    private(set) var outcome: Bool?
    var continuations: [CheckedContinuation<Bool, Never>] = []

    /// The outcome is known.
    mutating func settle(_ durable: Bool) {
        outcome = durable
        for continuation in continuations { continuation.resume(returning: durable) }
        continuations = []
    }
}
