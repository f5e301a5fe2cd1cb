/// An operation and who waits for it.
struct WriteRequest: Sendable {
    let operation: WriteOperation
    let continuation: CheckedContinuation<Result<WriteOutcome, JournalError>, Never>
}
