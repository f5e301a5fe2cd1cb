import Synchronization

/// Tells any number of listeners how far the log has come. Each holds the newest head only, so a slow one costs nothing.
final class HeadBroadcast: Sendable {
    private struct State {
        var head: UInt64
        var isClosed = false
        var nextListener = 0
        var listeners: [Int: AsyncStream<UInt64>.Continuation] = [:]
    }

    /// Guards the head and the listeners; held for the time of a dictionary's walk.
    private let state: Mutex<State>

    init(head: UInt64) {
        state = Mutex(State(head: head))
    }

    /// A new listener: the head now, and each that follows.
    func listen() -> AsyncStream<UInt64> {
        let (stream, continuation) = AsyncStream.makeStream(of: UInt64.self, bufferingPolicy: .bufferingNewest(1))
        let listener: Int? = state.withLock { state in
            guard !state.isClosed else { return nil }
            defer { state.nextListener += 1 }
            state.listeners[state.nextListener] = continuation
            continuation.yield(state.head)
            return state.nextListener
        }
        guard let listener else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { state in _ = state.listeners.removeValue(forKey: listener) }
        }
        return stream
    }

    /// Tells everyone.
    func advance(to head: UInt64) {
        state.withLock { state in
            state.head = head
            for continuation in state.listeners.values { continuation.yield(head) }
        }
    }

    /// Ends all streams, those that are asked for later too.
    func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            defer { state.listeners = [:] }
            return state.listeners
        }
        // Outside the lock: finishing calls `onTermination`, which takes it.
        for continuation in listeners.values { continuation.finish() }
    }
}
