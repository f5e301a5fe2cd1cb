import Synchronization

/// What a feed has brought and its consumer has not taken yet. Bounded by the credit that was given.
final class ItemBuffer: Sendable {
    /// What the consumer gets.
    enum Next: Sendable {
        case item([UInt8])
        /// Nil where the server had nothing more to send.
        case ended(CallError?)
    }

    private struct State {
        var items: [[UInt8]] = []
        var first = 0
        var bytes = 0
        var end: Next?
        var waiting: CheckedContinuation<Next, Never>?
    }

    /// Guards the hand-over between the sockets' thread and the consumer's task.
    private let state = Mutex(State())
    private let ceiling: Int

    /// `credit` is what was given; `message` what a single item may overdraw.
    init(credit: Int, message: Int) { ceiling = credit + message }

    /// An item came; false where there is more than was ever given credit for.
    func add(_ item: [UInt8]) -> Bool {
        let (isHeld, task) = state.withLock { state in
            guard state.end == nil else { return (true, CheckedContinuation<Next, Never>?.none) }
            if let task = state.waiting {
                state.waiting = nil
                return (true, task)
            }
            guard state.bytes + item.count <= ceiling else { return (false, nil) }
            state.items.append(item)
            state.bytes += item.count
            return (true, nil)
        }
        task?.resume(returning: .item(item))
        return isHeld
    }

    /// Nothing more comes; what is held can still be taken.
    func end(_ error: CallError?) {
        let task = state.withLock { state in
            guard state.end == nil else { return CheckedContinuation<Next, Never>?.none }
            state.end = .ended(error)
            defer { state.waiting = nil }
            return state.waiting
        }
        task?.resume(returning: .ended(error))
    }

    /// Takes the next item, waiting for it. One task at a time.
    func next() async -> Next {
        await withCheckedContinuation { continuation in
            let next: Next? = state.withLock { state in
                if state.first < state.items.count {
                    let item = state.items[state.first]
                    state.items[state.first] = []
                    state.first += 1
                    state.bytes -= item.count
                    if state.first == state.items.count || state.first >= 64 {
                        state.items.removeFirst(state.first)
                        state.first = 0
                    }
                    return .item(item)
                }
                if let end = state.end { return end }
                state.waiting = continuation
                return nil
            }
            if let next { continuation.resume(returning: next) }
        }
    }
}
