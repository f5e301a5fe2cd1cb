import Domain
import Schema
import Transport

/// Takes alerts from the feed into the outbox: what is in force first, then each change, from its own cursor on.
struct AlertReceiver: Sendable {
    let context: GatewayContext
    let client: Client

    /// Alerts after whose arrival the place is told to notification, so that it may trim.
    private static let commitEvery: UInt64 = 256
    /// Alerts taken as in force: as many as notification remembers.
    private static let mostInForce = 100_000

    /// Goes on until it is cancelled.
    func run() async {
        var failures = 0
        while !Task.isCancelled {
            do {
                try await follow { failures = 0 }
            } catch let error as CallError {
                failures += 1
                await recover(from: error, failures)
            } catch {
                failures += 1
                context.readiness.set("outbox", "\(error)")
                await pause(failures, asked: nil)
            }
        }
    }

    private func follow(_ succeeded: () -> Void) async throws {
        let settings = context.settings
        var place = try context.store.place()
        if place == nil {
            place = try await snapshot()
        } else if let place {
            // Says where we stand, and finds out whether we are known there before anything new comes.
            try await commit(place)
        }
        succeeded()
        context.readiness.clear("feed")
        let cursor = place.map { Cursor(journal: $0.journal, sequence: $0.sequence) }
        let request = SubscribeRequest(
            territory: settings.territory, consumer: settings.consumer, start: cursor == nil ? .beginning : .cursor, cursor: cursor,
            types: [.alert], filter: settings.filter, limits: settings.limits)
        var committed = place?.sequence ?? 0
        for try await batch in client.subscribe(request, credit: 1 << 20) {
            succeeded()
            context.readiness.clear("feed")
            let place = GatewayStore.Place(journal: batch.journal, sequence: batch.through)
            try await take(batch.records.compactMap(alert), through: place)
            context.readiness.clear("outbox")
            // What is in the outbox is durable: nothing upstream need be kept for us.
            if batch.through >= committed + Self.commitEvery || batch.through >= batch.head, batch.through > committed {
                try? await commit(place)
                committed = batch.through
            }
        }
    }

    private func commit(_ place: GatewayStore.Place) async throws(CallError) {
        try await client.commit(
            territory: context.settings.territory, consumer: context.settings.consumer,
            cursor: Cursor(journal: place.journal, sequence: place.sequence))
    }

    /// What is in force, for a gateway that comes late; where the service is older than that call, everything that is held.
    private func snapshot() async throws -> GatewayStore.Place? {
        do throws(CallError) {
            var reply = try await inForce(after: "")
            // What changes between one part and the next comes down the feed, which goes on from the first part's cursor.
            let place = GatewayStore.Place(journal: reply.cursor.journal, sequence: reply.cursor.sequence)
            var alerts = reply.alerts.map(\.alert)
            while reply.truncated, let last = reply.alerts.last, alerts.count < Self.mostInForce {
                reply = try await inForce(after: last.alert.thread)
                alerts += reply.alerts.map(\.alert)
            }
            let endpoints = await context.carrier.endpoints()
            // All in one transaction, however much it is: the cursor that comes with it speaks for all of them.
            do { try take(alerts.sorted { $0.sent < $1.sent }, through: place, endpoints) } catch {
                throw CallError(.unavailable, "\(error)")
            }
            return place
        } catch {
            guard error.status == .unimplemented else { throw error }
            return nil
        }
    }

    private func inForce(after thread: String) async throws(CallError) -> InForceReply {
        let request = InForceRequest(territory: context.settings.territory, filter: context.settings.filter, after: thread)
        let reply = try await client.call(Method.inForce, request.encoded(), deadline: .seconds(30), idempotent: true)
        do throws(SchemaError) { return try InForceReply(decoding: reply) } catch {
            throw CallError(.internal, "the reply of InForce cannot be read: \(error)")
        }
    }

    private func alert(_ record: Record) -> (sequence: UInt64, alert: Alert)? {
        guard record.type == .alert else { return nil }
        do throws(SchemaError) { return (record.sequence, try Alert(decoding: record.payload)) } catch {
            // One bad record stops nobody; the journal still has it.
            context.logger.error(
                "an alert cannot be read and is left out", metadata: ["sequence": "\(record.sequence)", "reason": "\(error)"])
            return nil
        }
    }

    /// Puts alerts into the outbox, as many at a time as there is room for: back-pressure. What is not taken waits in the journal, and the
    /// next batch is not asked for meanwhile.
    private func take(_ alerts: [(sequence: UInt64, alert: Alert)], through place: GatewayStore.Place) async throws {
        let endpoints = alerts.isEmpty ? [] : await context.carrier.endpoints()
        var rest = alerts[...]
        repeat {
            while context.store.waiting >= context.settings.outbox {
                try Task.checkCancellation()
                await context.roomMade.wait(atMost: .seconds(1))
            }
            let room = (context.settings.outbox - context.store.waiting) / max(1, endpoints.count)
            let chunk = rest.prefix(max(1, room))
            rest = rest.dropFirst(chunk.count)
            let sequence = rest.isEmpty ? place.sequence : chunk.last?.sequence ?? place.sequence
            try take(chunk.map(\.alert), through: GatewayStore.Place(journal: place.journal, sequence: sequence), endpoints)
        } while !rest.isEmpty
    }

    private func take(_ alerts: [Alert], through place: GatewayStore.Place, _ endpoints: [Endpoint]) throws(GatewayStoreError) {
        let now = context.now()
        let fresh = try context.store.take(alerts, through: place, at: now) { alert in
            endpoints.filter { $0.filter.matches(alert) }.map { endpoint in
                (endpoint.identifier, context.carrier.due(alert, for: endpoint.identifier, at: now))
            }
        }
        guard fresh > 0 else { return }
        context.meter.took(fresh)
        context.outboxChanged.signal()
        // An alert that no endpoint wants is through at once.
        context.outcomesChanged.signal()
    }

    private func recover(from error: CallError, _ failures: Int) async {
        context.readiness.set("feed", "\(error)")
        switch error.status {
        case .outOfRange, .failedPrecondition:
            // Another journal, or trimmed beyond our place: what is in force is taken anew; what was taken is known by its identifier.
            context.logger.warning(
                "the cursor does not hold any more; starting anew from what is in force", metadata: ["reason": "\(error)"])
            do throws(CallError) { _ = try await restart() } catch {
                await pause(failures, asked: error.retryAfter)
            }
        default:
            context.logger.log(
                level: failures == 1 ? .warning : .debug, "the feed cannot be followed; trying again", metadata: ["reason": "\(error)"])
            await pause(failures, asked: error.retryAfter)
        }
    }

    private func restart() async throws(CallError) {
        do {
            if try await snapshot() == nil { try context.store.forgetPlace() }
        } catch let error as CallError { throw error } catch { throw CallError(.unavailable, "\(error)") }
    }

    private func pause(_ failures: Int, asked: Duration?) async {
        var generator = context.generator("feed", failures)
        let rule = RetryRule(first: .milliseconds(200), longest: .seconds(10))
        try? await Task.sleep(for: .milliseconds(rule.wait(after: failures, asked: asked, using: &generator)))
    }
}
