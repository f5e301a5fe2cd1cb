import Domain

/// Empties the outbox: one try at a time for an endpoint, so that its alerts keep their order; as many endpoints at once as the settings
/// allow. An endpoint that fails waits by itself and holds up no other.
actor Dispatcher {
    private let context: GatewayContext
    /// Endpoints with a try under way.
    private var busy: Set<String> = []
    private var failures = 0
    /// Tries that ended and are not noted yet: at most as many as may be under way.
    private var ended: [OutboxTry] = []
    private var isNoting = false

    init(context: GatewayContext) { self.context = context }

    /// Goes on until it is cancelled, then waits for the tries that are under way.
    func run() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                let works: [OutboxWork]
                do throws(GatewayStoreError) { works = try next() } catch {
                    await failed(error)
                    continue
                }
                for work in works {
                    busy.insert(work.endpoint)
                    group.addTask { await self.perform(work) }
                }
                await context.outboxChanged.wait(atMost: untilNext())
            }
            group.cancelAll()
        }
    }

    private func next() throws(GatewayStoreError) -> [OutboxWork] {
        let settings = context.settings
        let before = context.store.waiting
        let works = try context.store.due(
            at: context.now(), atMost: settings.width - busy.count, batch: context.carrier.batch, busy: busy,
            dropsExpired: settings.dropsExpired)
        if context.store.waiting < before { context.outcomesChanged.signal() }
        failures = 0
        return works
    }

    private func failed(_ error: GatewayStoreError) async {
        failures += 1
        context.readiness.set("outbox", "\(error)")
        var generator = context.generator("outbox", failures)
        let wait = RetryRule(first: .milliseconds(100), longest: .seconds(10)).wait(after: failures, asked: nil, using: &generator)
        try? await Task.sleep(for: .milliseconds(wait))
    }

    /// Until something is due; a second at the most, as clocks are set.
    private func untilNext() -> Duration {
        guard busy.count < context.settings.width, let due = try? context.store.nextDue(busy: busy) else { return .seconds(1) }
        return min(.seconds(1), max(.milliseconds(1), .milliseconds(due - context.now())))
    }

    private func perform(_ work: OutboxWork) async {
        let carrier = context.carrier
        let result = await Self.within(context.settings.timeout * 2) { [context] in
            await carrier.deliver(work.alerts, to: work.endpoint, at: context.now())
        }
        // A try that a stop broke off is no failure: it is made again after the start.
        if Task.isCancelled, result != .delivered {
            busy.remove(work.endpoint)
            return
        }
        let now = context.now()
        let next = work.alerts.last.map { carrier.due($0, for: work.endpoint, at: now) } ?? now
        ended.append(OutboxTry(work: work, result: result, next: next))
        // Whoever comes first writes for all that ended until it could begin.
        guard !isNoting else { return }
        isNoting = true
        while !ended.isEmpty, !Task.isCancelled || failures == 0 { await note() }
        isNoting = false
    }

    private func note() async {
        let tries = ended
        ended = []
        let (context, rule) = (context, context.settings.retry)
        let now = context.now()
        // In a task of its own: a stop must not break off the note of what was delivered, or it would come twice after the start.
        let noted = await Task { () async -> GatewayStoreError? in
            do throws(GatewayStoreError) {
                try await context.store.note(tries, at: now, attempts: rule.attempts) { tried, failures in
                    var asked: Duration?
                    if case .retry(_, let after) = tried.result { asked = after }
                    var generator = context.generator(tried.work.endpoint, failures)
                    return now + rule.wait(after: failures, asked: asked, using: &generator)
                }
                return nil
            } catch { return error }
        }.value
        if let noted {
            // A disk that is full must not ring phones again and again: the endpoints stay busy until it is noted.
            ended = tries + ended
            await failed(noted)
            return
        }
        failures = 0
        context.readiness.clear("outbox")
        for tried in tries {
            busy.remove(tried.work.endpoint)
            await tell(tried)
        }
        context.meter.waits(context.store.waiting)
        context.outboxChanged.signal()
        context.outcomesChanged.signal()
        context.roomMade.signal()
    }

    private func tell(_ tried: OutboxTry) async {
        context.meter.tried(tried.result, tried.work.alerts.count)
        switch tried.result {
        case .delivered: break
        case .retry(let reason, _): context.logger.debug("a delivery failed and is tried again", metadata: ["reason": "\(reason)"])
        case .rejected(let reason): context.logger.warning("a delivery was refused: a dead letter", metadata: ["reason": "\(reason)"])
        case .gone(let reason):
            context.logger.info("an endpoint is gone", metadata: ["reason": "\(reason)"])
            await context.carrier.forget(tried.work.endpoint)
        }
    }

    /// The result, or a retry where it takes longer than it may.
    private static func within(_ limit: Duration, _ body: @escaping @Sendable () async -> DeliveryResult) async -> DeliveryResult {
        await withTaskGroup(of: DeliveryResult?.self) { group in
            group.addTask { await body() }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? .retry(reason: "no answer in time")
        }
    }
}
