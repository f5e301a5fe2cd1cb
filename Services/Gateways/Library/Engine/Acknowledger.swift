import Domain
import Schema
import Transport

/// Tells notification what became of each alert: counts, and nothing that would tell devices apart.
struct Acknowledger: Sendable {
    let context: GatewayContext
    let client: Client

    private static let atOnce = 64

    /// Goes on until it is cancelled.
    func run() async {
        var failures = 0
        var lastPruned: Int64 = 0
        while !Task.isCancelled {
            do {
                let outcomes = try context.store.unacknowledged(atMost: Self.atOnce)
                if outcomes.isEmpty {
                    if context.now() - lastPruned > 3_600_000 {
                        lastPruned = context.now()
                        try context.store.prune(at: lastPruned)
                    }
                    await context.outcomesChanged.wait(atMost: .seconds(5))
                    continue
                }
                try await acknowledge(outcomes)
                failures = 0
                context.readiness.clear("acknowledge")
            } catch {
                failures += 1
                context.readiness.set("acknowledge", "\(error)", blocks: false)
                var generator = context.generator("acknowledge", failures)
                let wait = RetryRule(first: .milliseconds(200), longest: .seconds(30))
                    .wait(after: failures, asked: (error as? CallError)?.retryAfter, using: &generator)
                try? await Task.sleep(for: .milliseconds(wait))
            }
        }
    }

    private func acknowledge(_ outcomes: [AlertOutcome]) async throws {
        let settings = context.settings
        try await withThrowingTaskGroup(of: Void.self) { group in
            for outcome in outcomes {
                group.addTask {
                    // One after another: a digest may tell of hundreds, and what is under way at once is bounded by the outcomes.
                    for identifier in [outcome.identifier] + outcome.told {
                        let request = AcknowledgeRequest(
                            territory: settings.territory, gateway: settings.consumer, alert: identifier, devices: outcome.devices)
                        // Saying it again does no harm: an answer that was lost may be asked for again.
                        _ = try await client.call(Method.acknowledge, request.encoded(), deadline: .seconds(10), idempotent: true)
                    }
                }
            }
            try await group.waitForAll()
        }
        try context.store.acknowledged(outcomes.map(\.number))
    }
}
