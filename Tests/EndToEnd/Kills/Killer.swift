import Synchronization

/// When to kill whom, known beforehand from a seed: at so many acknowledged steps, one service or all.
struct KillPlan: Sendable {
    struct Kill: Sendable {
        /// Acknowledged steps after which it comes.
        let step: Int
        /// A further moment, so that a kill falls anywhere within a transaction.
        let delay: Duration
        let victims: [String]
    }

    let kills: [Kill]

    init(count: Int, steps: Int, random: inout SeededGenerator) {
        let moments = (0..<count).map { _ in Int.random(in: 1..<max(2, steps * 9 / 10), using: &random) }.sorted()
        kills = moments.map { step in
            let one = [Programs.services.randomElement(using: &random) ?? "ingestion"]
            return Kill(
                step: step, delay: .microseconds(Int.random(in: 0..<40_000, using: &random)),
                victims: Int.random(in: 0..<6, using: &random) == 0 ? Programs.services : one)
        }
    }
}

/// Counts steps, and lets one wait for a count.
final class Progress: Sendable {
    private struct State {
        var count = 0
        var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    /// Guards the count, which several pushers move.
    private let state = Mutex(State())

    var count: Int { state.withLock { $0.count } }

    func step() {
        let reached = state.withLock { state in
            state.count += 1
            let reached = state.waiting.filter { $0.count <= state.count }
            state.waiting.removeAll { $0.count <= state.count }
            return reached
        }
        for waiting in reached { waiting.continuation.resume() }
    }

    /// Lets all go who wait: nothing more comes.
    func finish() {
        let all = state.withLock { state in
            state.count = .max
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiting in all { waiting.continuation.resume() }
    }

    func reach(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if state.count >= count { return true }
                state.waiting.append((count, continuation))
                return false
            }
            if isReached { continuation.resume() }
        }
    }
}
