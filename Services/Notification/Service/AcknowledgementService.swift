import Domain
import Journal
import Notification
import Runtime
import Schema
import ServiceLifecycle
import Transport

/// Takes what gateways say of alerts, and remembers it.
final class AcknowledgementService: Service {
    private let environment: ServiceEnvironment
    private let desks = Desks()

    init(_ environment: ServiceEnvironment) {
        self.environment = environment
        environment.server.handle(Method.acknowledge) { [weak self] bytes, context throws(CallError) in
            guard let self else { throw CallError(.unavailable, "notification is stopping") }
            return try await self.acknowledge(bytes, context)
        }
    }

    private func acknowledge(_ bytes: [UInt8], _ context: CallContext) async throws(CallError) -> [UInt8] {
        let request: AcknowledgeRequest
        do throws(SchemaError) { request = try AcknowledgeRequest(decoding: bytes) } catch {
            throw CallError(.invalidArgument, "the request is not an AcknowledgeRequest: \(error)")
        }
        guard !request.gateway.isEmpty, request.gateway.utf8.count <= 128 else {
            throw CallError(.invalidArgument, "gateway must be 1 to 128 bytes: the name under which the gateway counts")
        }
        guard context.peer.mayConsume(as: request.gateway) || context.peer.role == .operator else {
            throw CallError(.permissionDenied, "this key may not speak for gateway \(request.gateway.debugDescription)")
        }
        guard (try? await environment.journals.storedTerritories())?.contains(request.territory) == true else {
            throw CallError(.notFound, "there is no territory \(request.territory.debugDescription)")
        }
        do {
            let desk = try await desks.desk(environment.journal(territory: request.territory))
            return try await desk.acknowledge(request).encoded()
        } catch let error as CallError {
            throw error
        } catch {
            environment.readiness.report("\(error)")
            throw CallError(.unavailable, "the acknowledgement could not be stored; send it again", retryAfter: .seconds(1))
        }
    }

    /// Has nothing to do by itself: calls come by the server.
    func run() async throws { try? await gracefulShutdown() }
}

/// The desks that are open, one a territory; guards against opening one twice.
private actor Desks {
    private var open: [String: Task<AcknowledgementDesk, any Error>] = [:]

    func desk(_ journal: any Journal) async throws -> AcknowledgementDesk {
        let task = open[journal.territory] ?? Task { try await AcknowledgementDesk(journal) }
        open[journal.territory] = task
        do { return try await task.value } catch {
            open[journal.territory] = nil
            throw error
        }
    }
}
