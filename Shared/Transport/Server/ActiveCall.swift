import Synchronization

/// Lets the socket's thread cancel the task of one handler.
final class ActiveCall: Sendable {
    /// A task that is running.
    ///
    /// Safe to share: `UnsafeCurrentTask.cancel()` may be called from any thread while the task exists, and `run` takes the reference away,
    /// under the lock that `cancel` holds, before the task's work ends.
    private struct Running: @unchecked Sendable {
        let task: UnsafeCurrentTask
    }

    private struct State {
        var running: Running?
        var isCancelled = false
    }

    /// Guards the hand-over of the task between its start, its end and a cancellation.
    private let state = Mutex(State())

    /// Runs a handler in the current task, which `cancel` then cancels.
    func run<R: Sendable>(_ body: () async -> R) async -> R {
        withUnsafeCurrentTask { task in
            guard let task else { return }
            let running = Running(task: task)
            let isCancelled = state.withLock { state in
                state.running = running
                return state.isCancelled
            }
            if isCancelled { task.cancel() }
        }
        defer { state.withLock { $0.running = nil } }
        return await body()
    }

    /// Cancels the task, now or as soon as it starts.
    func cancel() {
        state.withLock { state in
            state.isCancelled = true
            state.running?.task.cancel()
        }
    }
}
