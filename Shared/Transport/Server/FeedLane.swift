import Synchronization

/// The credit of one feed, shared by the thread that hears of it and the task that spends it.
final class FeedLane: Sendable {
    private struct State {
        var account: CreditAccount
        var isClosed = false
        var waiting: CheckedContinuation<Int?, Never>?
    }

    /// Guards the account between the two.
    private let state: Mutex<State>

    init(_ account: CreditAccount) { state = Mutex(State(account: account)) }

    /// The consumer can take more.
    func granted(_ bytes: UInt64) {
        let (task, budget) = state.withLock { state in
            state.account.granted(bytes)
            guard let budget = state.account.budget else { return (CheckedContinuation<Int?, Never>?.none, Int?.none) }
            defer { state.waiting = nil }
            return (state.waiting, budget)
        }
        task?.resume(returning: budget)
    }

    /// Nothing more is wanted.
    func close() {
        let task = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = nil }
            return state.waiting
        }
        task?.resume(returning: nil)
    }

    /// An item of `bytes` was sent.
    func sent(_ bytes: Int) { state.withLock { $0.account.sent(bytes) } }

    /// What the next item should not exceed, as soon as there is credit; nil where nothing more is wanted. One task at a time.
    func budget() async -> Int? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Int?? = state.withLock { state in
                    if state.isClosed { return .some(nil) }
                    if let budget = state.account.budget { return .some(budget) }
                    state.waiting = continuation
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            close()
        }
    }
}
