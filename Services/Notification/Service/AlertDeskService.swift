import Domain
import Journal
import Notification
import Runtime
import Schema
import ServiceLifecycle
import Transport

/// Answers gateways, consoles and operators: what became of alerts, which are in force, what is done about them.
final class AlertDeskService: Service {
    private let environment: ServiceEnvironment
    private let queues: ActionQueues
    private let desks = Desks()
    /// Identifiers in one question.
    private static let maximumIdentifiers = 256

    init(_ environment: ServiceEnvironment, queues: ActionQueues) {
        self.environment = environment
        self.queues = queues
        handle(Method.acknowledge, AcknowledgeRequest.self) { service, request, peer throws(CallError) in
            try await service.acknowledge(request, peer)
        }
        handle(Method.act, AlertAction.self) { service, request, _ throws(CallError) in try await service.act(request) }
        handle(Method.inForce, InForceRequest.self) { service, request, peer throws(CallError) in
            guard request.identifiers.count <= Self.maximumIdentifiers else {
                throw CallError(.invalidArgument, "identifiers must be at most \(Self.maximumIdentifiers): ask in parts")
            }
            let filter = try peer.narrowed(request.filter)
            let seesStaff = peer.mayHear.isSuperset(of: Audience.staff)
            return try await service.answer(request.territory) {
                try await $0.inForce(request, filter: filter ?? AlertFilter(), withPeople: seesStaff).encoded()
            }
        }
        handle(Method.ruleRecords, RuleRecordRequest.self) { service, request, _ throws(CallError) in
            try await service.answer(request.territory) { try await $0.ruleRecords().encoded() }
        }
    }

    private func handle<Request: Message>(
        _ method: String, _ type: Request.Type,
        _ answer: @escaping @Sendable (AlertDeskService, Request, Peer) async throws(CallError) -> [UInt8]
    ) {
        environment.server.handle(method) { [weak self] bytes, context throws(CallError) in
            guard let self else { throw CallError(.unavailable, "notification is stopping") }
            let request: Request
            do throws(SchemaError) { request = try Request(decoding: bytes) } catch {
                throw CallError(.invalidArgument, "the request is no \(Request.name): \(error)")
            }
            return try await answer(self, request, context.peer)
        }
    }

    private func acknowledge(_ request: AcknowledgeRequest, _ peer: Peer) async throws(CallError) -> [UInt8] {
        guard !request.gateway.isEmpty, request.gateway.utf8.count <= 128 else {
            throw CallError(.invalidArgument, "gateway must be 1 to 128 bytes: the name under which the gateway counts")
        }
        guard peer.mayConsume(as: request.gateway) || peer.role == .operator else {
            throw CallError(.permissionDenied, "this key may not speak for gateway \(request.gateway.debugDescription)")
        }
        let filter = try peer.narrowed(nil)
        return try await answer(request.territory) { try await $0.acknowledge(request, hearing: filter).encoded() }
    }

    private func act(_ action: AlertAction) async throws(CallError) -> [UInt8] {
        if let fault = ActionCheck.fault(action) { throw CallError(.invalidArgument, fault) }
        try await require(action.territory)
        do {
            return try await queues.queue(action.territory).submit(action).encoded()
        } catch let error as CallError {
            throw error
        } catch {
            throw CallError(.unavailable, "the action could not be stored; say it again", retryAfter: .seconds(1))
        }
    }

    private func answer(
        _ territory: String, _ body: @Sendable (AlertDesk) async throws -> [UInt8]
    ) async throws(CallError) -> [UInt8] {
        try await require(territory)
        do {
            return try await body(desks.desk(environment.journals.journal(territory: territory)))
        } catch let error as CallError {
            throw error
        } catch {
            environment.readiness.report("\(error)")
            throw CallError(.unavailable, "the journal could not be read or written; say it again", retryAfter: .seconds(1))
        }
    }

    private func require(_ territory: String) async throws(CallError) {
        guard (try? await environment.journals.storedTerritories())?.contains(territory) == true else {
            throw CallError(.notFound, "there is no territory \(territory.debugDescription)")
        }
    }

    /// Has nothing to do by itself: calls come by the server.
    func run() async throws { try? await gracefulShutdown() }
}

/// The desks that are open, one a territory; guards against opening one twice.
private actor Desks {
    private var open: [String: Task<AlertDesk, any Error>] = [:]

    func desk(_ journal: Journals.Opened) async throws -> AlertDesk {
        let territory = journal.journal.territory
        let task = open[territory] ?? Task { try await AlertDesk(journal) }
        open[territory] = task
        do { return try await task.value } catch {
            open[territory] = nil
            throw error
        }
    }
}
