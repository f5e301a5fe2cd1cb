import Synchronization

/// The way from Swift tasks to the thread that owns the sockets: bounded, and it wakes the thread when it sleeps.
///
/// A task reserves a place first, and is suspended (its thread is not) while there is none. A few commands need no place because they
/// are bounded by something else: one cancellation a call, one drain a server, one opening a client.
final class CommandQueue: Sendable {
    private struct State {
        var commands: [Command] = []
        var reserved = 0
        var places: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
        var isAsleep = false
        var isClosed = false
    }

    /// Guards what tasks add and the thread takes.
    private let state: Mutex<State>
    private let capacity: Int
    /// Wakes the thread.
    let wakeUp: WakeUp

    init(capacity: Int) throws(TransportError) {
        self.capacity = capacity
        state = Mutex(State(places: capacity))
        wakeUp = try WakeUp()
    }

    /// Adds a command, waiting for a place; false where the thread has ended.
    func submit(_ command: Command) async -> Bool {
        await reserve()
        return add(command, reserved: true)
    }

    /// Adds a command that is bounded by something else; false where the thread has ended.
    @discardableResult
    func post(_ command: Command) -> Bool { add(command, reserved: false) }

    /// Takes all commands (the thread only), and lets as many tasks go on.
    func take(into commands: inout [Command]) {
        commands.removeAll(keepingCapacity: true)
        var released: [CheckedContinuation<Void, Never>] = []
        state.withLock { state in
            swap(&state.commands, &commands)
            state.places += state.reserved
            state.reserved = 0
            guard !state.waiting.isEmpty else { return }
            let count = min(state.places, state.waiting.count)
            released = Array(state.waiting.prefix(count))
            state.waiting.removeFirst(count)
            state.places -= count
        }
        for task in released { task.resume() }
    }

    /// The thread is about to sleep (the thread only); false where there is something to do first.
    func fallAsleep() -> Bool {
        state.withLock { state in
            guard state.commands.isEmpty else { return false }
            state.isAsleep = true
            return true
        }
    }

    /// The thread woke up (the thread only).
    func awake() { state.withLock { $0.isAsleep = false } }

    /// Nothing is taken any more; gives what was left.
    func close() -> [Command] {
        let (left, waiting) = state.withLock { state in
            state.isClosed = true
            defer { (state.commands, state.waiting) = ([], []) }
            return (state.commands, state.waiting)
        }
        for task in waiting { task.resume() }
        return left
    }

    private func reserve() async {
        let isFree = state.withLock { state in
            guard !state.isClosed, state.waiting.isEmpty, state.places > 0 else { return state.isClosed }
            state.places -= 1
            return true
        }
        if isFree { return }
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.isClosed { return true }
                if state.places > 0, state.waiting.isEmpty {
                    state.places -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func add(_ command: Command, reserved: Bool) -> Bool {
        let (isAdded, mustWake) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.commands.append(command)
            if reserved { state.reserved += 1 }
            defer { state.isAsleep = false }
            return (true, state.isAsleep)
        }
        if mustWake { wakeUp.signal() }
        return isAdded
    }
}
