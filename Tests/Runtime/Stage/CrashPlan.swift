import Synchronization

/// Lets the process die at one of the points where a real one could: before or after each of its awaits on the outside world.
final class CrashPlan: Sendable {
    private struct Content {
        var pointsLeft: Int
        var hasCrashed = false
        var isOver = false
        var onEnd: (@Sendable () -> Void)?
    }

    private let content: Mutex<Content>

    /// - Parameter points: how many points are passed before the crash; nil for none at all.
    init(after points: Int?) { content = Mutex(Content(pointsLeft: points ?? .max)) }

    var hasCrashed: Bool { content.withLock { $0.hasCrashed } }

    /// A point where the process may die; true where it has: nothing takes effect any more.
    func point() -> Bool {
        let (dead, action) = content.withLock { content -> (Bool, (@Sendable () -> Void)?) in
            if content.hasCrashed { return (true, nil) }
            content.pointsLeft -= 1
            guard content.pointsLeft < 0 else { return (false, nil) }
            content.hasCrashed = true
            return (true, content.onEnd)
        }
        action?()
        return dead
    }

    /// Everything that the run was for is done.
    func finish() {
        content.withLock {
            $0.isOver = true
            return $0.onEnd
        }?()
    }

    /// What ends the process's tasks, at once if it is over already.
    func onEnd(_ action: @escaping @Sendable () -> Void) {
        let isOver = content.withLock {
            $0.onEnd = action
            return $0.hasCrashed || $0.isOver
        }
        if isOver { action() }
    }
}
