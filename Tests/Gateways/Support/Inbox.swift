import Synchronization

/// What came in, and a way to wait for it without sleeping.
final class Inbox<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var waiting: [(isEnough: @Sendable ([Item]) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var all: [Item] { state.withLock { $0.items } }

    func add(_ item: Item) {
        let ready = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.items.append(item)
            let items = state.items
            let ready = state.waiting.filter { $0.isEnough(items) }.map(\.continuation)
            state.waiting.removeAll { $0.isEnough(items) }
            return ready
        }
        for continuation in ready { continuation.resume() }
    }

    /// Returns once so many items are there, all of them.
    func first(_ count: Int) async -> [Item] { await until { $0.count >= count } }

    /// Returns once what is there will do, all of it.
    func until(_ isEnough: @escaping @Sendable ([Item]) -> Bool) async -> [Item] {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if isEnough(state.items) { return true }
                state.waiting.append((isEnough, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
        return all
    }
}
