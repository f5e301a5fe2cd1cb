import Synchronization

/// A value that one side gives once and the other waits for.
final class Answer<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value, Never>)
        case given(Value)
        case done
    }

    /// Guards the hand-over between the thread that gives and the task that waits.
    private let state = Mutex(State.open)

    /// Gives the value; only the first one counts.
    func give(_ value: Value) {
        let waiter: CheckedContinuation<Value, Never>? = state.withLock { state in
            switch state {
            case .open:
                state = .given(value)
                return nil
            case .awaited(let waiter):
                state = .done
                return waiter
            case .given, .done:
                return nil
            }
        }
        waiter?.resume(returning: value)
    }

    /// Waits for the value. One task, once.
    func value() async -> Value {
        await withCheckedContinuation { continuation in
            let value: Value? = state.withLock { state in
                if case .given(let value) = state {
                    state = .done
                    return value
                }
                state = .awaited(continuation)
                return nil
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}
